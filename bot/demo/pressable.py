"""What can be pressed on a message, read from its components."""

from collections.abc import Iterator

import discord

Pressable = discord.Button | discord.SelectMenu


def in_community(message: discord.Message) -> bool:
    """Whether a message stands in a community, and not in private messages."""
    return message.guild is not None or getattr(message.channel, "guild", None) is not None


def labels(message: discord.Message) -> tuple[str, ...]:
    """The labels of its buttons, in order."""
    buttons = (each for each in _pressable(message) if isinstance(each, discord.Button))
    return tuple(button.label for button in buttons if button.label)


def ids(message: discord.Message) -> tuple[str, ...]:
    """The ids of its buttons and selects, in order; links have none."""
    return tuple(each.custom_id for each in _pressable(message) if each.custom_id)


def _pressable(message: discord.Message) -> Iterator[Pressable]:
    for row in message.components:
        if isinstance(row, discord.ActionRow):
            yield from (each for each in row.children if isinstance(each, Pressable))
