"""Carrying out one act at Discord, by plain ids: what an act is about need not be in any cache."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Literal, TypeVar

import discord

from bot.cogs import membership, relaying
from bot.cogs.refusals import ARCHIVED
from bot.cogs.rendering import Rendered, render
from bot.flows.surface import Refused
from bot.store.acts import (
    AddPerson,
    AddRole,
    DeleteMessage,
    DeletePrivately,
    DeleteThread,
    Delivery,
    EditCard,
    EditPassedOn,
    EditPrivately,
    EndTimeOut,
    LeaveServer,
    LockThread,
    OpenThread,
    PassOn,
    Pin,
    RemovePerson,
    RemoveRole,
    SendCard,
    SendPrivately,
    TimeOut,
)

ARCHIVE_MINUTES: Literal[1440] = 1440
PIN_NOTICE_WITHIN = 5

Made = TypeVar("Made")


async def perform(client: discord.Client, delivery: Delivery) -> int:  # noqa: PLR0912 - a branch for each act
    """Carry out an act; returns the id of what it made, or 0. Raises what the library raises, or Refused."""
    match delivery.act:
        case SendCard() as act:
            return await _in_thread(client, act.place, partial(_send, client, act, delivery.delivery))
        case SendPrivately() as act:
            channel = await client.create_dm(discord.Object(act.person))
            shown = render(act.card, delivery.delivery)
            return (await _post(channel, shown, delivery.delivery, silent=False)).id
        case EditPrivately() as act:
            dm = await client.create_dm(discord.Object(act.person))
            await _edit(dm.get_partial_message(act.message), render(act.card))
        case EditCard() as act:
            message = client.get_partial_messageable(act.place).get_partial_message(act.message)
            await _in_thread(client, act.place, partial(_edit, message, render(act.card)))
        case Pin() as act:
            await _in_thread(client, act.place, partial(_pin, client, act))
        case OpenThread() as act:
            return await _open_thread(client, act)
        case AddPerson() as act:
            await _in_thread(client, act.place, partial(_add, client, act))
        case RemovePerson() as act:
            await _unless_gone(_in_thread(client, act.place, partial(_remove, client, act)))
        case LockThread() as act:
            await (await _thread(client, act.place)).edit(locked=True, archived=True)
        case DeleteThread() as act:
            await _unless_gone(_delete_thread(client, act.place))
        case DeleteMessage() as act:
            message = client.get_partial_messageable(act.place).get_partial_message(act.message)
            await _unless_gone(message.delete())
        case PassOn() as act:
            return await relaying.pass_on(client, act, delivery.delivery)
        case EditPassedOn() as act:
            await _unless_gone(relaying.edit_passed_on(client, act))
        case DeletePrivately() as act:
            dm = await client.create_dm(discord.Object(act.person))
            await _unless_gone(dm.get_partial_message(act.message).delete())
        case AddRole() as act:
            return await membership.add_role(client, act)
        case RemoveRole() as act:
            return await membership.remove_role(client, act)
        case TimeOut() as act:
            await membership.time_out(client, act)
        case EndTimeOut() as act:
            await membership.end_time_out(client, act)
        case LeaveServer() as act:
            guild = client.get_guild(act.community)
            if guild is not None:
                await _unless_gone(guild.leave())
    return 0


def shown_card(act: SendCard | SendPrivately, delivery: str) -> Rendered:
    """Make the message of an act. Whoever is to be notified must be named in its text."""
    shown = render(act.card, delivery)
    if isinstance(act, SendPrivately):
        return shown
    names = []
    if act.mention_role is not None:
        names.append(f"<@&{act.mention_role}>")
    if act.mention_person is not None:
        names.append(f"<@{act.mention_person}>")
    missing = [name for name in names if name not in shown.content]
    return Rendered("\n".join((*missing, shown.content)), shown.view)


async def _send(client: discord.Client, act: SendCard, delivery: str) -> int:
    mentions = discord.AllowedMentions.none()
    if act.mention_role is not None:
        mentions.roles = [discord.Object(act.mention_role)]
    if act.mention_person is not None:
        mentions.users = [discord.Object(act.mention_person)]
    place = client.get_partial_messageable(act.place)
    shown = shown_card(act, delivery)
    return (await _post(place, shown, delivery, silent=act.silent, mentions=mentions)).id


async def _post(
    place: discord.abc.Messageable,
    shown: Rendered,
    delivery: str,
    *,
    silent: bool,
    mentions: discord.AllowedMentions | None = None,
) -> discord.Message:
    """Post once: for some minutes Discord answers the same nonce with the message it made at first."""
    allowed = mentions or discord.AllowedMentions.none()
    if shown.view is None:
        return await place.send(shown.content, silent=silent, nonce=delivery, allowed_mentions=allowed)
    return await place.send(
        shown.content, view=shown.view, silent=silent, nonce=delivery, allowed_mentions=allowed
    )


async def _edit(message: discord.PartialMessage, shown: Rendered) -> None:
    none = discord.AllowedMentions.none()
    await message.edit(content=shown.content, view=shown.view, allowed_mentions=none)


async def _pin(client: discord.Client, act: Pin) -> None:
    """Pin, and take away the line that announces it, where Discord lets us."""
    place = client.get_partial_messageable(act.place)
    await place.get_partial_message(act.message).pin()
    try:
        async for message in place.history(limit=PIN_NOTICE_WITHIN, after=discord.Object(act.message)):
            if message.type is discord.MessageType.pins_add and message.author == client.user:
                await message.delete()
    except (discord.Forbidden, discord.NotFound):
        return


async def _open_thread(client: discord.Client, act: OpenThread) -> int:
    parent = client.get_channel(act.parent) or await client.fetch_channel(act.parent)
    if not isinstance(parent, discord.TextChannel):
        raise Refused("no private threads here")
    thread = await parent.create_thread(
        name=act.name,
        type=discord.ChannelType.private_thread,
        invitable=False,
        auto_archive_duration=ARCHIVE_MINUTES,
    )
    return thread.id


async def _add(client: discord.Client, act: AddPerson) -> None:
    await (await _thread(client, act.place)).add_user(discord.Object(act.person))


async def _remove(client: discord.Client, act: RemovePerson) -> None:
    await (await _thread(client, act.place)).remove_user(discord.Object(act.person))


async def _delete_thread(client: discord.Client, place: int) -> None:
    await (await _thread(client, place)).delete()


async def _thread(client: discord.Client, place: int) -> discord.Thread:
    """Find a thread; archived ones are in no cache."""
    found = client.get_channel(place) or await client.fetch_channel(place)
    if not isinstance(found, discord.Thread):
        raise Refused("not a thread")
    return found


async def _in_thread(client: discord.Client, place: int, act: Callable[[], Awaitable[Made]]) -> Made:
    """Do something that an archived thread does not allow; a locked one is put away again afterwards."""
    try:
        return await act()
    except discord.HTTPException as error:
        if error.code != ARCHIVED:
            raise
        thread = await _thread(client, place)
        locked = thread.locked
        await thread.edit(archived=False)
        made = await act()
        if locked:
            await thread.edit(archived=True)
        return made


async def _unless_gone(work: Awaitable[None]) -> None:
    try:
        await work
    except discord.NotFound:
        return
