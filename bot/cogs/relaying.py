"""Direct messages of a relayed chat: seen, passed on with bare pictures, and found again."""

import io

import discord
import structlog

from bot.chats import File, NotAPicture, bare_picture, direct_place
from bot.cogs.people import as_stranger
from bot.cogs.reading import readable_text, unread_kinds
from bot.flows.surface import Seen
from bot.store.acts import EditPassedOn, PassOn

TOO_LARGE = 413

log = structlog.get_logger(__name__)


def is_direct(message: discord.Message) -> bool:
    """Whether a person wrote this to the bot itself; what is said among several people is not."""
    return (
        message.guild is None
        and not isinstance(message.channel, discord.GroupChannel)
        and not message.author.bot
        and message.webhook_id is None
        and not message.is_system()
    )


def as_direct(message: discord.Message) -> Seen:
    """Make what the stories see of a direct message. Its content comes without any privileged intent."""
    place = direct_place(message.author.id)
    return Seen(
        community=0,
        place=place,
        id=message.id,
        author=as_stranger(message.author),
        text=readable_text(message),
        written_at=message.edited_at or message.created_at,
        parent=place,
        unread=unread_kinds(message, sees_content=True),
        words=message.content,
        reply_to=_replied_to(message),
        files=tuple(_as_file(attachment) for attachment in message.attachments),
    )


async def pass_on(client: discord.Client, act: PassOn, delivery: str) -> int:
    """Write to one side what the other wrote; returns the message's id."""
    dm = await client.create_dm(discord.Object(act.person))
    pictures = await _pictures(client, act)
    try:
        return await _send(dm, act, delivery, pictures)
    except discord.HTTPException as error:
        if error.status != TOO_LARGE or not pictures:
            raise
        return await _send(dm, act, delivery, [])


async def edit_passed_on(client: discord.Client, act: EditPassedOn) -> None:
    """Change the words of a message that was passed on; its pictures stay."""
    dm = await client.create_dm(discord.Object(act.person))
    none = discord.AllowedMentions.none()
    await dm.get_partial_message(act.message).edit(
        content=passed_text(act.name, act.text), allowed_mentions=none
    )


async def find_passed_on(client: discord.Client, act: PassOn) -> int | None:
    """Find what was passed on among our messages that are not known yet."""
    dm = await client.create_dm(discord.Object(act.person))
    wanted = passed_text(act.name, act.text)
    async for message in dm.history(limit=100, after=discord.Object(act.after), oldest_first=True):
        if message.author == client.user and message.content.startswith(wanted):
            return message.id
    return None


async def history(client: discord.Client, person: int, *, after: int | None, limit: int) -> tuple[Seen, ...]:
    """Read what a person wrote to the bot, oldest first: after an id, or without one the latest."""
    dm = await client.create_dm(discord.Object(person))
    found: list[Seen] = []
    start = None if after is None else discord.Object(after)
    async for message in dm.history(limit=None if after else limit, after=start, oldest_first=bool(after)):
        if is_direct(message) and message.author.id == person:
            found.append(as_direct(message))
        if len(found) == limit:
            break
    return tuple(sorted(found, key=lambda seen: seen.id))


def passed_text(name: str, text: str) -> str:
    """Write a passed-on message: all that the other person wrote is quoted, so that it cannot pass for ours."""
    return f"**{name}**\n>>> {text.strip()}" if text.strip() else f"**{name}**"


async def _send(dm: discord.DMChannel, act: PassOn, delivery: str, pictures: list[discord.File]) -> int:
    content = passed_text(act.name, act.text)
    if len(pictures) < len(act.files):
        content = f"{content}\n{act.left_out}"
    reference = None
    if act.reply_to:
        reference = discord.MessageReference(
            message_id=act.reply_to, channel_id=dm.id, fail_if_not_exists=False
        )
    none = discord.AllowedMentions.none()
    if reference is None:
        sent = await dm.send(content, files=pictures, nonce=delivery, allowed_mentions=none)
    else:
        sent = await dm.send(
            content, files=pictures, nonce=delivery, allowed_mentions=none, reference=reference
        )
    return sent.id


async def _pictures(client: discord.Client, act: PassOn) -> list[discord.File]:
    """Load the pictures again from the message they came with; what is gone or broken stays out."""
    if not act.files:
        return []
    source = await client.create_dm(discord.Object(act.sender))
    try:
        message = await source.fetch_message(act.message)
    except discord.NotFound:
        return []
    chosen = [attachment for attachment in message.attachments if attachment.id in act.files]
    read = [await _picture(attachment, number) for number, attachment in enumerate(chosen, 1)]
    return [picture for picture in read if picture is not None]


async def _picture(attachment: discord.Attachment, number: int) -> discord.File | None:
    try:
        content, ending = bare_picture(await attachment.read())
    except (NotAPicture, discord.NotFound, discord.Forbidden):
        log.info("a picture could not be passed on")
        return None
    return discord.File(io.BytesIO(content), f"picture-{number}.{ending}", spoiler=attachment.is_spoiler())


def _replied_to(message: discord.Message) -> int:
    reference = message.reference
    if reference is None or reference.type is discord.MessageReferenceType.forward:
        return 0
    return reference.message_id or 0


def _as_file(attachment: discord.Attachment) -> File:
    kind = (attachment.content_type or "").partition(";")[0].strip().lower()
    return File(attachment.id, kind, attachment.size)
