"""A second person reads what somebody new to reviewing wants to end: agrees, does not, or is not there at all."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.casework.case_authority import CaseAct, Relation, may
from bot.casework.case_life import CaseStep
from bot.casework.reviewing import Ends
from bot.flows.appeal_given import Given, give_answer
from bot.flows.appeal_shown import ALONE, view_appeal, was_logged
from bot.flows.case_allowed import relation_to, why_not
from bot.flows.case_closed import all_clear, dealt_with
from bot.flows.case_shown import ask_oversight
from bot.flows.case_undone import undo_of
from bot.flows.decision_found import find_decided
from bot.flows.decision_recorded import Overtaken
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.said_to_both import change_what_was_said
from bot.flows.second_reading import MARK, about_reading, reading_line
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_appeal import you_answered_card
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_moderator import case_dealt_card, case_done_card, needs_other_person_card
from bot.guide.cards_reading import (
    reading_agreed_line,
    reading_refused_card,
    reading_refused_line,
    reading_still_waits_card,
    reading_wanted_card,
)
from bot.guide.cards_reviewer import new_reviewer_card
from bot.guide.cards_second import oversight_asked_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.values import Card
from bot.guide.wording import Wording
from bot.store import appeals, cases, second_readings
from bot.store.appeals import Appeal
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.second_readings import SecondReading
from bot.store.words import ReadingState

AGREED, NOT_AGREED = "reading_agreed", "reading_not_agreed"


@dataclass(frozen=True, slots=True)
class Reading:
    """A press on something that waits for a second person, with all that it is about."""

    parts: Parts
    work: Work
    community: Community
    case: Case
    reading: SecondReading
    appeal: Appeal | None
    press: Press

    @property
    def wording(self) -> Wording:
        """The words of the community."""
        return self.parts.wording(self.community.locale)


def is_reading(press: Press) -> bool:
    """Whether a press is about this, not about a decision: they share their buttons."""
    return press.argument.startswith(MARK)


async def reading_pressed(parts: Parts, work: Work, press: Press) -> Answer:
    """Find what waits, check who presses, and take the step. Raises Overtaken."""
    one = await _find(parts, work, press)
    if one is None:
        return Answer(too_late_card(parts.wording()))
    refusal = await _refusal(one)
    if refusal is not None:
        return Answer(refusal)
    if one.reading.state is not ReadingState.WAITING or not _still_there(one):
        return Answer(overtaken_card(one.wording, one.case.number))
    return await _STEPS[Action(press.action)](one)


async def _find(parts: Parts, work: Work, press: Press) -> Reading | None:
    number = press.argument.removeprefix(MARK)
    connection, keys = work.connection, work.keys
    reading = await second_readings.find_reading(connection, keys, int(number) if number.isdecimal() else 0)
    case = await cases.find_case(connection, reading.case) if reading is not None else None
    community = await parts.community(case.community) if case is not None else None
    if reading is None or case is None or community is None:
        return None
    appeal = await appeals.find_appeal(connection, keys, reading.appeal) if reading.appeal else None
    return Reading(parts, work, community, case, reading, appeal, press)


async def _refusal(one: Reading) -> Card | None:
    """What somebody reads who may not be the second person: who began it, and who may not judge it afresh."""
    work, person, began = one.work, one.press.person, one.press.person.id == one.reading.by
    if Action(one.press.action) is Action.DECISION_ALONE:
        refusal = await why_not(work, one.wording, one.community, one.case, person, CaseAct.SEE)
        return refusal or (None if began else not_allowed_card(one.wording))
    relation = await relation_to(work, one.community, one.case, person)
    nobody_else = one.appeal is not None and await was_logged(work, one.case, ALONE, one.appeal)
    if not may(CaseAct.AGREE, relation) and not (nobody_else and relation is Relation.DECIDER):
        return await why_not(work, one.wording, one.community, one.case, person, CaseAct.AGREE)
    return needs_other_person_card(one.wording, one.case.number) if began else None


def _still_there(one: Reading) -> bool:
    if one.reading.ends.outcome is None:
        return one.case.state.under_review
    return one.appeal is not None and one.appeal.waits


async def _agree(one: Reading) -> Answer:
    """It ends now, with all that follows. Raises Overtaken."""
    work, who = one.work, one.press.person
    if await needs_second_reader(work, one.community, who):
        # Two who are both new to reviewing would have nobody to read along.
        return Answer(new_reviewer_card(one.wording, one.case.number))
    if not await _settle(one, ReadingState.AGREED):
        raise Overtaken(one.case.number)
    await cases.write_log(work.connection, one.case.id, who.id, AGREED, work.now)
    answer = await _end(one)
    line = await reading_line(work, one.case, one.reading)
    await _say(one, reading_agreed_line(one.wording, line, f"<@{who.id}>"))
    return answer


async def _end(one: Reading) -> Answer:
    parts, work, by = one.parts, one.work, one.press.person.id
    match one.reading.ends:
        case Ends.ALL_CLEAR:
            ended = await all_clear(parts, work, one.community, one.case, by)
            card = case_done_card(one.wording, one.case.number)
        case Ends.DEALT_WITH:
            ended = await dealt_with(parts, work, one.community, one.case, by)
            undo = await undo_of(work, one.case, by, CaseStep.DEALT_WITH) if ended else ""
            card = case_dealt_card(one.wording, one.case.number, undo)
        case _:
            return await _answer(one)
    if not ended:
        raise Overtaken(one.case.number)
    return Answer(card)


async def _answer(one: Reading) -> Answer:
    reading, outcome = one.reading, one.reading.ends.outcome
    decided = await find_decided(one.parts, one.work, one.appeal.decision) if one.appeal else None
    if one.appeal is None or decided is None or outcome is None:
        raise Overtaken(one.case.number)
    view = await view_appeal(one.work, decided, one.appeal)
    given = Given(outcome, reading.words, reading.points, ends_break=reading.ends_break)
    by = one.press.person.id
    if not await give_answer(one.parts, one.work, decided, one.appeal, given, by, reading.by):
        raise Overtaken(one.case.number)
    return Answer(you_answered_card(one.wording, view))


async def _refuse(one: Reading) -> Answer:
    """Nothing ends; whoever wanted it can choose again, and so can others."""
    if not await _settle(one, ReadingState.REFUSED):
        raise Overtaken(one.case.number)
    who = one.press.person.id
    await cases.write_log(one.work.connection, one.case.id, who, NOT_AGREED, one.work.now)
    await _say(one, reading_refused_line(one.wording, one.case.number, f"<@{who}>"))
    return Answer(reading_refused_card(one.wording, one.case.number))


async def _alone(one: Reading) -> Answer:
    """Nobody else is there: oversight is asked, where there is one who may; otherwise it waits."""
    work, case = one.work, one.case
    card = reading_wanted_card(one.wording, await reading_line(work, case, one.reading))
    about = about_reading(one.reading.id)
    if await ask_oversight(work, one.community, case, card, about=about, began=one.reading.by):
        return Answer(oversight_asked_card(one.wording, case.number))
    return Answer(reading_still_waits_card(one.wording, case.number))


async def _settle(one: Reading, state: ReadingState) -> bool:
    by, now = one.press.person.id, one.work.now
    return await second_readings.settle_reading(one.work.connection, one.reading.id, state, by=by, now=now)


async def _say(one: Reading, card: Card) -> None:
    await change_what_was_said(one.work, one.community.id, about_reading(one.reading.id), card)


_STEPS: Mapping[Action, Callable[[Reading], Awaitable[Answer]]] = MappingProxyType(
    {
        Action.DECISION_AGREE: _agree,
        Action.DECISION_REFUSE: _refuse,
        Action.DECISION_ALONE: _alone,
    }
)
