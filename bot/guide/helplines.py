"""The helplines: a dated data file, by country, with the international directory first."""

import tomllib
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

EVERYWHERE = "ZZ"


class HelplinesError(ValueError):
    """A helplines file that cannot be used; the message names the place and the reason."""


class Helpline(BaseModel):
    """One service: its name, how to reach it, as read aloud, and whom it is for (empty: everyone)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    reach: str
    whom: str = ""


class Country(BaseModel):
    """One country by its two-letter code: emergency number, and helplines with the general one first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    emergency: str
    lines: tuple[Helpline, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    checked: date
    directory: str
    directory_name: str
    country: tuple[Country, ...]


@dataclass(frozen=True, slots=True)
class Helplines:
    """All helplines. `directory` covers nearly every country; `checked`: when the list was last read."""

    directory: str
    directory_name: str
    checked: date
    countries: tuple[Country, ...]

    def country(self, code: str) -> Country:
        """Give a country by its code, or the entry for everywhere when it is not listed."""
        found = {country.code: country for country in self.countries}
        return found.get(code.upper(), found[EVERYWHERE])


def load_helplines(content: str) -> Helplines:
    """Read the helplines file. Raises HelplinesError."""
    try:
        read = _File.model_validate(tomllib.loads(content))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        message = f"helplines.toml: {error}"
        raise HelplinesError(message) from None
    codes = [country.code for country in read.country]
    if len(set(codes)) != len(codes) or EVERYWHERE not in codes:
        message = f"helplines.toml: every country once, and {EVERYWHERE} for everywhere else"
        raise HelplinesError(message)
    return Helplines(read.directory, read.directory_name, read.checked, read.country)
