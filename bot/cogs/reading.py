"""What can be read in a message, and what cannot: text in all its places, and things that are not text."""

from collections.abc import Iterable, Iterator

import discord

VOICE = "voice"
IMAGE = "image"
STICKER = "sticker"
FILE = "file"
HIDDEN_CONTENT = "content"


def readable_text(message: discord.Message) -> str:
    """Join everything readable, each on a line of its own; the content first, so that places in it hold."""
    return "\n".join(part for part in _parts(message) if part)


def unread_kinds(message: discord.Message, *, sees_content: bool) -> tuple[str, ...]:
    """Name every thing in a message that cannot be read, so that it never counts as safe."""
    kinds = [_kind(message, attachment) for attachment in message.attachments]
    for snapshot in message.message_snapshots:
        kinds += [_file_kind(attachment) for attachment in snapshot.attachments]
        kinds += [STICKER for _ in snapshot.stickers]
    kinds += [STICKER for _ in message.stickers]
    if not sees_content and not kinds and not message.content:
        return (HIDDEN_CONTENT,)
    return tuple(kinds)


def _parts(message: discord.Message) -> Iterator[str]:
    yield message.content
    if isinstance(message.channel, discord.Thread) and message.channel.id == message.id:
        yield message.channel.name
    for snapshot in message.message_snapshots:
        yield snapshot.content
        yield from _embedded(snapshot.embeds)
    if message.poll is not None:
        yield message.poll.question
        yield from (answer.text for answer in message.poll.answers)
    yield from _embedded(message.embeds)
    yield from (attachment.description or "" for attachment in message.attachments)


def _embedded(embeds: Iterable[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield embed.title or ""
        yield embed.description or ""
        for field in embed.fields:
            yield field.name or ""
            yield field.value or ""


def _kind(message: discord.Message, attachment: discord.Attachment) -> str:
    return VOICE if message.flags.voice else _file_kind(attachment)


def _file_kind(attachment: discord.Attachment) -> str:
    if attachment.is_voice_message():
        return VOICE
    return IMAGE if (attachment.content_type or "").startswith("image/") else FILE
