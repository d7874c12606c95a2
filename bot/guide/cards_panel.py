"""The staged safety screen behind What's okay here?: one calm card first, details on tap (T27 to T35)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.guide.actions import Action
from bot.guide.building import button, buttons, lines, paragraphs
from bot.guide.cards_crisis import helpline_select
from bot.guide.cards_report import situations_card
from bot.guide.cards_shared import guide_card, urgent_button, web_button
from bot.guide.pages import Page
from bot.guide.reasons import REASONS, ReasonGroup
from bot.guide.values import Card, Choice, Select
from bot.guide.wording import Wording


class PanelTopic(StrEnum):
    """What the screen can tell, in the order shown."""

    REASONS = "reasons"
    RULES = "rules"
    PRIVATE = "private"
    HAPPENED = "happened"
    HELP = "help"
    READERS = "readers"
    KIND = "kind"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader's open chat as buttons carry it; whether they may have another listener; whether it is relayed."""

    chat: str = ""
    leave: bool = False
    relayed: bool = False


_PAGES = {
    PanelTopic.RULES: Page.OKAY_HERE,
    PanelTopic.PRIVATE: Page.KEEP_PRIVATE,
    PanelTopic.HAPPENED: Page.IF_IT_HAPPENED,
}


def safety_card(wording: Wording, reader: Reader | None = None, url: str = "") -> Card:
    """Answer What's okay here? and `/safety`: calm words, the way out, and one choice of what to read (T33)."""
    return _with_topics(wording, wording.text("panel.screen.first"), reader or Reader(), url)


def topic_card(wording: Wording, topic: PanelTopic, reader: Reader | None = None, url: str = "") -> Card:
    """Show one topic, with the choice of the others below it. `url` is where its page is on the web."""
    reader = reader or Reader()
    chat = reader.chat
    match topic:
        case PanelTopic.REASONS:
            return _with_topics(
                wording, wording.text("panel.screen.reasons"), reader, "", _groups(wording, chat)
            )
        case PanelTopic.HELP:
            helplines = helpline_select(wording)
            return _with_topics(wording, helplines.text, reader, "", *helplines.selects)
        case PanelTopic.READERS if reader.relayed:
            return _with_topics(wording, wording.text("panel.screen.readers_relayed"), reader)
        case PanelTopic.READERS | PanelTopic.KIND:
            return _with_topics(wording, wording.named("panel.screen", topic), reader)
        case PanelTopic.PAGES:
            return guide_card(wording, Page.IF_IT_HAPPENED, url)
        case PanelTopic.RULES:
            text = paragraphs(guide_card(wording, _PAGES[topic]).text, wording.text("panel.screen.report"))
            return _with_topics(wording, text, reader, url, *situations_card(wording, chat).selects)
        case _:
            return _with_topics(wording, guide_card(wording, _PAGES[topic]).text, reader, url)


def reasons_card(wording: Wording, group: ReasonGroup, reader: Reader | None = None) -> Card:
    """Answer every reason of one group: what they say, and what holds here (T09 to T12)."""
    answers = [
        wording.text(
            "panel.screen.reason", said=wording.named("reason", each), answer=wording.named("excuse", each)
        )
        for each in REASONS[group]
    ]
    text = paragraphs(
        wording.text("panel.screen.reasons_in", group=wording.named("reason_group", group)),
        lines(*answers),
        wording.text("panel.screen.reasons_foot"),
    )
    reader = reader or Reader()
    return _with_topics(wording, text, reader, "", _groups(wording, reader.chat, group))


def topic_page(topic: PanelTopic) -> Page | None:
    """Give the guide page that a topic shows; None when it has words of its own."""
    return _PAGES.get(topic)


def _with_topics(wording: Wording, text: str, reader: Reader, url: str = "", *selects: Select) -> Card:
    """What was chosen comes first, then the choice of other topics, then what can be done at once."""
    chat = reader.chat
    leave = buttons(wording, chat, Action.ANOTHER_LISTENER) if reader.leave else ()
    ways = (button(wording, Action.FEELS_WRONG, chat), *leave, urgent_button(wording, chat))
    return Card(text, (*ways, *web_button(wording, url)), (*selects, _topics(wording, chat)))


def _topics(wording: Wording, chat: str) -> Select:
    choices = tuple(
        Choice(wording.named("panel.topic", each), each, wording.named("panel.topic_about", each))
        for each in PanelTopic
    )
    return Select(Action.SHOW_TOPIC, wording.named("select", Action.SHOW_TOPIC), choices, argument=chat)


def _groups(wording: Wording, chat: str, chosen: ReasonGroup | None = None) -> Select:
    choices = tuple(Choice(wording.named("reason_group", each), each) for each in ReasonGroup)
    placeholder = wording.named("select", Action.SHOW_REASONS)
    marked = (chosen,) if chosen is not None else ()
    return Select(Action.SHOW_REASONS, placeholder, choices, argument=chat, chosen=marked)
