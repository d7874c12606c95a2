"""Somebody tells their side, asks for more time, or reads what happens next; from anywhere, also after leaving."""

from dataclasses import dataclass

from bot.casework.case_life import CaseState, CaseStep
from bot.casework.replying import Answer as Said
from bot.casework.replying import Turn, may_have_longer, turn_of
from bot.flows.case_moved import move_case, shown_anew
from bot.flows.case_shown import only_oversight_sees, view_case
from bot.flows.parts import Parts
from bot.flows.reply_sent import is_reached, say_instead
from bot.flows.reply_shown import allegation_of
from bot.flows.request_screened import with_help
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_asking import side_heard_card
from bot.guide.cards_reply import (
    SIDE_LENGTH,
    allegation_card,
    side_fixed_card,
    side_form,
    side_kept_card,
    side_longer_card,
    side_next_card,
    side_no_longer_card,
    side_settled_card,
    side_told_card,
)
from bot.guide.cards_shared import not_yours_card, too_late_card
from bot.guide.wording import Wording
from bot.store import cases, replies
from bot.store.acts import SendCard, SendPrivately
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.replies import Reply


@dataclass(frozen=True, slots=True)
class Own:
    """A question that the person who presses was asked, with all it belongs to."""

    reply: Reply
    case: Case
    community: Community
    wording: Wording

    @property
    def key(self) -> str:
        """What its buttons carry."""
        return str(self.reply.id)

    @property
    def zone(self) -> str:
        """Whose clock its deadline goes by."""
        return self.community.time_zone


async def tell_side(parts: Parts, press: Press) -> Answer:
    """Open the form, with what was answered before."""
    async with parts.work() as work:
        own = await _own(parts, work, press)
        if isinstance(own, Answer):
            return own
        refusal = _too_late(own, turn_of(own.reply.asked, own.case.state, work.now))
        if refusal is not None:
            return refusal
    return Answer(form=side_form(own.wording, own.key, own.reply.answer, own.reply.words))


async def side_told(parts: Parts, press: Press) -> Answer:
    """Keep an answer, sealed; the first one brings the case back to people and calls the one who is on it."""
    async with parts.work() as work:
        own = await _own(parts, work, press)
        if isinstance(own, Answer):
            return own
        turn = turn_of(own.reply.asked, own.case.state, work.now)
        refusal = _too_late(own, turn)
        if refusal is not None:
            return refusal
        words = press.field("words")[:SIDE_LENGTH]
        said = Said(press.field("said") or Said.RATHER_NOT)
        if not await replies.answer(work.connection, work.keys, own.reply.id, said, words, work.now):
            return Answer(side_settled_card(own.wording))
        await _heard(parts, work, own)
    until = own.reply.due_at if turn is Turn.OPEN else None
    card = side_told_card(own.wording, own.key, until, own.zone)
    return Answer(with_help(parts, own.wording, words, card))


async def more_time(parts: Parts, press: Press) -> Answer:
    """Give more time once, without a reason; what they were told names the new day."""
    async with parts.work() as work:
        own = await _own(parts, work, press)
        if isinstance(own, Answer):
            return own
        turn = turn_of(own.reply.asked, own.case.state, work.now)
        due = own.reply.due_at
        if turn in (Turn.SETTLED, Turn.FIXED):
            return _too_late(own, turn) or Answer(too_late_card(own.wording))
        if turn is Turn.LATE or due is None:
            return Answer(side_no_longer_card(own.wording, own.key, None, own.zone))
        if own.reply.answered_at is not None:
            return Answer(side_kept_card(own.wording, own.key, due, own.zone))
        longer = due + parts.promises.longer
        may_have = may_have_longer(own.reply.asked, own.case.state, work.now)
        if not may_have or not await replies.give_longer(work.connection, own.reply.id, longer):
            return Answer(side_no_longer_card(own.wording, own.key, due, own.zone))
        await replies.wait_for_reply(work.connection, own.case.id, longer)
        await cases.write_log(work.connection, own.case.id, press.person.id, "side_longer", work.now)
        view = await allegation_of(parts, work, own.community, own.reply, longer)
        await say_instead(work, own.community, own.reply, allegation_card(own.wording, view))
        await shown_anew(parts, work, own.community, own.case)
    return Answer(side_longer_card(own.wording, own.key, longer, own.zone))


async def what_next(parts: Parts, press: Press) -> Answer:
    """Say what happens after a question, whether or not it is answered."""
    async with parts.work() as work:
        own = await _own(parts, work, press)
    return own if isinstance(own, Answer) else Answer(side_next_card(own.wording, own.key))


async def _own(parts: Parts, work: Work, press: Press) -> Own | Answer:
    """Find the question that was pressed; whoever presses it was reached, whatever else went wrong."""
    reply = await replies.find_reply(work.connection, work.keys, int(press.argument))
    case = await cases.find_case(work.connection, reply.case) if reply is not None else None
    community = await parts.community(case.community) if case is not None else None
    if reply is None or case is None or community is None or reply.sent_at is None:
        return Answer(too_late_card(parts.wording()))
    wording = parts.wording(community.locale)
    if reply.person != press.person.id:
        return Answer(not_yours_card(wording))
    is_news = reply.told_at is None and turn_of(reply.asked, case.state, work.now) is not Turn.SETTLED
    if is_news and await is_reached(parts, work, community, case, reply):
        reply = await replies.find_reply(work.connection, work.keys, reply.id) or reply
    return Own(reply, case, community, wording)


def _too_late(own: Own, turn: Turn) -> Answer | None:
    match turn:
        case Turn.SETTLED:
            return Answer(side_settled_card(own.wording, outcome=own.case.outcome or ""))
        case Turn.FIXED:
            return Answer(side_fixed_card(own.wording))
        case _:
            return None


async def _heard(parts: Parts, work: Work, own: Own) -> None:
    person = own.reply.person
    if own.case.state is CaseState.WAITING:
        await move_case(parts, work, own.community, own.case, CaseStep.SIDE_HEARD, person)
    else:
        await cases.write_log(work.connection, own.case.id, person, "side_changed", work.now)
        await shown_anew(parts, work, own.community, own.case)
    if own.reply.answered_at is None:
        await _call(parts, work, own)


async def _call(parts: Parts, work: Work, own: Own) -> None:
    """Call who is on it, once, to those who may see the case."""
    view, community = await view_case(work, own.case), own.community
    to_oversight = await only_oversight_sees(work, community, own.case)
    about = f"side_heard:{own.reply.id}"
    if (to_oversight or community.moderators_channel is None) and community.oversight is not None:
        card = side_heard_card(own.wording, own.case.number, view.subject, "")
        await work.owe(community.id, SendPrivately(community.oversight, card), about=about)
    elif community.moderators_channel is not None:
        who = f"<@{own.case.taken_by}>" if own.case.taken_by is not None else ""
        card = side_heard_card(own.wording, own.case.number, view.subject, who)
        act = SendCard(community.moderators_channel, card, mention_person=own.case.taken_by)
        await work.owe(community.id, act, about=about)
