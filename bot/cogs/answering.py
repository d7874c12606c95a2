"""Answering an interaction in time, once, and for the eyes of the person alone."""

import asyncio
import io

import discord
import structlog

from bot.cogs.rendering import Rendered, render, render_form
from bot.flows.stories import Stories
from bot.flows.surface import Answer, Press
from bot.guide.cards_shared import sorry_card

# Discord waits three seconds for the first response; the rest is left for the way there.
PATIENCE_SECONDS = 2.0
TOO_LATE = 10062
ANSWERED_ALREADY = 40060

log = structlog.get_logger(__name__)


async def answer(stories: Stories, interaction: discord.Interaction, press: Press) -> None:
    """Let the stories answer a press, show the person their answer, then deliver what the press caused."""
    task = asyncio.create_task(stories.pressed(press))
    try:
        await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        if not task.done():
            await _ask_for_time(interaction)
        given = await task
        await _show_or_log(stories, interaction, press, given)
    finally:
        await stories.settle()


async def _show_or_log(
    stories: Stories, interaction: discord.Interaction, press: Press, given: Answer
) -> None:
    try:
        await _show(stories, interaction, given)
    except discord.HTTPException as error:
        _note(press, error)
        if error.code not in (TOO_LATE, ANSWERED_ALREADY):
            await _say_sorry(stories, interaction, press)
    except (discord.InteractionResponded, ValueError):
        log.exception("answer cannot be shown", action=press.action)
        await _say_sorry(stories, interaction, press)


async def _ask_for_time(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer will come. A form can then not be shown any more."""
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException as error:
        log.warning("no time was given", status=error.status, code=error.code)


async def _show(stories: Stories, interaction: discord.Interaction, given: Answer) -> None:
    if interaction.response.is_done():
        await _show_late(stories, interaction, given)
    elif given.form is not None:
        await interaction.response.send_modal(render_form(given.form))
    elif given.card is None:
        await _acknowledge(interaction)
    elif given.replace and _is_theirs_alone(interaction):
        shown = render(given.card)
        await interaction.response.edit_message(
            content=shown.content, view=shown.view, attachments=_files(given)
        )
    else:
        await _send(interaction, render(given.card), _files(given))


async def _send(interaction: discord.Interaction, shown: Rendered, files: list[discord.File]) -> None:
    view = shown.view if shown.view is not None else discord.utils.MISSING
    await interaction.response.send_message(shown.content, view=view, files=files, ephemeral=True)


def _files(given: Answer) -> list[discord.File]:
    """Make the files that go with an answer."""
    attached = [discord.File(io.BytesIO(one.content), one.name, spoiler=True) for one in given.files]
    if given.export is None:
        return attached
    return [discord.File(io.BytesIO(given.export.text.encode()), given.export.name), *attached]


async def _show_late(stories: Stories, interaction: discord.Interaction, given: Answer) -> None:
    """Fill in the answer that was promised when the story took its time."""
    card = given.card
    if given.form is not None:
        log.warning("a form came too late to be shown")
        card = sorry_card(stories.parts.wording())
    if card is None:
        await interaction.delete_original_response()
        return
    shown = render(card)
    await interaction.edit_original_response(
        content=shown.content, view=shown.view, attachments=_files(given)
    )


async def _acknowledge(interaction: discord.Interaction) -> None:
    """Let the press stand without an answer; a command has no message that could stay as it is."""
    if interaction.type is discord.InteractionType.application_command:
        await interaction.response.defer(ephemeral=True)
        await interaction.delete_original_response()
    else:
        await interaction.response.defer()


def _is_theirs_alone(interaction: discord.Interaction) -> bool:
    """Whether the pressed message is seen by this person only, so that it may be replaced."""
    message = interaction.message
    return message is not None and (message.flags.ephemeral or interaction.guild_id is None)


async def _say_sorry(stories: Stories, interaction: discord.Interaction, press: Press) -> None:
    shown = render(sorry_card(stories.parts.wording()))
    try:
        if interaction.response.is_done():
            await interaction.followup.send(shown.content, ephemeral=True)
        else:
            await interaction.response.send_message(shown.content, ephemeral=True)
    except discord.HTTPException as error:
        _note(press, error)


def _note(press: Press, error: discord.HTTPException) -> None:
    log.warning("answer was not delivered", action=press.action, status=error.status, code=error.code)
