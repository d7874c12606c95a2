"""How a case is shown to moderators: gathered from what is stored, owed as one card that is edited in place."""

from bot.casework.authority import oversight_can_decide
from bot.casework.case_life import CaseState, CaseStep
from bot.casework.noted import by_message
from bot.casework.situations import Situation
from bot.casework.thresholds import distinct_chats
from bot.casework.values import Flag, Reason, Source
from bot.flows.case_letters import renew_letter
from bot.flows.known_as import hidden_as
from bot.flows.parts import Parts
from bot.flows.reply_shown import side_of_case
from bot.flows.report_marks import Marks, marks_of
from bot.flows.work import Work
from bot.guide import Card, cards_case
from bot.guide.cards_moderator import urgent_card
from bot.guide.known_as import Known, Unnamed
from bot.guide.views import CaseReason, CaseView, EvidenceLine
from bot.screening import Severity, Side
from bot.store import case_notes, cases, reveals
from bot.store.acts import DeleteMessage, EditCard, EditPrivately, SendCard, SendPrivately
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import decisions_of_case
from bot.store.flags import flags_of_case
from bot.store.pauses import is_bots_pause, paused_until
from bot.store.reports import Report, reports_of_case
from bot.store.sent import is_owed
from bot.store.words import DecisionState

_CLOSING = frozenset(
    {CaseStep.ALL_CLEAR, CaseStep.DEALT_WITH, CaseStep.APPEAL_ANSWERED, CaseStep.APPEAL_OVER}
)

_REASONS = {
    Reason.CONTACT_CHATS: CaseReason.CONTACT,
    Reason.ENDED_CHATS: CaseReason.ENDINGS,
    Reason.URGENT: CaseReason.URGENT,
    Reason.REPORT: CaseReason.REPORT,
    Reason.AFTER_REFUSAL: CaseReason.AFTER_REFUSAL,
    Reason.THREE_TURNS: CaseReason.THREE_TURNS,
    Reason.THREE_DETAILS: CaseReason.THREE_DETAILS,
    Reason.ADDS_UP: CaseReason.ADDS_UP,
    Reason.SECOND_LISTENER: CaseReason.CONDUCT,
    Reason.DISPUTED: CaseReason.DISPUTED,
    Reason.STOPPED: CaseReason.STOPPED,
    Reason.AFTER_ASKED: CaseReason.AFTER_ASKED,
}


async def show_case(
    parts: Parts, work: Work, community: Community, case: Case, *, urgent: bool = False, new: bool = False
) -> None:
    """Owe the case's card: posted once, then edited; with oversight alone when the subject is a moderator."""
    card = await case_card(parts, work, community, case)
    await renew_letter(work, case, card)
    about = f"case:{case.id}"
    if case.message is not None:
        await _edit(work, community, case, card)
    elif new or not await is_owed(work.connection, about):
        await send_about(work, community, case, card, about=about, urgent=urgent)


async def card_stands(
    parts: Parts, work: Work, case_id: int, sent: SendCard | SendPrivately, message: int
) -> None:
    """The card was posted: remember where, and bring up to date what changed while it was on its way."""
    place = sent.place if isinstance(sent, SendCard) else None
    await cases.card_stands(work.connection, case_id, place, message)
    case = await cases.find_case(work.connection, case_id)
    community = await parts.community(case.community) if case is not None else None
    if case is None or community is None:
        return
    if place is not None and await only_oversight_sees(work, community, case):
        # It turned out to be about a moderator while its card was on its way to the team.
        await move_to_oversight(parts, work, community, case)
        return
    card = await case_card(parts, work, community, case)
    if card != sent.card:
        await _edit(work, community, case, card)


async def move_to_oversight(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """Take a case that is about a moderator after all out of the team's sight; oversight gets it instead."""
    if case.place is None or case.message is None or not await only_oversight_sees(work, community, case):
        return
    await work.owe(community.id, DeleteMessage(case.place, case.message))
    await send_anew(parts, work, community, case)


async def send_anew(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """The card that stood is gone: send another to those who may see it."""
    await cases.card_gone(work.connection, case.id)
    card = await case_card(parts, work, community, case)
    await send_about(work, community, case, card, about=f"case:{case.id}", urgent=False)


async def call_to_case(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """Something urgent came to a case that stands already: an edit would call nobody, so a line does."""
    evidence = await flags_of_case(work.connection, work.keys, case.id)
    urgent = [flag for flag in evidence if flag.severity is Severity.URGENT and flag.stands]
    if not urgent:
        return
    newest = urgent[-1]
    kind = newest.detail if newest.source is Source.REPORT else newest.category.value
    link = _link(case, newest.place, newest.message)
    card = urgent_card(parts.wording(community.locale), await view_case(work, case), kind, link)
    await send_about(work, community, case, card, about=f"urgent:{case.id}", urgent=True)


async def view_case(work: Work, case: Case) -> CaseView:
    """Gather all that the case's card shows."""
    evidence = await flags_of_case(work.connection, work.keys, case.id)
    told = await reports_of_case(work.connection, work.keys, case.id)
    noted = by_message(flag for flag in evidence if flag.source is not Source.REPORT)
    others = {flag.other for flag in evidence if flag.other} | {report.reporter for report in told}
    chats = {flag.chat for flag in evidence if flag.chat} | {report.chat for report in told if report.chat}
    hidden = await _hidden(work, case, evidence, told)
    marks = await marks_of(work, case, told)
    lines = (
        *(_flag_line(case, weightiest, told) for weightiest, *_ in noted),
        *(_report_line(case, one, marks[one.id]) for one in told),
    )
    decided = await decisions_of_case(work.connection, work.keys, case.id)
    # What is left of it does not say whether the account was hidden, so it stays hidden.
    bare = not (evidence or told or await reveals.is_revealed(work.connection, case.id))
    forgotten = case.state is CaseState.CLOSED and bare
    return CaseView(
        id=case.id,
        number=case.number,
        subject=Unnamed.FORGOTTEN if forgotten else hidden or f"<@{case.subject}>",
        subject_side=_side(evidence).value,
        chats=max(len(chats), distinct_chats(evidence)),
        members=len(others),
        felt_wrong=len({report.reporter for report in told}),
        reason=_REASONS[Reason(case.reason)],
        state=case.state,
        due_at=case.due_at,
        evidence=lines,
        taken_by=f"<@{case.taken_by}>" if case.taken_by else "",
        paused_until=await paused_until(work.connection, case.community, case.subject, work.now),
        pause_by_bot=await paused_by_bot(work, case),
        closed_by=await _closed_by(work, case),
        closed_at=case.closed_at,
        dealt_with=case.outcome not in (None, cases.NO_PROBLEM),
        taken_back=case.outcome in (cases.TAKEN_BACK, cases.CORRECTED),
        hidden=hidden is not None or forgotten,
        awaits_second=any(one.state is DecisionState.WAITING for one in decided),
        notes=await case_notes.count_notes(work.connection, case.id),
        files=await case_notes.count_files(work.connection, case.id),
        side=await side_of_case(work, case),
        late_told_at=case.late_told_at,
    )


async def _hidden(
    work: Work, case: Case, evidence: tuple[Flag, ...], told: tuple[Report, ...]
) -> Known | None:
    """What stands for the subject, where all was in relayed chats and the account was not revealed."""
    if await reveals.is_revealed(work.connection, case.id):
        return None
    chats = frozenset({flag.chat for flag in evidence} | {report.chat for report in told})
    return await hidden_as(work, case.subject, chats, _side(evidence))


async def part_takers(work: Work, case: Case) -> frozenset[int]:
    """The people in a case besides its subject: reporters, and the other sides of its chats."""
    noted = await flags_of_case(work.connection, work.keys, case.id)
    told = await reports_of_case(work.connection, work.keys, case.id)
    return frozenset(
        {flag.other for flag in noted if flag.other is not None} | {report.reporter for report in told}
    )


async def only_oversight_sees(work: Work, community: Community, case: Case) -> bool:
    """Whether the team does not see a case: it is about one of them, and oversight can decide it."""
    if not await cases.is_for_oversight(work.connection, case.id):
        return False
    return oversight_can_decide(community.offices, case.subject, await part_takers(work, case))


async def ask_oversight(
    work: Work, community: Community, case: Case, card: Card, *, about: str, began: int
) -> bool:
    """Ask oversight to be the second person; False where there is none who may, or they `began` it themselves."""
    can = oversight_can_decide(community.offices, case.subject, await part_takers(work, case))
    if community.oversight is None or not can or community.oversight == began:
        return False
    await work.owe(community.id, SendPrivately(community.oversight, card), about=about)
    return True


async def case_card(parts: Parts, work: Work, community: Community, case: Case) -> Card:
    """The case's card as it is now."""
    return cards_case.case_card(parts.wording(community.locale), await view_case(work, case))


async def send_about(
    work: Work, community: Community, case: Case, card: Card, *, about: str, urgent: bool
) -> None:
    """Owe a new message about a case to those who may see it."""
    only_oversight = community.moderators_channel is None or await only_oversight_sees(work, community, case)
    act: SendCard | SendPrivately
    if only_oversight and community.oversight is not None and community.oversight != case.subject:
        act = SendPrivately(community.oversight, card)
    elif community.moderators_channel is not None:
        # Without an oversight contact a case about a moderator must still be seen by somebody.
        role = community.moderators_role if urgent else None
        act = SendCard(community.moderators_channel, card, mention_role=role)
    else:
        return
    await work.owe(community.id, act, about=about, urgent=urgent)


async def _edit(work: Work, community: Community, case: Case, card: Card) -> None:
    if case.message is None:
        return
    about = f"case_edit:{case.id}:{case.message}"
    if case.place is not None:
        await work.owe(community.id, EditCard(case.place, case.message, card), about=about)
    elif community.oversight is not None:
        await work.owe(community.id, EditPrivately(community.oversight, case.message, card), about=about)


def _flag_line(case: Case, flag: Flag, told: tuple[Report, ...]) -> EvidenceLine:
    by_screening = flag.source is Source.SCREENING
    return EvidenceLine(
        when=flag.made_at,
        kind=flag.category.value if by_screening else flag.detail,
        excerpt=flag.excerpt,
        link=_link(case, flag.place, flag.message) if by_screening else "",
        felt_wrong=any(report.chat is not None and report.chat == flag.chat for report in told),
        disputed=flag.disputed,
    )


def _report_line(case: Case, report: Report, marks: Marks) -> EvidenceLine:
    words = report.words if report.situation is not Situation.UNEASY else ""
    # What was reported from a direct message lies where moderators cannot go: it has no place.
    link = _link(case, report.place, report.message or 0) if report.place else ""
    return EvidenceLine(
        when=report.made_at,
        kind=report.situation.value,
        excerpt=words,
        link=link,
        felt_wrong=True,
        naming=report.naming,
        after_stop=marks.after_stop,
        fresh=report.fresh,
        again=report.looked_again_at is not None,
        files=marks.files,
    )


def link_to_case(case: Case) -> str:
    """Where the case's message stands; empty when it is in private messages."""
    return "" if case.place is None else _link(case, case.place, case.message or 0)


def _link(case: Case, place: int, message: int) -> str:
    if place <= 0:
        # A relayed chat lies where moderators cannot go.
        return ""
    root = f"https://discord.com/channels/{case.community}/{place}"
    return f"{root}/{message}" if message > 0 else root


def _side(evidence: tuple[Flag, ...]) -> Side:
    return evidence[0].side if evidence else Side.LISTENER


async def paused_by_bot(work: Work, case: Case) -> bool:
    """Whether the case's latest pause was given by the bot, not by a person."""
    return await is_bots_pause(work.connection, case.id)


async def _closed_by(work: Work, case: Case) -> str:
    log = await cases.read_log(work.connection, case.id)
    closed = [line.who for line in log if line.what.partition(":")[0] in _CLOSING]
    return f"<@{closed[-1]}>" if closed else ""
