"""Who may do what, from roles alone."""

from bot.casework.authority import (
    Offices,
    Person,
    is_listener,
    is_moderator,
    may_set_up,
    must_go_to_oversight,
)

TEAM, HELPERS = 31, 32
OFFICES = Offices(moderators_role=TEAM, listener_role=HELPERS, oversight=9)
MODERATOR = Person(1, roles=frozenset({TEAM}))
OVERSIGHT = Person(9)
OWNER = Person(5, manages_server=True)
SOMEBODY = Person(6, roles=frozenset({HELPERS}))


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
