"""Staying connected: a new client for every try, for ever, unless a person has to change something first."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
import structlog

from bot.cogs.client import Client
from bot.errors import SidelightError

FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 300.0
TOKEN_REFUSED = 4004
INTENTS_REFUSED = 4014

log = structlog.get_logger(__name__)


class ConnectError(SidelightError):
    """Discord will not let this bot in until a person changes something; the message says what."""


@dataclass(slots=True)
class Waits:
    """How long to wait before the next try: doubled each time, less a random part so that bots spread out."""

    chance: Callable[[], float]
    _next: float = FIRST_WAIT_SECONDS

    def next(self) -> float:
        """Give the seconds to wait now, between half and all of the present limit."""
        limit, self._next = self._next, min(self._next * 2, LONGEST_WAIT_SECONDS)
        return limit * (0.5 + 0.5 * self.chance())

    def reset(self) -> None:
        """Begin anew, after a try that worked for a while."""
        self._next = FIRST_WAIT_SECONDS


async def stay_connected(
    make_client: Callable[[], Client],
    token: str,
    *,
    chance: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Connect, and connect again whatever happens; ends only when cancelled.

    Raises ConnectError when the token or an intent is refused, and lets a SidelightError through.
    """
    waits = Waits(chance)
    while True:
        client = make_client()
        try:
            async with client:
                await client.start(token)
        except SidelightError:
            raise
        except Exception as error:
            _raise_if_final(error)
            # Also the library's AttributeError after a first connect that was refused.
            log.warning("connection lost", error=type(error).__name__)
        if client.has_been_ready:
            waits.reset()
        seconds = waits.next()
        log.info("connecting again", seconds=round(seconds, 1))
        await sleep(seconds)


def _raise_if_final(error: Exception) -> None:
    closed = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.LoginFailure) or closed == TOKEN_REFUSED:
        raise ConnectError(
            "Discord refused the token. Make a new one in the developer portal, under Bot, and put it in "
            "[discord] token or token_file."
        ) from None
    if isinstance(error, discord.PrivilegedIntentsRequired) or closed == INTENTS_REFUSED:
        raise ConnectError(
            "Discord refused a privileged intent. In the developer portal, under Bot, switch on Message Content "
            "Intent (for [discord] message_content) and Server Members Intent (for [discord] members), or set the "
            "one you do not want to false."
        ) from None
