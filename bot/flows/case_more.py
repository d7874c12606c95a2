"""What is not on the case message: the offers under More, notes, the log, and the subject's record."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.casework.away import may_take_over
from bot.casework.case_authority import CaseAct, Relation, may
from bot.casework.case_life import CaseState, CaseStep, can
from bot.flows.case_allowed import relation_to
from bot.flows.case_letters import LETTER
from bot.flows.case_moved import BOT, log_and_show
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.record_shown import show_record_of_case
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_desk import case_log_card, case_note_form, case_note_saved_card, more_card
from bot.guide.cards_moderator import nothing_done_card
from bot.guide.known_as import called
from bot.guide.views import CaseView
from bot.guide.views_desk import LogEntry
from bot.store import case_notes, cases
from bot.store.away import away_until
from bot.store.cases import Case, LogLine
from bot.store.communities import Community

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]
NOTED = "noted"
SPEAKER = "Sidelight"


async def _more(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    relation = await relation_to(work, community, case, press.person)
    view = await view_case(work, case)
    shown = {
        action
        for action, act in _OFFERS
        if may(act, relation) and await _makes_sense(work, case, view, action, relation)
    }
    actions = [action for action, _ in _OFFERS if action in shown]
    card = more_card(parts.wording(community.locale), str(case.id), case.number, actions)
    return Answer(card)


async def _makes_sense(work: Work, case: Case, view: CaseView, action: Action, relation: Relation) -> bool:
    match action:
        case Action.CASE_REMIND:
            # Elsewhere it is on the message itself.
            return case.state is CaseState.TO_DECIDE
        case Action.CASE_DECIDE:
            return can(case.state, CaseStep.DECIDED) and case.state is not CaseState.TO_DECIDE
        case Action.CASE_DEALT:
            return can(case.state, CaseStep.DEALT_WITH)
        case Action.CASE_FILES:
            return view.files > 0
        case Action.CASE_HAND_OVER:
            return case.state.under_review and case.taken_by is not None
        case Action.CASE_TAKE_OVER:
            return case.taken_by is not None and await can_be_taken_over(work, case)
        case Action.REVEAL:
            return view.hidden
        case Action.ABOUT_ACCOUNT:
            # Accounts of members only: listeners are known to the team (T57).
            return view.subject_side == "member" and not view.hidden
        case _:
            return True


async def can_be_taken_over(work: Work, case: Case) -> bool:
    """Whether who holds a case is away or late; while somebody else is asked, nobody here can be late."""
    if case.taken_by is None or not case.state.under_review:
        return False
    away = await away_until(work.connection, case.community, case.taken_by, work.now)
    if case.state is CaseState.WAITING:
        return may_take_over(None, None, away, work.now)
    return may_take_over(case.due_at, case.late_told_at, away, work.now)


async def _ask_note(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(form=case_note_form(parts.wording(community.locale), str(case.id), case.number))


async def _save_note(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording, words = parts.wording(community.locale), press.field("words")
    if not words:
        return Answer(nothing_done_card(wording))
    await case_notes.add_note(work.connection, work.keys, case.id, press.person.id, words, work.now)
    await log_and_show(parts, work, community, case, press.person.id, NOTED)
    return Answer(case_note_saved_card(wording, str(case.id), case.number))


async def _log(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    lines = await cases.read_log(work.connection, case.id)
    notes = await case_notes.notes_of_case(work.connection, work.keys, case.id)
    wording = parts.wording(community.locale)
    # What the subject did is in the log too, by the name that the team knows them by.
    subject = called(wording, (await view_case(work, case)).subject)
    names = {BOT: SPEAKER, case.subject: subject}
    entries = [_entry(line, names) for line in lines if not line.what.startswith((LETTER, NOTED))]
    entries += [LogEntry(note.at, _who(note.by, names), words=note.words) for note in notes]
    return Answer(case_log_card(wording, case.number, entries))


async def _record(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(await show_record_of_case(parts, work, community, case, press.person))


def _entry(line: LogLine, names: Mapping[int, str]) -> LogEntry:
    return LogEntry(line.at, _who(line.who, names), line.what.partition(":")[0])


def _who(person: int, names: Mapping[int, str]) -> str:
    return names.get(person) or f"<@{person}>"


_OFFERS = (
    (Action.CASE_DECIDE, CaseAct.DECIDE),
    (Action.CASE_REMIND, CaseAct.REMIND),
    (Action.CASE_DEALT, CaseAct.CLEAR),
    (Action.CASE_NOTE, CaseAct.NOTE),
    (Action.CASE_LOG, CaseAct.SEE),
    (Action.CASE_FILES, CaseAct.READ_WORDS),
    (Action.CASE_RECORD, CaseAct.SEE),
    (Action.CASE_HAND_OVER, CaseAct.HAND_OVER),
    (Action.CASE_TAKE_OVER, CaseAct.TAKE_OVER),
    (Action.REVEAL, CaseAct.SEE),
    (Action.ABOUT_ACCOUNT, CaseAct.SEE),
)
STEPS: Mapping[Action, Step] = MappingProxyType(
    {
        Action.CASE_MORE: _more,
        Action.CASE_NOTE: _ask_note,
        Action.CASE_NOTE_SAVE: _save_note,
        Action.CASE_LOG: _log,
        Action.CASE_RECORD: _record,
    }
)
ACTS: Mapping[Action, CaseAct] = MappingProxyType(
    {Action.CASE_NOTE: CaseAct.NOTE, Action.CASE_NOTE_SAVE: CaseAct.NOTE}
)
