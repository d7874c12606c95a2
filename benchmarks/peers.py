"""Peers are other people's libraries for a part of the job; those that are not installed are named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from benchmarks.rounds import Contender, Look

_CONTACT = ("PHONE_NUMBER", "EMAIL_ADDRESS", "URL")
_NOT_THERE = "see asks, offers, excuses, disguises or a conversation; weigh how bad it is"


class _Analyzer(Protocol):
    def analyze(self, text: str, language: str, entities: list[str] | None) -> object: ...


@dataclass(frozen=True, slots=True)
class Peer:
    """A library to compare with: how it is installed, and how its contenders are made."""

    package: str
    build: Callable[[], list[Contender]]


@dataclass(frozen=True, slots=True)
class Peers:
    """The contenders that could be made, and the packages that are missing."""

    contenders: list[Contender]
    missing: list[str]


def find_peers(peers: Sequence[Peer] | None = None) -> Peers:
    """Make the contenders of every peer that is installed."""
    found = Peers([], [])
    for peer in known() if peers is None else peers:
        try:
            version(peer.package)
        except PackageNotFoundError:
            found.missing.append(peer.package)
        else:
            found.contenders.extend(peer.build())
    return found


def known() -> tuple[Peer, ...]:
    """The peers that `make setup-bench` installs."""
    return Peer("presidio-analyzer", _presidio), Peer("better-profanity", _profanity)


def _presidio() -> list[Contender]:
    analyzer, named = _analyzer(), f"presidio-analyzer {version('presidio-analyzer')}"
    return [
        Contender(
            f"{named}, phone, mail and links",
            lambda: _analysing(analyzer, _CONTACT),
            "finds phone numbers, mail addresses and links, with their places and a score",
            _NOT_THERE,
        ),
        Contender(
            f"{named}, all its patterns",
            lambda: _analysing(analyzer, None),
            "also finds card numbers, bank accounts, network addresses and papers of several countries",
            f"{_NOT_THERE}; find names, which needs a language model that is left out here",
        ),
    ]


def _analysing(analyzer: _Analyzer, entities: Sequence[str] | None) -> Look:
    wanted = list(entities) if entities else None
    return lambda turn: analyzer.analyze(turn.message.text, "en", wanted)


def _analyzer() -> _Analyzer:
    """Presidio with its expressions only: an empty pipeline instead of a model that must be downloaded."""
    presidio, engines = import_module("presidio_analyzer"), import_module("presidio_analyzer.nlp_engine")
    _stay_offline()
    engine = engines.SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "blank"}])
    engine.nlp = {"en": import_module("spacy").blank("en")}
    registry = presidio.RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    registry.remove_recognizer("SpacyRecognizer")
    analyzer: _Analyzer = presidio.AnalyzerEngine(
        registry=registry, nlp_engine=engine, supported_languages=["en"]
    )
    return analyzer


def _stay_offline() -> None:
    """Presidio's mail recogniser would fetch the newest list of domain endings; its own copy is as good here."""
    endings: Any = import_module("tldextract")
    endings.extract = endings.TLDExtract(cache_dir=None, suffix_list_urls=())


def _profanity() -> list[Contender]:
    profanity = import_module("better_profanity").Profanity()
    return [
        Contender(
            f"better-profanity {version('better-profanity')}",
            lambda: lambda turn: profanity.contains_profanity(turn.message.text),
            "finds swear words of a fixed list, also with digits and signs for letters",
            "look for contacts at all; say what or where it found; its last release is of 2020",
        )
    ]
