"""Somebody asks the moderators a question that names nobody (P34); a moderator answers; no case comes of it."""

from bot.casework.authority import is_moderator
from bot.casework.question_words import Names, names_somebody
from bot.flows.held_words import hold_words, words_held_about
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card, tell_privately
from bot.flows.report_where import person_target
from bot.flows.request_screened import with_help
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card, Wording
from bot.guide.cards_question import (
    answer_sent_card,
    answered_before_card,
    question_answered_card,
    question_card,
    question_done_card,
    question_names_card,
    questions_wait_card,
    someone_did_question_card,
    team_answer_form,
    team_question_form,
    team_question_sent_card,
)
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import questions, words_held
from bot.store.acts import EditCard, EditPrivately, SendCard, SendPrivately
from bot.store.communities import Community
from bot.store.letters import keep_letter, rewrite_letter
from bot.store.questions import Question
from bot.store.sent import sent_about, sent_privately_about

# More than these wait for nobody's good: the first are answered sooner.
MOST_WAITING = 3


async def ask_team(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form, which warns about names; what was typed before stands in it."""
    wording = parts.wording(community.locale)
    held = await words_held_about(parts, press, _about(community)) if press.action == Action.ASK_AGAIN else ""
    return Answer(form=team_question_form(wording, person_target(community.id), held or ""))


async def send_question(parts: Parts, press: Press, community: Community) -> Answer:
    """Pass the question on, or ask once whether it should really name somebody."""
    words = press.field("words")
    wording = parts.wording(community.locale)
    named = _named(wording, words) if press.action == Action.SEND_QUESTION else None
    if named is not None:
        await hold_words(parts, press, _about(community), words)
        card = question_names_card(wording, person_target(community.id), named, words)
        return Answer(with_help(parts, wording, words, card), replace=True)
    return await _pass_on(parts, press, community, words)


async def send_anyway(parts: Parts, press: Press, community: Community) -> Answer:
    """Pass on what was typed, as it is; when it is not held any more, the form opens again."""
    held = await words_held_about(parts, press, _about(community))
    if not held:
        form = team_question_form(parts.wording(community.locale), person_target(community.id), "")
        return Answer(form=form)
    return await _pass_on(parts, press, community, held)


async def _pass_on(parts: Parts, press: Press, community: Community, words: str) -> Answer:
    wording = parts.wording(community.locale)
    asker = press.person.id
    async with parts.work() as work:
        if await questions.count_waiting(work.connection, community.id, asker) >= MOST_WAITING:
            return Answer(questions_wait_card(wording, words), replace=True)
        asked = await questions.add_question(work.connection, work.keys, community.id, asker, words, work.now)
        card = team_question_sent_card(wording, asked.number)
        letter = await keep_letter(work.connection, work.keys, community.id, asker, dump_card(card), work.now)
        await questions.remember_letter(work.connection, asked.id, letter)
        await _show(parts, work, community, asked)
        await words_held.let_go(work.connection, asker, _about(community))
    return Answer(with_help(parts, wording, words, card), replace=True)


async def answer_question(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form for an answer, to a moderator or oversight who did not ask it."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        asked = await questions.find_question(connection, parts.database.keys, int(press.argument))
    refusal = _why_not(wording, press, community, asked)
    if refusal is not None or asked is None:
        return Answer(refusal or too_late_card(wording))
    return Answer(form=team_answer_form(wording, press.argument, asked.number))


async def send_answer(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer once, privately; a second answer comes too late, and its words are given back."""
    wording, words = parts.wording(community.locale), press.field("words")
    async with parts.work() as work:
        asked = await questions.find_question(work.connection, work.keys, int(press.argument))
        refusal = _why_not(wording, press, community, asked)
        if asked is None or (refusal is not None and asked.answered_by is None):
            return Answer(refusal or too_late_card(wording))
        answered = await questions.answer(
            work.connection, work.keys, asked.id, press.person.id, words, work.now
        )
        if not answered:
            return Answer(answered_before_card(wording, asked.number, words))
        await _tell_asker(parts, work, community, asked, words)
        fresh = await questions.find_question(work.connection, work.keys, asked.id)
        await _show(parts, work, community, fresh or asked)
    return Answer(answer_sent_card(wording, asked.number))


async def _tell_asker(parts: Parts, work: Work, community: Community, asked: Question, words: str) -> None:
    wording = parts.wording(community.locale)
    card = question_answered_card(wording, asked.number, words, community.name)
    await tell_privately(parts, work, community, asked.asker, card, place=None)
    if asked.letter is not None:
        done = dump_card(question_done_card(wording, asked.number))
        await rewrite_letter(work.connection, work.keys, asked.letter, done)


async def _show(parts: Parts, work: Work, community: Community, asked: Question) -> None:
    """Show a question to those who answer it, in one message that changes when it is answered."""
    wording, about = parts.wording(community.locale), f"question:{asked.id}"
    by = f"<@{asked.answered_by}>" if asked.answered_by is not None else ""
    card = question_card(wording, str(asked.id), asked.number, asked.words, by)
    shown = await sent_about(work.connection, about)
    told = await sent_privately_about(work.connection, about)
    if shown:
        await work.owe(community.id, EditCard(shown[-1].place, shown[-1].message, card))
    elif told:
        await work.owe(community.id, EditPrivately(told[-1].person, told[-1].message, card))
    elif community.moderators_channel is not None:
        await work.owe(community.id, SendCard(community.moderators_channel, card), about=about)
    elif community.oversight is not None:
        await work.owe(community.id, SendPrivately(community.oversight, card), about=about)


def _why_not(wording: Wording, press: Press, community: Community, asked: Question | None) -> Card | None:
    if asked is None or asked.community != community.id:
        return too_late_card(wording)
    allowed = is_moderator(press.person, community.offices) or press.person.id == community.oversight
    if not allowed or press.person.id == asked.asker:
        return not_allowed_card(wording)
    if asked.answered_by is not None:
        return someone_did_question_card(wording, f"<@{asked.answered_by}>", asked.number)
    return None


def _about(community: Community) -> str:
    return f"question:{community.id}"


def _named(wording: Wording, words: str) -> Names | None:
    return names_somebody(words, frozenset(wording.text("question.known_words").split()))
