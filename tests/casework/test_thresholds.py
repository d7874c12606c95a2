"""Thresholds: different chats with different members, each counted once, and only what stands (T49, T50)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.thresholds import for_people, is_contact_flag, standing, threshold_reached
from bot.casework.values import Flag, Reason
from bot.screening import Category, Severity, Side
from tests.casework.examples import NOTE, NOW, POLICY, against_member, contact_flag, ended_flag

THREE = (contact_flag(1), contact_flag(2), contact_flag(3))
FIVE = tuple(ended_flag(chat) for chat in range(1, 6))


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        ((), None),
        (THREE[:2], None),
        (THREE, Reason.CONTACT_CHATS),
        (FIVE[:4], None),
        (FIVE, Reason.ENDED_CHATS),
        ((*THREE[:2], *FIVE[:4]), None),
        ((contact_flag(1), contact_flag(1), contact_flag(1)), None),
        ((contact_flag(1, 55), contact_flag(2, 55), contact_flag(3, 55)), None),
        ((*THREE[:2], contact_flag(None, 1003)), None),
        ((*THREE[:2], contact_flag(3, severity=NOTE)), None),
        ((*THREE[:2], contact_flag(3, category=Category.SECRECY)), None),
        ((*THREE[:2], contact_flag(3, side=Side.MEMBER)), None),
        (tuple(ended_flag(chat, side=Side.MEMBER) for chat in range(1, 6)), None),
        ((against_member(1, 61),), None),
        ((against_member(1, 61), against_member(2, 61)), None),
        ((against_member(1, 61), against_member(2, 62)), Reason.SECOND_LISTENER),
    ],
)
def test_what_reaches_a_threshold(flags: tuple[Flag, ...], reason: Reason | None) -> None:
    assert threshold_reached(flags, NOW, POLICY) is reason


@pytest.mark.parametrize(
    "spoilt",
    [
        {"shadow": True},
        {"cleared": True},
        {"judged": True},
        {"made_at": NOW - timedelta(days=90, seconds=1)},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_what_does_not_stand_does_not_count(spoilt: dict[str, Any]) -> None:
    assert threshold_reached((*THREE[:2], replace(THREE[2], **spoilt)), NOW, POLICY) is None
    assert threshold_reached((*FIVE[:4], replace(FIVE[4], **spoilt)), NOW, POLICY) is None
    assert (
        threshold_reached((against_member(1, 61), replace(against_member(2, 62), **spoilt)), NOW, POLICY)
        is None
    )


def test_the_last_moment_of_the_window_counts() -> None:
    old = contact_flag(3, made_at=NOW - timedelta(days=90))
    assert threshold_reached((*THREE[:2], old), NOW, POLICY) is Reason.CONTACT_CHATS


flags_of_anybody = st.builds(
    Flag,
    category=st.sampled_from(Category),
    severity=st.sampled_from(Severity),
    made_at=st.integers(0, 120).map(lambda days: NOW - timedelta(days=days)),
    side=st.sampled_from(Side),
    chat=st.none() | st.integers(1, 5),
    other=st.none() | st.integers(1, 5),
    detail=st.sampled_from(["", "ended_suddenly"]),
    shadow=st.booleans(),
    disputed=st.booleans(),
    cleared=st.booleans(),
    judged=st.booleans(),
)
records = st.lists(flags_of_anybody, max_size=12).map(tuple)


@given(records)
def test_telling_the_same_thing_twice_changes_nothing(record: tuple[Flag, ...]) -> None:
    assert threshold_reached(record + record, NOW, POLICY) is threshold_reached(record, NOW, POLICY)


@given(records)
def test_order_does_not_matter(record: tuple[Flag, ...]) -> None:
    mixed = sorted(record, key=lambda flag: (flag.severity, flag.made_at))
    assert threshold_reached(mixed, NOW, POLICY) is threshold_reached(record, NOW, POLICY)


@given(records)
def test_only_what_people_should_see_is_looked_at(record: tuple[Flag, ...]) -> None:
    seen = for_people(record, NOW, POLICY)
    assert threshold_reached(seen, NOW, POLICY) is threshold_reached(record, NOW, POLICY)
    assert standing(seen, NOW, POLICY) == standing(record, NOW, POLICY)
    assert all(flag.stands for flag in standing(record, NOW, POLICY))


@given(records)
def test_a_contact_threshold_needs_three_members(record: tuple[Flag, ...]) -> None:
    if threshold_reached(record, NOW, POLICY) is Reason.CONTACT_CHATS:
        contact = [flag for flag in standing(record, NOW, POLICY) if is_contact_flag(flag)]
        assert len({flag.other for flag in contact}) >= 3


@pytest.mark.parametrize("number", range(1, 4))
def test_disputed_flags_count_against_nobody_but_a_person_looks(number: int) -> None:
    disputed = tuple(replace(flag, disputed=True) for flag in THREE[:number])
    assert threshold_reached((*disputed, *THREE[number:]), NOW, POLICY) is Reason.DISPUTED
    assert threshold_reached((*disputed, *THREE), NOW, POLICY) is Reason.CONTACT_CHATS
    judged = tuple(replace(flag, judged=True) for flag in disputed)
    assert threshold_reached((*judged, *THREE[number:]), NOW, POLICY) is None
