"""Somebody decides a case: names a rule, sees what the table says and what the person will read, and saves it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.casework.case_life import CaseStep, can
from bot.casework.drafting import Draft, Tick, read_draft, ticks
from bot.casework.points import Choice, Leaves, Named, Problem, Refused, Ruling
from bot.flows.case_allowed import why_not
from bot.flows.deciding import Deciding, deciding
from bot.flows.decision_recorded import Overtaken, as_new, record, record_waiting
from bot.flows.decision_shown import view_naming, view_preview, view_proposal
from bot.flows.decision_talk import ask_talk, send_talk
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.surface import Answer, Press, TryLater
from bot.flows.surface import Refused as RefusedByDiscord
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_decided import decided_card
from bot.guide.cards_deciding import (
    name_rule_card,
    no_points_card,
    not_saved_card,
    otherwise_form,
    overtaken_card,
    proposal_card,
    rule_gone_card,
    still_time_card,
)
from bot.guide.cards_second import decided_line_card
from bot.guide.cards_shared import too_late_card
from bot.guide.wording import Wording
from bot.store import cases
from bot.store.cases import Case
from bot.store.communities import Community

MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Deciders:
    """One press of somebody who may decide, with all that it is about."""

    parts: Parts
    work: Work
    community: Community
    case: Case
    press: Press
    draft: Draft | None

    @property
    def wording(self) -> Wording:
        """The words of the community."""
        return self.parts.wording(self.community.locale)


async def decision_pressed(parts: Parts, press: Press) -> Answer:
    """Find the case, check who presses, and take the step; who was overtaken hears so, and nothing is saved."""
    badges = await _holds_badge_for_teens(parts, press)
    try:
        async with parts.work() as work:
            return await _take_step(parts, work, press, adult=badges)
    except Overtaken as late:
        return Answer(_overtaken_card(parts.wording(), late.number, press))


def _overtaken_card(wording: Wording, number: int, press: Press) -> Card:
    return overtaken_card(wording, number, press.field("reason") or press.field("words"))


async def _take_step(parts: Parts, work: Work, press: Press, *, adult: bool) -> Answer:
    number = press.argument.partition(":")[0]
    case = await cases.find_case(work.connection, int(number)) if number.isdecimal() else None
    community = await parts.community(case.community) if case is not None else None
    if case is None or community is None:
        return Answer(too_late_card(parts.wording()))
    wording = parts.wording(community.locale)
    refusal = await why_not(work, wording, community, case, press.person, CaseAct.DECIDE)
    if refusal is not None:
        return Answer(refusal)
    if not case.state.under_review:
        return Answer(_overtaken_card(wording, case.number, press))
    if not can(case.state, CaseStep.DECIDED):
        return Answer(still_time_card(wording, case.number, case.due_at))
    draft = _with_badge(read_draft(press.argument), adult=adult)
    one = Deciders(parts, work, community, case, press, draft)
    return await _STEPS[Action(press.action)](one)


async def _holds_badge_for_teens(parts: Parts, press: Press) -> bool:
    """Whether the subject listens to teens as an adult. Asks Discord, so never inside a transaction."""
    number = press.argument.partition(":")[0]
    async with parts.database.reading() as connection:
        case = await cases.find_case(connection, int(number)) if number.isdecimal() else None
    community = await parts.community(case.community) if case is not None else None
    if case is None or community is None or community.adult_teen_role is None:
        return False
    try:
        return community.adult_teen_role in await parts.surface.roles_of(community.id, case.subject)
    except (RefusedByDiscord, TryLater):
        return False


def _with_badge(draft: Draft | None, *, adult: bool) -> Draft | None:
    if draft is None:
        return None
    others = draft.ticked - {Tick.ADULT}
    return replace(draft, ticked=others | {Tick.ADULT} if adult else others)


async def _ask_rule(one: Deciders) -> Answer:
    matter = await deciding(one.work, one.community, one.case)
    if matter is None:
        return Answer(no_points_card(one.wording, one.case.id, one.case.number))
    draft = Draft(one.case.id, "", matter.moments[0])
    return Answer(name_rule_card(one.wording, await view_naming(one.work, matter, draft)))


async def _known(one: Deciders, draft: Draft | None) -> tuple[Deciding, Draft] | None:
    """What is to be decided, and the draft; None when an old button names what is not there any more."""
    matter = await deciding(one.work, one.community, one.case)
    return (matter, draft) if matter is not None and draft is not None and matter.knows(draft) else None


def _gone(one: Deciders) -> Answer:
    return Answer(rule_gone_card(one.wording, one.case.id, one.case.number), replace=True)


async def _show(one: Deciders, draft: Draft) -> Answer:
    known = await _known(one, draft)
    if known is None:
        return _gone(one)
    matter, draft = known
    view = await view_proposal(one.work, matter, draft, one.press.person.id)
    two = view.two_people or await needs_second_reader(one.work, one.community, one.press.person)
    return Answer(proposal_card(one.wording, replace(view, two_people=two)), replace=True)


async def _name_rule(one: Deciders) -> Answer:
    matter = await deciding(one.work, one.community, one.case)
    if matter is None:
        return await _ask_rule(one)
    draft = Draft(one.case.id, one.press.values[0], matter.moments[0])
    before = {Tick.ADULT} if one.draft is not None and Tick.ADULT in one.draft.ticked else set()
    return await _show(one, replace(draft, ticked=frozenset(before)))


async def _tick(one: Deciders) -> Answer:
    if one.draft is None:
        return await _ask_rule(one)
    kept = one.draft.ticked & {Tick.ADULT}
    return await _show(one, replace(one.draft, ticked=ticks(one.press.values) - {Tick.ADULT} | kept))


async def _when(one: Deciders) -> Answer:
    chosen = one.press.values[0]
    if one.draft is None or not chosen.isdecimal():
        return await _ask_rule(one)
    return await _show(one, replace(one.draft, acted_at=datetime.fromtimestamp(int(chosen), UTC)))


async def _preview(one: Deciders) -> Answer:
    known = await _known(one, one.draft)
    if known is None:
        return _gone(one)
    matter, draft = known
    ruling = matter.ruling(_reasoned(matter.as_proposed(draft, one.press.person.id)))
    if isinstance(ruling, Refused):
        return Answer(not_saved_card(one.wording, draft.argument, one.case.number, ruling.problems))
    view = await view_preview(one.parts, one.work, one.community, matter, draft, ruling)
    return Answer(decided_card(one.wording, view, one.community.name))


def _reasoned(choice: Choice) -> Choice:
    """The same choice as if a reason was written, to show what would be said beside it."""
    return replace(choice, reason=choice.reason or "One two three.")


async def _as_proposed(one: Deciders) -> Answer:
    known = await _known(one, one.draft)
    if known is None:
        return _gone(one)
    matter, draft = known
    choice = matter.as_proposed(draft, one.press.person.id)
    ruling = matter.ruling(choice)
    if isinstance(ruling, Refused) and set(ruling.problems) <= {
        Problem.REASON_MISSING,
        Problem.POINTS_MISSING,
    }:
        return await _ask_otherwise(one)
    return await _save(one, matter, draft, choice, ruling)


async def _ask_otherwise(one: Deciders) -> Answer:
    known = await _known(one, one.draft)
    if known is None:
        return _gone(one)
    matter, draft = known
    view = await view_proposal(one.work, matter, draft, one.press.person.id)
    return Answer(form=otherwise_form(one.wording, view))


async def _send(one: Deciders) -> Answer:
    known = await _known(one, one.draft)
    if known is None:
        return _gone(one)
    matter, draft = known
    choice = _read_form(matter, draft, one.press)
    if isinstance(choice, Refused):
        return _not_saved(one, draft, choice)
    return await _save(one, matter, draft, choice, matter.ruling(choice))


def _read_form(matter: Deciding, draft: Draft, press: Press) -> Choice | Refused:
    usual, days = matter.as_proposed(draft, press.person.id), press.field("days")
    points = _read_points(press.field("points"))
    if points is None:
        return Refused((Problem.POINTS_OUT_OF_RANGE,))
    if days and not (days.isdecimal() and len(days) <= MOST_DIGITS):
        return Refused((Problem.BREAK_OUT_OF_RANGE,))
    leaves = press.field("leaves")
    return replace(
        usual,
        named=(Named(draft.rule, points),),
        break_days=int(days) if days else None,
        reason=press.field("reason"),
        leaves=Leaves(leaves) if leaves in set(Leaves) else Leaves.NOT,
        refresher_until=usual.refresher_until if press.field("refresher") == "yes" else None,
    )


def _read_points(text: str) -> Decimal | None:
    try:
        points = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return points if points.is_finite() else None


async def _save(
    one: Deciders, matter: Deciding, draft: Draft, choice: Choice, ruling: Ruling | Refused
) -> Answer:
    """Save it: at once, or until a second person has agreed."""
    if isinstance(ruling, Refused):
        return _not_saved(one, draft, ruling)
    new = as_new(
        one.community, one.case, draft, ruling, matter.proposal(draft).points, by=one.press.person.id
    )
    if matter.two_needed(ruling) or await needs_second_reader(one.work, one.community, one.press.person):
        return Answer(await record_waiting(one.parts, one.work, one.community, one.case, new), replace=True)
    await record(one.parts, one.work, one.community, one.case, new, ruling)
    return Answer(decided_line_card(one.wording, one.case.number), replace=True)


def _not_saved(one: Deciders, draft: Draft, refused: Refused) -> Answer:
    card = not_saved_card(
        one.wording, draft.argument, one.case.number, refused.problems, one.press.field("reason")
    )
    return Answer(card)


async def _talk(one: Deciders) -> Answer:
    return await ask_talk(one.parts, one.community, one.case)


async def _send_talk(one: Deciders) -> Answer:
    return await send_talk(one.parts, one.work, one.community, one.case, one.press)


_STEPS: Mapping[Action, Callable[[Deciders], Awaitable[Answer]]] = MappingProxyType(
    {
        Action.CASE_DECIDE: _ask_rule,
        Action.DECIDE_RULE: _name_rule,
        Action.DECIDE_TICK: _tick,
        Action.DECIDE_WHEN: _when,
        Action.DECIDE_PREVIEW: _preview,
        Action.DECIDE_YES: _as_proposed,
        Action.DECIDE_OTHERWISE: _ask_otherwise,
        Action.DECIDE_SEND: _send,
        Action.DECIDE_TALK: _talk,
        Action.DECIDE_TALK_SEND: _send_talk,
    }
)
ACTIONS = tuple(_STEPS)
