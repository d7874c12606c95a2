"""How a case is shown to moderators: gathered from what is stored, owed as one card that is edited in place."""

from bot import guide
from bot.casework.situations import Situation
from bot.casework.thresholds import distinct_chats
from bot.casework.values import Flag, Reason, Source
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.views import CaseReason, CaseState, CaseView, EvidenceLine
from bot.screening import Side
from bot.store import cases
from bot.store.acts import EditCard, EditPrivately, SendCard, SendPrivately
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.flags import flags_of_case
from bot.store.pauses import paused_until
from bot.store.reports import Report, reports_of_case
from bot.store.sent import is_owed

_REASONS = {
    Reason.CONTACT_CHATS: CaseReason.CONTACT,
    Reason.ENDED_CHATS: CaseReason.ENDINGS,
    Reason.URGENT: CaseReason.URGENT,
    Reason.REPORT: CaseReason.REPORT,
    Reason.AFTER_REFUSAL: CaseReason.AFTER_REFUSAL,
    Reason.THREE_TURNS: CaseReason.THREE_TURNS,
    Reason.THREE_DETAILS: CaseReason.THREE_DETAILS,
    Reason.SECOND_LISTENER: CaseReason.CONDUCT,
}


async def show_case(
    parts: Parts,
    work: Work,
    community: Community,
    case: Case,
    *,
    urgent: bool = False,
    new: bool = False,
    to_oversight: bool = False,
) -> None:
    """Owe the case's card: posted once, then edited; with oversight alone when the subject is a moderator."""
    card = guide.case_card(parts.wording(community.locale), await view_case(work, case))
    if case.message is not None:
        await _edit(work, community, case, card)
        return
    if not new and await is_owed(work.connection, f"case:{case.id}"):
        # The first card is still on its way; once it stands, it is brought up to date.
        await work.remind_at(community.id, "show_case", str(case.id), work.now)
        return
    about = f"case:{case.id}"
    if (to_oversight or community.moderators_channel is None) and community.oversight is not None:
        await work.owe(community.id, SendPrivately(community.oversight, card), about=about, urgent=urgent)
    elif community.moderators_channel is not None and not to_oversight:
        role = community.moderators_role if urgent else None
        act = SendCard(community.moderators_channel, card, mention_role=role)
        await work.owe(community.id, act, about=about, urgent=urgent)


async def view_case(work: Work, case: Case) -> CaseView:
    """Gather all that the case's card shows."""
    evidence = await flags_of_case(work.connection, work.keys, case.id)
    told = await reports_of_case(work.connection, work.keys, case.id)
    by_screening = tuple(flag for flag in evidence if flag.source is Source.SCREENING)
    others = {flag.other for flag in evidence if flag.other} | {report.reporter for report in told}
    chats = {flag.chat for flag in evidence if flag.chat} | {report.chat for report in told if report.chat}
    lines = (*(_flag_line(case, flag, told) for flag in by_screening), *(_report_line(one) for one in told))
    return CaseView(
        id=case.id,
        number=case.number,
        subject=f"<@{case.subject}>",
        subject_side=_side(evidence).value,
        chats=max(len(chats), distinct_chats(evidence)),
        members=len(others),
        felt_wrong=len({report.reporter for report in told}),
        reason=_REASONS[Reason(case.reason)],
        state=_state(case),
        evidence=lines,
        taken_by=f"<@{case.taken_by}>" if case.taken_by else "",
        paused_until=await paused_until(work.connection, case.community, case.subject, work.now),
        pause_by_bot=await _paused_by_bot(work, case),
        closed_by=await _closed_by(work, case),
        closed_at=case.closed_at,
    )


async def _edit(work: Work, community: Community, case: Case, card: guide.Card) -> None:
    if case.message is None:
        return
    if case.place is None:
        if community.oversight is not None:
            await work.owe(community.id, EditPrivately(community.oversight, case.message, card))
        return
    await work.owe(community.id, EditCard(case.place, case.message, card))


def _flag_line(case: Case, flag: Flag, told: tuple[Report, ...]) -> EvidenceLine:
    return EvidenceLine(
        when=flag.made_at,
        kind=flag.category.value,
        excerpt=flag.excerpt,
        link=f"https://discord.com/channels/{case.community}/{flag.place}/{flag.message}",
        felt_wrong=any(report.chat is not None and report.chat == flag.chat for report in told),
        disputed=flag.disputed,
    )


def _report_line(report: Report) -> EvidenceLine:
    words = report.words if report.situation is not Situation.UNEASY else ""
    return EvidenceLine(when=report.made_at, kind=report.situation.value, excerpt=words, felt_wrong=True)


def _side(evidence: tuple[Flag, ...]) -> Side:
    return evidence[0].side if evidence else Side.LISTENER


def _state(case: Case) -> CaseState:
    if case.state is cases.CaseState.CLOSED:
        return CaseState.CLOSED
    return CaseState.TAKEN if case.taken_by else CaseState.OPEN


async def _paused_by_bot(work: Work, case: Case) -> bool:
    log = await cases.read_log(work.connection, case.id)
    return [line.who for line in log if line.what == "paused"][-1:] == [0]


async def _closed_by(work: Work, case: Case) -> str:
    log = await cases.read_log(work.connection, case.id)
    closed = [line.who for line in log if line.what.startswith("closed")]
    return f"<@{closed[-1]}>" if closed else ""
