"""Loading makes one pack of all files of a locale, with its word classes and phrases compiled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.screening.pack_files import ContextText, FileText, PatternText, ReplyText, read_content, read_file
from bot.screening.packs import QUOTE, Context, Known, Pack, PackError, Pattern, Reply, Spelling
from bot.screening.phrase_language import Built, compile_class, compile_phrase
from bot.screening.phrases import Phrase, PhraseError
from bot.screening.titles import Titles
from bot.screening.values import Severity


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one locale, read but not yet compiled."""

    texts: tuple[tuple[str, FileText], ...]
    known: Known


def find_packs() -> Path:
    """The folder of packs: beside the code in an installed wheel, at the top of a checkout otherwise.

    Raises PackError when there is none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "patterns", package.parent / "patterns"):
        if folder.is_dir():
            return folder
    raise PackError(f"No folder of packs: looked beside {package} and in it for 'patterns'.")


def load_pack(folder: Path, locale: str) -> Pack:
    """Read and check all packs of one locale; raises PackError."""
    files = _read_files(folder / locale)
    patterns = tuple(_pattern(name, text, files.known) for name, file in files.texts for text in file.pattern)
    contexts = tuple(_context(name, text, files.known) for name, file in files.texts for text in file.context)
    _no_doubles(patterns)
    _no_unknown_contexts(patterns, contexts)
    return Pack(
        locale=locale,
        patterns=patterns,
        contexts=contexts,
        replies=tuple(_reply(name, text, files.known) for name, file in files.texts for text in file.reply),
        emoji={key: word for _, file in files.texts for key, word in file.emoji.items()},
        numbers={key: word for _, file in files.texts for key, word in file.numbers.items()},
        helplines=frozenset(number for _, file in files.texts for number in file.phones.helplines),
        regions=tuple(region for _, file in files.texts for region in file.phones.regions),
        not_phones=tuple(_phrases_of(files, "not_phones")),
        spelling=_spelling(files),
        everyday=frozenset(word for _, file in files.texts for word in file.common),
        same={
            written: meant
            for _, file in files.texts
            for meant, forms in file.same.items()
            for written in forms
        },
        frames={name: frozenset(words) for _, file in files.texts for name, words in file.frames.items()},
        weighed={kind: reason for _, file in files.texts for kind, reason in file.weighed.items()},
        titles=Titles(
            claims=tuple(claim for _, file in files.texts for claim in file.titles.claims),
            unless=frozenset(word for _, file in files.texts for word in file.titles.unless),
        ),
    )


def load_known(folder: Path, locale: str) -> Known:
    """Read only what the phrases of one locale are compiled with; raises PackError."""
    return _read_files(folder / locale).known


def read_patterns(name: str, content: str, known: Known) -> tuple[Pattern, ...]:
    """Read the patterns of one file's content, before it lies in the folder; raises PackError."""
    return tuple(_pattern(name, text, known) for text in read_file(name, content).pattern)


def _read_files(folder: Path) -> _Files:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise PackError(f"No packs in {folder}: expected files ending in .toml.")
    texts = tuple((path.name, read_file(path.name, read_content(path))) for path in paths)
    common = tuple(word for _, file in texts for word in file.common)
    listed = {name: tuple(entries) for _, file in texts for name, entries in file.classes.items()}
    return _Files(texts, Known(_classes(texts), listed, common))


def _classes(texts: Iterable[tuple[str, FileText]]) -> dict[str, Built]:
    sources = {name: (file_name, words) for file_name, file in texts for name, words in file.classes.items()}
    done: dict[str, Built] = {}
    for name in sources:
        _resolve(name, sources, done)
    return done


def _resolve(
    name: str,
    sources: Mapping[str, tuple[str, list[str]]],
    done: dict[str, Built],
    trail: tuple[str, ...] = (),
) -> None:
    if name in done or name not in sources:
        return
    file_name, words = sources[name]
    if name in trail:
        raise PackError(f"{file_name}: class {name} contains itself: {' > '.join((*trail, name))}")
    for word in words:
        for inner in (part.split("}")[0] for part in word.split("{")[1:]):
            _resolve(inner, sources, done, (*trail, name))
    try:
        done[name] = compile_class(words, done)
    except PhraseError as error:
        raise PackError(f"{file_name}: class {name}: {error}") from None


def _compile(file_name: str, owner: str, phrases: Iterable[str], known: Known) -> tuple[Phrase, ...]:
    try:
        return tuple(compile_phrase(phrase, known.classes) for phrase in phrases)
    except PhraseError as error:
        raise PackError(f"{file_name}: {owner}: {error}") from None


def _pattern(file_name: str, text: PatternText, known: Known) -> Pattern:
    return Pattern(
        id=text.id,
        category=text.category,
        severity=Severity[text.severity.upper()],
        reason=text.reason,
        phrases=_compile(file_name, f"pattern {text.id}", text.phrases, known),
        role=text.role,
        unless=_compile(file_name, f"pattern {text.id}, unless", text.unless, known),
        despite=frozenset(text.despite),
        side=text.side,
        detail=text.detail,
        sure=text.sure,
        match=tuple(text.match),
        leave=tuple(text.leave),
        source=file_name,
        draft=text.draft,
    )


def _context(file_name: str, text: ContextText, known: Known) -> Context:
    phrases = _compile(file_name, f"context {text.id}", text.phrases, known)
    return Context(text.id, text.reason, text.scope, frozenset(text.applies), phrases)


def _reply(file_name: str, text: ReplyText, known: Known) -> Reply:
    return Reply(text.id, _compile(file_name, f"reply {text.id}", text.phrases, known))


def _phrases_of(files: _Files, key: str) -> Iterable[Phrase]:
    for name, file in files.texts:
        yield from _compile(name, f"phones, {key}", getattr(file.phones, key), files.known)


def _spelling(files: _Files) -> Spelling:
    anchors = tuple(word for _, file in files.texts for word in file.spelling.anchors)
    return Spelling(
        anchors,
        frozenset(word for _, file in files.texts for word in file.spelling.ordinary),
        tuple(word for _, file in files.texts for word in file.spelling.names),
        {word: full for _, file in files.texts for word, full in file.spelling.shorthand.items()},
    )


def _no_doubles(patterns: Iterable[Pattern]) -> None:
    seen: dict[str, str] = {}
    for pattern in patterns:
        if pattern.id in seen:
            raise PackError(f"{pattern.source}: pattern {pattern.id} is already in {seen[pattern.id]}")
        seen[pattern.id] = pattern.source


def _no_unknown_contexts(patterns: Iterable[Pattern], contexts: Iterable[Context]) -> None:
    known = {QUOTE, *(context.id for context in contexts)}
    for pattern in patterns:
        for name in sorted(pattern.despite - known):
            raise PackError(
                f"{pattern.source}: pattern {pattern.id}, despite: there is no context {name!r}. "
                f"Known are {', '.join(sorted(known))}."
            )
