"""The floor of opening a chat: an answer, a thread and a message in it, called without a bot, some at once.

`python -m benchmarks.bare_calls ADDRESS TOKEN CHANNEL HOW_MANY AT_ONCE` prints milliseconds as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence

import aiohttp


async def call_all(address: str, token: str, channel: str, how_many: int, at_once: int) -> list[float]:
    """Open so many threads, so many at once; returns the milliseconds that each took."""
    turns = asyncio.Semaphore(at_once)
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {token}"}) as session:

        async def one(number: int) -> float:
            async with turns:
                started = time.perf_counter()
                place = f"{address}/channels/{channel}"
                await _post(session, f"{place}/messages", content="Accepted.")
                thread = await _post(session, f"{place}/threads", name=f"Chat {number}", type=12)
                await _post(session, f"{address}/channels/{thread}/messages", content="The panel.")
                return (time.perf_counter() - started) * 1000

        return [*await asyncio.gather(*(one(number) for number in range(how_many)))]


async def _post(session: aiohttp.ClientSession, address: str, **body: str | int) -> str:
    async with session.post(address, json=body) as response:
        response.raise_for_status()
        made = await response.json()
    return str(made["id"])


def main(arguments: Sequence[str]) -> None:
    """Call, and print what was measured."""
    address, token, channel, how_many, at_once = arguments
    waited = asyncio.run(call_all(address, token, channel, int(how_many), int(at_once)))
    sys.stdout.write(json.dumps(waited))


if __name__ == "__main__":
    main(sys.argv[1:])
