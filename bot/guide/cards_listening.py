"""The listener's own safety card (T36): how it works, and what to do when it gets hard; can be put away."""

from enum import StrEnum

from bot.guide.actions import Action
from bot.guide.building import button, buttons, paragraphs, quoted
from bot.guide.cards_shared import urgent_button
from bot.guide.values import Button, Card, Choice, Select
from bot.guide.wording import Wording

NOTE_LENGTH = 300


class Hard(StrEnum):
    """What a listener may need to know at once."""

    SEXUAL = "sexual"
    TROLLING = "trolling"
    REFER = "refer"
    CLOSE = "close"
    CALL = "call"
    CRISIS = "crisis"


def listener_card(
    wording: Wording, chat: str, listener: str, minutes: int, note: str = "", *, knows: bool = False
) -> Card:
    """Give the listener's card: time (T40, T41), what not to do (T37 to T44), and a choice of what is hard (T36).

    `chat` is empty outside of chats. `note` came along with a referral. `knows`: it is put away at the start.
    """
    text = paragraphs(
        wording.text("panel.listener", listener=listener, minutes=minutes),
        _note(wording, note),
        wording.text("listening.hard"),
    )
    put_away = button(wording, Action.SHOW_CARD_AGAIN if knows else Action.KNOW_CARD, chat)
    ways = (*_ways_out(wording, chat), put_away, urgent_button(wording, chat))
    return Card(text, ways, (_choice(wording, chat),))


def listener_short_card(wording: Wording, chat: str, note: str = "") -> Card:
    """Give the short line for a listener who put the card away."""
    text = paragraphs(wording.text("listening.short"), _note(wording, note))
    ways = (*_ways_out(wording, chat), urgent_button(wording, chat))
    return Card(text, (button(wording, Action.LISTENER_CARD, chat), *ways))


def listener_help_card(wording: Wording, chat: str, hard: Hard, *, refers: bool = False) -> Card:
    """Say what to do about one hard thing. `refers`: crisis chats go to trained people here (T38)."""
    if hard is Hard.CALL:
        text = wording.text("listening.help.call", directory=wording.helplines.directory)
    else:
        text = wording.named("listening.help", hard)
    policy = wording.text("crisis.listener_refers" if refers else "crisis.listener_may_stay")
    text = paragraphs(text, policy if hard is Hard.CRISIS else "")
    back = button(wording, Action.LISTENER_CARD, chat)
    ways = (*_ways_out(wording, chat), back, urgent_button(wording, chat))
    return Card(text, ways, (_choice(wording, chat, hard),))


def listeners_only_card(wording: Wording, chat: str) -> Card:
    """Answer somebody who is no listener here, and lead them to what they may look for."""
    return Card(wording.text("listening.only"), buttons(wording, chat, Action.OKAY_HERE))


def card_known_card(wording: Wording, chat: str) -> Card:
    """Confirm that the card is put away, and say where it is."""
    return Card(wording.text("listening.known"), buttons(wording, chat, Action.LISTENER_CARD))


def card_shown_again_card(wording: Wording) -> Card:
    """Confirm that the card is shown at every start again."""
    return Card(wording.text("listening.again"))


def _ways_out(wording: Wording, chat: str) -> tuple[Button, ...]:
    if not chat:
        return ()
    return buttons(wording, chat, Action.END_NOW, Action.REFER, Action.GET_MODERATOR)


def _note(wording: Wording, note: str) -> str:
    return wording.text("listening.note", note=quoted(note, NOTE_LENGTH)) if note else ""


def _choice(wording: Wording, chat: str, chosen: Hard | None = None) -> Select:
    choices = tuple(Choice(wording.named("listening.title", hard), hard.value) for hard in Hard)
    return Select(
        Action.LISTENER_HELP,
        wording.named("select", Action.LISTENER_HELP),
        choices,
        argument=chat,
        chosen=() if chosen is None else (chosen.value,),
    )
