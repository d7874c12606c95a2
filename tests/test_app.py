"""The whole bot as a process: it starts, connects again for ever, says what is wrong, and ends in order."""

import asyncio
import socket
from pathlib import Path

import pytest
from discord import Intents
from hypothesis import given
from hypothesis import strategies as st

from bot.cogs.connecting import LONGEST_WAIT_SECONDS, Waits
from bot.screening import Screener
from tests.loopback import BotProcess, LoopbackDiscord


@pytest.fixture
def cache(packs_cache: Path, screener: Screener) -> Path:
    """Where the packs lie compiled, so that a process starts at once."""
    assert screener.patterns
    return packs_cache


@pytest.fixture
def config(tmp_path: Path, cache: Path) -> Path:
    return write_config(tmp_path, cache)


def write_config(
    folder: Path, cache: Path, *, token: str = "loopback-token", port: int | None = None
) -> Path:
    config = folder / "config.toml"
    web = "enabled = false" if port is None else f"port = {port}"
    config.write_text(
        f'[discord]\ntoken = "{token}"\n'
        f'[storage]\ndatabase = "{folder / "sidelight.sqlite3"}"\nkey_file = "{folder / "keys" / "key"}"\n'
        f'[screening]\ncache_folder = "{cache}"\n[web]\n{web}\n'
    )
    return config


async def test_it_greets_a_new_community_once_and_ends_when_asked(config: Path) -> None:
    async with LoopbackDiscord() as discord:
        async with BotProcess(discord, config) as bot:
            await discord.ready()
            await discord.wait_until(lambda: discord.by_bot(discord.general))
            assert await bot.stop() == 0
        async with BotProcess(discord, config) as bot:
            await discord.ready(times=2)
            await discord.quiet()
            assert await bot.stop() == 0
        assert len(discord.by_bot(discord.general)) == 1
        assert len(discord.plan.seen("PUT", r".*/commands")) == 1


async def test_while_discord_cannot_be_reached_it_tries_again(config: Path) -> None:
    async with LoopbackDiscord() as discord:
        await discord.stop_listening()
        async with BotProcess(discord, config) as bot:
            while "connecting again" not in bot.output:  # noqa: ASYNC110 (the log of another process)
                await asyncio.sleep(0.05)
            await discord.start_listening()
            await discord.ready()
            assert await bot.stop() == 0


async def test_a_wrong_token_ends_it_with_what_to_do(tmp_path: Path, cache: Path) -> None:
    config = write_config(tmp_path, cache, token="another token")
    async with LoopbackDiscord() as discord, BotProcess(discord, config) as bot:
        assert await bot.ended() == 2
        assert "sidelight: Discord refused the token." in bot.output
        assert "Traceback" not in bot.output
        assert "another token" not in bot.output


async def test_a_refused_intent_ends_it_with_what_to_do(config: Path) -> None:
    async with LoopbackDiscord() as discord:
        discord.gateway.forbidden_intents = Intents(message_content=True).value
        async with BotProcess(discord, config) as bot:
            assert await bot.ended() == 2
            assert "Message Content Intent" in bot.output
            assert "Traceback" not in bot.output


async def test_a_port_that_is_taken_is_named(tmp_path: Path, cache: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        config = write_config(tmp_path, cache, port=port)
        async with LoopbackDiscord() as discord, BotProcess(discord, config) as bot:
            assert await bot.ended() == 2
            assert f"127.0.0.1:{port} cannot be used" in bot.output


@given(st.lists(st.floats(0.0, 1.0), min_size=12, max_size=30))
def test_waits_grow_to_a_limit_and_differ_by_chance(chances: list[float]) -> None:
    drawn = iter(chances)
    waits = Waits(lambda: next(drawn))
    seconds = [waits.next() for _ in chances]
    limits = [min(2.0 * 2**number, LONGEST_WAIT_SECONDS) for number in range(len(chances))]
    assert all(limit / 2 <= waited <= limit for waited, limit in zip(seconds, limits, strict=True))


def test_waits_begin_anew_after_a_connection_that_worked() -> None:
    waits = Waits(lambda: 1.0)
    assert [waits.next(), waits.next()] == [2.0, 4.0]
    waits.reset()
    assert waits.next() == 2.0
