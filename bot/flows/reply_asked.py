"""A moderator asks for somebody's side: what may be asked, the words, a preview, and only then it goes out."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from types import MappingProxyType

from bot.casework.case_life import CaseState, CaseStep, can
from bot.casework.points import PolicyError, find_policy
from bot.casework.reply_words import Trouble, troubles_in
from bot.casework.replying import (
    Item,
    Matter,
    Question,
    WhyNot,
    deadline,
    is_quiet,
    may_ask_again,
    next_morning,
    questions,
    why_not_ask,
)
from bot.flows.case_looked_at import somebody_looks
from bot.flows.case_moved import move_case, shown_anew
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.reply_ended import take_questions_back
from bot.flows.reply_grounds import grounds_of, names_and_words
from bot.flows.reply_sent import deliver
from bot.flows.reply_shown import allegation_of, side_of
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_asking import (
    asked_already_card,
    asking_card,
    danger_card,
    not_now_card,
    prefilled,
    preview_card,
    question_back_done_card,
    question_form,
    question_sent_card,
    reporters_asked_card,
)
from bot.guide.cards_late import naming_again_card
from bot.guide.cards_reply import months_of, question_back_card
from bot.guide.cards_shared import too_late_card
from bot.guide.views_reply import AskingView, RuleChoice
from bot.store import case_moves, cases, replies
from bot.store.cases import Case
from bot.store.communities import NO_POINTS, Community
from bot.store.replies import NewQuestion, Reply
from bot.store.reports import find_report

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]

DANGER, ASKED_AGAIN = "danger", "naming_again:"
ROWS = ("row0", "row1")


async def _ask(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(await _asking(parts, work, community, case, danger=False))


async def _ask_danger(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    card = danger_card(parts.wording(community.locale), str(case.id), case.number)
    return Answer(card, replace=True)


async def _in_danger(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    await cases.write_log(work.connection, case.id, press.person.id, "danger_named", work.now)
    return Answer(await _asking(parts, work, community, case, danger=True), replace=True)


async def _pick(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    matter, danger = Matter(press.values[0]), _rest(press) == DANGER
    if await _question(work, case, matter, danger=danger) is None:
        return Answer(await _asking(parts, work, community, case, danger=danger), replace=True)
    argument = f"{case.id}:{matter}:{DANGER if danger else ''}"
    return Answer(form=question_form(parts.wording(community.locale), argument, matter, _table(community)))


async def _written(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Keep the words as a draft, whatever is wrong with them, and show them as they will be read."""
    name, _, danger = _rest(press).partition(":")
    matter, in_danger = Matter(name), danger == DANGER
    question = await _question(work, case, matter, danger=in_danger)
    if question is None:
        return Answer(await _asking(parts, work, community, case, danger=in_danger), replace=True)
    row = next((chosen for key in ROWS if (chosen := press.field(key))), "")
    wording = parts.wording(community.locale)
    new = NewQuestion(
        case=case.id,
        person=case.subject,
        matter=matter,
        points_table=community.points_table if row else "",
        rule=row or press.field("rule") or matter,
        sentence=_ended(press.field("sentence")),
        months=months_of(wording, tuple(item.at for item in question.items), community.time_zone),
        noticed_by_person=question.noticed_by_person,
        asked_by=press.person.id,
        danger=in_danger,
    )
    made = await replies.draft(work.connection, work.keys, new, work.now)
    reply = await replies.find_reply(work.connection, work.keys, made)
    return await _preview(parts, work, community, case, reply)


async def _change(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    reply = await _draft_of(work, case, press)
    if reply is None:
        return Answer(too_late_card(parts.wording(community.locale)), replace=True)
    argument = f"{case.id}:{reply.matter}:{DANGER if reply.danger else ''}"
    form = question_form(
        parts.wording(community.locale),
        argument,
        Matter(reply.matter),
        _table(community),
        reply.sentence,
        reply.rule,
    )
    return Answer(form=form)


async def _send(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Send what was previewed, if it may still be sent; whoever nobody was on this case is on it now."""
    wording = parts.wording(community.locale)
    reply = await _draft_of(work, case, press)
    if reply is None:
        return Answer(too_late_card(wording), replace=True)
    if not can(case.state, CaseStep.SIDE_ASKED):
        return Answer(await _asking(parts, work, community, case, danger=False), replace=True)
    if await _question(work, case, Matter(reply.matter), danger=reply.danger) is None:
        return Answer(await _asking(parts, work, community, case, danger=reply.danger), replace=True)
    if await _troubles(parts, work, community, case, reply):
        return await _preview(parts, work, community, case, reply)
    await _take(parts, work, community, case, press.person.id)
    waiting = await move_case(parts, work, community, case, CaseStep.SIDE_ASKED, press.person.id)
    if waiting is None or not await replies.send(work.connection, reply.id, work.now):
        return Answer(not_now_card(wording, case.number), replace=True)
    if reply.danger:
        await cases.write_log(work.connection, case.id, press.person.id, "asked_in_danger", work.now)
    await deliver(parts, work, community, waiting, reply)
    view = await view_case(work, case)
    card = question_sent_card(wording, view.subject, _sent_at(community, work.now))
    return Answer(card, replace=True)


async def _take_back(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording = parts.wording(community.locale)
    past = not_now_card(wording, case.number)
    if not can(case.state, CaseStep.QUESTION_TAKEN_BACK):
        return Answer(past, replace=True)
    moved = await move_case(parts, work, community, case, CaseStep.QUESTION_TAKEN_BACK, press.person.id)
    if moved is None:
        return Answer(past, replace=True)
    card = question_back_card(wording, community.name)
    if await take_questions_back(work, community, case, card):
        # An edit tells nobody by itself.
        await tell_privately(parts, work, community, case.subject, card, place=None)
    await shown_anew(parts, work, community, moved)
    view = await view_case(work, case)
    return Answer(question_back_done_card(wording, str(case.id), view.subject), replace=True)


async def _ask_reporters(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Ask every reporter who could allow more, once; nobody is asked a third time."""
    wording = parts.wording(community.locale)
    to_ask = await _to_ask_again(work, case, await grounds_of(work, case))
    for report_id in to_ask:
        report = await find_report(work.connection, work.keys, report_id)
        if report is not None:
            mark = f"{ASKED_AGAIN}{report_id}"
            await cases.write_log(work.connection, case.id, press.person.id, mark, work.now)
            card = naming_again_card(wording, str(report.id), report.number, community.name)
            await tell_privately(parts, work, community, report.reporter, card, place=None)
    return Answer(reporters_asked_card(wording, len(to_ask)), replace=True)


STEPS: MappingProxyType[Action, Step] = MappingProxyType(
    {
        Action.CASE_ASK_SIDE: _ask,
        Action.SIDE_PICK: _pick,
        Action.SIDE_WRITTEN: _written,
        Action.SIDE_CHANGE: _change,
        Action.SIDE_SEND: _send,
        Action.SIDE_DANGER: _ask_danger,
        Action.SIDE_DANGER_YES: _in_danger,
        Action.SIDE_ASK_REPORTER: _ask_reporters,
        Action.SIDE_TAKE_BACK: _take_back,
    }
)


async def _asking(parts: Parts, work: Work, community: Community, case: Case, *, danger: bool) -> Card:
    """What may be asked about now, or why nothing may."""
    wording = parts.wording(community.locale)
    asked = await replies.open_question(work.connection, work.keys, case.id)
    if case.state is CaseState.WAITING and asked is not None:
        side = side_of(case, asked, work.now)
        return asked_already_card(wording, str(case.id), case.number, side)
    if not can(case.state, CaseStep.SIDE_ASKED):
        return not_now_card(wording, case.number)
    grounds = await grounds_of(work, case)
    why = [why_not_ask(item, grounds, danger=danger) for item in grounds]
    free = questions(grounds, danger=danger)
    view = await view_case(work, case)
    return asking_card(
        wording,
        AskingView(
            id=case.id,
            number=case.number,
            subject=view.subject,
            matters=tuple(question.matter for question in free),
            chat_open=why.count(WhyNot.CHAT_OPEN),
            not_together=why.count(WhyNot.NOT_TOGETHER),
            not_allowed=why.count(WhyNot.NOT_ALLOWED),
            may_ask_again=bool(await _to_ask_again(work, case, grounds)),
            may_be_danger=not danger and questions(grounds, danger=True) != free,
            danger=danger,
        ),
    )


async def _preview(parts: Parts, work: Work, community: Community, case: Case, reply: Reply | None) -> Answer:
    wording = parts.wording(community.locale)
    if reply is None:
        return Answer(too_late_card(wording), replace=True)
    sent_at = _sent_at(community, work.now)
    until = deadline(sent_at or work.now, parts.promises)
    name = (await view_case(work, case)).subject
    asked = await allegation_of(parts, work, community, reply, until, name=name)
    troubles = await _troubles(parts, work, community, case, reply)
    card = preview_card(wording, f"{case.id}:{reply.id}", str(case.id), asked, sent_at, troubles)
    return Answer(card, replace=True)


async def _troubles(
    parts: Parts, work: Work, community: Community, case: Case, reply: Reply
) -> tuple[Trouble, ...]:
    names, words = await names_and_words(work, case)
    if reply.sentence == prefilled(parts.wording(community.locale), Matter(reply.matter)):
        # The bot's own words give nobody away.
        return ()
    return troubles_in(reply.sentence, names, words)


async def _question(work: Work, case: Case, matter: Matter, *, danger: bool) -> Question | None:
    free = questions(await grounds_of(work, case), danger=danger)
    return next((question for question in free if question.matter is matter), None)


async def _to_ask_again(work: Work, case: Case, grounds: tuple[Item, ...]) -> tuple[int, ...]:
    asked = {line.what for line in await cases.read_log(work.connection, case.id)}
    return tuple(one for one in may_ask_again(grounds) if f"{ASKED_AGAIN}{one}" not in asked)


async def _draft_of(work: Work, case: Case, press: Press) -> Reply | None:
    """The draft that a button carries, if it is this case's, this person's, and not sent yet."""
    number = _rest(press)
    found = await replies.find_reply(work.connection, work.keys, int(number)) if number.isdecimal() else None
    if found is None or found.case != case.id or found.asked_by != press.person.id:
        return None
    return found if found.sent_at is None else None


async def _take(parts: Parts, work: Work, community: Community, case: Case, person: int) -> None:
    if case.taken_by is None and await case_moves.assign(work.connection, case.id, person, work.now):
        await cases.write_log(work.connection, case.id, person, CaseStep.TAKEN.value, work.now)
        await somebody_looks(parts, work, community, case)


def _table(community: Community) -> tuple[RuleChoice, ...]:
    if community.points_table == NO_POINTS:
        return ()
    try:
        rules = find_policy(community.points_table).rules.values()
    except PolicyError:
        return ()
    return tuple(RuleChoice(rule.id, rule.title) for rule in rules)


def _sent_at(community: Community, now: datetime) -> datetime | None:
    quiet = is_quiet(now, community.time_zone)
    return next_morning(now, community.time_zone) if quiet else None


def _rest(press: Press) -> str:
    return press.argument.partition(":")[2]


def _ended(sentence: str) -> str:
    line = " ".join(sentence.split())
    return f"{line}." if line and line[-1] not in ".?" else line
