"""Cards of relayed chats, in which the two know each other by pseudonyms only."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, hidden, lines, paragraphs, quoted
from bot.guide.cards_shared import NEAR_BUTTONS, help_line, private, urgent_button
from bot.guide.known_as import called
from bot.guide.values import Button, Card, Field, Form, Style
from bot.guide.views import CaseView
from bot.guide.wording import Wording

# All that a listener needs stands in their first message, since nothing else stays near.
_LISTENER_BUTTONS = (
    *(Action.LISTENER_CARD, Action.REFER, Action.GET_MODERATOR, Action.END_NOW, Action.END_CHAT),
    Action.FEELS_WRONG,
)


@dataclass(frozen=True, slots=True)
class PseudonymWords:
    """The words that pseudonyms are made of."""

    firsts: tuple[str, ...]
    seconds: tuple[str, ...]


def pseudonym_words(wording: Wording) -> PseudonymWords:
    """Give the words that pseudonyms are made of, in this locale."""
    content = (files("bot.guide") / "locales" / wording.locale / "names.toml").read_text("utf-8")
    words = tomllib.loads(content)
    return PseudonymWords(tuple(words["firsts"]), tuple(words["seconds"]))


def before_relay_card(wording: Wording, emergency: str = "", helpline: str = "", *, wanted: str = "") -> Card:
    """Say before a request what a relayed chat is, and who can read it. `wanted`: a listener was chosen."""
    text = paragraphs(
        wording.text("relay.before", help=help_line(wording, emergency, helpline)),
        wording.text("choosing.chosen") if wanted else "",
        # Last, right above the button that answers it.
        wording.text("relay.ask"),
    )
    yes = button(wording, Action.ASK_MESSAGES_OKAY, wanted, Style.MAIN)
    rest = buttons(wording, "", Action.JUST_HELPLINES, Action.CHOOSE_LISTENER, Action.NOT_NOW)
    return Card(text, (yes, *rest, urgent_button(wording)))


def relay_panel(
    wording: Wording,
    chat: str,
    own_name: str,
    other_name: str,
    community: str,
    *,
    to_member: bool,
    emergency: str = "",
    helpline: str = "",
) -> Card:
    """Give the first message of a relayed chat, to one side."""
    text = wording.named(
        "relay",
        "panel_member" if to_member else "panel_listener",
        own=own_name,
        other=other_name,
        help=help_line(wording, emergency, helpline),
    )
    return Card(private(wording, community, text), _panel_buttons(wording, chat, to_member=to_member))


def relay_accepted_card(wording: Wording, chat: str, minutes: int, note: str = "") -> Card:
    """Tell the listener who accepted where the chat is, and how listening works. `note` came along with a referral."""
    came = wording.text("listening.note", note=quoted(note)) if note else ""
    listener = wording.text("relay.you")
    how = wording.text("panel.listener", listener=listener, minutes=minutes)
    return Card(
        paragraphs(wording.text("relay.accepted"), came, how),
        (
            *buttons(wording, chat, Action.LISTENER_CARD, Action.REFER, Action.END_NOW),
            urgent_button(wording, chat),
        ),
    )


def your_relay_card(wording: Wording) -> Card:
    """Lead a member who asks to the relayed chat they have."""
    return Card(wording.text("relay.here"), (urgent_button(wording),))


def relay_stopped_card(wording: Wording, message: str, category: str, until: datetime) -> Card:
    """Tell the sender that a message was not passed on, and why: by its kind, never by the matched words."""
    text = lines(
        wording.text("relay.stopped"),
        wording.named("relay.stopped_for", category),
        wording.text("relay.stopped_kept", until=day(until)),
    )
    return Card(text, buttons(wording, message, Action.GOT_IT_WRONG, Action.WHY_RULE))


def relay_held_back_card(wording: Wording, chat: str, *, to_member: bool) -> Card:
    """Tell the receiver that a message was not passed on."""
    return Card(wording.text("relay.held_back"), _near(wording, chat, to_member=to_member))


def relay_nearby_card(wording: Wording, chat: str, *, to_member: bool) -> Card:
    """Give the silent line that keeps the buttons near in the messages of one side."""
    card = () if to_member else buttons(wording, chat, Action.LISTENER_CARD)
    return Card(wording.text("panel.nearby"), (*_near(wording, chat, to_member=to_member), *card))


def relay_paused_card(wording: Wording, chat: str) -> Card:
    """Tell both sides that nothing is passed on until a moderator has looked."""
    return Card(
        wording.text("relay.paused"), (button(wording, Action.END_CHAT, chat), urgent_button(wording, chat))
    )


def relay_waits_card(wording: Wording, chat: str) -> Card:
    """Tell somebody who writes in a paused chat that it was not passed on."""
    return Card(
        wording.text("relay.waits"), (button(wording, Action.END_CHAT, chat), urgent_button(wording, chat))
    )


def relay_goes_on_card(wording: Wording, chat: str) -> Card:
    """Tell both sides that the pause is over."""
    return Card(wording.text("relay.goes_on"), buttons(wording, chat, Action.OKAY_HERE, Action.FEELS_WRONG))


def relay_unreachable_card(wording: Wording, community: str, *, to_member: bool) -> Card:
    """Tell one side kindly that the other one cannot be reached any more."""
    ask = (button(wording, Action.TALK), urgent_button(wording)) if to_member else ()
    return Card(private(wording, community, wording.text("relay.unreachable")), ask)


def relay_closed_messages_card(wording: Wording, community: str) -> Card:
    """Tell somebody, under My messages, that their messages are closed and how to open them."""
    return Card(private(wording, community, wording.text("relay.closed_messages")), (urgent_button(wording),))


def relay_no_chat_card(wording: Wording, emergency: str = "", helpline: str = "") -> Card:
    """Tell somebody who writes to the bot that no chat is open, so that they do not wait for an answer."""
    text = wording.text("relay.no_chat", help=help_line(wording, emergency, helpline))
    return Card(text, (button(wording, Action.TALK), urgent_button(wording)))


def relay_which_card(wording: Wording) -> Card:
    """Ask somebody with several chats to reply to a message of the one they mean."""
    return Card(wording.text("relay.which"))


def relay_left_out_card(wording: Wording, *, words_went: bool) -> Card:
    """Tell a sender what was not passed on."""
    return Card(wording.named("relay", "left_out" if words_went else "left_out_all"))


def relay_paused_call(wording: Wording, number: int, case: int, chat: str) -> Card:
    """Call moderators to a relayed chat that is paused."""
    text = wording.text("moderator.relay_paused", number=number, case=case)
    return Card(text, buttons(wording, chat, Action.RELAY_GO_ON, Action.RELAY_END))


def relay_call_done(wording: Wording, number: int, who: str, *, goes_on: bool) -> Card:
    """Give what replaces the call once somebody has decided. `who` is a mention."""
    key = "relay_went_on" if goes_on else "relay_ended"
    return Card(wording.named("moderator", key, number=number, who=who))


def reveal_form(wording: Wording, case: str, number: int) -> Form:
    """Ask why the account behind a pseudonym must be seen."""
    reason = Field(
        "reason",
        wording.text("moderator.reveal_reason"),
        wording.text("moderator.reveal_hint"),
        long=True,
        required=True,
        most=500,
    )
    return Form(wording.text("moderator.reveal_title", number=number), Action.REVEAL_ASK, (reason,), case)


def reveal_asked_card(wording: Wording, case: CaseView, who: str, reason: str) -> Card:
    """Ask a second person. `who` is a mention of the one who asks."""
    text = wording.text(
        "moderator.reveal_asked",
        number=case.number,
        subject=called(wording, case.subject),
        who=who,
        reason=hidden(reason, 500),
    )
    return Card(text, buttons(wording, str(case.id), Action.REVEAL_YES, Action.REVEAL_NO))


def reveal_waits_card(wording: Wording, number: int) -> Card:
    """Confirm that a second person was asked."""
    return Card(wording.text("moderator.reveal_waits", number=number))


def reveal_needs_other_card(wording: Wording) -> Card:
    """Answer whoever asked and wants to agree too."""
    return Card(wording.text("moderator.reveal_needs_other"))


def revealed_card(wording: Wording, number: int, subject: str) -> Card:
    """Show whose account it is. `subject` is a mention."""
    return Card(wording.text("moderator.revealed", number=number, subject=subject))


def _panel_buttons(wording: Wording, chat: str, *, to_member: bool) -> tuple[Button, ...]:
    actions = (*NEAR_BUTTONS, Action.END_CHAT) if to_member else _LISTENER_BUTTONS
    return (*buttons(wording, chat, *actions), urgent_button(wording, chat))


def _near(wording: Wording, chat: str, *, to_member: bool) -> tuple[Button, ...]:
    if to_member:
        return buttons(wording, chat, *NEAR_BUTTONS)
    return buttons(wording, chat, Action.OKAY_HERE, Action.FEELS_WRONG, Action.END_NOW)
