"""A request and its listener in the simulated Discord: shift, page, the call to one listener, the next one."""

from typing import Any

import discord
import simcord

from bot.guide import Action, Button, Card
from bot.store import people
from bot.store.acts import SendCard
from tests.simulated import Simulated


async def begins_shift(world: Simulated, name: str, page: dict[str, Any] | None = None) -> None:
    """A listener starts their shift from a button, after they changed their page."""
    async with world.on.database.writing() as connection:
        now = world.stories.parts.clock()
        await people.agree(connection, world.guild.id, world.person(name).id, yes=True, now=now)
    shown = (await world.person(name).slash(world.lobby, "shift")).response
    assert shown is not None
    if page is not None:
        form = await world.person(name).click(shown, label="Change my page")
        await world.person(name).submit_modal(form, page)
    await world.person(name).click(shown, label="Go on shift")


async def asks(world: Simulated, name: str, answers: dict[str, Any]) -> simcord.InteractionResult:
    """A member sends a request."""
    parts = world.stories.parts
    async with parts.work() as work:
        await work.owe(world.guild.id, SendCard(world.room.id, Card("Talk", (Button("Talk", Action.TALK),))))
    await world.stories.settle()
    assert world.room.last_message is not None
    before = (await world.person(name).click(world.room.last_message, label="Talk")).response
    assert before is not None
    form = await world.person(name).click(before, label="Ask, and you may write to me")
    return await world.person(name).submit_modal(form, answers)


def request_card(world: Simulated) -> discord.Message:
    last = world.lobby.last_message
    assert last is not None
    assert "Someone would like to talk" in last.content
    return last


async def test_one_listener_is_called_then_the_other(world: Simulated) -> None:
    page = {"called": "Robin", "topics": ("worry", "loss"), "languages": ("en", "de"), "listed": ("yes",)}
    await begins_shift(world, "lee", page)
    await begins_shift(world, "lou")
    answers = {
        "topic": ("worry",),
        "minutes": ("30",),
        "language": ("de",),
        "avoid": "my job",
        "wish": ("new",),
    }
    await asks(world, "ann", answers)
    first = request_card(world)
    assert f"<@{world.person('lee').id}>" in first.content
    assert [one.id for one in first.mentions] == [world.person("lee").id]
    assert "Deutsch" in first.content
    assert "my job" not in first.content
    await world.env.advance_time(61)
    second = request_card(world)
    assert [one.id for one in second.mentions] == [world.person("lou").id]
    accepted = (await world.person("lou").click(second, label="Accept")).response
    assert accepted is not None
    assert accepted.content.startswith("They ask to avoid: my job")
