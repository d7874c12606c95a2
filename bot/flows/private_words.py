"""Private words: by direct message to who agreed, else a silent line with See note; always under My messages."""

from datetime import timedelta

from pydantic import TypeAdapter

from bot import guide
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import OUTCOME_USEFUL, Work
from bot.guide.values import Card
from bot.guide.views import WaitingMessage
from bot.store.acts import SendCard, SendPrivately
from bot.store.communities import Community
from bot.store.letters import Letter, find_letter, keep_letter, letters_of, mark_read
from bot.store.people import known

SHOWN_LETTERS = 10


def dump_card(card: Card) -> str:
    """Write a card as JSON."""
    return TypeAdapter(Card).dump_json(card).decode()


def read_card(text: str) -> Card:
    """Read a card back from JSON."""
    return TypeAdapter(Card).validate_json(text)


async def tell_privately(
    parts: Parts,
    work: Work,
    community: Community,
    person: int,
    card: Card,
    *,
    place: int | None,
    useful: timedelta = OUTCOME_USEFUL,
) -> None:
    """Owe a private word to somebody who may not have agreed to direct messages.

    `place` is where a neutral line may stand when they did not agree, or when their messages are closed.
    `useful` says how long it is worth sending; under My messages it waits longer.
    """
    letter = await keep_letter(work.connection, work.keys, community.id, person, dump_card(card), work.now)
    agreed = (await known(work.connection, community.id, person)).private_words
    if agreed:
        about = f"private:{letter}:{place or 0}"
        await work.owe(community.id, SendPrivately(person, card), about=about, useful=useful)
    elif place is not None:
        await _leave_line(parts, work, community, person, letter, place, useful)


async def refused_private(parts: Parts, work: Work, letter: int, place: int) -> None:
    """Direct messages are closed: leave the line where both are, if there is such a place."""
    held = await find_letter(work.connection, work.keys, letter)
    community = await parts.community(held.community) if held is not None else None
    if held is not None and community is not None and place:
        await _leave_line(parts, work, community, held.person, letter, place, OUTCOME_USEFUL)


async def see_note(parts: Parts, press: Press) -> Answer:
    """Answer See note, to its addressee alone."""
    wording = parts.wording()
    async with parts.work() as work:
        letter = await find_letter(work.connection, work.keys, int(press.argument))
        if letter is None or letter.person != press.person.id:
            return Answer(guide.not_yours_card(wording))
        await mark_read(work.connection, press.person.id, work.now, letter=letter.id)
    return Answer(_as_card(letter) or guide.too_late_card(wording))


async def my_messages(parts: Parts, press: Press) -> Answer:
    """Show what was owed to the person privately, one at a time, newest first."""
    async with parts.work() as work:
        kept = await letters_of(work.connection, work.keys, press.person.id, press.community, SHOWN_LETTERS)
        await mark_read(work.connection, press.person.id, work.now)
    waiting = tuple(
        WaitingMessage(letter.made_at, card) for letter in kept if (card := _as_card(letter)) is not None
    )
    place = int(press.argument) if press.argument.isdecimal() else 0
    card = guide.my_messages_card(parts.wording(), waiting, place)
    return Answer(card, replace=press.action == guide.Action.TURN_MESSAGE)


async def _leave_line(
    parts: Parts, work: Work, community: Community, person: int, letter: int, place: int, useful: timedelta
) -> None:
    card = guide.see_note_card(parts.wording(community.locale), f"<@{person}>", str(letter))
    line = SendCard(place, card, silent=True, mention_person=person)
    await work.owe(community.id, line, about=f"see_note:{letter}", useful=useful)


def _as_card(letter: Letter) -> Card | None:
    return read_card(letter.text) if letter.text.startswith("{") else None
