"""The rotation: fair, oldest request first, and never to somebody who must not get it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import (
    PASSES,
    PATIENCE,
    Group,
    Offer,
    OnShift,
    ShowAll,
    Waiting,
    Wish,
    could_take,
    group_of,
    may_meet,
    next_moves,
)

START = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
ADULTS, TEENS = 71, 72
MINUTE = timedelta(minutes=1)

moments = st.integers(0, 600).map(lambda seconds: START - timedelta(seconds=seconds))
some_people = st.frozensets(st.integers(1, 8), max_size=4)
groups = st.sampled_from(Group)
listeners_on_shift = st.lists(
    st.builds(
        OnShift,
        person=st.integers(1, 8),
        waits_since=moments,
        group=groups,
        languages=st.frozensets(st.sampled_from(("en", "de")), max_size=2),
        chats=st.integers(0, 3),
        most_chats=st.integers(1, 3),
        on_shift=st.booleans(),
        considers=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.person,
)
requests = st.lists(
    st.builds(
        Waiting,
        chat=st.integers(1, 20),
        member=st.integers(5, 30),
        asked_at=moments,
        language=st.sampled_from(("", "en", "de")),
        group=groups,
        wish=st.sampled_from(Wish),
        wanted=st.none() | st.integers(1, 8),
        passed=some_people,
        apart=some_people,
        known=some_people,
    ),
    max_size=12,
    unique_by=lambda one: one.chat,
)


@given(requests, listeners_on_shift, st.booleans())
def test_an_offer_goes_only_to_who_may_have_it(
    waiting: list[Waiting], listeners: list[OnShift], mix: bool
) -> None:
    by_chat = {one.chat: one for one in waiting}
    by_person = {one.person: one for one in listeners}
    offers = [move for move in next_moves(waiting, listeners, START, mix=mix) if isinstance(move, Offer)]
    for offer in offers:
        request, listener = by_chat[offer.chat], by_person[offer.listener]
        assert listener.on_shift
        assert listener.chats < listener.most_chats
        assert not listener.considers
        assert listener.person not in request.apart | request.passed | {request.member}
        assert mix or listener.group is request.group is not Group.UNCLEAR
        assert not (request.language and listener.languages) or request.language in listener.languages
    assert len({offer.listener for offer in offers}) == len(offers)
    assert len({offer.chat for offer in offers}) == len(offers)


@given(requests, listeners_on_shift, st.booleans())
def test_no_request_is_forgotten(waiting: list[Waiting], listeners: list[OnShift], mix: bool) -> None:
    moves = next_moves(waiting, listeners, START, mix=mix)
    moved = {move.chat for move in moves}
    taken = {move.listener for move in moves if isinstance(move, Offer)}
    for request in waiting:
        if request.chat not in moved:
            able = [one for one in listeners if could_take(request, one, mix=mix)]
            assert able
            assert all(not one.is_free or one.person in taken for one in able)
            assert START - request.asked_at < PATIENCE


@given(requests, listeners_on_shift)
def test_a_younger_request_never_takes_the_listener_of_an_older_one(
    waiting: list[Waiting], listeners: list[OnShift]
) -> None:
    whole = next_moves(waiting, listeners, START, mix=False)
    oldest_first = sorted(waiting, key=lambda one: (one.asked_at, one.chat))
    for number in range(len(oldest_first)):
        assert (
            next_moves(oldest_first[:number], listeners, START, mix=False)
            == whole[: len(next_moves(oldest_first[:number], listeners, START, mix=False))]
        )


@given(st.integers(1, 8), st.data())
def test_nobody_is_skipped_for_ever(number: int, data: st.DataObject) -> None:
    """Whoever is free is offered one of the next requests, however the others answer."""
    listeners = {person: OnShift(person, START - MINUTE) for person in range(1, number + 1)}
    offered: list[int] = []
    for turn in range(3 * number):
        now = START + turn * MINUTE
        known = data.draw(st.frozensets(st.integers(1, number)))
        request = Waiting(turn, 100 + turn, now, passed=frozenset(), known=known)
        (move,) = next_moves([request], list(listeners.values()), now, mix=False)
        assert isinstance(move, Offer)
        offered.append(move.listener)
        listeners[move.listener] = replace(listeners[move.listener], waits_since=now)
    for start in range(len(offered) - number + 1):
        assert set(offered[start : start + number]) == set(listeners)


def test_who_comes_on_shift_waits_their_turn() -> None:
    early, late = OnShift(2, START - MINUTE), OnShift(1, START)
    assert next_moves([Waiting(1, 9, START)], [late, early], START, mix=False) == (Offer(1, 2),)


def test_after_three_passes_all_see_it() -> None:
    listeners = [OnShift(person, START) for person in range(1, 9)]
    request = Waiting(1, 99, START, passed=frozenset(range(1, PASSES + 1)))
    assert next_moves([request], listeners, START, mix=False) == (ShowAll(1),)


def test_with_nobody_on_shift_all_see_it_at_once() -> None:
    assert next_moves([Waiting(1, 9, START)], [], START, mix=False) == (ShowAll(1),)


def test_a_request_waits_a_while_for_who_is_busy() -> None:
    busy = [OnShift(1, START, chats=1)]
    request = Waiting(1, 9, START)
    assert next_moves([request], busy, START + PATIENCE - timedelta(seconds=1), mix=False) == ()
    assert next_moves([request], busy, START + PATIENCE, mix=False) == (ShowAll(1),)


@pytest.mark.parametrize(
    ("request_", "first"),
    [
        (Waiting(1, 9, START, wanted=3), 3),
        (Waiting(1, 9, START, wish=Wish.KNOWN, known=frozenset({2})), 2),
        (Waiting(1, 9, START, wish=Wish.NEW, known=frozenset({1, 2})), 3),
        (Waiting(1, 9, START, wanted=3, passed=frozenset({7})), 1),
        (Waiting(1, 9, START, wanted=8), 1),
        (Waiting(1, 9, START, again=frozenset({3})), 3),
    ],
)
def test_a_wish_decides_the_first_offer_only(request_: Waiting, first: int) -> None:
    listeners = [OnShift(person, START - (4 - person) * MINUTE) for person in (1, 2, 3)]
    assert next_moves([request_], listeners, START, mix=False) == (Offer(1, first),)


@pytest.mark.parametrize(
    ("roles", "adult", "teen", "group"),
    [
        ({ADULTS}, None, None, Group.EVERYONE),
        ({ADULTS}, ADULTS, TEENS, Group.ADULT),
        ({TEENS}, ADULTS, TEENS, Group.TEEN),
        ({ADULTS, TEENS}, ADULTS, TEENS, Group.UNCLEAR),
        (set(), ADULTS, TEENS, Group.UNCLEAR),
        (set(), None, TEENS, Group.ADULT),
        ({TEENS}, None, TEENS, Group.TEEN),
        (set(), ADULTS, None, Group.TEEN),
        ({ADULTS}, ADULTS, None, Group.ADULT),
    ],
)
def test_the_age_group_of_a_person(
    roles: set[int], adult: int | None, teen: int | None, group: Group
) -> None:
    assert group_of(frozenset(roles), adult, teen) is group


@given(groups, groups)
def test_groups_meet_only_when_alike_or_allowed(one: Group, other: Group) -> None:
    assert may_meet(one, other, mix=True)
    assert may_meet(one, other, mix=False) == (one is other and one is not Group.UNCLEAR)
