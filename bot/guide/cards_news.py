"""News about safety as people read it: once, in plain words, with where to read more (T60)."""

from collections.abc import Sequence
from enum import StrEnum

from bot.guide.actions import Action
from bot.guide.building import button, buttons, fitted, lines
from bot.guide.cards_shared import private, web_button
from bot.guide.news import SafetyNews
from bot.guide.values import Button, Card, Choice, Select
from bot.guide.wording import Wording


class NewsWish(StrEnum):
    """Whether somebody wants to hear news: not, by private message, or only under My messages."""

    OFF = "off"
    BY_MESSAGE = "by_message"
    WAITING = "waiting"


# The pages, besides the rules, on which the button for news stands.
SHIFT_PAGE, DATA_PAGE = "shift", "data"


def news_card(wording: Wording, news: Sequence[SafetyNews], community: str = "", url: str = "") -> Card:
    """Tell what is new about safety: to one person, or without a community's name to the team."""
    head = private(wording, community, wording.text("news.head_person" if community else "news.head_team"))
    rows = [("\n" if place else "") + _line(wording, each) for place, each in enumerate(news)]
    foot = wording.text("news.foot_person" if community else "news.foot_team")
    text = fitted(head, rows, foot, lambda left: wording.count("news.more", left))
    stop = buttons(wording, "", Action.NEWS_OFF) if community else ()
    return Card(text, (*stop, *web_button(wording, url)), (_pages(wording, news),))


def news_on_card(wording: Wording, *, by_message: bool) -> Card:
    """Confirm that somebody will hear; `by_message`: by private message, else under My messages only."""
    key = "news.on_message" if by_message else "news.on_waiting"
    return Card(wording.text(key), buttons(wording, "", Action.NEWS_OFF))


def news_off_card(wording: Wording) -> Card:
    """Confirm that nothing more comes."""
    return Card(wording.text("news.off"), buttons(wording, "", Action.NEWS_ON))


def news_button(wording: Wording, *, hears: bool, page: str = "") -> Button:
    """Give the button that begins or stops the news. `page`: which page it stands on and shows anew.

    In private, the community's number follows after a colon.
    """
    return button(wording, Action.NEWS_OFF if hears else Action.NEWS_ON, page)


def news_line(wording: Wording, wish: NewsWish) -> str:
    """Say whether somebody hears the news, and how, for a page with other choices of theirs."""
    return wording.named("news.now", wish)


def _line(wording: Wording, news: SafetyNews) -> str:
    when = wording.text("news.when", version=news.version, on=wording.day(news.on))
    return lines(wording.text("news.line", title=news.title, text=news.text), when)


def _pages(wording: Wording, news: Sequence[SafetyNews]) -> Select:
    """Lead on to the pages that say more, each once."""
    pages = [wording.guide.page(page) for page in dict.fromkeys(each.page for each in news)]
    choices = tuple(Choice(page.title, page.page.value, page.summary) for page in pages)
    return Select(Action.SHOW_PAGE, wording.text("rules.read_more"), choices[:25])
