"""The wording of one locale: every string people read in Discord, checked when it is loaded."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date

from bot.guide.goodbyes import Goodbyes, read_goodbyes
from bot.guide.helplines import Helplines, load_helplines
from bot.guide.news import SafetyNews, read_news
from bot.guide.pages import Guide, load_guide
from bot.guide.rules import RuleBook, read_rules

BASE_LOCALE = "en"
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


class WordingError(ValueError):
    """A locale, a key or a placeholder that is missing or too many; the message names file and key."""


def placeholders(text: str) -> frozenset[str]:
    """Give the names in braces. Raises ValueError on a broken brace."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@dataclass(frozen=True, slots=True)
class Wording:
    """All that people read in one locale: strings by dotted key, guide pages, rules, helplines; and their goodbyes."""

    locale: str
    strings: Mapping[str, str]
    guide: Guide
    rules: RuleBook
    helplines: Helplines
    goodbyes: Goodbyes = field(default_factory=Goodbyes)
    news: tuple[SafetyNews, ...] = ()

    def text(self, key: str, /, **values: str | int) -> str:
        """Give the string under `key` with its placeholders filled in.

        Raises WordingError for an unknown key, and for a missing or surplus placeholder.
        """
        template = self._template(key)
        if placeholders(template) != values.keys():
            message = f"{self.locale}: {key} wants {sorted(placeholders(template))}, got {sorted(values)}"
            raise WordingError(message)
        return template.format_map(values)

    def count(self, key: str, number: int, /, **values: str | int) -> str:
        """Give the plural form of `key` that fits `number`, which fills `{number}`."""
        form = f"{key}.{Locale.parse(self.locale).plural_form(number)}"
        chosen = form if form in self.strings else f"{key}.other"
        return self.text(chosen, number=number, **values)

    def named(self, group: str, name: str, /, **values: str | int) -> str:
        """Give the string of one member of a group, such as `button` and `talk`."""
        return self.text(f"{group}.{name}", **values)

    def has(self, group: str, name: str) -> bool:
        """Whether a group has a string of that name."""
        return f"{group}.{name}" in self.strings

    def day(self, moment: date) -> str:
        """Give a date as people write it, for places that know no Discord timestamps."""
        return format_date(moment, format="long", locale=self.locale)

    def country(self, code: str) -> str:
        """Give a country's name in this locale, or the code when it has none."""
        return str(Locale.parse(self.locale).territories.get(code, code))

    def language(self, locale: str) -> str:
        """Give a language's name in its own words."""
        return str(Locale.parse(locale).get_display_name(locale) or locale)

    def _template(self, key: str) -> str:
        try:
            return self.strings[key]
        except KeyError:
            message = f"{self.locale}: there is no wording {key}"
            raise WordingError(message) from None


def available_locales() -> tuple[str, ...]:
    """Give the locales that have a wording, in order."""
    return tuple(sorted(entry.name for entry in _locales().iterdir() if (entry / "wording.toml").is_file()))


@cache
def load_wording(locale: str = BASE_LOCALE) -> Wording:
    """Load and check the wording of a locale; once, since it came with Sidelight and takes a tenth of a second.

    Raises WordingError when the locale is unknown, or its strings are broken or differ from English in keys.
    """
    if locale not in available_locales():
        message = f"There is no wording for {locale!r}. Choose one of: {', '.join(available_locales())}."
        raise WordingError(message)
    folder = _locales() / locale
    strings = read_strings((folder / "wording.toml").read_text("utf-8"), f"{locale}/wording.toml")
    if locale != BASE_LOCALE:
        base = (_locales() / BASE_LOCALE / "wording.toml").read_text("utf-8")
        compare(read_strings(base, "en/wording.toml"), strings, f"{locale}/wording.toml")
    return Wording(
        locale,
        MappingProxyType(strings),
        load_guide(folder / "guide"),
        read_rules((folder / "rules.toml").read_text("utf-8"), f"{locale}/rules.toml"),
        _load_helplines(),
        read_goodbyes((folder / "goodbyes.toml").read_text("utf-8"), f"{locale}/goodbyes.toml"),
        read_news((folder / "news.toml").read_text("utf-8"), f"{locale}/news.toml"),
    )


def read_strings(content: str, name: str) -> dict[str, str]:
    """Read a wording file into dotted keys. Raises WordingError naming the file and the key."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        message = f"{name}: {error}"
        raise WordingError(message) from None
    strings = dict(_flatten(table, "", name))
    for key, text in strings.items():
        _check_braces(key, text, name)
    return strings


def compare(base: Mapping[str, str], other: Mapping[str, str], name: str) -> None:
    """Check that another locale has the same keys and placeholders, plurals aside. Raises WordingError."""
    wanted, given = _without_plurals(base), _without_plurals(other)
    problems = [f"{key} is missing" for key in sorted(wanted.keys() - given.keys())]
    problems += [f"{key} is unknown" for key in sorted(given.keys() - wanted.keys())]
    shared = sorted(wanted.keys() & given.keys())
    problems += [f"{key} has other placeholders" for key in shared if wanted[key] != given[key]]
    if problems:
        message = f"{name}: {'; '.join(problems)}"
        raise WordingError(message)


def _flatten(table: Mapping[str, object], prefix: str, name: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flatten(value, f"{path}.", name)
        elif isinstance(value, str):
            yield path, value.strip()
        else:
            message = f"{name}: {path} must be text, not {value!r}"
            raise WordingError(message)


def _check_braces(key: str, text: str, name: str) -> None:
    try:
        names = placeholders(text)
    except ValueError as error:
        message = f"{name}: {key}: {error}"
        raise WordingError(message) from None
    wrong = sorted(found for found in names if not found.isidentifier())
    if wrong or not text:
        message = f"{name}: {key} is empty or has odd placeholders: {wrong}"
        raise WordingError(message)


def _without_plurals(strings: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Group plural forms under their key; a form such as `one` may leave out the number."""
    grouped: dict[str, frozenset[str]] = {}
    for key, text in strings.items():
        stem, _, last = key.rpartition(".")
        name = stem if last in PLURALS else key
        grouped[name] = grouped.get(name, frozenset()) | placeholders(text)
    return grouped


def _load_helplines() -> Helplines:
    countries = (file for file in (files("bot.guide") / "countries").iterdir() if file.name.endswith(".toml"))
    return load_helplines({file.name.removesuffix(".toml"): file.read_text("utf-8") for file in countries})


def _locales() -> Traversable:
    return files("bot.guide") / "locales"
