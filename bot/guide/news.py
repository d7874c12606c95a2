"""News about safety: what a newer version does for people, in plain words, dated (T60)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError

from bot.guide.pages import Page

_STRICT = ConfigDict(extra="forbid")


class NewsError(ValueError):
    """The news of a locale cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class SafetyNews:
    """One change that keeps people safer. `version` has it first; `page` of the guide says more."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{2,39}$")]
    version: str
    on: date
    title: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    page: Page
    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class _File:
    news: tuple[SafetyNews, ...] = ()
    __pydantic_config__ = _STRICT


def read_news(content: str, name: str) -> tuple[SafetyNews, ...]:
    """Read the news of a locale, oldest first. Raises NewsError naming the file and what is wrong in it."""
    try:
        news = TypeAdapter(_File).validate_python(tomllib.loads(content)).news
    except tomllib.TOMLDecodeError as error:
        raise NewsError(f"{name}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise NewsError(f"{name}: {where}: {first['msg']}") from None
    ids = [each.id for each in news]
    days = [each.on for each in news]
    if len(set(ids)) < len(ids) or days != sorted(days):
        raise NewsError(f"{name}: each id may be there once, and the newest must come last")
    return news
