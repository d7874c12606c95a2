"""How many people a decision needs, and who is left in a small team (G16)."""

import pytest

from bot.casework.authority import Offices, Person
from bot.casework.points import Hands, Team, hands, team_for

MODERATORS, OVERSIGHT = 10, 3
OFFICES = Offices(moderators_role=MODERATORS, oversight=OVERSIGHT)
ANNA = Person(1, roles=frozenset({MODERATORS}))
BEN = Person(2, roles=frozenset({MODERATORS}))
CLEO = Person(3)
DAVE = Person(4)
EVERYBODY = (ANNA, BEN, CLEO, DAVE)


@pytest.mark.parametrize(
    ("team", "needed", "expected"),
    [
        (Team(frozenset({1})), 1, Hands.ENOUGH),
        (Team(frozenset({1, 2})), 2, Hands.ENOUGH),
        (Team(frozenset({1}), oversight=3), 2, Hands.ENOUGH),
        (Team(frozenset({3}), oversight=3), 2, Hands.OVERSIGHT_ALONE),
        (Team(frozenset(), oversight=3), 2, Hands.OVERSIGHT_ALONE),
        (Team(frozenset(), oversight=3), 1, Hands.ENOUGH),
        (Team(frozenset({1})), 2, Hands.TOO_FEW),
        (Team(frozenset()), 1, Hands.TOO_FEW),
    ],
)
def test_enough_people_or_oversight_or_none(team: Team, needed: int, expected: Hands) -> None:
    assert hands(team, needed) is expected


def test_nobody_decides_about_a_case_they_are_part_of() -> None:
    """G16: neither the subject, nor a reporter, nor the other side of its chats."""
    assert team_for(EVERYBODY, OFFICES, subject=4, takes_part=frozenset()) == Team(frozenset({1, 2, 3}), 3)
    assert team_for(EVERYBODY, OFFICES, subject=1, takes_part=frozenset({2})) == Team(frozenset({3}), 3)
    assert team_for(EVERYBODY, OFFICES, subject=3, takes_part=frozenset()) == Team(frozenset({1, 2}))
    assert team_for(EVERYBODY, OFFICES, subject=1, takes_part=frozenset({2, 3})) == Team(frozenset())


def test_a_case_about_the_team_is_for_oversight() -> None:
    team = team_for(EVERYBODY, OFFICES, subject=1, takes_part=frozenset(), for_oversight=True)
    assert team.everyone == {3}
    assert hands(team, 2) is Hands.OVERSIGHT_ALONE
