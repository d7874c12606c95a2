"""Reading a table of behaviour points from a TOML file; what is wrong is named with key, value and allowed range."""

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from bot.casework.points.values import Edition, Fading, PointsPolicy, Rule, Tier
from bot.errors import as_written

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Points = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
_Months = Annotated[int, Field(ge=1, le=120, strict=True)]
_Flag = Annotated[bool, Field(strict=True)]


class PolicyError(ValueError):
    """A table of points cannot be used; the message names file, key, value and what is allowed."""


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _RuleText(_Text):
    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{0,9}$")]
    title: _Name
    points: _Points | None = None
    first: _Points | None = None
    red_flag: _Flag = False
    listeners_only: _Flag = False
    grave: _Flag = False
    unclear: _Flag = False
    with_teens_only: _Flag = False
    covers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class _TierText(_Text):
    name: _Name
    least: Annotated[int, Field(ge=0, le=100, strict=True)]
    about: str = ""
    break_days: Annotated[int, Field(ge=0, le=366, strict=True)] = 0
    break_months: Annotated[int, Field(ge=0, le=24, strict=True)] = 0
    badge_months: Annotated[int, Field(ge=0, le=24, strict=True)] = 0
    badge_months_grave: Annotated[int, Field(ge=0, le=24, strict=True)] = 0
    leaves: _Flag = False


class _FadingText(_Text):
    months: _Months
    left: Annotated[int, Field(ge=0, le=99, strict=True)]


class _EditionText(_Text):
    on: date
    text: _Name


class _PolicyText(_Text):
    name: _Name
    about: str = ""
    expires: _Months = 6
    small_make: Annotated[int, Field(ge=1, le=20, strict=True)] = 3
    small_points: _Points = Decimal(1)
    mute_points: Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)] = Decimal(2)
    mute_days: Annotated[int, Field(ge=0, le=366, strict=True)] = 7
    lead_after: _Months = 3
    rule: Annotated[list[_RuleText], Field(min_length=1)]
    tier: Annotated[list[_TierText], Field(min_length=1)]
    fading: list[_FadingText] = []
    change: Annotated[list[_EditionText], Field(min_length=1)]


def shipped_policies() -> tuple[str, ...]:
    """The names of the tables that come with Sidelight."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in _folder().iterdir()))


def find_policy(name: str) -> PointsPolicy:
    """Read a table that comes with Sidelight, by its name. Raises PolicyError."""
    if name not in shipped_policies():
        raise PolicyError(f"there is no table {name!r}; there are {', '.join(shipped_policies())}")
    return _parse((_folder() / f"{name}.toml").read_text("utf-8"), f"{name}.toml")


def read_policy(path: Path) -> PointsPolicy:
    """Read a table from a file. Raises PolicyError."""
    try:
        return _parse(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise PolicyError(f"{path.name}: cannot be read: {reason}") from None


def _parse(content: str, name: str) -> PointsPolicy:
    try:
        text = _PolicyText.model_validate(tomllib.loads(content, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{name}: not valid TOML: {error}") from None
    except ValidationError as error:
        raise PolicyError("\n".join(f"{name}: {_said(one)}" for one in error.errors())) from None
    if problems := _problems(text):
        raise PolicyError("\n".join(f"{name}: {problem}" for problem in problems))
    return _built(text)


def _said(error: ErrorDetails) -> str:
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{key}: there is no such key; there are {', '.join(_keys_beside(error['loc']))}"
    return f"{key}: {error['msg']}{_shown(error['input'])}"


def _keys_beside(loc: tuple[int | str, ...]) -> Iterable[str]:
    parts: dict[int | str, type[_Text]] = {
        "rule": _RuleText,
        "tier": _TierText,
        "fading": _FadingText,
        "change": _EditionText,
    }
    return parts[loc[0]].model_fields if len(loc) > 1 else _PolicyText.model_fields


def _shown(given: object) -> str:
    return "" if isinstance(given, dict | list) else f" (it is {as_written(given)})"


def _problems(text: _PolicyText) -> list[str]:
    """What is wrong though every value by itself is fine."""
    found = []
    ids = [rule.id for rule in text.rule]
    found += [f"rule {id_}: the id is there more than once" for id_ in _repeated(ids)]
    found += [
        f"tier {name}: the name is there more than once" for name in _repeated([t.name for t in text.tier])
    ]
    least = [tier.least for tier in text.tier]
    if least[0] != 0 or least != sorted(set(least)):
        found.append(f"tier.least: must begin with 0 and rise; it is {least}")
    months, left = [one.months for one in text.fading], [one.left for one in text.fading]
    if months != sorted(set(months)) or left != sorted(left, reverse=True):
        found.append("fading: months must rise, and what is left must not")
    days = [change.on for change in text.change]
    if days != sorted(days):
        found.append("change.on: the newest change must come last")
    found += [
        f"rule {rule.id}: first is {rule.first}, but must be at most points, which is {rule.points}"
        for rule in text.rule
        if rule.first is not None and (rule.points is None or rule.first > rule.points)
    ]
    found += [
        f"tier {tier.name}: a break has break_days or break_months, not both"
        for tier in text.tier
        if tier.break_days and tier.break_months
    ]
    found += _circles({rule.id: rule.covers for rule in text.rule})
    return found + [problem for rule in text.rule for problem in _row_problems(rule, ids, days)]


def _repeated(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _circles(covers: dict[str, tuple[str, ...]]) -> list[str]:
    """Rows that hold each other: named together, none of them would count."""
    try:
        TopologicalSorter(covers).prepare()
    except CycleError as error:
        return [f"covers: goes in a circle, {' - '.join(error.args[1])}"]
    return []


def _row_problems(rule: _RuleText, ids: list[str], days: list[date]) -> list[str]:
    """No row comes or goes silently (Q24): its days must be days of a change that everybody can read."""
    found = [f"rule {rule.id}: covers {id_}, which is no rule" for id_ in rule.covers if id_ not in ids]
    dated = {"since": rule.since, "until": rule.until}
    found += [
        f"rule {rule.id}: {key} is {day}, but no change has that date; add one that says what changed"
        for key, day in dated.items()
        if day is not None and day not in days
    ]
    if rule.until is not None and rule.until <= (rule.since or days[0]):
        found.append(f"rule {rule.id}: until is {rule.until}, which is not after it began")
    return found


def _built(text: _PolicyText) -> PointsPolicy:
    rules = {rule.id: Rule(**rule.model_dump()) for rule in text.rule}
    return PointsPolicy(
        name=text.name,
        about=text.about,
        rules=MappingProxyType(rules),
        tiers=tuple(Tier(**tier.model_dump()) for tier in text.tier),
        fading=tuple(Fading(**one.model_dump()) for one in text.fading),
        expires=text.expires,
        small_make=text.small_make,
        small_points=text.small_points,
        mute_points=text.mute_points,
        mute_days=text.mute_days,
        lead_after=text.lead_after,
        editions=tuple(Edition(**change.model_dump()) for change in text.change),
    )


def _folder() -> Path:
    return Path(str(files("bot.casework.points"))) / "policies"
