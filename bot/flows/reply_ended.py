"""A question comes to its end without an answer: its time is over, or nobody needs an answer any more."""

from datetime import datetime

from bot.casework.case_life import CaseStep
from bot.flows.case_moved import BOT, move_case, wait_for_promise
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.reply_sent import TIMER, say_instead
from bot.flows.reply_shown import allegation_of
from bot.flows.work import Work
from bot.guide.cards_reply import allegation_card, side_over_card, side_settled_card
from bot.guide.values import Card
from bot.store import cases, replies
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.letters import drop_letter
from bot.store.replies import Reply


async def reply_over(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """The time to answer is over: people go on without it, and who was asked hears that this says nothing."""
    reply = await replies.open_question(work.connection, work.keys, case.id)
    if reply is not None and reply.due_at is not None and reply.due_at > work.now:
        await replies.wait_for_reply(work.connection, case.id, reply.due_at)
        fresh = await cases.find_case(work.connection, case.id)
        await wait_for_promise(work, fresh or case)
        return
    moved = await move_case(parts, work, community, case, CaseStep.REPLY_OVER, BOT)
    if moved is not None and reply is not None and reply.told_at is not None:
        card = side_over_card(parts.wording(community.locale), str(reply.id), community.name)
        await tell_privately(parts, work, community, reply.person, card, place=None)


async def settle_questions(parts: Parts, work: Work, community: Community, case: Case, outcome: str) -> bool:
    """Nobody needs an answer any more: every question of the case says so. True when somebody knew of one."""
    card = side_settled_card(parts.wording(community.locale), community.name, outcome)
    return await take_questions_back(work, community, case, card)


async def take_questions_back(work: Work, community: Community, case: Case, card: Card) -> bool:
    """Take every question of a case back and let it say this; one that reached nobody is simply gone."""
    known = False
    for reply in await replies.replies_of_case(work.connection, work.keys, case.id):
        if await replies.take_back(work.connection, reply.id, work.now):
            await work.forget_timer(TIMER, str(reply.id))
            known = await _say(work, community, reply, card) or known
    return known


async def ask_again(parts: Parts, work: Work, community: Community, case: Case, ended_at: datetime) -> bool:
    """The case goes on after all: what they were asked, and have answered, stands again. True when something does."""
    again = False
    for reply in await replies.replies_of_case(work.connection, work.keys, case.id):
        if reply.told_at is None or reply.due_at is None:
            continue
        if await replies.put_back(work.connection, reply.id, ended_at):
            view = await allegation_of(parts, work, community, reply, reply.due_at)
            card = allegation_card(parts.wording(community.locale), view)
            await say_instead(work, community, reply, card)
            again = True
    return again


async def _say(work: Work, community: Community, reply: Reply, card: Card) -> bool:
    if reply.told_at is None:
        if reply.letter is not None:
            await drop_letter(work.connection, reply.letter)
        return False
    await say_instead(work, community, reply, card)
    return True
