"""Guide pages as HTML: safe, with headings in order and anchors that stay."""

import pytest

from bot.web.markdown import anchor, to_html


def test_headings_follow_the_title_and_carry_anchors() -> None:
    assert to_html("### What helps\n\ntext") == '<h2 id="what-helps">What helps</h2>\n<p>text</p>\n'


def test_the_same_heading_twice_gets_two_anchors() -> None:
    html = to_html("### More\n\n### More")

    assert 'id="more"' in html
    assert 'id="more-2"' in html


def test_raw_html_stays_text() -> None:
    assert "<script" not in to_html("<script>alert(1)</script>")


def test_a_script_link_is_no_link() -> None:
    assert "<a" not in to_html("[press](javascript:alert(1))")


def test_links_tell_nobody_where_the_reader_came_from() -> None:
    assert to_html("<https://help.example>") == (
        '<p><a href="https://help.example" rel="noopener noreferrer">https://help.example</a></p>\n'
    )


def test_a_line_break_stays_one() -> None:
    assert "<br />" in to_html("one\ntwo")


@pytest.mark.parametrize(
    ("heading", "made"),
    [
        ("What's okay here", "whats-okay-here"),
        ("1. Chats stay here", "1-chats-stay-here"),
        ("Über uns", "über-uns"),
        ("?!", "part"),
    ],
)
def test_anchors_are_words(heading: str, made: str) -> None:
    assert anchor(heading) == made
