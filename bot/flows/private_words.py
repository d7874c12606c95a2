"""Private words: by direct message to who agreed, else a silent line with See note; always under My messages."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from pydantic import TypeAdapter, ValidationError

from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import OUTCOME_USEFUL, Work
from bot.guide import Action
from bot.guide.cards_member import my_messages_card
from bot.guide.cards_shared import not_yours_card, see_note_card, too_late_card
from bot.guide.values import Card
from bot.guide.views import WaitingMessage
from bot.store.acts import SendCard, SendPrivately
from bot.store.communities import Community
from bot.store.letters import Letter, find_letter, keep_letter, letters_of, mark_read
from bot.store.people import known
from bot.store.speech import note_spoken, spoken_in

# All of them, as far as anybody would turn.
SHOWN_LETTERS = 200
SEE_NOTE = "see_note"


def dump_card(card: Card) -> str:
    """Write a card as JSON."""
    return _cards().dump_json(card).decode()


def read_card(text: str) -> Card:
    """Read a card back from JSON."""
    return _cards().validate_json(text)


@cache
def _cards() -> TypeAdapter[Card]:
    """How cards are written, worked out once: that takes longer than writing one."""
    return TypeAdapter(Card)


async def tell_privately(
    parts: Parts,
    work: Work,
    community: Community,
    person: int,
    card: Card,
    *,
    place: int | None,
    useful: timedelta = OUTCOME_USEFUL,
    asked: bool = False,
    in_relay: bool = False,
) -> None:
    """Owe a private word to somebody who may not have agreed to direct messages.

    `place` is where a neutral line may stand when they did not agree, or when their messages are closed.
    `useful` says how long it is worth sending; under My messages it waits longer. `asked`: the person waits
    for it, so a line does not count as unasked. `in_relay`: they talk by direct message this very moment.
    """
    letter = await keep_letter(work.connection, work.keys, community.id, person, dump_card(card), work.now)
    agreed = (await known(work.connection, community.id, person)).private_words
    if agreed or in_relay:
        about = f"private:{letter}:{place or 0}"
        await work.owe(community.id, SendPrivately(person, card), about=about, useful=useful)
    elif place is not None:
        line = Line(person, letter, place, useful)
        await _leave_line(parts, work, community, line, asked=asked)


async def refused_private(parts: Parts, work: Work, letter: int, place: int) -> None:
    """Direct messages are closed: leave the line where both are, if there is such a place."""
    held = await find_letter(work.connection, work.keys, letter)
    community = await parts.community(held.community) if held is not None else None
    if held is not None and community is not None and place:
        await _leave_line(parts, work, community, Line(held.person, letter, place, OUTCOME_USEFUL))


async def see_note(parts: Parts, press: Press) -> Answer:
    """Answer See note, to its addressee alone."""
    wording = parts.wording()
    async with parts.work() as work:
        letter = await find_letter(work.connection, work.keys, int(press.argument))
        if letter is None or letter.person != press.person.id:
            return Answer(not_yours_card(wording))
        await mark_read(work.connection, press.person.id, work.now, (letter.id,))
    return Answer(_as_card(letter) or too_late_card(wording))


async def my_messages(parts: Parts, press: Press) -> Answer:
    """Show what was owed to the person privately, one at a time, newest first; what was shown counts as read."""
    place = int(press.argument) if press.argument.isdecimal() else 0
    async with parts.work() as work:
        kept = await letters_of(work.connection, work.keys, press.person.id, press.community, SHOWN_LETTERS)
        waiting = [
            (letter.id, WaitingMessage(letter.made_at, card))
            for letter in kept
            if (card := _as_card(letter)) is not None
        ]
        if waiting:
            shown, _ = waiting[place % len(waiting)]
            await mark_read(work.connection, press.person.id, work.now, (shown,))
    card = my_messages_card(parts.wording(), tuple(message for _, message in waiting), place)
    return Answer(card, replace=press.action == Action.TURN_MESSAGE)


@dataclass(frozen=True, slots=True)
class Line:
    """A neutral line that leads one person to one letter."""

    person: int
    letter: int
    place: int
    useful: timedelta


async def _leave_line(
    parts: Parts, work: Work, community: Community, line: Line, *, asked: bool = False
) -> None:
    """Leave a line, at most one in ten minutes: the letters wait under My messages anyway."""
    if not asked and await _left_lately(parts, work, line.place):
        return
    card = see_note_card(parts.wording(community.locale), f"<@{line.person}>", str(line.letter))
    act = SendCard(line.place, card, silent=True, mention_person=line.person)
    await work.owe(community.id, act, about=f"see_note:{line.letter}", useful=line.useful)
    if not asked:
        await note_spoken(work.connection, community.id, line.place, SEE_NOTE, work.now)


async def _left_lately(parts: Parts, work: Work, place: int) -> bool:
    said = await spoken_in(work.connection, place)
    return any(line.what == SEE_NOTE and work.now - line.at < parts.policy.between_lines for _, line in said)


def _as_card(letter: Letter) -> Card | None:
    """Read a letter; None when its key is lost or it was written by a version that made cards otherwise."""
    try:
        return read_card(letter.text)
    except ValidationError:
        # Not even logged: the error would quote what is private.
        return None
