"""The helplines: one dated data file for each country, with the international directory first."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict, ValidationError

EVERYWHERE = "ZZ"
CHECKED_WITHIN = timedelta(days=180)


class HelplinesError(ValueError):
    """A helplines file that cannot be used; the message names the file and the reason."""


class Helpline(BaseModel):
    """One service: its name, how to reach it, as read aloud, and whom it is for (empty: everyone).

    `checked` is when somebody last made sure of it; None: together with its country's file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    reach: str
    whom: str = ""
    checked: date | None = None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    checked: date
    emergency: str
    lines: tuple[Helpline, ...] = ()
    directory: str = ""
    directory_name: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """One country by its two-letter code: emergency number, and helplines with the general one first."""

    code: str
    checked: date
    emergency: str
    lines: tuple[Helpline, ...] = ()


@dataclass(frozen=True, slots=True)
class OldEntry:
    """One entry that nobody has made sure of for too long. `name` is empty for the country's emergency number."""

    code: str
    name: str
    checked: date


@dataclass(frozen=True, slots=True)
class Helplines:
    """All helplines. `directory` covers nearly every country."""

    directory: str
    directory_name: str
    countries: tuple[Country, ...]

    @property
    def checked(self) -> date:
        """When the oldest of the files was last gone through."""
        return min(country.checked for country in self.countries)

    def country(self, code: str) -> Country:
        """Give a country by its code, or the entry for everywhere when it is not listed."""
        found = {country.code: country for country in self.countries}
        return found.get(code.upper(), found[EVERYWHERE])

    def older_than(self, age: timedelta, today: date) -> tuple[OldEntry, ...]:
        """List the entries last made sure of longer ago than `age`, by country, in the order of its file."""
        return tuple(
            entry
            for country in sorted(self.countries, key=lambda each: each.code)
            for entry in _entries(country)
            if today - entry.checked > age
        )


def load_helplines(files: Mapping[str, str]) -> Helplines:
    """Read the countries' files, each by its code. Raises HelplinesError."""
    read = {code: _read(code, content) for code, content in sorted(files.items())}
    if EVERYWHERE not in read or not read[EVERYWHERE].directory:
        message = f"{EVERYWHERE}.toml: there must be a file for everywhere else, with a directory"
        raise HelplinesError(message)
    countries = tuple(Country(code, file.checked, file.emergency, file.lines) for code, file in read.items())
    everywhere = read[EVERYWHERE]
    return Helplines(everywhere.directory, everywhere.directory_name, countries)


def _read(code: str, content: str) -> _File:
    try:
        return _File.model_validate(tomllib.loads(content))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        message = f"{code}.toml: {error}"
        raise HelplinesError(message) from None


def _entries(country: Country) -> tuple[OldEntry, ...]:
    number = OldEntry(country.code, "", country.checked)
    lines = (OldEntry(country.code, line.name, line.checked or country.checked) for line in country.lines)
    return (number, *lines)
