"""Who may do what with a case: one table in the domain, which the documents show and a test reads cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.casework.authority import Offices, Person, is_moderator, oversight_can_decide


class CaseAct(StrEnum):
    """What somebody may want to do with a case."""

    SEE = "see"
    TAKE = "take"
    TAKE_OVER = "take_over"
    READ_WORDS = "read_words"
    NOTE = "note"
    REMIND = "remind"
    ASK_SIDE = "ask_side"
    PAUSE = "pause"
    CLEAR = "clear"
    DECIDE = "decide"
    AGREE = "agree"
    HAND_OVER = "hand_over"
    ANSWER_APPEAL = "answer_appeal"


class Relation(StrEnum):
    """How a person stands to one case, at the moment they press."""

    SUBJECT = "subject"
    PART_TAKER = "part_taker"
    OUTSIDER = "outsider"
    FREE = "free"
    ASSIGNED = "assigned"
    OTHER = "other"
    DECIDER = "decider"
    OVERSIGHT = "oversight"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What authority depends on. `takes_part`: reporters and the other sides of the case's chats.

    `decided_by` are those who have decided or proposed something in it already.
    """

    subject: int
    takes_part: frozenset[int] = frozenset()
    assigned: int | None = None
    decided_by: frozenset[int] = frozenset()
    for_oversight: bool = False


def relation_of(person: Person, offices: Offices, facts: CaseFacts, *, reviews: bool = False) -> Relation:
    """How somebody stands to a case; being part of it weighs more than any office (G16).

    `reviews`: a volunteer who has practised works on cases like a moderator, but not on those about the team.
    """
    if person.id == facts.subject:
        return Relation.SUBJECT
    if person.id in facts.takes_part:
        return Relation.PART_TAKER
    oversees = person.id == offices.oversight
    if not oversees and not _on_team(person, offices, facts, reviews=reviews):
        return Relation.OUTSIDER
    if person.id in facts.decided_by:
        return Relation.DECIDER
    if oversees:
        return Relation.OVERSIGHT
    if facts.assigned is None:
        return Relation.FREE
    return Relation.ASSIGNED if facts.assigned == person.id else Relation.OTHER


def may(act: CaseAct, relation: Relation) -> bool:
    """Whether somebody in this relation may do this."""
    return relation in _ALLOWED[act]


def _on_team(person: Person, offices: Offices, facts: CaseFacts, *, reviews: bool) -> bool:
    if is_moderator(person, offices):
        return _team_sees(offices, facts)
    return reviews and not facts.for_oversight


def _team_sees(offices: Offices, facts: CaseFacts) -> bool:
    """Cases about the team go to oversight only, where there is one who is no part of them."""
    return not (facts.for_oversight and oversight_can_decide(offices, facts.subject, facts.takes_part))


_TEAM = frozenset({Relation.FREE, Relation.ASSIGNED, Relation.OTHER, Relation.DECIDER, Relation.OVERSIGHT})
# One reviewer works at a time: who holds a case, or anyone while nobody does.
_AT_WORK = frozenset({Relation.FREE, Relation.ASSIGNED, Relation.DECIDER, Relation.OVERSIGHT})
_FRESH_EYES = frozenset({Relation.FREE, Relation.ASSIGNED, Relation.OTHER, Relation.OVERSIGHT})

_ALLOWED: Mapping[CaseAct, frozenset[Relation]] = MappingProxyType(
    {
        CaseAct.SEE: _TEAM,
        CaseAct.TAKE: frozenset({Relation.FREE, Relation.DECIDER, Relation.OVERSIGHT}),
        # Only once who holds it is away, or has let the promise pass: `away.may_take_over`.
        CaseAct.TAKE_OVER: frozenset({Relation.OTHER, Relation.DECIDER, Relation.OVERSIGHT}),
        CaseAct.READ_WORDS: frozenset({Relation.ASSIGNED, Relation.DECIDER, Relation.OVERSIGHT}),
        CaseAct.NOTE: _TEAM,
        CaseAct.REMIND: _AT_WORK,
        CaseAct.ASK_SIDE: _AT_WORK,
        # Safety does not wait for the one who holds the case.
        CaseAct.PAUSE: _TEAM,
        CaseAct.CLEAR: _AT_WORK,
        CaseAct.DECIDE: _AT_WORK,
        CaseAct.AGREE: _FRESH_EYES,
        CaseAct.HAND_OVER: frozenset({Relation.ASSIGNED, Relation.DECIDER, Relation.OVERSIGHT}),
        CaseAct.ANSWER_APPEAL: _FRESH_EYES,
    }
)
