"""Cards that a listener reads: requests, how it works, reminders, notes, how to answer."""

from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import ago, button, buttons, day, fitted, lines, paragraphs, quoted
from bot.guide.cards_choosing import language_name, topic_name
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Card, Style
from bot.guide.views import NoteLine, RequestView
from bot.guide.wording import Wording


def request_card(wording: Wording, request: RequestView) -> Card:
    """Show a request to the listeners: topic, language, length and wait, never a name or free words."""
    unknown = wording.text("request.no_topic")
    text = lines(
        wording.text("request.head"),
        wording.text("request.topic", topic=topic_name(wording, request.topic) or unknown),
        wording.text("request.language", language=language_name(wording, request.language) or unknown),
        wording.text("request.minutes", minutes=request.minutes) if request.minutes else "",
        wording.text("request.waiting", since=ago(request.since)),
        wording.named("request.group", request.group) if request.group else "",
        wording.text("request.foot_first", listener=request.offered_to)
        if request.offered_to
        else wording.text("request.foot"),
    )
    accept = button(wording, Action.ACCEPT_REQUEST, request.id, Style.GO)
    not_this = buttons(wording, request.id, Action.NOT_THIS_ONE) if request.offered_to else ()
    return Card(text, (accept, *not_this, button(wording, Action.MY_SHIFT)))


def could_not_open_card(wording: Wording, community: str = "", *, relayed: bool = False) -> Card:
    """Tell a listener who accepted that the chat could not be opened and the request is out again.

    `relayed`: their private messages are closed.
    """
    text = wording.text("request.could_not_open")
    how = wording.text("relay.open_messages") if relayed else ""
    return Card(private(wording, community, text, how))


def someone_else_took_it_card(wording: Wording) -> Card:
    """Answer the second of two listeners who pressed at once."""
    return Card(wording.text("request.someone_else"))


def own_request_card(wording: Wording) -> Card:
    """Answer a listener who presses on their own request."""
    return Card(wording.text("request.own"))


def paused_listener_card(wording: Wording) -> Card:
    """Answer a listener with a pause; only `off shift` is said here."""
    return Card(wording.text("request.off_shift"), buttons(wording, "", Action.MY_MESSAGES))


def first_shift_consent_card(wording: Wording, request: str, *, relayed: bool = False) -> Card:
    """Ask a listener's consent to private notes before the first chat. `request` is what they accepted.

    `relayed`: chats here can be passed along by private message, to which no consent is asked.
    """
    yes = button(wording, Action.SHIFT_NOTES_YES, request, Style.MAIN)
    no = button(wording, Action.SHIFT_NOTES_NO, request, Style.MAIN)
    text = paragraphs(
        wording.text("request.first_shift"),
        wording.text("request.first_shift_relayed") if relayed else "",
        wording.text("request.first_shift_thanks"),
    )
    return Card(text, (yes, no, button(wording, Action.NOT_NOW, request)))


def reminder(
    wording: Wording,
    note: str,
    words: str,
    until: datetime,
    community: str,
    category: str = "contact_request",
    excuse: str = "",
) -> Card:
    """Remind the sender privately: their words, the rule, the note and until when, how to disagree (T06)."""
    instead = excuse if wording.has("reminder.instead", excuse) else "otherwise"
    text = private(
        wording,
        community,
        lines(
            wording.text("reminder.words", words=quoted(words)),
            wording.named("reminder.about", category),
            wording.text("reminder.say", say=wording.named("reminder.instead", instead)),
        ),
        wording.text("reminder.kept", until=day(until)),
        wording.text("reminder.wrong"),
    )
    wrong = button(wording, Action.GOT_IT_WRONG, note)
    return Card(text, (wrong, *buttons(wording, "", Action.WHY_RULE, Action.MY_NOTES)))


def why_rule_card(wording: Wording) -> Card:
    """Answer Why this rule?."""
    return Card(wording.text("reminder.why"), buttons(wording, "", Action.OKAY_HERE))


def disputed_card(wording: Wording) -> Card:
    """Answer You got it wrong: the note counts no more unless a person checks it."""
    return Card(wording.text("reminder.disputed"), buttons(wording, "", Action.MY_NOTES))


def my_notes_card(wording: Wording, notes: tuple[NoteLine, ...]) -> Card:
    """List the notes about the reader, newest first, with their own words only."""
    if not notes:
        return Card(wording.text("note.none"))
    newest_first = sorted(notes, key=lambda note: note.when, reverse=True)
    rows = [note_row(wording, note) for note in newest_first]
    foot = wording.text("note.foot")
    return Card(fitted(wording.text("note.head"), rows, foot, lambda left: wording.count("note.more", left)))


def how_to_answer_card(wording: Wording, chat: str, community: str = "") -> Card:
    """Help a listener whom a member asked for contact (T05)."""
    text = private(wording, community, wording.text("tip.how_to_answer"))
    return Card(text, buttons(wording, chat, Action.REFER, Action.END_NOW))


def listener_boundary_card(wording: Wording, chat: str, community: str = "") -> Card:
    """Stand by a listener who is treated badly (T55): end, refer or call a moderator, without a reason."""
    text = private(wording, community, wording.text("tip.listener_boundary"))
    return Card(text, buttons(wording, chat, Action.END_NOW, Action.REFER, Action.GET_MODERATOR))


def listener_crisis_card(
    wording: Wording, chat: str, community: str = "", *, refers: bool = False, alerted: bool = False
) -> Card:
    """Tell a listener how to lead someone in danger to trained help (T38).

    `refers`: such chats go to trained people here. `alerted`: moderators really were asked.
    """
    text = private(
        wording,
        community,
        wording.text("crisis.listener"),
        wording.text("crisis.listener_refers" if refers else "crisis.listener_may_stay"),
        wording.text("crisis.listener_alerted") if alerted else "",
    )
    return Card(
        text, (urgent_button(wording, chat), *buttons(wording, chat, Action.GET_MODERATOR, Action.REFER))
    )


def listener_hint_card(wording: Wording, chat: str, community: str = "") -> Card:
    """Tell a listener that words may mean more than they say, and what helps then (T38)."""
    text = private(wording, community, wording.text("crisis.listener_hint"))
    return Card(text, (urgent_button(wording, chat), *buttons(wording, chat, Action.GET_MODERATOR)))


def refer_done_card(wording: Wording) -> Card:
    """Confirm to the listener that someone else is asked to take over."""
    return Card(wording.text("ending.refer_done"))


def all_clear_card(wording: Wording, community: str = "") -> Card:
    """Tell the person concerned that nothing was found and the note is gone."""
    return Card(private(wording, community, wording.text("outcome.all_clear")))


def pause_card(wording: Wording, until: datetime, community: str = "", *, by_bot: bool = False) -> Card:
    """Tell a listener about a pause from new chats: until when, and that it is not a decision."""
    key = "outcome.paused_by_bot" if by_bot else "outcome.paused"
    text = wording.text(key, until=day(until), directory=wording.helplines.directory)
    return Card(private(wording, community, text), buttons(wording, "", Action.MY_NOTES))


def pause_over_card(wording: Wording, community: str = "") -> Card:
    """Tell a listener that the pause is over."""
    return Card(private(wording, community, wording.text("outcome.pause_over")))


def note_row(wording: Wording, note: NoteLine) -> str:
    """One note as its subject reads it."""
    state = "disputed" if note.disputed else "counts" if note.counts else "counts_not"
    known = [kind if wording.has("note.kind", kind) else "report" for kind in note.kinds]
    line = wording.text(
        "note.line",
        when=day(note.when),
        kinds=", ".join(wording.named("note.kind", kind) for kind in known),
        until=day(note.until),
        state=wording.named("note", state),
    )
    return lines(line, wording.text("note.words", words=quoted(note.excerpt)) if note.excerpt else "")
