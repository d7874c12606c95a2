"""Breaks at Discord's edge: roles and timeouts of a simulated community, given, taken, looked up and refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import discord
import pytest
import simcord

from bot.cogs.surface import DiscordSurface
from bot.flows.break_begun import Given, begin
from bot.flows.break_over import finish
from bot.flows.surface import Refused
from bot.guide.views_setup import MissingPermissions
from bot.store import breaks, communities, decisions
from bot.store.acts import Act, AddRole, Delivery, EndTimeOut, RemoveRole, TimeOut
from bot.store.decisions import NewDecision
from tests.cogs.deciding import begun
from tests.simulated import Simulated


def surface(world: Simulated) -> DiscordSurface:
    return DiscordSurface(world.client)


async def member(world: Simulated, name: str) -> discord.Member:
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    return await guild.fetch_member(world.person(name).id)


async def does(world: Simulated, act: Act) -> int:
    made = await surface(world).perform(Delivery(1, "d1", act))
    await world.env.settle()
    return made


def now(world: Simulated) -> datetime:
    return world.stories.parts.clock()


async def test_a_role_is_taken_and_given_back(world: Simulated) -> None:
    whose, role = (world.guild.id, world.person("lee").id), world.listener_role.id
    assert await does(world, RemoveRole(*whose, role)) == role
    assert await does(world, RemoveRole(*whose, role)) == 0
    assert role not in {held.id for held in (await member(world, "lee")).roles}
    assert await does(world, AddRole(*whose, role)) == role
    assert await does(world, AddRole(*whose, role)) == 0
    assert role in {held.id for held in (await member(world, "lee")).roles}


async def test_after_a_crash_a_role_is_looked_up(world: Simulated) -> None:
    whose, role = (world.guild.id, world.person("lee").id), world.listener_role.id
    taken, given = Delivery(1, "d1", RemoveRole(*whose, role)), Delivery(2, "d2", AddRole(*whose, role))
    assert await surface(world).find(taken, now(world)) is None
    assert await surface(world).find(given, now(world)) == role
    await does(world, taken.act)
    assert await surface(world).find(taken, now(world)) == role
    assert await surface(world).find(given, now(world)) is None


async def test_a_timeout_begins_and_ends(world: Simulated) -> None:
    whose = (world.guild.id, world.person("lee").id)
    until = now(world) + timedelta(days=14)
    await does(world, TimeOut(*whose, until))
    assert (await member(world, "lee")).timed_out_until == until
    await does(world, EndTimeOut(*whose))
    assert (await member(world, "lee")).timed_out_until is None
    await does(world, TimeOut(*whose, now(world) - timedelta(seconds=1)))
    assert (await member(world, "lee")).timed_out_until is None


async def test_who_is_not_there_and_what_is_gone_is_refused_for_good(world: Simulated) -> None:
    stranger = world.env.create_user("stranger").id
    lee, gone = world.person("lee").id, world.guild.create_role("Gone")
    number = gone.id
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    await world.env.settle()
    role = guild.get_role(number)
    assert role is not None
    await role.delete()
    refused: tuple[Act, ...] = (
        AddRole(world.guild.id, stranger, world.listener_role.id),
        TimeOut(world.guild.id, stranger, now(world) + timedelta(days=1)),
        AddRole(world.guild.id, lee, number),
        RemoveRole(123, lee, number),
    )
    for act in refused:
        with pytest.raises(Refused, match="404"):
            await does(world, act)


async def test_a_break_begins_and_is_ended(world: Simulated) -> None:
    async with world.on.database.writing() as connection:
        await communities.change(connection, world.guild.id, points_table="starter")
    parts = world.stories.parts
    parts.forget_settings(world.guild.id)
    community = await parts.community(world.guild.id)
    assert community is not None
    lee, by = world.person("lee").id, world.person("mo").id
    async with parts.work() as work:
        new = NewDecision(community.id, None, lee, "starter", "S1", work.now, Decimal(2), None, by)
        made = await decisions.add_decision(work.connection, work.keys, new, work.now)
        given = Given(break_until=work.now + timedelta(hours=6))
        await begin(parts, work, community, lee, made.id, by, given)
    await world.stories.settle()
    held = await member(world, "lee")
    assert world.listener_role.id not in {role.id for role in held.roles}
    assert held.is_timed_out()
    async with parts.work() as work:
        for one in await breaks.breaks_of_decision(work.connection, made.id):
            assert await finish(work, community, one, by)
    await world.stories.settle()
    held = await member(world, "lee")
    assert world.listener_role.id in {role.id for role in held.roles}
    assert not held.is_timed_out()


async def test_what_breaks_need_is_named_once_a_table_is_chosen(world: Simulated) -> None:
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    kept = discord.Permissions(guild.me.guild_permissions.value)
    kept.update(moderate_members=False)
    world.env.backend.edit_role(guild.id, guild.me.top_role.id, {"permissions": kept.value})
    await world.env.settle()
    before = await world.stories.parts.community(world.guild.id)
    assert before is not None
    assert await surface(world).missing_permissions(before) == ()
    chosen = replace(before, points_table="starter")
    named = await surface(world).missing_permissions(chosen)
    assert named == (MissingPermissions("", ("moderate_members",)),)


async def test_leaving_and_coming_back_ends_no_mute_but_a_moderator_does(world: Simulated) -> None:
    """Also when the bot was not there, and when a program restores the roles of who joins. It takes all events."""
    muted = world.guild.create_role("Muted")
    async with world.on.database.writing() as connection:
        await communities.change(connection, world.guild.id, muted_role=muted.id)
    world.stories.parts.forget_settings(world.guild.id)
    lee, listening = world.person("lee").id, world.listener_role.id
    await begun(world, lee, lambda now: Given(break_until=now + timedelta(days=92)))
    assert await roles_of(world, "lee") == {muted.id}
    await world.env.advance_time(3600)
    comes_back(world, "lee")
    await world.env.settle()
    assert await roles_of(world, "lee") == {muted.id}
    world.env.backend.add_member_role(world.guild.id, lee, listening)
    await world.env.settle()
    assert await roles_of(world, "lee") == {muted.id}
    await world.env.advance_time(3600)
    comes_back(world, "lee", roles=[world.listener_role], seen=False)
    await world.restart()
    await world.env.advance_time(1)
    assert await roles_of(world, "lee") == {muted.id}
    # After a restart nobody is in the cache; the look brought them there, or this would go unseen.
    await world.env.advance_time(3600)
    world.env.backend.remove_member_role(world.guild.id, lee, muted.id)
    await world.env.settle()
    comes_back(world, "lee")
    await world.env.settle()
    assert await roles_of(world, "lee") == frozenset()


async def test_a_timeout_that_a_moderator_lifts_is_not_put_back(world: Simulated) -> None:
    lee = world.person("lee").id
    await begun(world, lee, lambda now: Given(break_until=now + timedelta(days=14)))
    until = (await member(world, "lee")).timed_out_until
    assert until is not None
    comes_back(world, "lee")
    await world.env.settle()
    assert (await member(world, "lee")).timed_out_until == until
    world.env.backend.edit_member(world.guild.id, lee, {"timed_out_until": None})
    await world.env.settle()
    comes_back(world, "lee")
    await world.env.settle()
    assert (await member(world, "lee")).timed_out_until is None


async def roles_of(world: Simulated, name: str) -> frozenset[int]:
    held = {role.id for role in (await member(world, name)).roles}
    return frozenset(held - {world.guild.id})


def comes_back(
    world: Simulated, name: str, *, roles: Sequence[simcord.RoleHandle] = (), seen: bool = True
) -> None:
    """They leave and join again, perhaps while the bot is not there to see it."""
    user = world.person(name).user
    if seen:
        world.guild.remove_member(world.person(name))
        world.people[name] = world.guild.add_member(user, roles=roles)
    else:
        world.env.backend.add_member(world.guild.id, user.id, roles=[role.id for role in roles])
