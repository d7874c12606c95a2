"""The team answers a suggestion: one answer at a time, and the person hears it in the team's words."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.authority import is_moderator
from bot.casework.suggesting import ANSWERS, Progress, needs_words
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.suggestions_made import read_id, view_of
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.cards_suggest import (
    answer_form,
    answer_needs_words_card,
    answered_already_card,
    answered_card,
    suggestion_answer_card,
    suggestion_card,
)
from bot.store import suggestions
from bot.store.acts import EditCard, EditPrivately
from bot.store.communities import Community
from bot.store.keys import Keys
from bot.store.suggestions import Suggestion

LONGEST = 600


async def ask_answer(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form of an answer. It carries how many answers there were, so that two do not cross."""
    wording = parts.wording(community.locale)
    if not _may_answer(press, community):
        return Answer(not_allowed_card(wording))
    async with parts.database.reading() as connection:
        made = await _find(connection, parts.database.keys, community, press.argument)
    if made is None:
        return Answer(too_late_card(wording))
    argument = f"{press.argument}:{made.answers}:{press.message}"
    return Answer(form=answer_form(wording, argument, made.number))


async def send_answer(parts: Parts, press: Press, community: Community) -> Answer:
    """Take an answer: the team's card changes, and the person is told."""
    wording = parts.wording(community.locale)
    chosen, words = press.field("progress"), press.field("answer")[:LONGEST]
    if not _may_answer(press, community):
        return Answer(not_allowed_card(wording))
    if chosen not in set(ANSWERS):
        return Answer(too_late_card(wording))
    if needs_words(Progress(chosen)) and not words:
        return Answer(answer_needs_words_card(wording, Progress(chosen)))
    async with parts.work() as work:
        return await _answer(parts, work, press, community, Progress(chosen), words)


async def _answer(
    parts: Parts, work: Work, press: Press, community: Community, progress: Progress, words: str
) -> Answer:
    wording = parts.wording(community.locale)
    which, seen, message = press.argument.split(":")
    made = await _find(work.connection, work.keys, community, which)
    if made is None:
        return Answer(too_late_card(wording))
    first = made.answers == int(seen) and await suggestions.answer_suggestion(
        work.connection, work.keys, made, progress, words, work.now
    )
    if not first:
        return Answer(answered_already_card(wording, made.number, words))
    fresh = replace(made, progress=progress, answer=words)
    await _show_anew(parts, work, press, community, fresh, int(message))
    if made.person is not None:
        card = suggestion_answer_card(wording, view_of(fresh), community.name)
        await tell_privately(parts, work, community, made.person, card, place=None)
    return Answer(answered_card(wording, made.number))


async def _show_anew(
    parts: Parts, work: Work, press: Press, community: Community, fresh: Suggestion, message: int
) -> None:
    """The card that was pressed says how far the suggestion is now, wherever it stands."""
    if not message:
        return
    card = suggestion_card(parts.wording(community.locale), view_of(fresh))
    if press.community is None:
        await work.owe(community.id, EditPrivately(press.person.id, message, card))
    else:
        await work.owe(community.id, EditCard(press.place, message, card))


async def _find(
    connection: AsyncConnection, keys: Keys, community: Community, which: str
) -> Suggestion | None:
    number = read_id(which)
    made = await suggestions.find_suggestion(connection, keys, number) if number is not None else None
    return made if made is not None and made.community == community.id else None


def _may_answer(press: Press, community: Community) -> bool:
    """The team answers; so does oversight, who reads them where there is no channel for the team."""
    return is_moderator(press.person, community.offices) or press.person.id == community.oversight
