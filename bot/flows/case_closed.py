"""A case is closed without a decision: it was no problem, or a talk was enough; everybody concerned hears."""

from bot.casework.case_life import CaseStep
from bot.flows.case_moved import move_case, shown_anew
from bot.flows.case_raised import tell_about_pause
from bot.flows.case_shown import paused_by_bot
from bot.flows.decision_aside import put_waiting_aside
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.reply_ended import settle_questions
from bot.flows.report_answered import tell_reporters
from bot.flows.said_to_both import change_what_was_said
from bot.flows.work import Work
from bot.guide.cards_listener import all_clear_card
from bot.guide.cards_reply import side_settled_card
from bot.guide.cards_shared import notice_checked
from bot.store.cases import DEALT_WITH, NO_PROBLEM, Case
from bot.store.communities import Community
from bot.store.flags import flags_of_case, judge_case
from bot.store.pauses import lift_pauses, paused_until
from bot.store.words import Verdict


async def all_clear(parts: Parts, work: Work, community: Community, case: Case, by: int) -> bool:
    """Find no problem: pauses end, notes lose their words and count no more, everyone owed an answer gets it.

    False when somebody else was faster.
    """
    evidence = await flags_of_case(work.connection, work.keys, case.id)
    if await move_case(parts, work, community, case, CaseStep.ALL_CLEAR, by, outcome=NO_PROBLEM) is None:
        return False
    await put_waiting_aside(parts, work, community, case, by)
    was_paused = await paused_until(work.connection, community.id, case.subject, work.now) is not None
    await lift_pauses(work.connection, case.id, work.now)
    await work.forget_timer("pause_over", str(case.id))
    await judge_case(work.connection, case.id, Verdict.CLEARED)
    await _correct_notices(parts, work, community, tuple(flag.message for flag in evidence))
    was_asked = await settle_questions(parts, work, community, case, NO_PROBLEM)
    if was_paused or was_asked or any(flag.message > 0 and not flag.shadow for flag in evidence):
        card = all_clear_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, case.subject, card, place=None)
    await tell_reporters(parts, work, community, case, acted=False)
    await shown_anew(parts, work, community, case)
    return True


async def dealt_with(parts: Parts, work: Work, community: Community, case: Case, by: int) -> bool:
    """Close a case that was real: its notes stay until their time, and who reported hears that people acted.

    False when somebody else was faster.
    """
    if await move_case(parts, work, community, case, CaseStep.DEALT_WITH, by, outcome=DEALT_WITH) is None:
        return False
    await put_waiting_aside(parts, work, community, case, by)
    await judge_case(work.connection, case.id, Verdict.KEPT)
    if await settle_questions(parts, work, community, case, DEALT_WITH):
        # An edit tells nobody by itself.
        card = side_settled_card(parts.wording(community.locale), community.name, DEALT_WITH)
        await tell_privately(parts, work, community, case.subject, card, place=None)
    if case.taken_by is None and await paused_by_bot(work, case):
        # Now a moderator has looked, so the pause that stays is told.
        await tell_about_pause(parts, work, community, case)
    await tell_reporters(parts, work, community, case, acted=True)
    await shown_anew(parts, work, community, case)
    return True


async def _correct_notices(parts: Parts, work: Work, community: Community, messages: tuple[int, ...]) -> None:
    """Every notice that stood about these messages now says that a person found nothing wrong."""
    card = notice_checked(parts.wording(community.locale))
    for message in sorted({message for message in messages if message > 0}):
        await change_what_was_said(work, community.id, f"notice:{message}", card)
