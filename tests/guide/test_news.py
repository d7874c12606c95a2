"""News about safety: dated, in order, and leading to a page that is there."""

import pytest

from bot.guide import Wording
from bot.guide.cards_shared import guide_card
from bot.guide.news import NewsError, read_news

ONE = """
[[news]]
id = "one-thing"
version = "1.2.0"
on = 2026-02-03
title = "One thing"
text = "It is new."
page = "rules"
"""


def test_every_piece_of_news_leads_to_a_page_that_says_more(wording: Wording) -> None:
    assert wording.news
    for news in wording.news:
        assert guide_card(wording, news.page).text


def test_no_news_is_fine() -> None:
    assert read_news("", "xx/news.toml") == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ONE + ONE, "each id may be there once"),
        (ONE + ONE.replace("one-thing", "other-thing").replace("2026", "2025"), "the newest must come last"),
        (ONE.replace("rules", "no-such-page"), r"news\.0\.page"),
        (ONE.replace("on =", "when ="), r"news\.0\."),
        ("[[news]\n", "news.toml: "),
    ],
)
def test_broken_news_are_refused_with_what_is_wrong(content: str, said: str) -> None:
    with pytest.raises(NewsError, match=rf"xx/news\.toml.*{said}|{said}"):
        read_news(content, "xx/news.toml")
