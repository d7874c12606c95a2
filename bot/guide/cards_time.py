"""Cards about the time of a chat: its length, the last five minutes, the end, and what is said when it goes quiet."""

from datetime import datetime, timedelta

from bot.guide.actions import Action
from bot.guide.building import button, buttons, paragraphs, time_of_day
from bot.guide.cards_after import helped_select, member_buttons
from bot.guide.cards_member import LENGTHS
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Button, Card, Choice, Select
from bot.guide.wording import Wording


def length_card(wording: Wording, chat: str, minutes: int, until: datetime, *, named: bool) -> Card:
    """Say to both how long the chat is for (T40). `named`: whether the member or the listener named it."""
    key = "time.length" if named else "time.length_usual"
    text = wording.text(key, minutes=minutes, until=time_of_day(until))
    choices = tuple(Choice(wording.text("time.choice", minutes=each), str(each)) for each in LENGTHS)
    # Nothing is shown as chosen: the placeholder says whose choice it is, and the text says the length.
    select = Select(
        Action.CHOOSE_LENGTH, wording.named("select", Action.CHOOSE_LENGTH), choices, argument=chat
    )
    return Card(text, selects=(select,))


def length_saved_card(wording: Wording, until: datetime) -> Card:
    """Confirm to the listener the length they chose."""
    return Card(wording.text("time.saved", until=time_of_day(until)))


def length_not_now_card(wording: Wording) -> Card:
    """Answer a listener who chooses a length when the chat is well under way."""
    return Card(wording.text("time.saved_late"))


def listener_chooses_card(wording: Wording) -> Card:
    """Answer a member who chooses the length."""
    return Card(wording.text("time.listener_chooses"))


def five_minutes_card(wording: Wording, chat: str, until: datetime) -> Card:
    """Tell both that about five minutes are left (T41)."""
    return Card(wording.text("time.five", until=time_of_day(until)), _more(wording, chat))


def time_up_card(wording: Wording, chat: str, quiet: timedelta) -> Card:
    """Tell both kindly that the time is over; nobody is cut off."""
    return Card(wording.text("time.up", minutes=_minutes(quiet)), _more(wording, chat))


def more_wanted_card(wording: Wording, more: timedelta) -> Card:
    """Answer the first of the two who wants more time; the other is not pressed."""
    return Card(wording.text("time.more_wanted", minutes=_minutes(more)))


def more_time_card(wording: Wording, until: datetime) -> Card:
    """Tell both that there is more time, since both want it."""
    return Card(wording.text("time.more", until=time_of_day(until)))


def time_left_card(wording: Wording, until: datetime) -> Card:
    """Answer somebody who asks for more time long before the end."""
    return Card(wording.text("time.left", until=time_of_day(until)))


def quiet_card(wording: Wording, chat: str, close: timedelta, *, waits: bool) -> Card:
    """Say in a quiet chat that the connection may have dropped (T42). `waits`: the member waits for an answer."""
    text = wording.text("time.dropped" if waits else "time.quiet")
    closing = wording.text("time.closing", minutes=_minutes(close))
    ways = buttons(wording, chat, Action.ANOTHER_LISTENER, Action.END_CHAT)
    return Card(paragraphs(text, closing), (*ways, urgent_button(wording, chat)))


def listener_gone_card(wording: Wording) -> Card:
    """Say in the chat that the listener is not there any more, and offer another."""
    return Card(wording.text("time.gone"), (button(wording, Action.TALK), urgent_button(wording)))


def closed_quiet_card(wording: Wording, chat: str, community: str = "") -> Card:
    """Tell a member privately that the chat was closed because nobody wrote any more, on the one card after a chat."""
    text = private(wording, community, wording.text("time.closed"), wording.text("after.ask"))
    ways = (*member_buttons(wording, chat), button(wording, Action.TALK), urgent_button(wording))
    return Card(text, ways, (helped_select(wording, chat),))


def _more(wording: Wording, chat: str) -> tuple[Button, ...]:
    return (button(wording, Action.MORE_TIME, chat), button(wording, Action.END_CHAT, chat))


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
