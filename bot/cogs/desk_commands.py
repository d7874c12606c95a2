"""The moderators' commands: the desk, a case by its number, a person's record. The stories check who may use them."""

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.cogs.answering import answer
from bot.cogs.presses import make_press
from bot.flows.stories import Stories
from bot.flows.surface import CASE, DESK, RECORD
from bot.guide import Wording

LARGEST_NUMBER = 999_999_999

_Found = app_commands.Command[Any, ..., None]


def desk_commands(stories: Stories, wording: Wording) -> tuple[_Found, ...]:
    """Make the moderators' commands; they work in the server only, where people have roles."""

    async def desk(interaction: discord.Interaction) -> None:
        await answer(stories, interaction, make_press(interaction, DESK))

    async def case(
        interaction: discord.Interaction, number: app_commands.Range[int, 1, LARGEST_NUMBER]
    ) -> None:
        await answer(stories, interaction, make_press(interaction, CASE, str(number)))

    async def record(interaction: discord.Interaction, person: discord.User) -> None:
        await answer(stories, interaction, make_press(interaction, RECORD, str(person.id)))

    app_commands.describe(number=wording.text("command.case_number"))(case)
    app_commands.describe(person=wording.text("command.record_person"))(record)
    return tuple(
        _command(wording, name, callback) for name, callback in ((DESK, desk), (CASE, case), (RECORD, record))
    )


def _command(wording: Wording, name: str, callback: Callable[..., Coroutine[Any, Any, None]]) -> _Found:
    return app_commands.Command(
        name=name,
        description=wording.named("command", name),
        callback=callback,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
    )
