"""The guide pages: one source for Discord and the web, each short enough for one message."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources.abc import Traversable


class Page(StrEnum):
    """The pages of the guide in their order; what to do if it already happened comes first."""

    IF_IT_HAPPENED = "if-it-happened"
    OKAY_HERE = "okay-here"
    WARNING_SIGNS = "warning-signs"
    KEEP_PRIVATE = "keep-private"
    ENDING = "ending-a-chat"
    CRISIS_HELP = "crisis-help"
    REPORTS = "reports"
    RULES = "rules"
    PRIVACY = "privacy"


class GuideError(ValueError):
    """A guide page that is missing or has a broken head; the message names the file."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page. `text` is markdown without the title; `updated` and `version` are shown with it."""

    page: Page
    title: str
    summary: str
    updated: date
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """All pages of one locale, in order."""

    pages: tuple[GuidePage, ...]

    def page(self, page: Page) -> GuidePage:
        """Give one page."""
        return next(found for found in self.pages if found.page is page)


def load_guide(folder: Traversable) -> Guide:
    """Load every page of a locale's folder. Raises GuideError naming the file."""
    return Guide(tuple(_load(folder / f"{page}.md", page) for page in Page))


def read_page(page: Page, content: str, name: str) -> GuidePage:
    """Read one page: a TOML head between `+++` lines, then markdown. Raises GuideError naming the file."""
    try:
        _, head, text = content.split("+++\n", 2)
        values = tomllib.loads(head)
        title, summary = str(values["title"]), str(values["summary"])
        updated, version = values["updated"], values["version"]
    except (ValueError, KeyError) as error:
        message = (
            f"{name}: the head between +++ lines must give title, summary, updated and version ({error})"
        )
        raise GuideError(message) from None
    if not isinstance(updated, date) or not isinstance(version, int):
        message = f"{name}: updated must be a date such as 2026-11-21 and version a whole number"
        raise GuideError(message)
    return GuidePage(page, title, summary, updated, version, text.strip())


def _load(file: Traversable, page: Page) -> GuidePage:
    try:
        content = file.read_text("utf-8")
    except FileNotFoundError:
        message = f"{file.name}: this guide page is missing"
        raise GuideError(message) from None
    return read_page(page, content, file.name)
