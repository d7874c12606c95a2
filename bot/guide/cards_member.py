"""Cards that a member reads: asking for a listener, private tips, endings, waiting messages."""

from datetime import datetime

from bot.chats import Wish
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, day_and_time, paragraphs
from bot.guide.cards_after import helped_select, member_buttons
from bot.guide.cards_choosing import language_choices, topic_choices
from bot.guide.cards_crisis import urgent_help_card
from bot.guide.cards_shared import help_line, private, urgent_button
from bot.guide.values import Button, Card, Choice, Field, Form, Style
from bot.guide.views import WaitingMessage
from bot.guide.wording import Wording

LENGTHS = (15, 30, 45, 60)


def before_asking_card(
    wording: Wording,
    emergency: str = "",
    helpline: str = "",
    *,
    wanted: str = "",
    may_be_relayed: bool = False,
) -> Card:
    """Say what happens and who reads, and ask consent to private messages, before anything is sent.

    `wanted` is carried along when the member has chosen a listener. `may_be_relayed`: with a new listener, the
    chat goes through the bot.
    """
    helped = help_line(wording, emergency, helpline)
    text = paragraphs(
        wording.text("asking.before", help=helped),
        wording.text("asking.new_listener") if may_be_relayed else "",
        wording.text("choosing.chosen") if wanted else "",
        # Last, right above the buttons that answer it.
        wording.text("asking.messages"),
    )
    okay = button(wording, Action.ASK_MESSAGES_OKAY, wanted, Style.MAIN)
    quiet = button(wording, Action.ASK_NO_MESSAGES, wanted, Style.MAIN)
    rest = buttons(wording, "", Action.JUST_HELPLINES, Action.CHOOSE_LISTENER, Action.NOT_NOW)
    return Card(text, (okay, quiet, *rest, urgent_button(wording)))


def request_form(wording: Wording, argument: str) -> Form:
    """Ask five things, all optional. `argument` carries the consent given before, and a chosen listener."""
    lengths = tuple(
        Choice(wording.text("asking.minutes_choice", minutes=minutes), str(minutes)) for minutes in LENGTHS
    )
    wishes = tuple(Choice(wording.named("asking.wish_choice", wish), wish) for wish in Wish if wish)
    avoid = Field("avoid", wording.text("asking.avoid"), wording.text("asking.avoid_hint"), most=200)
    fields = (
        _choice(wording, "topic", topic_choices(wording)),
        _choice(wording, "minutes", lengths),
        _choice(wording, "language", language_choices(wording)),
        avoid,
        _choice(wording, "wish", wishes),
    )
    return Form(wording.named("form", Action.SEND_REQUEST), Action.SEND_REQUEST, fields, argument)


def _choice(wording: Wording, key: str, choices: tuple[Choice, ...]) -> Field:
    return Field(key, wording.named("asking", key), wording.text(f"asking.{key}_hint"), choices=choices)


def request_sent_card(
    wording: Wording, request: str, *, left_out: bool = False, help_first: bool = False
) -> Card:
    """Confirm a request; promise no time.

    `left_out`: something in it said how to reach them elsewhere. `help_first`: it had crisis words (T38).
    """
    said = paragraphs(wording.text("asking.sent"), wording.text("asking.left_out") if left_out else "")
    if not help_first:
        return Card(said, _while_waiting(wording, request))
    help_card = urgent_help_card(wording)
    take_back = button(wording, Action.WITHDRAW_REQUEST, request)
    return Card(paragraphs(help_card.text, said), (*help_card.buttons, take_back))


def waiting_already_card(wording: Wording, request: str) -> Card:
    """Answer someone who asks while their request is still out."""
    return Card(wording.text("asking.waiting_already"), _while_waiting(wording, request))


def _while_waiting(wording: Wording, request: str) -> tuple[Button, ...]:
    """Whoever waits can take it back, and finds help meanwhile."""
    take_back = button(wording, Action.WITHDRAW_REQUEST, request)
    return (take_back, button(wording, Action.JUST_HELPLINES), urgent_button(wording))


def request_not_shown_card(
    wording: Wording, community: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Tell a member that their request could not be shown to listeners, so that they do not wait in vain."""
    text = wording.text("asking.not_shown", help=help_line(wording, emergency, helpline))
    return Card(private(wording, community, text), (button(wording, Action.TALK), urgent_button(wording)))


def request_over_card(wording: Wording, community: str = "", emergency: str = "", helpline: str = "") -> Card:
    """Tell a member who waits that Sidelight leaves the community, so that nobody will answer."""
    text = wording.text("asking.over", help=help_line(wording, emergency, helpline))
    return Card(private(wording, community, text), (urgent_button(wording),))


def chat_opening_card(wording: Wording) -> Card:
    """Answer a member who asks while their chat opens."""
    return Card(wording.text("asking.opening"), (urgent_button(wording),))


def your_chat_card(wording: Wording, link: str) -> Card:
    """Lead a member who asks to the chat they have. `link` is a mention of the thread."""
    return Card(wording.text("asking.here", link=link), (urgent_button(wording),))


def not_ready_card(wording: Wording, emergency: str = "", helpline: str = "") -> Card:
    """Say that nobody can be asked here yet, and who is there meanwhile."""
    text = wording.text("asking.not_ready", help=help_line(wording, emergency, helpline))
    return Card(text, (urgent_button(wording),))


def paused_member_card(
    wording: Wording, community: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Answer a member with a pause who asks for a listener, and name who is there for them meanwhile."""
    text = wording.text("asking.paused", help=help_line(wording, emergency, helpline))
    waiting = button(wording, Action.MY_MESSAGES)
    return Card(private(wording, community, text), (waiting, urgent_button(wording)))


def paused_in_chat_card(wording: Wording, chat: str) -> Card:
    """Answer a member with a pause who wants another listener: the present chat is not taken from them."""
    ways = (button(wording, Action.END_CHAT, chat), button(wording, Action.MY_MESSAGES))
    return Card(wording.text("asking.paused_here"), (*ways, urgent_button(wording, chat)))


def request_withdrawn_card(wording: Wording) -> Card:
    """Confirm that a request was taken back."""
    return Card(wording.text("asking.withdrawn"))


def chat_opened_card(wording: Wording, link: str, community: str = "") -> Card:
    """Call the member to the chat that opened. `link` is a mention of the thread."""
    return Card(private(wording, community, wording.text("asking.opened", link=link)))


def another_listener_card(wording: Wording, request: str) -> Card:
    """Confirm that another listener was asked for; the present chat ends."""
    return Card(wording.text("ending.another_listener"), _while_waiting(wording, request))


def referred_card(wording: Wording, request: str, community: str = "") -> Card:
    """Tell the member that the listener handed over (T58), and that it is not about them."""
    text = private(wording, community, wording.text("ending.referred"))
    return Card(text, _while_waiting(wording, request))


def member_asked_tip(wording: Wording, chat: str, community: str = "") -> Card:
    """Tell a member who asked for contact, privately, why not here."""
    text = private(wording, community, wording.text("tip.member_asked"))
    return Card(text, buttons(wording, chat, Action.WHY_RULE, Action.OKAY_HERE))


def overshare_tip(wording: Wording, message: str, community: str = "", *, can_hide: bool = True) -> Card:
    """Offer to hide what may show who someone is (T19). Without the right to delete, offer no button."""
    ask = "tip.overshare_ask" if can_hide else "tip.overshare_self"
    text = private(wording, community, wording.text("tip.overshare"), wording.text(ask))
    return Card(text, buttons(wording, message, Action.HIDE_IT, Action.KEEP_IT) if can_hide else ())


def hidden_card(wording: Wording) -> Card:
    """Confirm that the message was deleted."""
    return Card(wording.text("tip.hidden"))


def kept_card(wording: Wording) -> Card:
    """Confirm that the message stays."""
    return Card(wording.text("tip.kept"))


def could_not_hide_card(wording: Wording) -> Card:
    """Say that the message could not be deleted, and what else helps."""
    return Card(wording.text("tip.could_not_hide"))


def boundary_card(wording: Wording, chat: str, until: datetime | None = None, community: str = "") -> Card:
    """Tell a member kindly what is not okay. `until`: when the note is deleted; None when none was kept."""
    kept = wording.text("tip.boundary_kept", until=day(until)) if until else ""
    text = private(wording, community, wording.text("tip.boundary"), kept)
    return Card(text, (urgent_button(wording, chat), button(wording, Action.OKAY_HERE, chat)))


def ended_suddenly_card(wording: Wording, chat: str, community: str = "") -> Card:
    """Ask only the member whether the chat ended suddenly, without blame (T42); the answer asks how it was.

    One question at a time: this is the one card after such a chat.
    """
    text = private(wording, community, wording.text("ending.suddenly"))
    asked = buttons(wording, chat, Action.SUDDEN_YES, Action.SUDDEN_NO, Action.FELT_WRONG)
    return Card(text, (*asked, button(wording, Action.TALK), urgent_button(wording)))


def sudden_thanks(wording: Wording, chat: str) -> Card:
    """Thank for saying that a chat ended suddenly, and ask how it was."""
    return _answered_sudden(wording, chat, "ending.sudden_thanks")


def sudden_heard_card(wording: Wording, chat: str) -> Card:
    """Thank for saying that a chat ended suddenly, when no note is kept about it."""
    return _answered_sudden(wording, chat, "ending.sudden_heard")


def sudden_fine_card(wording: Wording, chat: str) -> Card:
    """Answer that all was fine; nothing was noted."""
    return _answered_sudden(wording, chat, "ending.fine_thanks")


def _answered_sudden(wording: Wording, chat: str, key: str) -> Card:
    text = paragraphs(wording.text(key), wording.text("after.ask"))
    ways = (*member_buttons(wording, chat), button(wording, Action.TALK), urgent_button(wording))
    return Card(text, ways, (helped_select(wording, chat),))


def my_messages_card(wording: Wording, messages: tuple[WaitingMessage, ...], place: int = 0) -> Card:
    """Show one waiting message with its own buttons, newest first; `place` counts from 0 and wraps around."""
    if not messages:
        return Card(wording.text("messages.none"))
    newest_first = sorted(messages, key=lambda message: message.when, reverse=True)
    shown = place % len(newest_first)
    message = newest_first[shown]
    when = day_and_time(message.when)
    head = wording.text("messages.head", place=shown + 1, total=len(newest_first), when=when)
    turn = buttons(wording, str(shown + 1), Action.TURN_MESSAGE) if len(newest_first) > 1 else ()
    return Card(f"{head}\n{message.card.text}", (*message.card.buttons, *turn), message.card.selects)
