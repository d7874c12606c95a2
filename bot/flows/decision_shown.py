"""How a decision is shown to whoever puts it together: rules, proposal, and the words for the person."""

from dataclasses import replace

from bot.casework.drafting import Draft, Tick
from bot.casework.points import Refused, Ruling, as_text
from bot.flows.break_begun import Given
from bot.flows.case_shown import view_case
from bot.flows.deciding import Deciding
from bot.flows.decision_recorded import as_new, mute_ends
from bot.flows.decision_told import view_decided
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.views_decided import DecidedView, Forecast, NamingView, ProposalView
from bot.screening import Side
from bot.store.communities import Community
from bot.store.decisions import as_recorded


async def view_naming(work: Work, matter: Deciding, draft: Draft) -> NamingView:
    """What can be named in a case."""
    shown = await view_case(work, matter.case)
    rules, policy = matter.rules(draft), matter.ledger.book.policy
    return NamingView(matter.case.id, matter.case.number, shown.subject, policy.name, rules, draft.acted_at)


async def view_proposal(work: Work, matter: Deciding, draft: Draft, first: int) -> ProposalView:
    """What the table says, and what stands in its way as it is."""
    shown = await view_case(work, matter.case)
    proposal = matter.proposal(draft)
    judged = matter.ruling(matter.as_proposed(draft, first))
    problems = judged.problems if isinstance(judged, Refused) else ()
    reasoned = matter.ruling(replace(matter.as_proposed(draft, first), reason="so that it can be judged"))
    two = not isinstance(reasoned, Refused) and matter.two_needed(reasoned)
    return ProposalView(
        draft,
        matter.case.number,
        shown.subject,
        matter.ledger.book.policy.rule(draft.rule),
        as_text(proposal.points),
        as_text(proposal.total),
        proposal.tier.name,
        break_days=proposal.break_days,
        break_until=proposal.break_ends_at,
        mute_days=proposal.mute_days,
        badges=proposal.badges,
        leaves=proposal.leaves,
        refresher_until=matter.refresher_until(proposal),
        two_people=two,
        why=proposal.why,
        problems=problems,
        moments=tuple(moment.astimezone(matter.ledger.book.zone) for moment in matter.moments),
        can_be=_can_be(matter, draft),
    )


async def view_preview(
    parts: Parts, work: Work, community: Community, matter: Deciding, draft: Draft, ruling: Ruling
) -> DecidedView:
    """What the person would read, if it was saved now as the table says."""
    case = matter.case
    new = as_new(community, case, draft, replace(ruling, reason=""), ruling.points, by=ruling.deciders[0])
    given = Given(ruling.break_ends_at, mute_ends(community, ruling), ruling.badges)
    view = await view_decided(
        work, community, case, as_recorded(new, work.now), ruling, given, parts.promises
    )
    standing = matter.proposal(draft).standing
    forecast = tuple(Forecast(one.at, as_text(one.total)) for one in standing.next)
    return replace(view, total=as_text(standing.total), forecast=forecast)


def _can_be(matter: Deciding, draft: Draft) -> frozenset[Tick]:
    """What can be said about an act: that it is severe, of what is past; where it was, when that matters here."""
    left_out = {Tick.ADULT}
    if not matter.is_past(draft):
        left_out.add(Tick.SEVERE)
    if matter.side is Side.MEMBER or not matter.ledger.book.policy.mutes:
        # Only points that a listener earned in a listeners' room mute, and not in every table.
        left_out.add(Tick.ROOM)
    return frozenset(Tick) - left_out
