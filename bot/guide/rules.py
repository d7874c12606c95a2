"""The rules as text: each with an address that stays, worded for members and for listeners, versioned and dated."""

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from bot.guide.pages import Page

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
_Anchor = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{2,29}$")]
_STRICT = ConfigDict(extra="forbid")


class RulesError(ValueError):
    """The rules of a locale cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class RuleArea:
    """Where some rules hold. The first area holds everywhere (Q12)."""

    id: _Anchor
    title: _Text
    about: _Text
    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """One rule in both wordings (Q09, Q14). `words` are what people may type to find it; `page` says more."""

    id: _Anchor
    area: _Anchor
    title: _Text
    member: _Text
    listener: _Text
    words: str = ""
    page: Page | None = None
    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class RowText:
    """A row of a table of points in plain words, and the rule it stands for (Q23)."""

    table: str
    id: str
    rule: _Anchor
    text: str = ""
    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class RulesChange:
    """One dated change of the rules, for everybody to read (Q24)."""

    on: date
    text: _Text
    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules of a locale, general ones first."""

    version: int
    updated: date
    areas: tuple[RuleArea, ...]
    rules: tuple[WrittenRule, ...]
    rows: tuple[RowText, ...]
    changes: tuple[RulesChange, ...]

    def area(self, area: str) -> RuleArea | None:
        """Give an area by its id."""
        return next((found for found in self.areas if found.id == area), None)

    def rule(self, rule: str) -> WrittenRule | None:
        """Give a rule by its id."""
        return next((found for found in self.rules if found.id == rule), None)

    def rules_in(self, area: str) -> tuple[WrittenRule, ...]:
        """Give the rules of an area, in order."""
        return tuple(rule for rule in self.rules if rule.area == area)

    def row(self, table: str, row: str) -> RowText | None:
        """Give what is said about a row of a table of points."""
        return next((found for found in self.rows if (found.table, found.id) == (table, row)), None)


@dataclass(frozen=True, slots=True)
class _File:
    version: Annotated[int, Field(ge=1)]
    updated: date
    area: Annotated[tuple[RuleArea, ...], Field(min_length=1)]
    rule: Annotated[tuple[WrittenRule, ...], Field(min_length=1)]
    change: Annotated[tuple[RulesChange, ...], Field(min_length=1)]
    row: tuple[RowText, ...] = ()
    __pydantic_config__ = _STRICT


def read_rules(content: str, name: str) -> RuleBook:
    """Read the rules of a locale. Raises RulesError naming the file and what is wrong in it."""
    try:
        text = TypeAdapter(_File).validate_python(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{name}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RulesError(f"{name}: {where}: {first['msg']}") from None
    problems = _problems(text)
    if problems:
        raise RulesError(f"{name}: {'; '.join(problems)}")
    return RuleBook(text.version, text.updated, text.area, text.rule, text.row, text.change)


def _problems(text: _File) -> list[str]:
    """What is wrong though every value by itself is fine."""
    areas = [area.id for area in text.area]
    names = [*areas, *(rule.id for rule in text.rule)]
    known = {rule.id for rule in text.rule}
    days = [change.on for change in text.change]
    found = [f"{name} is there more than once" for name in sorted({n for n in names if names.count(n) > 1})]
    found += [f"rule {rule.id}: there is no area {rule.area}" for rule in text.rule if rule.area not in areas]
    found += [
        f"row {row.table} {row.id}: there is no rule {row.rule}" for row in text.row if row.rule not in known
    ]
    if days != sorted(days) or days[-1] != text.updated:
        found.append("the newest change must come last, and be of the day in updated")
    return found
