"""News about safety, to the team and to those who asked for it."""

from bot.guide import Wording
from bot.guide.cards_news import news_card, news_off_card, news_on_card
from tests.guide.examples.shelf import COMMUNITY, WEB, Named


def cards(wording: Wording) -> Named:
    """News about safety, to the team and to those who asked for it."""
    yield "moderator-safety-news", news_card(wording, wording.news)
    yield "both-safety-news", news_card(wording, wording.news, COMMUNITY, WEB)
    for many in (10, 20):
        yield f"both-safety-news-many-{many}", news_card(wording, wording.news[:1] * many, COMMUNITY)
    for by_message in (True, False):
        yield f"both-news-on-{by_message}", news_on_card(wording, by_message=by_message)
    yield "both-news-off", news_off_card(wording)
