"""A case is put before moderators: opened or added to, its card posted once and edited in place."""

from datetime import timedelta

from bot.casework.authority import must_go_to_oversight
from bot.casework.case_life import CaseState, due_at
from bot.casework.thresholds import for_people
from bot.casework.values import Reason
from bot.flows.case_moved import wait_for_promise
from bot.flows.case_shown import call_to_case, move_to_oversight, paused_by_bot, show_case
from bot.flows.offering import take_back_for
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Refused, TryLater
from bot.flows.work import Work
from bot.guide.cards_listener import pause_card
from bot.store import cases
from bot.store.case_files import lay_into_case
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.flags import flags_about, put_into_case
from bot.store.pauses import pause as give_pause
from bot.store.pauses import paused_until
from bot.store.reports import put_open_reports_into_case


async def raise_case(
    parts: Parts,
    work: Work,
    community: Community,
    subject: int,
    reason: Reason,
    *,
    pause: bool = False,
    to_oversight: bool = False,
) -> Case:
    """Put everything that stands about a person before moderators; returns the open case.

    `pause` gives the subject no new chats for at most a day: not a decision, and told once a moderator has
    looked. `to_oversight`: the subject is a moderator, so only oversight sees the case.
    """
    case = await cases.open_case_of(work.connection, community.id, subject)
    is_new = case is None
    if case is None:
        case = await _open(parts, work, community, subject, reason, to_oversight=to_oversight)
    await _gather(parts, work, case)
    if to_oversight and not is_new:
        await _pass_to_oversight(parts, work, community, case)
        case = await cases.find_case(work.connection, case.id) or case
    if pause:
        await pause_for_a_day(parts, work, community, case)
    urgent = reason is Reason.URGENT
    if urgent and not is_new:
        await cases.make_urgent(work.connection, case.id, reason.value)
        case = await cases.find_case(work.connection, case.id) or case
        await call_to_case(parts, work, community, case)
    await show_case(parts, work, community, case, urgent=urgent, new=is_new)
    return case


async def _open(
    parts: Parts, work: Work, community: Community, subject: int, reason: Reason, *, to_oversight: bool
) -> Case:
    urgent = reason is Reason.URGENT
    due = due_at(CaseState.NEW, work.now, parts.promises, urgent=urgent) or work.now
    case = await cases.open_case(work.connection, community.id, subject, reason.value, work.now, due=due)
    await wait_for_promise(work, case)
    await cases.write_log(work.connection, case.id, 0, f"opened:{reason.value}", work.now)
    if to_oversight:
        await cases.write_log(work.connection, case.id, 0, cases.FOR_OVERSIGHT, work.now)
    return case


async def _pass_to_oversight(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """The subject of an open case has become a moderator, or is known as one only now."""
    if await cases.is_for_oversight(work.connection, case.id):
        return
    await cases.write_log(work.connection, case.id, 0, cases.FOR_OVERSIGHT, work.now)
    await move_to_oversight(parts, work, community, case)


async def is_about_moderator(parts: Parts, community: Community, subject: int | None) -> bool:
    """Whether a case about this person is for oversight only; asks Discord, so never inside a transaction."""
    if subject is None or community.moderators_role is None:
        return False
    try:
        roles = await parts.surface.roles_of(community.id, subject)
    except (Refused, TryLater):
        # A report is taken whatever Discord says. The team must not read by accident what is about one of them.
        return community.oversight is not None
    return must_go_to_oversight(roles, community.offices)


async def pause_for_a_day(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """Give the subject of a case no new chats for a day, unless a pause is in force; log it as the bot's."""
    if await paused_until(work.connection, community.id, case.subject, work.now) is not None:
        return
    until = work.now + min(parts.policy.urgent_pause, timedelta(hours=24))
    await give_pause(
        work.connection, community.id, case.subject, case=case.id, by=None, now=work.now, until=until
    )
    await work.remind_at(community.id, "pause_over", str(case.id), until)
    await take_back_for(parts, work, community, case.subject)
    await cases.write_log(work.connection, case.id, 0, "paused", work.now)


async def tell_about_pause(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """Tell the subject about the pause in force: until when, and that it is not a decision."""
    until = await paused_until(work.connection, community.id, case.subject, work.now)
    if until is not None:
        by_bot = await paused_by_bot(work, case)
        card = pause_card(parts.wording(community.locale), until, community.name, by_bot=by_bot)
        await tell_privately(parts, work, community, case.subject, card, place=None)


async def _gather(parts: Parts, work: Work, case: Case) -> None:
    record = await flags_about(work.connection, work.keys, case.community, case.subject)
    seen = for_people(record, work.now, parts.policy)
    await put_into_case(work.connection, case.id, (flag.number for flag in seen))
    await put_open_reports_into_case(work.connection, case.community, case.subject, case.id)
    await lay_into_case(work.connection, case.id)
