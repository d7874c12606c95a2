"""How many people a decision needs, and who decides when a team is too small for that."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.casework.authority import Offices, Person, oversight_can_decide
from bot.casework.case_authority import CaseAct, CaseFacts, may, relation_of
from bot.casework.points.problems import Problem


class Hands(StrEnum):
    """Whether enough people are there: if not, oversight decides alone, or nobody can decide more than a pause."""

    ENOUGH = "enough"
    OVERSIGHT_ALONE = "oversight_alone"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Team:
    """Who may decide about one case, by id: people who are no part of it; and oversight, unless it is part (G16)."""

    eligible: frozenset[int]
    oversight: int | None = None

    @property
    def everyone(self) -> frozenset[int]:
        """All who may decide."""
        return self.eligible if self.oversight is None else self.eligible | {self.oversight}


def team_for(
    people: Iterable[Person],
    offices: Offices,
    subject: int,
    takes_part: frozenset[int],
    *,
    for_oversight: bool = False,
) -> Team:
    """Who of a community may decide about a case; `takes_part` are the people in it besides its subject."""
    facts = CaseFacts(subject, takes_part, for_oversight=for_oversight)
    eligible = frozenset(
        person.id for person in people if may(CaseAct.DECIDE, relation_of(person, offices, facts))
    )
    oversight = offices.oversight if oversight_can_decide(offices, subject, takes_part) else None
    return Team(eligible, oversight)


def hands(team: Team, needed: int) -> Hands:
    """Whether a team has as many people as a decision needs."""
    if len(team.everyone) >= needed:
        return Hands.ENOUGH
    return Hands.TOO_FEW if team.oversight is None else Hands.OVERSIGHT_ALONE


def wrong_hands(team: Team, needed: int, first: int, second: int | None) -> Problem | None:
    """Why these people cannot decide this, where there are hands at all; None: they can."""
    if first not in team.everyone:
        return Problem.MAY_NOT_DECIDE
    if needed < 2 or hands(team, needed) is not Hands.ENOUGH:
        return None
    if second is None or second == first:
        return Problem.SECOND_PERSON_MISSING
    return None if second in team.everyone else Problem.SECOND_PERSON_MAY_NOT
