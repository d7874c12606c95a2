"""T61: who helps to review practises first, and somebody reads along at the beginning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.authority import Offices, Person
from bot.casework.case_authority import CaseFacts, Relation, relation_of
from bot.casework.reviewing import (
    PRACTICE_STEPS,
    has_practised,
    holds_reviewers_role,
    next_step,
    reads_with_another,
)

OFFICES = Offices(moderators_role=31, oversight=9, reviewers_role=33)
MODERATOR = Person(1, roles=frozenset({31, 33}))
REVIEWER = Person(2, roles=frozenset({33}))


def test_a_reviewer_holds_the_role() -> None:
    assert holds_reviewers_role(REVIEWER, OFFICES)
    assert not holds_reviewers_role(Person(3), OFFICES)
    assert not holds_reviewers_role(REVIEWER, Offices(moderators_role=31))


@given(st.lists(st.integers(1, PRACTICE_STEPS + 2)))
def test_the_practice_is_done_only_when_every_situation_was_answered(answered: list[int]) -> None:
    steps = 0
    for number in answered:
        steps = next_step(steps, number)
    if has_practised(steps):
        assert set(range(1, PRACTICE_STEPS + 1)) <= set(answered)


@pytest.mark.parametrize(
    ("person", "decided", "with_another"),
    [
        (REVIEWER, 0, True),
        (REVIEWER, 9, True),
        (REVIEWER, 10, False),
        (MODERATOR, 0, False),
        (Person(9), 0, False),
    ],
)
def test_the_first_ten_decisions_have_a_second_reader(
    person: Person, decided: int, with_another: bool
) -> None:
    assert reads_with_another(person, OFFICES, decided) is with_another


@pytest.mark.parametrize(
    ("facts", "reviews", "relation"),
    [
        (CaseFacts(77), True, Relation.FREE),
        (CaseFacts(77), False, Relation.OUTSIDER),
        (CaseFacts(77, assigned=2), True, Relation.ASSIGNED),
        (CaseFacts(77, for_oversight=True), True, Relation.OUTSIDER),
        (CaseFacts(9, for_oversight=True), True, Relation.OUTSIDER),
        (CaseFacts(2), True, Relation.SUBJECT),
    ],
)
def test_a_reviewer_works_on_cases_but_not_on_those_about_the_team(
    facts: CaseFacts, reviews: bool, relation: Relation
) -> None:
    assert relation_of(REVIEWER, OFFICES, facts, reviews=reviews) is relation
