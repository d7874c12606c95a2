"""A question reaches the one it is for: privately, never at night or inside a chat; its deadline runs from then."""

from datetime import timedelta

from bot.casework.case_life import CaseState
from bot.casework.replying import deadline, is_quiet, longest_wait, next_evening, next_morning
from bot.flows.case_moved import BOT, shown_anew
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.flows.reply_shown import allegation_of
from bot.flows.said_to_both import change_what_was_said
from bot.flows.work import Work
from bot.guide.cards_reply import allegation_card, side_settled_card
from bot.guide.values import Card
from bot.store import cases, replies
from bot.store.acts import SendPrivately
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.letters import keep_letter, rewrite_letter
from bot.store.people import known
from bot.store.relays import open_relays_with
from bot.store.replies import Reply
from bot.store.sent import is_owed

TIMER, ABOUT = "side_ask", "side"
# A relayed chat happens where private words arrive: a question waits until it is over.
AFTER_CHAT = timedelta(minutes=30)


async def deliver(parts: Parts, work: Work, community: Community, case: Case, reply: Reply) -> None:
    """Send a question as soon as it may be sent, and let the case wait for it; it is shown as it stands."""
    await replies.wait_for_reply(work.connection, case.id, longest_wait(work.now, parts.promises))
    if is_quiet(work.now, community.time_zone):
        await _later(work, community, reply, next_morning(work.now, community.time_zone) - work.now)
    elif await open_relays_with(work.connection, work.keys, reply.person):
        await _later(work, community, reply, AFTER_CHAT)
    else:
        await _tell(parts, work, community, case, reply)
    await shown_anew(parts, work, community, case)


async def time_to_ask(parts: Parts, work: Work, community: Community, reply_id: int) -> None:
    """The night or a chat is over, or a question that should have arrived by evening did not."""
    reply, case = await _find(work, reply_id)
    if reply is None or case is None or not _still_to_tell(case, reply):
        return
    if await is_owed(work.connection, _about(reply)):
        await _later(work, community, reply, AFTER_CHAT)
        return
    await deliver(parts, work, community, case, reply)


async def arrived(parts: Parts, work: Work, reply_id: int) -> None:
    """It was delivered: the deadline runs from now, unless the question was settled while it was on its way."""
    reply, case = await _find(work, reply_id)
    community = await parts.community(case.community) if case is not None else None
    if reply is None or case is None or community is None:
        return
    if reply.taken_back_at is not None or not case.state.under_review:
        wording = parts.wording(community.locale)
        card = side_settled_card(wording, community.name, case.outcome or "")
        await say_instead(work, community, reply, card)
        return
    await is_reached(parts, work, community, case, reply)


async def not_arrived(parts: Parts, work: Work, reply_id: int) -> None:
    """Their private messages are closed, or they left: it waits under their messages."""
    reply, case = await _find(work, reply_id)
    community = await parts.community(case.community) if case is not None else None
    if reply is not None and case is not None and community is not None and _still_to_tell(case, reply):
        await _wait_to_be_read(work, case, reply)
        await shown_anew(parts, work, community, case)


async def is_reached(parts: Parts, work: Work, community: Community, case: Case, reply: Reply) -> bool:
    """They know now: from this moment the deadline runs, and what they read names it. False: they knew before."""
    due = deadline(work.now, parts.promises)
    if not await replies.reached(work.connection, reply.id, work.now, due):
        return False
    await work.forget_timer(TIMER, str(reply.id))
    await replies.wait_for_reply(work.connection, case.id, due)
    await cases.write_log(work.connection, case.id, BOT, "side_told", work.now)
    card = allegation_card(
        parts.wording(community.locale), await allegation_of(parts, work, community, reply, due)
    )
    await say_instead(work, community, reply, card)
    await shown_anew(parts, work, community, case)
    return True


async def say_instead(work: Work, community: Community, reply: Reply, card: Card) -> None:
    """Let a question say this, in their private messages and under My messages."""
    if reply.letter is not None:
        await rewrite_letter(work.connection, work.keys, reply.letter, dump_card(card))
    await change_what_was_said(work, community.id, _about(reply), card)


async def _tell(parts: Parts, work: Work, community: Community, case: Case, reply: Reply) -> None:
    due = deadline(work.now, parts.promises)
    card = allegation_card(
        parts.wording(community.locale), await allegation_of(parts, work, community, reply, due)
    )
    if reply.letter is None:
        letter = await keep_letter(
            work.connection, work.keys, community.id, reply.person, dump_card(card), work.now
        )
        await replies.put_into_letter(work.connection, reply.id, letter)
    else:
        await rewrite_letter(work.connection, work.keys, reply.letter, dump_card(card))
    if not (await known(work.connection, community.id, reply.person)).private_words:
        await _wait_to_be_read(work, case, reply)
        return
    evening = next_evening(work.now, community.time_zone)
    act = SendPrivately(reply.person, card)
    await work.owe(community.id, act, about=_about(reply), useful=evening - work.now)
    # What could not be delivered by the evening is sent anew in the morning.
    await work.remind_at(community.id, TIMER, str(reply.id), next_morning(evening, community.time_zone))


async def _wait_to_be_read(work: Work, case: Case, reply: Reply) -> None:
    await work.forget_timer(TIMER, str(reply.id))
    if await replies.wait_to_be_read(work.connection, reply.id, work.now):
        await cases.write_log(work.connection, case.id, BOT, "side_waits", work.now)


async def _later(work: Work, community: Community, reply: Reply, wait: timedelta) -> None:
    await work.remind_at(community.id, TIMER, str(reply.id), work.now + wait)


async def _find(work: Work, reply_id: int) -> tuple[Reply | None, Case | None]:
    reply = await replies.find_reply(work.connection, work.keys, reply_id)
    return reply, await cases.find_case(work.connection, reply.case) if reply is not None else None


def _still_to_tell(case: Case, reply: Reply) -> bool:
    told = (reply.told_at, reply.waits_at, reply.taken_back_at)
    return case.state is CaseState.WAITING and all(moment is None for moment in told)


def _about(reply: Reply) -> str:
    return f"{ABOUT}:{reply.id}"
