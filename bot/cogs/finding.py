"""Looking at the destination whether an act was done before a crash, so that it is not done twice."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import discord

from bot.cogs.membership import was_changed
from bot.cogs.performing import shown_card
from bot.cogs.relaying import find_passed_on
from bot.cogs.rendering import read_delivery
from bot.store.acts import AddRole, Delivery, OpenThread, PassOn, RemoveRole, SendCard, SendPrivately

# Their clock and ours may differ.
EARLIER = timedelta(minutes=2)
LOOKED_AT = 200
THREADS_LOOKED_AT = 100


async def find(client: discord.Client, delivery: Delivery, since: datetime) -> int | None:
    """Find what an act made since a moment; None when it made nothing, or may simply be repeated."""
    match delivery.act:
        case SendCard() as act:
            place = client.get_partial_messageable(act.place)
            return await _find_message(client, place, act, delivery.delivery, since)
        case SendPrivately() as act:
            dm = await client.create_dm(discord.Object(act.person))
            return await _find_message(client, dm, act, delivery.delivery, since)
        case PassOn() as act:
            return await find_passed_on(client, act)
        case OpenThread() as act:
            return await _find_thread(client, act, since)
        case AddRole() | RemoveRole() as act:
            return await was_changed(client, act)
    return None


async def _find_message(
    client: discord.Client,
    place: discord.abc.Messageable,
    act: SendCard | SendPrivately,
    delivery: str,
    since: datetime,
) -> int | None:
    """Find our message by the delivery's id on its first component, or one without any by its text."""
    wanted = shown_card(act, delivery)
    marked = wanted.view is not None and any(not _is_link(item) for item in wanted.view.children)
    async for message in place.history(limit=LOOKED_AT, after=since - EARLIER):
        if message.author != client.user:
            continue
        if marked and read_delivery(message.components) == delivery:
            return message.id
        if not marked and message.content == wanted.content:
            return message.id
    return None


def _is_link(item: discord.ui.Item[discord.ui.View]) -> bool:
    return isinstance(item, discord.ui.Button) and item.url is not None


async def _find_thread(client: discord.Client, act: OpenThread, since: datetime) -> int | None:
    parent = client.get_channel(act.parent) or await client.fetch_channel(act.parent)
    if not isinstance(parent, discord.TextChannel):
        return None
    async for thread in _private_threads(parent):
        made = thread.created_at or discord.utils.snowflake_time(thread.id)
        ours = client.user is not None and thread.owner_id == client.user.id
        if ours and thread.name == act.name and made >= since - EARLIER:
            return thread.id
    return None


async def _private_threads(parent: discord.TextChannel) -> AsyncIterator[discord.Thread]:
    for thread in await parent.guild.active_threads():
        if thread.parent_id == parent.id:
            yield thread
    async for thread in parent.archived_threads(private=True, joined=True, limit=THREADS_LOOKED_AT):
        yield thread
