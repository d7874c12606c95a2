"""Hands for stories at Discord's edge: find what somebody sees, press it by its label, and read the answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
import simcord

from tests.simulated import Simulated

Shown = discord.Message | simcord.InteractionResult


def text_of(shown: Shown) -> str:
    """What a message or an answer says."""
    if isinstance(shown, discord.Message):
        return shown.content
    assert shown.response is not None, "there was no answer"
    return shown.response.content


def seen(world: Simulated, name: str, place: simcord.ChannelHandle, words: str) -> discord.Message:
    """The newest message with these words that somebody sees in a place."""
    found = [one for one in place.history(viewer=world.person(name)) if words in one.content]
    assert found, f"{name} sees no {words!r}"
    return found[-1]


def told(world: Simulated, name: str, words: str, times: int = 1) -> discord.Message:
    """What the bot told somebody in private, so often and not more."""
    private = world.person(name).user.dm_channel.history()
    found = [one for one in private if words in one.content]
    assert len(found) == times, (
        f"{name} was told {words!r} {len(found)} times: {[one.content for one in private]}"
    )
    return found[-1]


async def press(world: Simulated, name: str, shown: Shown, label: str) -> simcord.InteractionResult:
    """Press a button by its label."""
    message = _message(shown)
    return await _hands(world, name, message).click(message, label=label)


async def choose(
    world: Simulated,
    name: str,
    shown: Shown,
    select: str,
    *values: Any,  # noqa: ANN401
) -> simcord.InteractionResult:
    """Choose in the select whose id begins like this, the one that offers the first value where there are several."""
    message = _message(shown)
    offered = [item for row in message.components for item in getattr(row, "children", [])]
    custom_id = next(
        item.custom_id
        for item in offered
        if item.custom_id.startswith(select) and values[0] in {one.value for one in item.options}
    )
    return await _hands(world, name, message).select(message, list(values), custom_id=custom_id)


async def fill(
    world: Simulated,
    name: str,
    form: simcord.InteractionResult,
    answers: Mapping[str, str | Sequence[str]],
    *,
    private: bool = False,
) -> simcord.InteractionResult:
    """Fill in a form and send it from where it opened."""
    assert form.modal is not None, text_of(form)
    person = world.person(name)
    return await (person.user if private else person).submit_modal(form, dict(answers))


def _message(shown: Shown) -> discord.Message:
    if isinstance(shown, discord.Message):
        return shown
    assert shown.response is not None, "there was no answer"
    return shown.response.message


def _hands(world: Simulated, name: str, message: discord.Message) -> simcord.MemberActor | simcord.UserHandle:
    """Whoever presses: a member in the server, or a user in private messages."""
    person = world.person(name)
    return person.user if message.guild is None else person
