"""A listener's buttons and command work in Discord itself, and Discord says when somebody joined."""

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot.screening import Screener
from bot.store import people
from tests.simulated import Simulated, settings_in, simulated


@pytest.fixture
async def harbour(quick_folder: Path, screener: Screener) -> AsyncIterator[Simulated]:
    """The whole bot in a community that has been set up."""
    async with simulated(settings_in(quick_folder), screener) as made:
        await made.set_up()
        yield made


async def test_a_shift_is_begun_by_command_and_button(harbour: Simulated) -> None:
    lee = harbour.person("lee")
    async with harbour.on.database.writing() as connection:
        now = discord.utils.utcnow()
        await people.agree(connection, harbour.guild.id, lee.id, yes=True, now=now)
    asked = await lee.slash(harbour.lobby, "shift")
    assert asked.ephemeral
    assert asked.response is not None
    assert "You are off shift" in asked.response.content
    begun = await lee.click(asked.response, label="Go on shift")
    assert begun.response is not None
    assert "You are on shift" in begun.response.content
    limited = await lee.select(begun.response, ["2"], custom_id="sl:choose_most:")
    assert limited.response is not None
    assert "up to 2" in limited.response.content


async def test_discord_says_when_somebody_joined(harbour: Simulated) -> None:
    surface = harbour.stories.parts.surface
    joined = await surface.joined_at(harbour.guild.id, harbour.person("ann").id)
    assert joined is not None
    assert joined <= discord.utils.utcnow()
    assert await surface.joined_at(harbour.guild.id, 12345) is None
    assert await surface.joined_at(999, harbour.person("ann").id) is None
