"""Leaving and coming back ends no break; what people change by hand stays as they left it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.flows.break_begun import Given
from bot.flows.surface import Membership
from bot.guide.cards_break import break_over_card, by_hand_card
from bot.guide.cards_gone import role_deleted_card
from bot.store.words import BreakKind
from tests.flows.breaking import LEADERS, MUTED, asks_in_three_chats, breaks_of, decided, for_days
from tests.flows.recording import PowerCut
from tests.flows.world import DESK, HELPERS, HOME, LISTENER, NAME, World


def now_is(world: World) -> Membership:
    return world.surface.membership(LISTENER)


def holds(world: World) -> frozenset[int]:
    return world.surface.roles[LISTENER]


async def leaves(world: World) -> None:
    """Roles go with leaving; what Discord does with a timeout is not for us to build on."""
    world.surface.roles[LISTENER] = frozenset()
    world.surface.timeouts.pop(LISTENER, None)
    world.surface.gone.add(LISTENER)
    await world.stories.person_gone(HOME, world.person(LISTENER))
    await world.settle()


def is_back(world: World) -> None:
    """They are there again, and nobody has told the bot."""
    world.clock.move(timedelta(minutes=1))
    world.surface.gone.discard(LISTENER)
    world.surface.joined[LISTENER] = world.now


async def comes_back(world: World) -> None:
    is_back(world)
    await world.stories.person_came(HOME, now_is(world))
    await world.settle()


async def by_hand(
    world: World, *, roles: frozenset[int] | None = None, lifts_timeout: bool = False, seen: bool = True
) -> None:
    """Somebody, or some program, changes what the listener holds."""
    before = now_is(world)
    if roles is not None:
        world.surface.roles[LISTENER] = roles
    if lifts_timeout:
        del world.surface.timeouts[LISTENER]
    if seen:
        await world.stories.member_changed(HOME, before, now_is(world))
        await world.settle()


async def a_day_later(world: World) -> None:
    await world.pass_time(days=1, minutes=10)


async def after_downtime(world: World, meanwhile: Callable[[], None]) -> None:
    await world.stories.stop()
    world.clock.move(timedelta(hours=3))
    meanwhile()
    await world.restart()


async def muted_by_role(world: World) -> None:
    await world.set_up(muted_role=MUTED)
    await decided(world, for_days(world, 92))
    assert holds(world) == {MUTED}
    world.clock.move(timedelta(days=3))


async def muted_by_timeout(world: World) -> None:
    await decided(world, for_days(world, 14))
    assert LISTENER in world.surface.timeouts
    world.clock.move(timedelta(days=3))


def is_muted(world: World) -> bool:
    return MUTED in holds(world) or now_is(world).is_timed_out(world.now)


@pytest.mark.parametrize("muted", [muted_by_role, muted_by_timeout])
@pytest.mark.parametrize("seen", [True, False])
async def test_who_leaves_and_comes_back_is_muted_until_the_same_end(
    world: World, muted: Callable[[World], Awaitable[None]], *, seen: bool
) -> None:
    """Also when the bot was not there to see either. Nobody is told anything twice."""
    await muted(world)
    letters, cards = len(world.private_cards(LISTENER)), len(world.cards(DESK))
    (until,) = {one.until for one in await breaks_of(world)}
    assert until is not None
    by_role = MUTED in holds(world)
    await leaves(world)
    if seen:
        await comes_back(world)
    else:
        await after_downtime(world, lambda: is_back(world))
    assert (MUTED in holds(world)) is by_role
    assert world.surface.timeouts == ({} if by_role else {LISTENER: until})
    assert (len(world.private_cards(LISTENER)), len(world.cards(DESK))) == (letters, cards)
    world.clock.move(until - world.now)
    await world.pass_time()
    assert holds(world) == {HELPERS}
    assert not is_muted(world)
    assert world.private_cards(LISTENER).count(break_over_card(world.wording, NAME)) == 1


@pytest.mark.parametrize("muted", [muted_by_role, muted_by_timeout])
@pytest.mark.parametrize("seen", [True, False])
async def test_a_mute_that_people_lift_stays_lifted(
    world: World, muted: Callable[[World], Awaitable[None]], *, seen: bool
) -> None:
    """Over restarts, days, and also when the person leaves and comes back later. The rest of the break goes on."""
    await muted(world)
    by_role = MUTED in holds(world)
    await by_hand(world, roles=holds(world) - {MUTED}, lifts_timeout=not by_role, seen=seen)
    if not seen:
        await after_downtime(world, lambda: None)
    for happens in (a_day_later, leaves, comes_back, a_day_later):
        await happens(world)
        assert not is_muted(world)
    ends = {one.kind: one.ended_by for one in await breaks_of(world) if one.ended_at is not None}
    assert ends == {BreakKind.MUTE: None}
    assert holds(world) == frozenset()


async def test_a_moderator_who_lifts_a_mute_stands_in_the_log_of_the_case(world: World) -> None:
    case = await asks_in_three_chats(world)
    await muted_by_role(world)
    await by_hand(world, roles=frozenset())
    assert (await world.case_log(case))[-1] == "mute_lifted"


async def test_the_roles_that_a_program_sets_when_somebody_joins_take_no_mute_away(world: World) -> None:
    await muted_by_role(world)
    await leaves(world)
    await comes_back(world)
    world.clock.move(timedelta(seconds=2))
    await by_hand(world, roles=frozenset({HELPERS, LEADERS}))
    assert holds(world) == {MUTED, LEADERS}


@pytest.mark.parametrize("seen", [True, False])
async def test_a_program_that_restores_roles_hands_no_listener_role_back(world: World, *, seen: bool) -> None:
    await muted_by_timeout(world)
    await leaves(world)
    if seen:
        await comes_back(world)
        world.clock.move(timedelta(seconds=2))
        await by_hand(world, roles=frozenset({HELPERS}))
    else:

        def restored() -> None:
            is_back(world)
            world.surface.roles[LISTENER] = frozenset({HELPERS})

        await after_downtime(world, restored)
    assert holds(world) == frozenset()
    await world.pass_time(days=14)
    assert holds(world) == {HELPERS}


async def test_who_may_not_listen_any_more_does_not_by_coming_back(world: World) -> None:
    await decided(world, Given(leaves=True))
    await leaves(world)
    world.surface.roles[LISTENER] = frozenset({HELPERS})
    await comes_back(world)
    assert holds(world) == frozenset()


@pytest.mark.parametrize("seen", [True, False])
async def test_a_listener_role_that_people_give_back_stays(world: World, *, seen: bool) -> None:
    """Even to somebody who has left and come back before, at the latest a day ago where nobody tells the bot."""
    await muted_by_timeout(world)
    await leaves(world)
    await comes_back(world)
    await world.pass_time(hours=1 if seen else 25)
    await by_hand(world, roles=frozenset({HELPERS}), seen=seen)
    for _ in range(2):
        await a_day_later(world)
        await after_downtime(world, lambda: None)
        assert holds(world) == {HELPERS}


async def test_who_was_away_when_it_was_decided_is_muted_on_coming_back(world: World) -> None:
    """The team was told that it could not be done, once, however often they leave again."""
    world.surface.roles[LISTENER] = frozenset()
    world.surface.gone.add(LISTENER)
    await decided(world, for_days(world, 14))
    told = by_hand_card(world.wording, "mute", f"<@{LISTENER}>")
    assert world.cards(DESK).count(told) == 1
    await world.restart()
    world.clock.move(timedelta(hours=1))
    world.surface.joined[LISTENER] = world.now
    await world.stories.person_came(HOME, now_is(world))
    await world.settle()
    assert world.cards(DESK).count(told) == 1
    await comes_back(world)
    assert is_muted(world)


async def test_who_was_away_at_the_end_does_not_come_back_muted(world: World) -> None:
    await muted_by_role(world)
    await leaves(world)
    await world.pass_time(days=92)
    world.surface.roles[LISTENER] = frozenset({MUTED})
    await comes_back(world)
    assert holds(world) == frozenset()
    world.clock.move(timedelta(hours=1))
    await by_hand(world, roles=frozenset({MUTED}))
    assert holds(world) == {MUTED}


async def test_timeouts_that_ran_out_while_the_bot_was_away_go_on(world: World) -> None:
    await decided(world, for_days(world, 92))
    await world.stories.stop()
    world.clock.move(timedelta(days=40))
    del world.surface.timeouts[LISTENER]
    await world.restart()
    await world.pass_time(minutes=10)
    assert is_muted(world)
    assert all(one.ended_at is None for one in await breaks_of(world))


@pytest.mark.parametrize("seen", [True, False])
async def test_with_the_muting_role_deleted_timeouts_follow_each_other(world: World, *, seen: bool) -> None:
    await muted_by_role(world)
    world.surface.deleted_roles.add(MUTED)
    world.surface.roles[LISTENER] = frozenset()
    if seen:
        await world.stories.role_gone(HOME, MUTED)
        await world.settle()
    else:
        await after_downtime(world, lambda: None)
    assert is_muted(world)
    assert (await world.community()).muted_role is None
    assert role_deleted_card(world.wording, "muted") in world.cards(DESK)
    await world.pass_time(days=89)
    assert holds(world) == {HELPERS}


async def test_while_discord_does_not_answer_nothing_is_taken_for_lifted(world: World) -> None:
    await muted_by_role(world)
    await leaves(world)
    world.surface.silent = True
    await after_downtime(world, lambda: is_back(world))
    assert not is_muted(world)
    world.surface.silent = False
    await world.pass_time(minutes=6)
    assert is_muted(world)


@pytest.mark.parametrize("after", [True, False])
async def test_a_crash_while_a_mute_is_put_back(world: World, *, after: bool) -> None:
    await muted_by_role(world)
    await leaves(world)
    world.surface.lose_power("add_role", after=after)
    with pytest.raises(PowerCut):
        await comes_back(world)
    await world.restart()
    assert holds(world) == {MUTED}
    assert all(one.ended_at is None for one in await breaks_of(world))


async def test_where_nobody_is_on_a_break_nobody_is_looked_up(world: World) -> None:
    asked = []

    async def is_asked() -> None:
        asked.append(world.now)

    world.surface.when_members_are_read = is_asked
    await world.stories.person_came(HOME, now_is(world))
    await by_hand(world, roles=frozenset({HELPERS, LEADERS}))
    await world.restart()
    await world.pass_time(days=2)
    assert holds(world) == {HELPERS, LEADERS}
    assert (asked, await breaks_of(world)) == ([], ())
