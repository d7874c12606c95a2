"""Guide pages as HTML: no raw HTML, headings in order, anchors that stay."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup


def to_html(text: str) -> Markup:
    """Render a guide page. Its `###` headings become `h2`, each with an anchor made of its words."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    tokens = reader.parse(text)
    taken: set[str] = set()
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _free(anchor(tokens[position + 1].content), taken))
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, int(token.tag[1]) - 1)}"
        _protect_links(token.children or ())
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - raw HTML is off


def anchor(heading: str) -> str:
    """Give a heading's anchor: its words in lower case, joined by hyphens."""
    words: list[str] = re.findall(r"\w+", heading.lower().replace("'", ""))
    return "-".join(words) or "part"


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name


def _protect_links(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer")
