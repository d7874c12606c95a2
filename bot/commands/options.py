"""Options that several commands share, and what they open."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SidelightError

if TYPE_CHECKING:
    from bot.screening import Screener
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


def read_settings(config: Path | None) -> "Settings":
    """Read the settings as this process sees them."""
    from bot.config import load_settings

    return load_settings(config, os.environ)


def open_screener(config: Path | None, packs: Path | None = None) -> "Screener":
    """Load the packs for the language of the settings; raise SidelightError when one is faulty."""
    from bot.screening import PackError, find_packs, load_screener

    settings = read_settings(config).screening
    folder = packs or find_packs()
    if not folder.is_dir():
        raise SidelightError(f"{folder}: there is no such folder of packs. Check the path.")
    try:
        return load_screener(folder, settings.locale, settings.cache)
    except PackError as error:
        raise SidelightError(f"A pack cannot be read: {error}") from error
