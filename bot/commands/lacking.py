"""What a language lacks beside English: packs, words, wording, pages and helplines."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.commands.options import reading_packs
from bot.commands.starting import check_locale
from bot.errors import SidelightError
from bot.guide import Page, WordingError, load_wording
from bot.guide.wording import PLURALS, read_strings
from bot.screening import Known, Pack, find_packs, load_known, load_pack

BASE = "en"
COMMON_ENOUGH = 200
"""So many everyday words are needed to know a language by them."""
SHOWN = 12
# Beside the wording and the pages, each language has these.
OWN_FILES = ("rules.toml", "news.toml", "goodbyes.toml")


@dataclass(frozen=True, slots=True)
class Lacking:
    """One kind of thing that a language needs: what is missing, of how many."""

    kind: str
    missing: tuple[str, ...]
    needed: int


def lacking_in(locale: str, packs: Path, wording: Path | None = None) -> list[Lacking]:
    """Compare a language with English, kind by kind; raise SidelightError when there is no such language."""
    check_locale(locale)
    if not (packs / locale).is_dir():
        raise SidelightError(
            f"{packs}: there are no packs for {locale}. Begin with: sidelight language new {locale}"
        )
    base = packs if (packs / BASE).is_dir() else find_packs()
    with reading_packs():
        pack, known = load_pack(packs, locale), load_known(packs, locale)
        base_pack, base_known = load_pack(base, BASE), load_known(base, BASE)
    return [
        *_patterns(pack, base_pack),
        _named("word classes", known.listed, base_known.listed),
        *_knowledge(pack, base_pack, known),
        *_wording(locale, wording or files("bot.guide") / "locales"),
        _helplines(locale),
    ]


def lacking_lines(locale: str, found: Sequence[Lacking], whole: bool) -> Iterator[str]:
    """Say for each kind how much there is and what is missing, then the whole."""
    for one in found:
        there = f"{one.kind}: {one.needed - len(one.missing)} of {one.needed}"
        yield f"{there}. Missing: {_listed(one.missing, whole)}" if one.missing else there
    kinds = sum(bool(one.missing) for one in found)
    total = sum(len(one.missing) for one in found)
    yield ""
    yield f"{locale} lacks {total} things of {kinds} kinds." if total else f"{locale} is complete."


def _patterns(pack: Pack, base: Pack) -> Iterator[Lacking]:
    """The patterns file by file, as English keeps them; one counts wherever it lies."""
    there = {pattern.id for pattern in pack.patterns}
    for name in dict.fromkeys(pattern.source for pattern in base.patterns):
        wanted = [pattern.id for pattern in base.patterns if pattern.source == name]
        yield _named(f"patterns of {name}", there, wanted)


def _knowledge(pack: Pack, base: Pack, known: Known) -> Iterator[Lacking]:
    yield _named("contexts", {one.id for one in pack.contexts}, [one.id for one in base.contexts])
    yield _named("replies", {one.id for one in pack.replies}, [one.id for one in base.replies])
    figures = {figure for figure in pack.numbers.values() if len(figure) == 1}
    yield _named("figures with a number word", figures, "0123456789")
    yield _named("emoji", pack.emoji, base.emoji)
    parts = {
        "anchors": pack.spelling.anchors,
        "names": pack.spelling.names,
        "ordinary": pack.spelling.ordinary,
        "shorthand": pack.spelling.shorthand,
    }
    yield _filled("spelling", parts)
    phones = {"regions": pack.regions, "helplines": pack.helplines, "not_phones": pack.not_phones}
    yield _filled("phones", phones)
    few = len(pack.everyday) < min(COMMON_ENOUGH, len(base.everyday))
    missing = (
        (f"everyday words in common.toml: {len(pack.everyday)} of {COMMON_ENOUGH} or more",) if few else ()
    )
    yield Lacking("everyday words", missing, 1)


def _wording(locale: str, folder: Traversable) -> Iterator[Lacking]:
    wanted = _keys(load_wording(BASE).strings)
    own = folder / locale
    there = _keys(_strings(own / "wording.toml", locale))
    yield _named("wording", there, wanted)
    pages = [page for page in Page if (own / "guide" / f"{page}.md").is_file()]
    yield _named("guide pages", pages, list(Page))
    files_there = [name for name in OWN_FILES if (own / name).is_file()]
    yield _named("rules, news and goodbyes", files_there, OWN_FILES)


def _strings(file: Traversable, locale: str) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        return read_strings(file.read_text("utf-8"), f"{locale}/wording.toml")
    except (WordingError, UnicodeDecodeError) as error:
        raise SidelightError(f"The wording cannot be read: {error}") from None


def _keys(strings: Collection[str]) -> list[str]:
    """The keys in order, the forms of a plural as one."""
    stems = (key.rpartition(".") for key in strings)
    return list(dict.fromkeys(stem if last in PLURALS else f"{stem}{dot}{last}" for stem, dot, last in stems))


def _helplines(locale: str) -> Lacking:
    """One country where the language is official, or the country of the locale, must have helplines."""
    from babel import Locale

    listed = {country.code for country in load_wording(BASE).helplines.countries if country.lines}
    spoken = Locale.parse(locale)
    wanted = [spoken.territory] if spoken.territory else _countries(spoken.language)
    missing = (
        () if listed.intersection(wanted) else (f"a country in bot/guide/countries: {', '.join(wanted)}",)
    )
    return Lacking("helplines", missing if wanted else (), 1)


def _countries(language: str) -> list[str]:
    from babel.core import get_global
    from babel.languages import get_official_languages

    territories = get_global("territory_languages")
    return sorted(code for code in territories if language in get_official_languages(code, de_facto=True))


def _named(kind: str, there: Collection[str], wanted: Collection[str]) -> Lacking:
    return Lacking(kind, tuple(name for name in wanted if name not in there), len(wanted))


def _filled(kind: str, parts: Mapping[str, Collection[object]]) -> Lacking:
    return Lacking(kind, tuple(name for name, part in parts.items() if not part), len(parts))


def _listed(names: Sequence[str], whole: bool) -> str:
    if whole or len(names) <= SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} more (--all names them)"
