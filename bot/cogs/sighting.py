"""Messages as the stories see them, made of Discord's, live and from history alike."""

from dataclasses import replace
from datetime import datetime, timedelta

import discord

from bot.cogs.people import as_person
from bot.cogs.reading import readable_text, unread_kinds
from bot.flows.surface import Seen

# An update this long after the edit it names is about something else, such as a pin or a link's preview.
FRESH_EDIT = timedelta(minutes=1)


def is_from_a_person(message: discord.Message) -> bool:
    """Whether a person wrote this, in a server: no bot, no webhook, and nothing that Discord announces."""
    return (
        message.guild is not None
        and not message.author.bot
        and message.webhook_id is None
        and not message.is_system()
    )


def as_seen(message: discord.Message, *, parent: int, sees_content: bool) -> Seen:
    """Make what the stories see of one message in a server."""
    place = message.channel.id
    return Seen(
        community=message.guild.id if message.guild is not None else 0,
        place=place,
        id=message.id,
        author=as_person(message.author),
        text=readable_text(message),
        written_at=message.edited_at or message.created_at,
        parent=parent or place,
        unread=unread_kinds(message, sees_content=sees_content),
    )


def as_edited(seen: Seen, edited_at: datetime | None, now: datetime) -> Seen:
    """Mark a message of an update event as edited, if it was edited just now."""
    return replace(seen, edited=edited_at is not None and now - edited_at < FRESH_EDIT)


async def parent_of(client: discord.Client, channel: object) -> int:
    """Find the channel above a thread; 0 when there is none. An unknown place is asked for."""
    if isinstance(channel, discord.PartialMessageable) and channel.guild is not None:
        known = client.get_channel(channel.id) or await client.fetch_channel(channel.id)
        return known.parent_id if isinstance(known, discord.Thread) else 0
    return channel.parent_id if isinstance(channel, discord.Thread) else 0
