"""Finding a rule by a word, also a misspelled one: whole words count most, close ones still find something."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.guide.points_shown import PointsTable, anchor_of
from bot.guide.rules import RowText, RuleBook, WrittenRule

_WORDS = re.compile(r"[^\W_]+")
LONGEST_SEARCH = 100
MOST_FOUND = 10
# How alike two words must be, of 100: one wrong, missing or swapped letter in a word of five.
ALIKE = 78
IN_TITLE, IN_WORDS, IN_TEXT, MISSPELLED = 4.0, 3.0, 1.0, 0.5
# A rule says more than a row of the table that stands for it.
IN_ROW = 0.7
# A word that this share of all rules has tells them apart no more.
COMMON = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: its address, its title, and its words with what each is worth."""

    anchor: str
    title: str
    words: dict[str, float]


def find_rules(book: RuleBook, search: str, table: PointsTable | None = None) -> tuple[Entry, ...]:
    """Give what fits a search best, best first; nothing when no word of it is known."""
    entries = tuple(_entries(book, table))
    wanted = _plain(search[:LONGEST_SEARCH])
    exact = [entry for entry in entries if entry.anchor in (search.strip().lower(), "-".join(wanted))]
    telling = tuple(word for word in wanted if word not in _common(entries))
    scored = [(_score(entry, telling), entry) for entry in entries if entry not in exact]
    best = max((score for score, _ in scored), default=0.0)
    # What fits far less well than the best would only be in the way.
    close = sorted((one for one in scored if one[0] > 0 and one[0] * 4 >= best), key=lambda one: -one[0])
    return (*exact, *(entry for _, entry in close))[:MOST_FOUND]


def _entries(book: RuleBook, table: PointsTable | None) -> Iterable[Entry]:
    for rule in book.rules:
        yield Entry(rule.id, rule.title, _worth(rule.title, rule.words, _texts(rule)))
    for row, said in table.rows if table is not None else ():
        title = f"{row.id}: {row.title}"
        worth = _worth(title, _words_of(book, said), said.text)
        yield Entry(anchor_of(row), title, {word: IN_ROW * each for word, each in worth.items()})


def _texts(rule: WrittenRule) -> str:
    return f"{rule.member} {rule.listener}"


def _words_of(book: RuleBook, said: RowText) -> str:
    rule = book.rule(said.rule)
    return rule.title if rule is not None else ""


def _worth(title: str, words: str, text: str) -> dict[str, float]:
    parts = ((text, IN_TEXT), (words, IN_WORDS), (title, IN_TITLE))
    return {word: worth for part, worth in parts for word in _plain(part)}


def _common(entries: tuple[Entry, ...]) -> frozenset[str]:
    """The words that so many entries have that they tell none from the others."""
    number = Counter(word for entry in entries for word in entry.words)
    return frozenset(word for word, times in number.items() if times > COMMON * len(entries))


def _score(entry: Entry, telling: tuple[str, ...]) -> float:
    return sum(_fit(entry, word) for word in telling)


def _fit(entry: Entry, word: str) -> float:
    if word in entry.words:
        return entry.words[word]
    if len(word) < 4:
        return 0.0
    # The beginning of a longer word, such as "diagnos", fits as well as a misspelled one.
    longer = [worth for known, worth in entry.words.items() if known.startswith(word)]
    alike = process.extract(word, entry.words.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
    return MISSPELLED * max([*longer, *(entry.words[known] for known, _, _ in alike)], default=0.0)


def _plain(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text.casefold().replace("'", "").replace("’", "")))
