"""Slash commands and the message command: each is one press, handed to the same stories as the buttons."""

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.cogs.answering import answer
from bot.cogs.desk_commands import desk_commands
from bot.cogs.presses import make_press
from bot.cogs.reading import readable_text
from bot.flows import report_where
from bot.flows.stories import Stories
from bot.flows.surface import (
    HELP,
    PATTERNS,
    PRIVACY,
    REPORT_MESSAGE,
    REPORTED_TEXT,
    REVIEW_PRACTICE,
    SAFE_CHATS,
    WORD,
    Answered,
    Press,
)
from bot.guide import Action, Wording

# The command as it is typed, and what it means. `my-notes` finds its wording under `my_notes`.
_ANYWHERE = {
    "help": HELP,
    "privacy": PRIVACY,
    "safety": Action.OKAY_HERE,
    "safe-chats": SAFE_CHATS,
    "ask-moderators": Action.ASK_TEAM,
    "my-messages": Action.MY_MESSAGES,
    "my-notes": Action.MY_NOTES,
    "my-record": Action.MY_RECORD,
    "my-data": Action.MY_DATA,
    "shift": Action.MY_SHIFT,
    "suggest": Action.SUGGEST,
}

# For moderators; the stories check that again at every press.
_FOR_TEAM = {"patterns": PATTERNS, "review-practice": REVIEW_PRACTICE}

_Callback = Callable[[discord.Interaction], Coroutine[Any, Any, None]]


def add_commands(tree: app_commands.CommandTree[Any], stories: Stories, wording: Wording) -> None:
    """Put every command into the tree; what they are called and say comes from the wording."""
    tree.add_command(_set_up(stories, wording))
    for name, action in _ANYWHERE.items():
        tree.add_command(_slash(stories, wording, name, action))
    for name, action in _FOR_TEAM.items():
        tree.add_command(_in_server(_slash(stories, wording, name, action)))
    tree.add_command(_rules(stories, wording))
    tree.add_command(_report(stories, wording))
    tree.add_command(_report_message(stories, wording))
    for command in desk_commands(stories, wording):
        tree.add_command(command)


def _set_up(stories: Stories, wording: Wording) -> app_commands.Command[Any, ..., None]:
    """Make the command for those who manage the server; the stories check that again."""
    command = _in_server(_slash(stories, wording, "setup", Action.SET_UP))
    command.default_permissions = discord.Permissions(manage_guild=True)
    return command


def _in_server(command: app_commands.Command[Any, ..., None]) -> app_commands.Command[Any, ..., None]:
    """Offer a command in servers only, where people have roles."""
    command.allowed_contexts = app_commands.AppCommandContext(guild=True)
    return command


def _rules(stories: Stories, wording: Wording) -> app_commands.Command[Any, ..., None]:
    """Make the command that reads the rules, or with a word finds one."""

    @app_commands.describe(word=wording.text("command.rules_word"))
    async def read(interaction: discord.Interaction, word: str | None = None) -> None:
        fields = (Answered(WORD, word),) if word else ()
        await answer(stories, interaction, make_press(interaction, Action.SHOW_RULES, fields=fields))

    return app_commands.Command(
        name="rules",
        description=wording.text("command.rules"),
        callback=read,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
    )


def _slash(
    stories: Stories, wording: Wording, name: str, action: str
) -> app_commands.Command[Any, ..., None]:
    return app_commands.Command(
        name=name,
        description=wording.named("command", name.replace("-", "_")),
        callback=_pressing(stories, action),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
    )


def _pressing(stories: Stories, action: str) -> _Callback:
    async def pressed(interaction: discord.Interaction) -> None:
        await answer(stories, interaction, make_press(interaction, action))

    return pressed


def _report(stories: Stories, wording: Wording) -> app_commands.Command[Any, ..., None]:
    """Make `/report`, with or without a person (P36); people can take it along, also after they left."""

    async def report(interaction: discord.Interaction, person: discord.User | None = None) -> None:
        target = "" if person is None or person.bot else report_where.person_target(0, person.id)
        await answer(stories, interaction, make_press(interaction, Action.FEELS_WRONG, target))

    app_commands.describe(person=wording.text("command.report_person"))(report)
    return app_commands.Command(
        name="report",
        description=wording.text("command.report"),
        callback=report,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )


def _report_message(stories: Stories, wording: Wording) -> app_commands.ContextMenu:
    """Make the command that people can take along, to report what somebody wrote to them elsewhere."""

    async def report(interaction: discord.Interaction, message: discord.Message) -> None:
        await answer(stories, interaction, report_press(interaction, message))

    return app_commands.ContextMenu(
        name=wording.text("command.report_message"),
        callback=report,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )


def report_press(interaction: discord.Interaction, message: discord.Message) -> Press:
    """Make the press that reports a message; its text goes along only where the bot could not read it.

    A program's message has no author who could be looked at: it goes along as 0.
    """
    author = 0 if message.author.bot or message.webhook_id is not None else message.author.id
    argument = f"{message.channel.id}/{message.id}/{author}"
    fields = () if _can_read(interaction) else (Answered(REPORTED_TEXT, readable_text(message)),)
    return make_press(interaction, REPORT_MESSAGE, argument, fields=fields)


def _can_read(interaction: discord.Interaction) -> bool:
    """Whether people can look the message up where it stands: in a channel that the bot sees too."""
    client = interaction.client
    if interaction.guild_id is None:
        return False
    held = interaction.app_permissions
    known = client.get_guild(interaction.guild_id) is not None
    return known and client.intents.message_content and held.view_channel and held.read_message_history
