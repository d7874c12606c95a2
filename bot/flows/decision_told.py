"""Who is told what about a decision: the person it is about, those who reported, and the team."""

from dataclasses import replace

from bot.casework.case_life import Promises
from bot.casework.points import Hands, Ruling, as_text
from bot.flows.appeal_made import appeal_link
from bot.flows.break_begun import Given, badges_here
from bot.flows.case_shown import view_case
from bot.flows.deciding import leaves_of
from bot.flows.decision_reached import tell_decided
from bot.flows.parts import Parts
from bot.flows.points_kept import ledger_of, rule_title
from bot.flows.work import Work
from bot.guide.cards_decided import decided_card
from bot.guide.views_decided import DecidedView, DecisionLine, Forecast
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.replies import Reply, open_question


def about_decision(number: int) -> str:
    """What the team's line about a decision is remembered by."""
    return f"decision:{number}"


async def tell_subject(
    parts: Parts,
    work: Work,
    community: Community,
    case: Case,
    made: RecordedDecision,
    ruling: Ruling,
    given: Given,
    *,
    pause_ends: bool,
) -> None:
    """Tell the person everything that follows, why, and how to ask for a second look; privately."""
    view = await view_decided(work, community, case, made, ruling, given, parts.promises)
    ledger = await ledger_of(work, community, made.person)
    if ledger is not None and made.rule:
        standing = ledger.standing(work.now)
        forecast = tuple(Forecast(one.at, as_text(one.total)) for one in standing.next)
        view = replace(view, total=as_text(standing.total), forecast=forecast)
    link = await appeal_link(parts, work, made, community) if made.leaves else None
    ends = pause_ends and given.break_until is None and not given.leaves
    view = replace(view, link=link or "", pause_ends=ends)
    card = decided_card(parts.wording(community.locale), view, community.name)
    await tell_decided(parts, work, community, made, card)


async def view_decided(
    work: Work,
    community: Community,
    case: Case,
    made: RecordedDecision,
    ruling: Ruling,
    given: Given,
    promises: Promises,
) -> DecidedView:
    """Gather what the person reads, but for the total as it is recorded."""
    heard = await open_question(work.connection, work.keys, case.id)
    return DecidedView(
        made.id,
        rule_title(made),
        facts=heard.sentence if heard is not None else "",
        noticed=_noticed(heard),
        by_two=made.second_by is not None,
        reason=made.reason,
        points=as_text(made.points) if made.rule else "",
        break_until=given.break_until,
        mute_until=given.mute_until if given.break_until is None else None,
        badges=badges_here(community, given.badges),
        leaves=leaves_of(leaves=made.leaves, altogether=made.altogether),
        quiet_room=f"<#{community.quiet_room}>" if community.quiet_room else "",
        refresher_until=made.refresher_until,
        appeal_until=work.now + promises.appeal_open,
        oversight_alone=ruling.hands is Hands.OVERSIGHT_ALONE,
    )


def _noticed(heard: Reply | None) -> str:
    if heard is None:
        return ""
    return "person" if heard.noticed_by_person else "bot"


async def line_of(work: Work, case: Case, made: RecordedDecision, *, on_break: bool = False) -> DecisionLine:
    """What the team reads about a decision."""
    shown = await view_case(work, case)
    return DecisionLine(
        made.id,
        case.number,
        shown.subject,
        rule_title(made),
        f"<@{made.by}>",
        points=as_text(made.points) if made.rule else "",
        break_days=made.break_days,
        leaves=leaves_of(leaves=made.leaves, altogether=made.altogether),
        reason=made.reason,
        second=f"<@{made.second_by}>" if made.second_by else "",
        on_break=on_break,
    )
