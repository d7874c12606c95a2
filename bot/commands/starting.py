"""The starter files of a new language: they load as they are, and say in comments what belongs in them."""

import re
from importlib.resources import files
from pathlib import Path

from bot.errors import SidelightError

LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


def write_starter(locale: str, packs: Path) -> list[Path]:
    """Write the starter files and return them; raise SidelightError when there is such a language already."""
    check_locale(locale)
    folder = packs / locale
    if folder.exists() and any(folder.iterdir()):
        raise SidelightError(f"{folder}: there is something already. See: sidelight language check {locale}")
    starters = sorted(
        (one for one in (files("bot.commands") / "starter").iterdir()), key=lambda one: one.name
    )
    try:
        folder.mkdir(exist_ok=True)
        return [_write(folder / one.name, one.read_text("utf-8")) for one in starters]
    except OSError as error:
        raise SidelightError(
            f"{folder}: cannot be written: {error}. Choose another folder with --packs."
        ) from None


def check_locale(locale: str) -> None:
    """Raise SidelightError when this is no language that settings could name."""
    from babel import Locale, UnknownLocaleError

    says = f'{locale!r}: write a language in two or three small letters, and a country if need be: "de", "pt_BR".'
    if not LOCALE.fullmatch(locale):
        raise SidelightError(says)
    try:
        Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        raise SidelightError(f"There is no language known as {says}") from None


def next_steps(locale: str, packs: Path | None) -> list[str]:
    """Say what comes after the starter files, and where wording and helplines go."""
    elsewhere = f" --packs {packs}" if packs else ""
    tested = f"{packs} " if packs else ""
    return [
        "",
        "Next:",
        "1. Fill in words.toml and common.toml, then contexts.toml, numbers.toml, spelling.toml and emoji.toml.",
        f"2. Add patterns: sidelight patterns new --locale {locale}{elsewhere}",
        f"3. Try them: sidelight patterns test {tested}--locale {locale}",
        f"4. Wording: copy bot/guide/locales/en to bot/guide/locales/{locale}, and put wording.toml and the",
        "   pages in guide/ into your own words. Keep the keys and the names in braces.",
        "5. Helplines: add a file for each country where people speak it to bot/guide/countries.",
        f"6. See what is left: sidelight language check {locale}{elsewhere}",
    ]


def _write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path
