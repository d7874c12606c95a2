"""Who may do what, from roles alone."""

import pytest

from bot.casework.authority import (
    Offices,
    Person,
    is_listener,
    is_moderator,
    may_decide,
    may_set_up,
    must_go_to_oversight,
)

TEAM, HELPERS = 31, 32
OFFICES = Offices(moderators_role=TEAM, listener_role=HELPERS, oversight=9)
MODERATOR = Person(1, roles=frozenset({TEAM}))
OVERSIGHT = Person(9)
OWNER = Person(5, manages_server=True)
SOMEBODY = Person(6, roles=frozenset({HELPERS}))


@pytest.mark.parametrize(
    ("person", "subject", "takes_part", "may"),
    [
        (MODERATOR, 77, frozenset(), True),
        (OVERSIGHT, 77, frozenset(), True),
        (SOMEBODY, 77, frozenset(), False),
        (OWNER, 77, frozenset(), False),
        (MODERATOR, 1, frozenset(), False),
        (OVERSIGHT, 9, frozenset(), False),
        (MODERATOR, 77, frozenset({1}), False),
        (OVERSIGHT, 77, frozenset({9, 1}), False),
    ],
)
def test_nobody_decides_about_a_case_they_are_part_of(
    person: Person,
    subject: int,
    takes_part: frozenset[int],
    may: bool,
) -> None:
    assert may_decide(person, OFFICES, subject, takes_part=takes_part) is may


@pytest.mark.parametrize(
    ("person", "subject", "takes_part", "may"),
    [
        (OVERSIGHT, 77, frozenset(), True),
        (MODERATOR, 77, frozenset(), False),
        (OWNER, 77, frozenset(), False),
        (OVERSIGHT, 9, frozenset(), False),
        (MODERATOR, 9, frozenset(), True),
        (OVERSIGHT, 77, frozenset({9}), False),
        (MODERATOR, 77, frozenset({9}), True),
        (MODERATOR, 1, frozenset({9}), False),
    ],
)
def test_a_case_about_the_team_is_decided_by_oversight_alone_unless_it_is_part_of_it(
    person: Person, subject: int, takes_part: frozenset[int], may: bool
) -> None:
    assert may_decide(person, OFFICES, subject, takes_part=takes_part, for_oversight=True) is may


def test_without_oversight_the_team_decides_cases_about_the_team() -> None:
    offices = Offices(moderators_role=TEAM)
    assert may_decide(MODERATOR, offices, 77, takes_part=frozenset(), for_oversight=True)


def test_until_there_is_a_moderators_role_those_who_manage_the_server_count() -> None:
    assert is_moderator(OWNER, Offices())
    assert not is_moderator(MODERATOR, Offices())
    assert not is_moderator(OWNER, OFFICES)


def test_listeners_hold_the_listener_role() -> None:
    assert is_listener(SOMEBODY, OFFICES)
    assert not is_listener(MODERATOR, OFFICES)
    assert not is_listener(SOMEBODY, Offices())


def test_setting_up_is_for_those_who_manage_the_server() -> None:
    assert may_set_up(OWNER)
    assert not may_set_up(MODERATOR)


def test_cases_about_moderators_go_to_oversight() -> None:
    assert must_go_to_oversight(MODERATOR.roles, OFFICES)
    assert not must_go_to_oversight(SOMEBODY.roles, OFFICES)
    assert not must_go_to_oversight(MODERATOR.roles, Offices())
