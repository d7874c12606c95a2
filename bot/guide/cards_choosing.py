"""Cards about who listens: choosing a listener without ratings (T15), never again, and a listener's own page."""

from bot.chats import LANGUAGES, OTHER_LANGUAGE, Topic
from bot.guide.actions import Action
from bot.guide.building import button, buttons, fitted, lines, paragraphs, quoted
from bot.guide.cards_shared import help_line, private, urgent_button
from bot.guide.values import Card, Choice, Field, Form, Select
from bot.guide.views import ListedListener, ListenerPage
from bot.guide.wording import Wording

ALL = "all"
MOST_CHOICES = 25
MOST_ROWS = 10
YES, NO = "yes", "no"


def topic_name(wording: Wording, topic: str) -> str:
    """Give a topic's name; empty when it is unknown or none was chosen."""
    return wording.named("topic", topic) if wording.has("topic", topic) else ""


def language_name(wording: Wording, language: str) -> str:
    """Give a language's name in its own words; empty when it is unknown or none was chosen."""
    if language == OTHER_LANGUAGE:
        return wording.text("choosing.other_language")
    return wording.language(language) if language in LANGUAGES else ""


def topic_choices(wording: Wording) -> tuple[Choice, ...]:
    """Give every topic as a line of a drop-down."""
    return tuple(Choice(topic_name(wording, topic), topic) for topic in Topic)


def language_choices(wording: Wording) -> tuple[Choice, ...]:
    """Give every language as a line of a drop-down."""
    return tuple(Choice(language_name(wording, code), code) for code in (*LANGUAGES, OTHER_LANGUAGE))


def choose_listener_card(
    wording: Wording,
    listeners: tuple[ListedListener, ...],
    topic: str = "",
    language: str = "",
    last: str = "",
) -> Card:
    """List the listeners who let members choose them, narrowed by topic and language.

    `last` is the member's last chat, so that they can ask for that listener again, or never.
    """
    rows = [_row(wording, listener) for listener in listeners[:MOST_ROWS]]
    left = len(listeners) - len(rows)
    if left:
        rows.append(wording.count("choosing.more", left))
    head = paragraphs(wording.text("choosing.head"), wording.text("choosing.about"))
    foot = wording.text("choosing.last") if last else ""
    body = rows or [wording.text("choosing.nobody")]
    text = fitted(head, body, foot, lambda number: wording.count("choosing.more", number))
    again = buttons(wording, last, Action.SAME_AGAIN, Action.NEVER_AGAIN) if last else ()
    ways = (*again, button(wording, Action.TALK), urgent_button(wording))
    return Card(text, ways, _selects(wording, listeners, topic, language))


def never_again_card(wording: Wording, chat: str) -> Card:
    """Ask once more before two people are never matched again."""
    return Card(
        wording.text("choosing.never_ask"),
        (button(wording, Action.NEVER_YES, chat), button(wording, Action.NOT_NOW, chat)),
    )


def never_again_done_card(wording: Wording) -> Card:
    """Confirm that two people are never matched again; only who asked reads it."""
    return Card(wording.text("choosing.never_done"))


def request_expired_card(
    wording: Wording, community: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Tell a member kindly that nobody was free in time, and what else there is."""
    text = wording.text("asking.expired", help=help_line(wording, emergency, helpline))
    ways = (button(wording, Action.TALK), button(wording, Action.JUST_HELPLINES), urgent_button(wording))
    return Card(private(wording, community, text), ways)


def group_needed_card(wording: Wording, emergency: str = "", helpline: str = "") -> Card:
    """Tell someone whose age group is unclear what is needed, and who is there meanwhile."""
    text = wording.text("asking.group_needed", help=help_line(wording, emergency, helpline))
    return Card(text, (button(wording, Action.JUST_HELPLINES), urgent_button(wording)))


def not_your_turn_card(wording: Wording) -> Card:
    """Answer a listener who accepts what is offered to another one at the moment."""
    return Card(wording.text("request.not_your_turn"))


def other_group_card(wording: Wording) -> Card:
    """Answer a listener who accepts a request of another age group."""
    return Card(wording.text("request.other_group"))


def passed_card(wording: Wording) -> Card:
    """Take it as it is that a listener passes on a request."""
    return Card(wording.text("request.passed"))


def with_avoid(wording: Wording, card: Card, avoid: str) -> Card:
    """Put what the member asks to avoid above a card for the listener who accepted."""
    if not avoid:
        return card
    said = wording.text("request.avoid", avoid=quoted(avoid))
    return Card(paragraphs(said, card.text), card.buttons, card.selects)


def page_lines(wording: Wording, page: ListenerPage) -> str:
    """Say what members can read about a listener."""
    name = quoted(page.called)
    return lines(
        wording.text("my_page.head"),
        wording.text("my_page.topics", topics=_topics(wording, page.topics)),
        wording.text("my_page.languages", languages=_languages(wording, page.languages)),
        wording.text("my_page.listed", name=name)
        if page.listed and name
        else wording.text("my_page.unlisted"),
    )


def page_form(wording: Wording, page: ListenerPage) -> Form:
    """Ask a listener for their own page, all optional."""
    answers = (
        Choice(wording.text("my_page.listed_yes"), YES),
        Choice(wording.text("my_page.listed_no"), NO),
    )
    topics, languages = topic_choices(wording), language_choices(wording)
    fields = (
        Field(
            "called",
            wording.text("my_page.called"),
            wording.text("my_page.called_hint"),
            value=page.called,
            most=30,
        ),
        _drop_down(wording, "topics", topics, ",".join(page.topics), several=True),
        _drop_down(wording, "languages", languages, ",".join(page.languages), several=True),
        _drop_down(wording, "listed", answers, YES if page.listed else NO),
    )
    return Form(wording.named("form", Action.SAVE_PAGE), Action.SAVE_PAGE, fields)


def _drop_down(
    wording: Wording, key: str, choices: tuple[Choice, ...], value: str, *, several: bool = False
) -> Field:
    label, hint = wording.text(f"my_page.{key}_field"), wording.text(f"my_page.{key}_hint")
    return Field(key, label, hint, value=value, choices=choices, several=several)


def _row(wording: Wording, listener: ListedListener) -> str:
    return wording.text(
        "choosing.line",
        name=quoted(listener.called),
        shift=wording.text("choosing.on_shift" if listener.on_shift else "choosing.off_shift"),
        topics=_topics(wording, listener.topics),
        languages=_languages(wording, listener.languages),
    )


def _topics(wording: Wording, topics: tuple[str, ...]) -> str:
    named = [name for topic in topics if (name := topic_name(wording, topic))]
    return ", ".join(named) or wording.text("choosing.any_topic")


def _languages(wording: Wording, languages: tuple[str, ...]) -> str:
    named = [name for code in languages if (name := language_name(wording, code))]
    return ", ".join(named) or wording.text("choosing.any_language")


def _selects(
    wording: Wording, listeners: tuple[ListedListener, ...], topic: str, language: str
) -> tuple[Select, ...]:
    """Two drop-downs to narrow the list, each carrying what the other holds, and one to choose."""
    # A drop-down holds 25 lines, and the first shows all: rare languages are found without narrowing.
    every_topic = Choice(wording.text("choosing.all_topics"), ALL)
    every_language = Choice(wording.text("choosing.all_languages"), ALL)
    topics = (every_topic, *topic_choices(wording))
    languages = (every_language, *language_choices(wording)[: MOST_CHOICES - 1])
    filters = (
        Select(
            Action.FILTER_TOPIC,
            wording.named("select", Action.FILTER_TOPIC),
            topics,
            argument=language or ALL,
            chosen=(topic or ALL,),
        ),
        Select(
            Action.FILTER_LANGUAGE,
            wording.named("select", Action.FILTER_LANGUAGE),
            languages,
            argument=topic or ALL,
            chosen=(language or ALL,),
        ),
    )
    shown = tuple(Choice(listener.called, listener.id) for listener in listeners[:MOST_ROWS])
    if not shown:
        return filters
    pick = Select(Action.PICK_LISTENER, wording.named("select", Action.PICK_LISTENER), shown)
    return (*filters, pick)
