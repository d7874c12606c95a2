"""Killing a bot's process between the work and its answer, shown on a small bot."""

import signal
from pathlib import Path

import pytest

from tests.loopback import BotProcess, LoopbackDiscord
from tests.loopback.paths import MESSAGES

SMALL_BOT = "tests.loopback.small_bot:run"
ANSWER = "tests.loopback.small_bot:Answering.answer"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    config = tmp_path / "token"
    config.write_text("loopback-token")
    return config


def texts(discord: LoopbackDiscord) -> list[str]:
    return [message.content for message in discord.by_bot(discord.general)]


@pytest.mark.parametrize(("remembered_seconds", "answers"), [(300, 1), (0, 2)])
async def test_an_answer_lost_with_the_process_is_seen_once_or_twice(
    config: Path, remembered_seconds: float, answers: int
) -> None:
    async with LoopbackDiscord() as discord:
        discord.world.nonce_seconds = remembered_seconds
        robin = discord.add_person("robin")
        posted = discord.hang("POST", MESSAGES)
        async with BotProcess(discord, config, run=SMALL_BOT) as bot:
            await discord.ready()
            discord.say(discord.general, robin, "hello")
            await discord.wait_until(posted.reached.is_set)
            await bot.kill()
            posted.release.set()
            assert not bot.running
        async with BotProcess(discord, config, run=SMALL_BOT):
            await discord.wait_until(lambda: len(discord.plan.seen("POST", MESSAGES)) == 2)
            await discord.quiet()
        assert texts(discord) == ["heard: hello"] * answers


@pytest.mark.parametrize(("moment", "answered"), [("before", []), ("after", ["heard: one"])])
async def test_a_kill_point_ends_the_process_and_a_restart_makes_up_for_it(
    config: Path, moment: str, answered: list[str]
) -> None:
    async with LoopbackDiscord() as discord:
        robin = discord.add_person("robin")
        async with BotProcess(discord, config, [f"{ANSWER}:{moment}:1"], SMALL_BOT) as bot:
            await discord.ready()
            discord.say(discord.general, robin, "one")
            await bot.wait_killed()
        assert texts(discord) == answered
        discord.say(discord.general, robin, "two")
        async with BotProcess(discord, config, run=SMALL_BOT):
            await discord.wait_until(lambda: len(texts(discord)) == 2)
            await discord.quiet()
        assert texts(discord) == ["heard: one", "heard: two"]


async def test_a_process_that_ends_by_itself_was_not_killed(config: Path) -> None:
    async with (
        LoopbackDiscord(token="another token") as discord,
        BotProcess(discord, config, [f"{ANSWER}:after:1"], SMALL_BOT) as bot,
    ):
        with pytest.raises(AssertionError, match=r"(?s)ended with 1 instead.*LoginFailure"):
            await bot.wait_killed()


async def test_a_process_can_be_asked_to_end(config: Path) -> None:
    async with LoopbackDiscord() as discord, BotProcess(discord, config, run=SMALL_BOT) as bot:
        await discord.ready()
        assert await bot.stop() == -signal.SIGTERM
        await discord.wait_until(lambda: not discord.gateway.connected)
