"""Whoever reads a question under My messages or by See note was reached: what they read names the day that counts."""

from collections.abc import Awaitable, Callable

from bot.casework.replying import Turn, turn_of
from bot.flows import private_words
from bot.flows.parts import Parts
from bot.flows.reply_sent import is_reached
from bot.flows.surface import Answer, Press
from bot.guide import Action
from bot.store import cases, replies

Reading = Callable[[Parts, Press], Awaitable[Answer]]


async def see_note(parts: Parts, press: Press) -> Answer:
    """Answer See note."""
    return await _noticing(parts, press, private_words.see_note)


async def my_messages(parts: Parts, press: Press) -> Answer:
    """Show what waits, one at a time."""
    return await _noticing(parts, press, private_words.my_messages)


async def _noticing(parts: Parts, press: Press, read: Reading) -> Answer:
    """Show what is read; a question that is shown for the first time is shown with its deadline running."""
    answer = await read(parts, press)
    reply_id = _question_in(answer)
    if reply_id is None or not await _was_news(parts, press, reply_id):
        return answer
    return await read(parts, press)


def _question_in(answer: Answer) -> int | None:
    pressable = answer.card.buttons if answer.card is not None else ()
    carried = (button.argument for button in pressable if button.action == Action.SIDE_LONGER)
    return next((int(argument) for argument in carried if argument.isdecimal()), None)


async def _was_news(parts: Parts, press: Press, reply_id: int) -> bool:
    async with parts.work() as work:
        reply = await replies.find_reply(work.connection, work.keys, reply_id)
        case = await cases.find_case(work.connection, reply.case) if reply is not None else None
        community = await parts.community(case.community) if case is not None else None
        if reply is None or case is None or community is None or reply.person != press.person.id:
            return False
        if reply.told_at is not None or turn_of(reply.asked, case.state, work.now) is Turn.SETTLED:
            return False
        return await is_reached(parts, work, community, case, reply)
