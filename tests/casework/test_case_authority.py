"""Who may do what with a case, cell by cell, and how somebody stands to one."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.authority import Offices, Person
from bot.casework.case_authority import CaseAct, CaseFacts, Relation, may, relation_of

PAGE = Path(__file__).parents[2] / "docs" / "desk.md"
TEAM, HELPERS = 31, 32
OFFICES = Offices(moderators_role=TEAM, listener_role=HELPERS, oversight=9)
MODERATOR = Person(1, roles=frozenset({TEAM}))
SECOND = Person(2, roles=frozenset({TEAM}))
OVERSIGHT = Person(9)
OWNER = Person(5, manages_server=True)
LISTENER = Person(6, roles=frozenset({HELPERS}))
SUBJECT = 77
FACTS = CaseFacts(subject=SUBJECT)

# The columns in the order of `Relation`: subject, part taker, outsider, free, assigned, other, decider, oversight.
CELLS = {
    CaseAct.SEE: "no no no yes yes yes yes yes",
    CaseAct.TAKE: "no no no yes no no yes yes",
    CaseAct.TAKE_OVER: "no no no no no yes yes yes",
    CaseAct.READ_WORDS: "no no no no yes no yes yes",
    CaseAct.NOTE: "no no no yes yes yes yes yes",
    CaseAct.REMIND: "no no no yes yes no yes yes",
    CaseAct.ASK_SIDE: "no no no yes yes no yes yes",
    CaseAct.PAUSE: "no no no yes yes yes yes yes",
    CaseAct.CLEAR: "no no no yes yes no yes yes",
    CaseAct.DECIDE: "no no no yes yes no yes yes",
    CaseAct.AGREE: "no no no yes yes yes no yes",
    CaseAct.HAND_OVER: "no no no no yes no yes yes",
    CaseAct.ANSWER_APPEAL: "no no no yes yes yes no yes",
}


@pytest.mark.parametrize(
    ("act", "relation", "allowed"),
    [
        (act, relation, cell == "yes")
        for act in CaseAct
        for relation, cell in zip(Relation, CELLS[act].split(), strict=True)
    ],
)
def test_every_cell_of_the_table(act: CaseAct, relation: Relation, allowed: bool) -> None:
    assert may(act, relation) is allowed


def test_the_page_is_current() -> None:
    made = subprocess.run([sys.executable, "-m", "bot.casework"], capture_output=True, text=True, check=True)
    assert PAGE.read_text(encoding="utf-8") == made.stdout, "renew it: python -m bot.casework > docs/desk.md"


@pytest.mark.parametrize(
    ("person", "facts", "relation"),
    [
        (MODERATOR, FACTS, Relation.FREE),
        (MODERATOR, CaseFacts(SUBJECT, assigned=1), Relation.ASSIGNED),
        (MODERATOR, CaseFacts(SUBJECT, assigned=2), Relation.OTHER),
        (MODERATOR, CaseFacts(SUBJECT, assigned=1, decided_by=frozenset({1})), Relation.DECIDER),
        (MODERATOR, CaseFacts(1), Relation.SUBJECT),
        (MODERATOR, CaseFacts(SUBJECT, takes_part=frozenset({1})), Relation.PART_TAKER),
        (MODERATOR, CaseFacts(SUBJECT, for_oversight=True), Relation.OUTSIDER),
        (MODERATOR, CaseFacts(SUBJECT, decided_by=frozenset({1}), for_oversight=True), Relation.OUTSIDER),
        (OVERSIGHT, CaseFacts(SUBJECT, for_oversight=True), Relation.OVERSIGHT),
        (OVERSIGHT, FACTS, Relation.OVERSIGHT),
        (OVERSIGHT, CaseFacts(9), Relation.SUBJECT),
        (OVERSIGHT, CaseFacts(SUBJECT, takes_part=frozenset({9})), Relation.PART_TAKER),
        (LISTENER, FACTS, Relation.OUTSIDER),
        (OWNER, FACTS, Relation.OUTSIDER),
        (Person(3), CaseFacts(SUBJECT, assigned=3), Relation.OUTSIDER),
    ],
)
def test_how_somebody_stands_to_a_case(person: Person, facts: CaseFacts, relation: Relation) -> None:
    """G16: being part of a case weighs more than any office; an office that was lost counts no more."""
    assert relation_of(person, OFFICES, facts) is relation


@pytest.mark.parametrize(
    ("offices", "facts"),
    [
        (Offices(moderators_role=TEAM), CaseFacts(SUBJECT, for_oversight=True)),
        (OFFICES, CaseFacts(9, for_oversight=True)),
        (OFFICES, CaseFacts(SUBJECT, takes_part=frozenset({9}), for_oversight=True)),
    ],
)
def test_without_an_oversight_that_can_decide_the_team_does(offices: Offices, facts: CaseFacts) -> None:
    assert relation_of(MODERATOR, offices, facts) is Relation.FREE


people = st.sampled_from([MODERATOR, SECOND, OVERSIGHT, OWNER, LISTENER, Person(SUBJECT)])
ids = st.frozensets(st.sampled_from([1, 2, 5, 6, 9]))


@given(people, ids, ids, st.none() | st.integers(1, 9), st.booleans(), st.sampled_from(CaseAct))
def test_nobody_ever_acts_in_a_case_they_are_part_of(
    person: Person,
    takes_part: frozenset[int],
    decided_by: frozenset[int],
    assigned: int | None,
    for_oversight: bool,
    act: CaseAct,
) -> None:
    facts = CaseFacts(SUBJECT, takes_part, assigned, decided_by, for_oversight)
    if may(act, relation_of(person, OFFICES, facts)):
        assert person.id != SUBJECT
        assert person.id not in takes_part
        assert person.id == 9 or TEAM in person.roles
