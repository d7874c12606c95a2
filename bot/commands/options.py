"""Options that several commands share, and what they open."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SidelightError

if TYPE_CHECKING:
    from bot.screening import Known, Screener
    from bot.settings import Settings

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The settings file. Default: SIDELIGHT_CONFIG, else ./config.toml if there is one.",
    ),
]
PacksOption = Annotated[
    Path | None,
    typer.Option(
        "--packs", metavar="FOLDER", help="Read the packs of this folder instead of the installed ones."
    ),
]
LocaleOption = Annotated[
    str | None,
    typer.Option(
        "--locale", metavar="LOCALE", help="The language of the packs. Default: that of the settings."
    ),
]


def read_settings(config: Path | None) -> "Settings":
    """Read the settings as this process sees them."""
    from bot.config import load_settings

    return load_settings(config, os.environ)


def open_screener(config: Path | None, packs: Path | None = None, locale: str | None = None) -> "Screener":
    """Load the packs for a language, else that of the settings; raise SidelightError when one is faulty."""
    from bot.screening import load_screener

    settings = read_settings(config).screening
    with reading_packs():
        return load_screener(packs_folder(packs), locale or settings.locale, settings.cache)


def open_known(config: Path | None, packs: Path | None = None, locale: str | None = None) -> "Known":
    """Read what the phrases of a language are compiled with; raise SidelightError when a pack is faulty."""
    from bot.screening import load_known

    settings = read_settings(config).screening
    with reading_packs():
        return load_known(packs_folder(packs), locale or settings.locale)


def packs_folder(packs: Path | None) -> Path:
    """Return the folder of packs that was asked for, or the installed one; raise SidelightError."""
    from bot.screening import find_packs

    folder = packs or find_packs()
    if not folder.is_dir():
        raise SidelightError(f"{folder}: there is no such folder of packs. Check the path.")
    return folder


@contextmanager
def reading_packs() -> Iterator[None]:
    """Turn what is wrong with a pack into an error that a person can put right."""
    from bot.screening import PackError

    try:
        yield
    except PackError as error:
        raise SidelightError(f"A pack cannot be read: {error}") from error
