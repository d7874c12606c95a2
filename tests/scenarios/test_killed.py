"""The bot is killed at each step of one message's way, and of one escalation: nothing lost, nothing twice."""

from pathlib import Path

import pytest

from bot.screening import Screener
from tests.loopback import LoopbackDiscord
from tests.scenarios.harbour import build, counted, set_up

# One message of a listener makes three acts in two lanes: a notice, and a reminder by direct message.
ON_THE_WAY = [
    "bot.flows.message_seen:look_at:before:1",
    "bot.flows.message_seen:decide_and_write:after:1",
    "bot.flows.message_seen:look_at:after:1",
    "bot.store.outbox:mark_trying:after:1",
    "bot.cogs.surface:DiscordSurface.perform:before:1",
    "bot.cogs.surface:DiscordSurface.perform:after:1",
    "bot.store.outbox:mark_done:after:1",
    "bot.cogs.surface:DiscordSurface.perform:before:2",
    "bot.cogs.surface:DiscordSurface.perform:after:2",
    "bot.store.outbox:mark_done:after:2",
]
ON_ESCALATION = [
    "bot.store.cases:open_case:after:1",
    "bot.flows.case_raised:raise_case:after:1",
    "bot.cogs.surface:DiscordSurface.perform:after:1",
    "bot.cogs.surface:DiscordSurface.perform:after:2",
    "bot.cogs.surface:DiscordSurface.perform:after:3",
    "bot.store.cases:card_stands:after:1",
]
ASK = "typing hurts my hands, could we just call instead? what's your number"


@pytest.fixture
def cache(packs_cache: Path, screener: Screener) -> Path:
    """Packs that are compiled already, so that the bot's process starts quickly."""
    assert screener.patterns
    return packs_cache


@pytest.mark.timeout(180)
@pytest.mark.parametrize("kill_point", ON_THE_WAY)
async def test_killed_on_one_messages_way(tmp_path: Path, cache: Path, kill_point: str) -> None:
    async with LoopbackDiscord() as discord:
        # Without nonces only the look-up at the destination keeps anything from being said twice.
        discord.world.nonce_seconds = 0
        harbour = build(discord, tmp_path, cache)
        await set_up(harbour, 1)
        thread = harbour.threads[0]
        async with harbour.bot([kill_point]) as bot:
            await discord.ready()
            await discord.quiet()
            discord.say(thread, harbour.listener, ASK)
            await bot.wait_killed()
        async with harbour.bot() as bot:
            await discord.ready(times=2)
            await discord.wait_until(lambda: bool(harbour.notices(thread)) and bool(harbour.reminders()))
            await harbour.nothing_owed()
            await discord.quiet()
            assert await bot.stop() == 0
        assert len(harbour.notices(thread)) == 1, bot.output
        assert len(harbour.reminders()) == 1, bot.output
        flagged, opened, _ = await counted(harbour)
        assert flagged >= 1
        assert opened == 0


@pytest.mark.timeout(180)
@pytest.mark.parametrize("kill_point", ON_ESCALATION)
async def test_killed_on_an_escalation(tmp_path: Path, cache: Path, kill_point: str) -> None:
    async with LoopbackDiscord() as discord:
        discord.world.nonce_seconds = 0
        harbour = build(discord, tmp_path, cache)
        await set_up(harbour, 3, flagged=2)
        thread = harbour.threads[2]
        async with harbour.bot([kill_point]) as bot:
            await discord.ready()
            await discord.quiet()
            discord.say(thread, harbour.listener, ASK)
            await bot.wait_killed()
        async with harbour.bot() as bot:
            await discord.ready(times=2)
            await discord.wait_until(
                lambda: all((harbour.notices(thread), harbour.reminders(), harbour.case_messages()))
            )
            await harbour.nothing_owed()
            await discord.quiet()
            assert await bot.stop() == 0
        assert len(harbour.notices(thread)) == 1, bot.output
        assert len(harbour.reminders()) == 1, bot.output
        assert len(harbour.case_messages()) == 1, bot.output
        flagged, opened, message = await counted(harbour)
        assert flagged >= 3
        assert opened == 1
        assert message == harbour.case_messages()[0].id
