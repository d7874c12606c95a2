"""Forty ask at once and ten listeners serve them, while Discord slows the bot down: each once, and in order."""

from pathlib import Path

import pytest

from bot.chats import State
from bot.screening import Screener
from tests.loopback import LoopbackDiscord
from tests.scenarios.crowd import CHANGES, gather, people_added, slow
from tests.scenarios.harbour import build

MEMBERS, TEAM = 40, 10


@pytest.mark.timeout(180)
async def test_forty_ask_at_once_and_each_is_served_once_and_in_order(
    tmp_path: Path, packs_cache: Path, screener: Screener
) -> None:
    assert screener.patterns
    async with LoopbackDiscord() as discord:
        harbour = build(discord, tmp_path, packs_cache)
        crowd = await gather(harbour, MEMBERS, TEAM)
        async with harbour.bot() as bot:
            await discord.ready()
            await discord.wait_until(lambda: discord.by_bot(harbour.lobby))
            slow(discord, every=7, retry_after=0.05)
            await crowd.all_ask()
            await crowd.serve_all()
            await discord.quiet(1.0)
            assert await bot.stop() == 0
        refused = [
            seen for method in CHANGES for seen in discord.plan.seen(method, ".*") if seen.status == 429
        ]
        assert len(refused) > MEMBERS
        assert "Global rate limit has been hit" in bot.output

        states = await crowd.states()
        in_order = [chat for chat, _, _ in states]
        # Everybody who asked was served, and none of them twice.
        assert sorted(member for _, member, _ in states) == sorted(one.id for one in crowd.members)
        assert {state for _, _, state in states} == {State.ENDED}
        # Listeners saw every request once, those who asked first before the others.
        assert crowd.offered == in_order
        assert discord.by_bot(crowd.requests) == []
        # Each chat has one thread with one panel, its member and one listener.
        assert {one.chat: len(crowd.panels(one.chat)) for one in crowd.served} == dict.fromkeys(in_order, 1)
        threads = discord.private_threads()
        assert sorted(one.thread.id for one in crowd.served) == sorted(thread.id for thread in threads)
        member_of = {chat: member for chat, member, _ in states}
        for one in crowd.served:
            (panel,) = (message for message in discord.messages(one.thread) if message.pinned)
            assert panel is crowd.panels(one.chat)[0]
            assert people_added(discord, one.thread) == [one.listener.id, member_of[one.chat]]
        # The first ten went to ten listeners: nobody had a second one before everybody had one.
        by_chat = {one.chat: one.listener.id for one in crowd.served}
        assert {by_chat[chat] for chat in in_order[:TEAM]} == set(crowd.listeners)
