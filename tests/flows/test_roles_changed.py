"""Roles are taken, changed or deleted while people are on shift: nobody goes on as what they are no more."""

from dataclasses import replace

import pytest

from bot.guide import Action
from bot.guide.cards_choosing import group_needed_card
from bot.guide.cards_gone import role_deleted_card
from bot.guide.cards_member import before_asking_card
from bot.guide.cards_shared import not_allowed_card
from bot.store import listeners
from tests.flows.world import DESK, HELPERS, HOME, LISTENER, MEMBER, REQUESTS, World

ADULT, TEEN = 71, 72


async def on_shift(world: World) -> bool:
    async with world.database.reading() as connection:
        return (await listeners.find_shift(connection, HOME, LISTENER)).on


async def now_has(world: World, *roles: int) -> None:
    world.surface.roles[LISTENER] = frozenset(roles)
    await world.stories.roles_changed(HOME, replace(world.person(LISTENER)))
    await world.settle()


async def test_without_word_from_discord_the_first_press_tells(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    request = await world.ask(MEMBER)
    world.surface.roles[LISTENER] = frozenset()
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    assert answer.card == not_allowed_card(world.wording)
    assert not await on_shift(world)


async def test_another_role_changes_nothing(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    await now_has(world, HELPERS, 4711)
    assert await on_shift(world)


@pytest.mark.parametrize("mix", [False, True])
async def test_another_age_group_ends_the_shift_where_groups_are_apart(world: World, mix: bool) -> None:
    await world.set_up(adult_role=ADULT, teen_role=TEEN, groups_mix=mix)
    world.surface.roles[LISTENER] = frozenset({HELPERS, ADULT})
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    await now_has(world, HELPERS, TEEN)
    assert await on_shift(world) is mix


@pytest.mark.parametrize("kept", ["adult_role", "teen_role"])
async def test_a_deleted_age_role_makes_nobody_one_of_the_other_group(world: World, kept: str) -> None:
    await world.set_up(**{kept: ADULT})
    await world.stories.role_gone(HOME, ADULT)
    await world.settle()
    said = "adults" if kept == "adult_role" else "teens"
    assert role_deleted_card(world.wording, said) in world.cards(DESK)
    for roles in (frozenset(), frozenset({HELPERS})):
        world.surface.roles[MEMBER] = roles
        asked = await world.press(MEMBER, Action.TALK)
        assert asked.card == group_needed_card(world.wording)


async def test_of_two_age_roles_the_other_one_stays(world: World) -> None:
    await world.set_up(adult_role=ADULT, teen_role=TEEN)
    await world.stories.role_gone(HOME, TEEN)
    await world.settle()
    community = await world.community()
    assert (community.adult_role, community.teen_role) == (ADULT, TEEN)
    world.surface.roles[MEMBER] = frozenset({ADULT})
    assert (await world.press(MEMBER, Action.TALK)).card == before_asking_card(world.wording)
