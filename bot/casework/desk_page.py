"""The moderators' desk as a page in Markdown, made from the very rules that it describes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from bot.casework.case_authority import CaseAct, Relation, may
from bot.casework.case_life import CaseState, CaseStep, Promises, after, can, due_at
from bot.casework.reviewing import READ_WITH_ANOTHER

_STATES: Mapping[CaseState, str] = MappingProxyType(
    {
        CaseState.NEW: "Nobody has looked yet.",
        CaseState.LOOKING: "Somebody is on it.",
        CaseState.WAITING: "The person was asked for their side.",
        CaseState.TO_DECIDE: "Their side is there, or the time for it is over.",
        CaseState.DECIDED: "A person has decided. There can be an appeal.",
        CaseState.APPEALED: "Somebody else looks at the decision.",
        CaseState.CLOSED: "It is over.",
    }
)

_STEPS: Mapping[CaseStep, str] = MappingProxyType(
    {
        CaseStep.TAKEN: "a moderator is on it",
        CaseStep.HANDED_BACK: "the moderator hands it over, without having to say why",
        CaseStep.SIDE_ASKED: "the person is asked for their side",
        CaseStep.SIDE_HEARD: "they answer",
        CaseStep.REPLY_OVER: "the time to answer is over, which says nothing about them",
        CaseStep.QUESTION_TAKEN_BACK: "the question is taken back, or could not reach them",
        CaseStep.ALL_CLEAR: "it is no problem",
        CaseStep.DEALT_WITH: "a talk was enough",
        CaseStep.DECIDED: "a decision stands",
        CaseStep.APPEALED: "they ask for a second look",
        CaseStep.APPEAL_ANSWERED: "the appeal is answered",
        CaseStep.APPEAL_OVER: "the time for an appeal is over; it runs from when the decision has reached them",
    }
)

_ACTS: Mapping[CaseAct, str] = MappingProxyType(
    {
        CaseAct.SEE: "see the case and its log",
        CaseAct.TAKE: "take it",
        CaseAct.TAKE_OVER: "take it over, when who holds it is away or late",
        CaseAct.READ_WORDS: "read the words, pictures and answers",
        CaseAct.NOTE: "write a note for the team",
        CaseAct.REMIND: "send a reminder",
        CaseAct.ASK_SIDE: "ask for their side",
        CaseAct.PAUSE: "pause new chats",
        CaseAct.CLEAR: "close it as no problem, or as dealt with",
        CaseAct.DECIDE: "decide, with or without points",
        CaseAct.AGREE: "be the second person",
        CaseAct.HAND_OVER: "hand it over",
        CaseAct.ANSWER_APPEAL: "answer the appeal",
    }
)

_RELATIONS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.SUBJECT: "whom it is about",
        Relation.PART_TAKER: "who reported or was in the chats",
        Relation.OUTSIDER: "everybody else",
        Relation.FREE: "a moderator, nobody is on it",
        Relation.ASSIGNED: "the moderator who is on it",
        Relation.OTHER: "a moderator, another is on it",
        Relation.DECIDER: "who has decided in it",
        Relation.OVERSIGHT: "oversight",
    }
)

_HEAD = """# The moderators' desk

How a case is handled, by when, and by whom. This page is made by `python -m bot.casework` from the rules in
`bot/casework`, and a test holds the two together.
"""

_AUTHORITY = """## Who may do what

Asked anew at every press, whoever the button was shown to. Being part of a case weighs more than any office: nobody
decides about a case they are part of. Cases about the team are seen by oversight only, as long as there is an oversight
contact who is no part of the case.

Whoever takes a case, pauses new chats, closes a case as dealt with or hands it over can take that back for ten minutes.
That something is no problem cannot be taken back: its notes are deleted at once.

A volunteer who helps to review counts as a moderator here once they have practised, but not in cases about the team.
The first {first} times that they decide, close a case or answer an appeal, it counts only once a second person agrees:
somebody who may be the second person, and is not new to reviewing. Until then they take no decision back and end no
break early.
"""


def desk_page() -> str:
    """Write states, promises and authority as one page."""
    return "\n".join((_HEAD, _states(), _authority()))


def _states() -> str:
    promises, moment = Promises(), datetime(2031, 1, 1, tzinfo=UTC)
    rows = [
        (f"**{state}**", meaning, _promised(due_at(state, moment, promises), moment), _steps(state))
        for state, meaning in _STATES.items()
    ]
    head = ("State", "What it means", "Promised", "What can happen, and what follows")
    return f"## The life of a case\n\n{_table(head, rows)}\n"


def _promised(due: datetime | None, moment: datetime) -> str:
    return "nothing" if due is None else f"the next step within {(due - moment) // timedelta(days=1)} days"


def _steps(state: CaseState) -> str:
    found = [f"{_STEPS[step]}: **{after(state, step)}**" for step in CaseStep if can(state, step)]
    return "<br>".join(found) or "nothing: this is the end"


def _authority() -> str:
    head = ("", *(_RELATIONS[relation] for relation in Relation))
    rows = [
        (_ACTS[act], *("yes" if may(act, relation) else "no" for relation in Relation)) for act in CaseAct
    ]
    return f"{_AUTHORITY.format(first=READ_WITH_ANOTHER)}\n{_table(head, rows)}\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
