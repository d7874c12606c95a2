"""How the loopback breaks requests and the gateway, with the plain library."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import discord
import pytest

from tests.loopback import LoopbackDiscord, Person
from tests.loopback.listening import Listening, running
from tests.loopback.paths import MESSAGES, PLACE


class TestFaults:
    async def test_a_503_is_raised_once_and_then_it_works(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.fail("POST", MESSAGES, 503)
        channel = client.channel(server.general)
        with pytest.raises(discord.DiscordServerError):
            await channel.send("hello")
        await channel.send("hello")
        assert len(server.by_bot(server.general)) == 1
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [503, 200]

    async def test_a_rate_limit_is_waited_out_by_the_library(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.slow_down("POST", MESSAGES, retry_after=0.01, times=2)
        await client.channel(server.general).send("hello")
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [429, 429, 200]

    async def test_a_share_of_the_requests_is_limited(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.slow_down("POST", MESSAGES, retry_after=0.01, times=2, every=3)
        for _ in range(5):
            await client.channel(server.general).send("hello")
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [
            200,
            200,
            429,
            200,
            200,
            429,
            200,
        ]

    async def test_a_limit_for_all_calls_holds_up_the_others_too(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        limited = server.slow_down("POST", MESSAGES, retry_after=1.0, everywhere=True)
        speaking = asyncio.create_task(client.channel(server.general).send("hello"))
        await limited.reached.wait()
        await server.quiet(0.1)
        looking = asyncio.create_task(client.fetch_channel(server.general.id))
        await server.quiet(0.1)
        assert server.plan.seen("GET", PLACE) == []
        await asyncio.gather(speaking, looking)
        assert len(server.plan.seen("GET", PLACE)) == 1

    @pytest.mark.parametrize(("remembered_seconds", "messages"), [(300, 1), (0, 2)])
    async def test_a_lost_answer_is_repaired_by_the_nonce(
        self, server: LoopbackDiscord, client: Listening, remembered_seconds: float, messages: int
    ) -> None:
        server.world.nonce_seconds = remembered_seconds
        server.drop("POST", MESSAGES)
        channel = client.channel(server.general)
        with pytest.raises(aiohttp.ClientError):
            await channel.send("hello", nonce="act-7")
        await channel.send("hello", nonce="act-7")
        assert len(server.by_bot(server.general)) == messages
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [None, 200]

    async def test_a_hanging_request_says_when_it_is_reached(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        before = server.hang("POST", MESSAGES, after_work=False)
        after = server.hang("POST", MESSAGES)
        for fault, messages in ((before, 0), (after, 1)):
            sending = asyncio.create_task(client.channel(server.general).send("hello"))
            await fault.reached.wait()
            assert len(server.by_bot(server.general)) == messages
            fault.release.set()
            with pytest.raises(aiohttp.ClientError):
                await sending

    async def test_a_json_code_is_passed_on(self, server: LoopbackDiscord, client: Listening) -> None:
        server.fail("POST", MESSAGES, 403, 50001, after_work=True)
        with pytest.raises(discord.Forbidden) as refused:
            await client.channel(server.general).send("hello")
        assert refused.value.code == 50001
        assert len(server.by_bot(server.general)) == 1

    async def test_an_unknown_route_is_reported_at_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def ask_for_the_moon() -> None:
            async with LoopbackDiscord() as server, aiohttp.ClientSession() as session:
                token = {"Authorization": f"Bot {server.token}"}
                await session.get(f"{server.api_address}/moon", headers=token)

        with pytest.raises(AssertionError, match="no such route: GET /api/v10/moon"):
            await ask_for_the_moon()

    async def test_waiting_in_vain_lists_the_last_requests(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        await client.channel(server.general).send("hello")
        with pytest.raises(AssertionError, match=r"POST /channels/\d+/messages -> 200"):
            await server.wait_until(lambda: False, seconds=0.01)


Break = Callable[[LoopbackDiscord], Any]


async def _lose_quietly(server: LoopbackDiscord) -> None:
    await server.gateway.drop()


async def _lose_with_a_code(server: LoopbackDiscord) -> None:
    await server.gateway.drop(code=4000)


async def _be_asked(server: LoopbackDiscord) -> None:
    server.gateway.ask_to_reconnect()


BREAKS: Sequence[Break] = (_lose_quietly, _lose_with_a_code, _be_asked)


class TestReconnecting:
    @pytest.mark.parametrize("break_it", BREAKS)
    async def test_what_was_missed_is_replayed_on_a_resume(
        self, server: LoopbackDiscord, client: Listening, robin: Person, break_it: Break
    ) -> None:
        server.say(server.general, robin, "one")
        await server.wait_until(lambda: client.heard == ["one"])
        server.gateway.hold()
        await break_it(server)
        await server.wait_until(lambda: not server.gateway.connected)
        server.say(server.general, robin, "two")
        server.say(server.general, robin, "three")
        server.gateway.release()
        await server.wait_until(lambda: client.resumed)
        await server.wait_until(lambda: len(client.heard) == 3)
        assert client.heard == ["one", "two", "three"]
        assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)

    async def test_what_was_missed_without_a_session_is_lost_but_in_the_history(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        server.say(server.general, robin, "one")
        await server.wait_until(lambda: client.heard == ["one"])
        server.gateway.hold()
        server.gateway.forget_session()
        await server.gateway.drop()
        missed = server.say(server.general, robin, "two")
        server.gateway.release()
        await server.ready(times=2)
        server.say(server.general, robin, "three")
        await server.wait_until(lambda: client.heard == ["one", "three"])
        channel = client.channel(server.general)
        after = [m.content async for m in channel.history(after=discord.Object(missed.id - 1))]
        assert after == ["two", "three"]

    async def test_an_invalidated_session_is_identified_again(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.gateway.invalidate()
        await server.ready(times=2)
        assert server.gateway.resumes == 0

    async def test_nothing_is_replayed_to_a_new_client(self, server: LoopbackDiscord, robin: Person) -> None:
        async with running(server, Listening()):
            pass
        await server.wait_until(lambda: not server.gateway.connected)
        server.say(server.general, robin, "is anybody there?")
        second = Listening()
        async with running(server, second):
            await server.quiet(0.05)
        assert second.heard == []
