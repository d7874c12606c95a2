"""Breaks: roles are taken and come back, chats end kindly, writing stops, and all of it ends by itself."""

from contextlib import suppress
from datetime import timedelta

import pytest

from bot.casework.points import Badge, BadgeTaken
from bot.flows.break_begun import Given
from bot.flows.decision_corrected import reverse_decision
from bot.guide import Action
from bot.guide.cards_break import break_over_card, by_hand_card, listener_away_card, on_break_card
from bot.store.decisions import RecordedDecision
from bot.store.listeners import find_listener
from bot.store.words import BreakKind
from tests.flows.breaking import LEADERS, MUTED, breaks_of, decided, for_days
from tests.flows.recording import PowerCut
from tests.flows.world import (
    DESK,
    HELPERS,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    SECOND_MEMBER,
    World,
    has,
)


async def reverse(world: World, decision: RecordedDecision) -> bool:
    async with world.stories.parts.work() as work:
        done = await reverse_decision(world.stories.parts, work, await world.community(), decision, MODERATOR)
    await world.settle()
    return done


def roles(world: World, person: int = LISTENER) -> frozenset[int]:
    return world.surface.roles[person]


async def test_a_break_takes_the_role_and_ends_by_itself(world: World) -> None:
    await decided(world, for_days(world, 14))
    until = world.now + timedelta(days=14)
    assert roles(world) == frozenset()
    assert world.surface.timeouts == {LISTENER: until}
    await world.pass_time(days=13, hours=23)
    assert roles(world) == frozenset()
    await world.pass_time(hours=1)
    assert roles(world) == frozenset({HELPERS})
    assert world.private_cards(LISTENER).count(break_over_card(world.wording, NAME)) == 1
    assert all(one.ended_at == world.now and one.ended_by == 0 for one in await breaks_of(world))


async def test_it_also_ends_when_the_bot_was_away(world: World) -> None:
    await decided(world, for_days(world, 14))
    await world.stories.stop()
    world.clock.move(timedelta(days=21))
    await world.restart()
    assert roles(world) == frozenset({HELPERS})
    assert world.private_cards(LISTENER).count(break_over_card(world.wording, NAME)) == 1


async def test_chats_end_kindly_and_the_other_person_may_go_on(world: World) -> None:
    chat = await world.open_chat()
    await decided(world, for_days(world, 14))
    assert listener_away_card(world.wording, NAME) in world.cards(chat.place)
    assert world.says_ended(chat.place)
    assert (await world.chat(chat.id)).ended_at is not None
    assert has(world.cards(chat.place)[-2], Action.TALK)


async def test_a_member_on_a_break_asks_for_nobody_and_reads_until_when(world: World) -> None:
    await world.ask(MEMBER)
    await decided(world, for_days(world, 14), person=MEMBER)
    assert await world.live_chat(MEMBER) is None
    until = world.now + timedelta(days=14)
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == on_break_card(world.wording, until)
    await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"topic": "work", "language": "en"})
    assert await world.live_chat(MEMBER) is None
    await world.pass_time(days=14)
    assert await world.ask(MEMBER)


async def test_whoever_held_no_role_gets_none_back(world: World) -> None:
    await decided(world, for_days(world, 14), person=SECOND_MEMBER)
    await world.pass_time(days=14)
    assert roles(world, SECOND_MEMBER) == frozenset()


async def test_a_role_that_people_gave_back_stays(world: World) -> None:
    await decided(world, for_days(world, 14))
    world.surface.roles[LISTENER] = frozenset({HELPERS})
    await world.pass_time(days=14)
    assert roles(world) == frozenset({HELPERS})
    assert break_over_card(world.wording, NAME) in world.private_cards(LISTENER)


@pytest.mark.parametrize("left", [True, False])
async def test_who_left_and_a_role_that_is_gone_are_for_people(world: World, *, left: bool) -> None:
    await decided(world, for_days(world, 14))
    (world.surface.gone if left else world.surface.deleted_roles).add(LISTENER if left else HELPERS)
    await world.pass_time(days=14)
    told = by_hand_card(world.wording, "role_back", f"<@{LISTENER}>", f"<@&{HELPERS}>")
    assert told in world.cards(DESK)


async def test_a_refused_timeout_is_told_to_the_team(world: World) -> None:
    world.surface.refuse("time_out")
    await decided(world, for_days(world, 14))
    assert by_hand_card(world.wording, "mute", f"<@{LISTENER}>") in world.cards(DESK)


async def test_the_later_end_of_two_breaks_holds(world: World) -> None:
    await decided(world, for_days(world, 14))
    await world.pass_time(days=7)
    await decided(world, for_days(world, 14))
    assert world.surface.timeouts[LISTENER] == world.now + timedelta(days=14)
    await world.pass_time(days=7)
    assert roles(world) == frozenset()
    assert break_over_card(world.wording, NAME) not in world.private_cards(LISTENER)
    await world.pass_time(days=7)
    assert roles(world) == frozenset({HELPERS})
    assert world.private_cards(LISTENER).count(break_over_card(world.wording, NAME)) == 1


async def test_a_shorter_break_does_not_shorten_the_timeout(world: World) -> None:
    await decided(world, for_days(world, 20))
    until = world.surface.timeouts[LISTENER]
    await decided(world, for_days(world, 3))
    assert world.surface.timeouts[LISTENER] == until


async def test_longer_than_a_timeout_lasts_with_a_role_for_it(world: World) -> None:
    await world.set_up(muted_role=MUTED)
    await decided(world, for_days(world, 92))
    assert roles(world) == frozenset({MUTED})
    assert world.surface.timeouts == {}
    await world.pass_time(days=92)
    assert roles(world) == frozenset({HELPERS})


async def test_without_such_a_role_timeouts_follow_each_other(world: World) -> None:
    await decided(world, for_days(world, 92))
    end = world.now + timedelta(days=92)
    for days in (20, 7, 20, 7, 20, 7, 11):
        assert world.now < world.surface.timeouts[LISTENER] <= end
        await world.pass_time(days=days)
    assert world.surface.timeouts[LISTENER] == end


async def test_a_muting_role_that_cannot_be_given_is_made_up_for(world: World) -> None:
    await world.set_up(muted_role=MUTED)
    world.surface.deleted_roles.add(MUTED)
    await decided(world, for_days(world, 92))
    assert world.surface.timeouts[LISTENER] > world.now + timedelta(days=27)


async def test_a_badge_comes_back_at_its_own_time(world: World) -> None:
    await world.set_up(leadership_role=LEADERS)
    world.surface.roles[LISTENER] = frozenset({HELPERS, LEADERS})
    badge = BadgeTaken(Badge.LEADERSHIP, world.now + timedelta(days=60))
    await decided(world, Given(break_until=world.now + timedelta(days=14), badges=(badge,)))
    assert roles(world) == frozenset()
    await world.pass_time(days=14)
    assert roles(world) == frozenset({HELPERS})
    await world.pass_time(days=46)
    assert roles(world) == frozenset({HELPERS, LEADERS})


async def test_a_mute_alone_takes_no_role(world: World) -> None:
    await decided(world, Given(mute_until=world.now + timedelta(days=7)))
    assert roles(world) == frozenset({HELPERS})
    assert LISTENER in world.surface.timeouts
    await world.pass_time(days=7)
    assert break_over_card(world.wording, NAME) in world.private_cards(LISTENER)


async def test_who_does_not_listen_any_more_gets_no_role_after_a_break(world: World) -> None:
    await decided(world, for_days(world, 14))
    await decided(world, Given(leaves=True))
    await world.pass_time(days=400)
    assert roles(world) == frozenset()


async def test_a_reversed_decision_gives_everything_back_at_once(world: World) -> None:
    await world.set_up(points_table="starter")
    decision = await decided(world, for_days(world, 14))
    assert await reverse(world, decision)
    assert roles(world) == frozenset({HELPERS})
    assert world.surface.timeouts == {}
    told = world.private_cards(LISTENER)[-1].text
    assert "Asking for a number, an address or an account" in told
    assert "Your total is 0 points now." in told
    assert not await reverse(world, decision)
    await world.pass_time(days=14)
    assert break_over_card(world.wording, NAME) not in world.private_cards(LISTENER)


async def test_a_reversed_removal_gives_the_listener_role_back(world: World) -> None:
    decision = await decided(world, Given(leaves=True))
    assert roles(world) == frozenset()
    assert await reverse(world, decision)
    assert roles(world) == frozenset({HELPERS})


async def test_a_break_reversed_before_its_role_was_taken(world: World) -> None:
    world.surface.ask_for_time("remove_role", 60)
    decision = await decided(world, for_days(world, 14))
    assert await reverse(world, decision)
    await world.pass_time(minutes=5)
    assert roles(world) == frozenset({HELPERS})
    assert world.surface.timeouts == {}


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("kind", ["remove_role", "time_out"])
async def test_a_crash_at_the_start_of_a_break(world: World, kind: str, *, after: bool) -> None:
    world.surface.lose_power(kind, after=after)
    with pytest.raises(PowerCut):
        await decided(world, for_days(world, 14))
    await world.restart()
    assert roles(world) == frozenset()
    assert LISTENER in world.surface.timeouts
    await world.pass_time(days=14)
    assert roles(world) == frozenset({HELPERS})


@pytest.mark.parametrize("after", [True, False])
async def test_a_crash_at_the_end_of_a_break(world: World, *, after: bool) -> None:
    await decided(world, for_days(world, 14))
    await world.stories.stop()
    world.clock.move(timedelta(days=15))
    world.surface.lose_power("add_role", after=after)
    with suppress(PowerCut):
        await world.restart()
    assert world.surface.troubles == []
    await world.restart()
    assert roles(world) == frozenset({HELPERS})
    assert world.private_cards(LISTENER).count(break_over_card(world.wording, NAME)) == 1


async def test_what_a_listener_told_stays_through_a_break(world: World) -> None:
    await world.press(LISTENER, Action.SAVE_PAGE, fields={"called": "Robin", "listed": "yes"})
    await decided(world, for_days(world, 14))
    await world.stories.roles_changed(HOME, world.person(LISTENER))
    await world.settle()
    async with world.database.reading() as connection:
        known = await find_listener(connection, HOME, LISTENER)
    assert known is not None
    assert known.profile.called == "Robin"


async def test_kinds_on_record(world: World) -> None:
    await decided(world, for_days(world, 14))
    assert [one.kind for one in await breaks_of(world)] == [BreakKind.BREAK, BreakKind.MUTE]
