"""A decision is recorded: it waits for a second person, or stands, with all that follows in the same transaction."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.casework.case_life import CaseStep, can
from bot.casework.drafting import Draft
from bot.casework.points import Leaves, Ruling, Term
from bot.flows.break_begun import Given, begin
from bot.flows.case_moved import move_case, shown_anew
from bot.flows.case_shown import send_about, view_case
from bot.flows.decision_aside import put_waiting_aside
from bot.flows.decision_told import about_decision, line_of, tell_subject
from bot.flows.parts import Parts
from bot.flows.report_answered import tell_reporters
from bot.flows.said_to_both import change_what_was_said
from bot.flows.work import Work
from bot.guide.cards_second import (
    decision_line_card,
    remove_by_hand_card,
    second_waits_card,
    second_wanted_card,
    waits_already_card,
)
from bot.guide.values import Card
from bot.store import cases, decisions
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import NewDecision, RecordedDecision
from bot.store.flags import judge_case
from bot.store.pauses import lift_pauses, paused_until
from bot.store.words import Verdict

WAITS, DECIDED = "decision_waits", "decided"


class Overtaken(Exception):  # noqa: N818 - not an error, but a press that came second
    """Somebody else has moved the case with this number meanwhile: nothing of this transaction may be kept."""

    def __init__(self, number: int) -> None:
        super().__init__(f"case {number} has changed")
        self.number = number


def as_new(
    community: Community, case: Case, draft: Draft, ruling: Ruling, proposed: Decimal, *, by: int
) -> NewDecision:
    """The row for a ruling. What the table says is kept beside what people gave, so that both can be seen."""
    (decided, *_) = ruling.decided
    return NewDecision(
        community.id,
        case.id,
        case.subject,
        community.points_table,
        draft.rule,
        draft.acted_at,
        ruling.points,
        proposed,
        by,
        reason=ruling.reason,
        leaves=ruling.leaves is not Leaves.NOT,
        altogether=ruling.leaves is Leaves.ALTOGETHER,
        break_days=ruling.break_days,
        mute_days=ruling.mute_days,
        circumstances=frozenset(tick.value for tick in draft.ticked),
        refresher_until=decided.refresher.until if decided.refresher is not None else None,
    )


async def record_waiting(
    parts: Parts, work: Work, community: Community, case: Case, new: NewDecision
) -> Card:
    """Let a decision wait for a second person, who is asked where the team is; at most one waits in a case."""
    wording = parts.wording(community.locale)
    waiting = replace(new, needs_second=True)
    try:
        made = await decisions.add_decision(work.connection, work.keys, waiting, work.now)
    except decisions.AlreadyWaiting:
        return waits_already_card(wording, case.number)
    await cases.write_log(work.connection, case.id, new.by, WAITS, work.now)
    card = second_wanted_card(wording, await line_of(work, case, made))
    await send_about(work, community, case, card, about=about_decision(made.id), urgent=False)
    await shown_anew(parts, work, community, case)
    return second_waits_card(wording, case.number, made.id)


async def record(
    parts: Parts, work: Work, community: Community, case: Case, new: NewDecision, ruling: Ruling
) -> RecordedDecision:
    """Record a decision of one person, which stands at once. Raises Overtaken."""
    await move_decided(parts, work, community, case, new.by)
    made = await decisions.add_decision(work.connection, work.keys, new, work.now)
    await stand(parts, work, community, case, made, ruling, told_team=False)
    return made


async def stand(
    parts: Parts,
    work: Work,
    community: Community,
    case: Case,
    made: RecordedDecision,
    ruling: Ruling,
    *,
    told_team: bool,
) -> None:
    """Everything that follows once a decision stands. `told_team`: its line stands where the team is already."""
    was_paused = await paused_until(work.connection, community.id, case.subject, work.now) is not None
    await lift_pauses(work.connection, case.id, work.now)
    await work.forget_timer("pause_over", str(case.id))
    # A pause that came of another case goes on, and then nothing ends.
    pause_ends = was_paused and not await paused_until(work.connection, community.id, case.subject, work.now)
    await judge_case(work.connection, case.id, Verdict.KEPT)
    given = Given(
        ruling.break_ends_at,
        mute_ends(community, ruling),
        ruling.badges,
        leaves=ruling.leaves is not Leaves.NOT,
    )
    await begin(parts, work, community, case.subject, made.id, made.second_by or made.by, given)
    await tell_subject(parts, work, community, case, made, ruling, given, pause_ends=pause_ends)
    await tell_reporters(parts, work, community, case, acted=True)
    wording = parts.wording(community.locale)
    line = await line_of(work, case, made, on_break=given.muted_until is not None)
    card = decision_line_card(wording, line)
    if told_team:
        await change_what_was_said(work, community.id, about_decision(made.id), card)
    else:
        await send_about(work, community, case, card, about=about_decision(made.id), urgent=False)
    if ruling.leaves is Leaves.ALTOGETHER:
        # What cannot be undone is never done by the bot.
        by_hand = remove_by_hand_card(wording, case.number, (await view_case(work, case)).subject)
        await send_about(work, community, case, by_hand, about=f"by_hand_leave:{made.id}", urgent=False)


def mute_ends(community: Community, ruling: Ruling) -> datetime | None:
    """When a mute that is no part of a break ends, counted in the community's days."""
    if not ruling.mute_days:
        return None
    return Term(ruling.mute_days).end(ruling.at, ZoneInfo(community.time_zone))


async def move_decided(parts: Parts, work: Work, community: Community, case: Case, by: int) -> None:
    """Take the case to its decision, and put aside what else waits in it.

    Raises Overtaken when it is not there to be decided any more.
    """
    await put_waiting_aside(parts, work, community, case, by)
    moved = can(case.state, CaseStep.DECIDED) and await move_case(
        parts, work, community, case, CaseStep.DECIDED, by, outcome=DECIDED
    )
    if not moved:
        raise Overtaken(case.number)
