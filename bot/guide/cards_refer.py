"""Cards of a hand-over: asked first, a note that its member reads before it goes along, and what comes of it."""

from bot.guide.actions import Action
from bot.guide.building import button, buttons, quoted
from bot.guide.cards_listening import NOTE_LENGTH
from bot.guide.cards_shared import private
from bot.guide.values import Card, Field, Form, Style
from bot.guide.wording import Wording


def refer_ask_card(wording: Wording, chat: str) -> Card:
    """Ask a listener whether to refer at once, or with a note (T58)."""
    now = button(wording, Action.REFER_NOW, chat, Style.MAIN)
    return Card(wording.text("refer.ask"), (now, *buttons(wording, chat, Action.WRITE_NOTE, Action.END_NO)))


def refer_note_form(wording: Wording, chat: str) -> Form:
    """Let the listener write the note."""
    field = Field(
        "note",
        wording.text("refer.field"),
        wording.text("refer.hint"),
        long=True,
        required=True,
        most=NOTE_LENGTH,
    )
    return Form(wording.named("form", Action.SEND_NOTE), Action.SEND_NOTE, (field,), chat)


def refer_waiting_card(wording: Wording, chat: str) -> Card:
    """Tell the listener that the member is asked about the note."""
    return Card(wording.text("refer.waiting"), buttons(wording, chat, Action.REFER_NOW))


def note_not_sent_card(wording: Wording, chat: str) -> Card:
    """Tell the listener that the member was not shown the note."""
    again = buttons(wording, chat, Action.WRITE_NOTE, Action.REFER_NOW, Action.END_NO)
    return Card(wording.text("refer.not_sent"), again)


def may_go_along_card(wording: Wording, chat: str, note: str, community: str = "") -> Card:
    """Show the member the note about them, and ask whether it may go along."""
    text = wording.text("refer.may_go_along", note=quoted(note, NOTE_LENGTH))
    yes, no = (button(wording, action, chat, Style.MAIN) for action in (Action.NOTE_YES, Action.NOTE_NO))
    return Card(private(wording, community, text), (yes, no))


def note_answered_card(wording: Wording, request: str, *, goes_along: bool) -> Card:
    """Confirm what the member chose; the new request can be taken back as always."""
    text = wording.text("refer.goes_along" if goes_along else "refer.left_out")
    return Card(text, buttons(wording, request, Action.WITHDRAW_REQUEST))
