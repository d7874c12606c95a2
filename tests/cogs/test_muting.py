"""A mute at Discord's edge: what setup finds in its way, and what stays open to somebody who is muted."""

from datetime import timedelta

import discord
import pytest
import simcord

from bot.cogs.muting import READ, WRITE
from bot.flows.break_begun import Given
from bot.guide.views_setup import BreakTrouble, Trouble
from bot.store import communities
from tests.cogs.deciding import begun
from tests.simulated import Simulated


async def chosen(world: Simulated, **settings: int | str | None) -> communities.Community:
    if settings:
        async with world.on.database.writing() as connection:
            await communities.change(connection, world.guild.id, **settings)
    world.stories.parts.forget_settings(world.guild.id)
    await world.env.settle()
    community = await world.stories.parts.community(world.guild.id)
    assert community is not None
    return community


async def may(
    world: Simulated, place: simcord.ChannelHandle, role: simcord.RoleHandle, **permissions: bool | None
) -> None:
    """An administrator sets what a role may do in a channel."""
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    channel, target = guild.get_channel(place.id), guild.get_role(role.id)
    assert isinstance(channel, discord.TextChannel)
    assert target is not None
    overwrite = channel.overwrites_for(target)
    overwrite.update(**permissions)
    await channel.set_permissions(target, overwrite=overwrite)
    await world.env.settle()


async def muted_well(world: Simulated) -> tuple[simcord.RoleHandle, simcord.ChannelHandle]:
    """As setup tells: the muted role sees only the quiet room, and does not write there."""
    muted, quiet = world.guild.create_role("Muted"), world.guild.create_text_channel("quiet")
    await world.env.settle()
    for place in (world.lobby, world.moderators, world.room):
        await may(world, place, muted, view_channel=False)
    await may(world, quiet, muted, view_channel=True, **dict.fromkeys(WRITE, False))
    await may(world, quiet, world.guild.roles["TestBot"], view_channel=True)
    await chosen(world, muted_role=muted.id, quiet_room=quiet.id)
    return muted, quiet


async def test_setup_names_the_room_the_role_and_the_permission_that_would_spoil_a_mute(
    world: Simulated,
) -> None:
    muted, quiet = await muted_well(world)
    everyone, listeners = world.guild.default_role, world.listener_role
    surface, community = world.stories.parts.surface, await chosen(world)

    # What everybody may do in this server, and so who is muted, unless a room says otherwise.
    everything = ("send_messages", "send_messages_in_threads", "create_public_threads")

    async def troubles() -> tuple[BreakTrouble, ...]:
        return await surface.break_troubles(community)

    assert await troubles() == ()
    await may(world, world.room, muted, view_channel=None)
    await may(world, quiet, muted, send_messages=None)
    open_room = BreakTrouble(Trouble.CAN_WRITE, (world.room.mention,), everything, muted.mention)
    words = BreakTrouble(Trouble.CAN_WRITE, (quiet.mention,), ("send_messages",), muted.mention)
    assert await troubles() == (open_room, words)
    await may(world, quiet, muted, send_messages=False)
    await may(world, world.room, muted, **dict.fromkeys(WRITE, False))
    assert await troubles() == ()
    # What one role allows counts more than what another denies.
    await may(world, world.room, listeners, send_messages=True)
    beaten = BreakTrouble(
        Trouble.ANOTHER_ROLE, (world.room.mention,), ("send_messages",), muted.mention, listeners.mention
    )
    assert await troubles() == (beaten,)
    await may(world, world.room, listeners, send_messages=None)
    await may(world, world.room, world.moderator_role, send_messages=True)
    assert await troubles() == ()
    await may(world, quiet, everyone, view_channel=False)
    await may(world, quiet, muted, view_channel=None)
    unread = (quiet.mention,), READ
    assert await troubles() == (
        BreakTrouble(Trouble.UNREADABLE_MUTED, *unread, muted.mention),
        BreakTrouble(Trouble.UNREADABLE_TIMED_OUT, *unread),
    )
    # Members who have shown who they are may read it; everybody else is not there yet.
    await may(world, quiet, listeners, **dict.fromkeys(READ, True))
    await may(world, quiet, muted, **dict.fromkeys(READ, True))
    assert await troubles() == ()


async def test_setup_names_what_is_gone_or_above_the_bot(world: Simulated) -> None:
    muted, _ = await muted_well(world)
    surface = world.stories.parts.surface
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    top = guild.me.top_role.position
    world.env.backend.reorder_roles(
        guild.id, [{"id": muted.id, "position": top + 1}, {"id": world.listener_role.id, "position": top + 2}]
    )
    community = await chosen(world)
    assert await surface.break_troubles(community) == (
        BreakTrouble(Trouble.OUT_OF_REACH, role=muted.mention),
    )
    community = await chosen(world, points_table="starter")
    assert await surface.break_troubles(community) == (
        BreakTrouble(Trouble.OUT_OF_REACH, role=muted.mention),
        BreakTrouble(Trouble.OUT_OF_REACH, role=world.listener_role.mention),
    )
    community = await chosen(world, muted_role=404, quiet_room=405, points_table="off")
    assert await surface.break_troubles(community) == (
        BreakTrouble(Trouble.NO_ROOM, ("<#405>",)),
        BreakTrouble(Trouble.GONE),
    )


@pytest.mark.parametrize("days", [14, 92])
async def test_who_is_muted_reads_the_quiet_room_and_keeps_every_way_to_people(
    world: Simulated, days: int
) -> None:
    """By a timeout, and by the role: nothing can be written, and all that is private works."""
    _, quiet = await muted_well(world)
    await world.person("mo").send(quiet, "Helplines and how to reach us.")
    lee = world.person("lee")
    await begun(world, lee.id, lambda now: Given(break_until=now + timedelta(days=days)))
    (notice,) = quiet.history(viewer=lee)
    assert notice.content.startswith("Helplines")
    for place in (quiet, world.room):
        with pytest.raises(simcord.BackendError, match=r"50001|50013"):
            await lee.send(place, "hello")
    for command, words in {
        "help": "findahelpline.com",
        "my-record": "Your record",
        "report": "Choose what fits best",
        "my-messages": "waiting",
        "rules": "Rules",
    }.items():
        shown = await lee.user.slash(command)
        assert shown.response is not None
        assert words in shown.response.content, command
