"""How Sidelight sounds: plain, short, without blame, and with none of our inner words."""

import re
from collections.abc import Iterator

import pytest

from bot.guide import Wording
from tests.guide.examples import TEAM

INNER = re.compile(
    r"\b(flag(s|ged)?|finding(s)?|case(s)?|escalat\w*|subject(s)?|screening|outbox|digest|pack(s)?|severity"
    r"|threshold(s)?|oversight|urgent finding|stopped message|pretext(s)?|evidence|shadow mode)\b",
    re.IGNORECASE,
)
BLAMING = re.compile(
    r"\b(predator\w*|abuser\w*|groomer\w*|creep\w*|guilty|violat\w*|offen[cd]\w*|suspicious|accus\w*|victim\w*"
    r"|shouldn't have|should have|why didn't you|failed to|commit suicide|cry for help)\b",
    re.IGNORECASE,
)
KNOWN_CAPITALS = frozenset({"AI", "MB", "PDF", "US", "UK", "NHS", "SHOUT", "HELLO", "HOME", "START", "LGBTQ"})


def everyone_reads(wording: Wording) -> Iterator[tuple[str, str]]:
    """Give every text that members and listeners may read, by its name."""
    for key, text in wording.strings.items():
        if not key.startswith(tuple(f"{group}." for group in (*TEAM, "permission"))):
            yield key, text
    for page in wording.guide.pages:
        yield f"{page.page} title", page.title
        yield f"{page.page} summary", page.summary
        yield f"{page.page} text", page.text
    for area in wording.rules.areas:
        yield f"area {area.id}", f"{area.title}\n{area.about}"
    for rule in wording.rules.rules:
        yield f"rule {rule.id} for members", f"{rule.title}\n{rule.member}"
        yield f"rule {rule.id} for listeners", f"{rule.title}\n{rule.listener}"
    for row in wording.rules.rows:
        yield f"row {row.table} {row.id}", row.text
    for news in wording.news:
        yield f"news {news.id}", f"{news.title}\n{news.text}"


def all_texts(wording: Wording) -> Iterator[tuple[str, str]]:
    yield from everyone_reads(wording)
    yield from wording.strings.items()


def test_members_and_listeners_never_meet_our_inner_words(wording: Wording) -> None:
    met = {name: found.group() for name, text in everyone_reads(wording) if (found := INNER.search(text))}

    assert met == {}


def test_nobody_is_blamed_or_labelled(wording: Wording) -> None:
    met = {name: found.group() for name, text in all_texts(wording) if (found := BLAMING.search(text))}

    assert met == {}


def test_nothing_is_shouted(wording: Wording) -> None:
    for name, text in all_texts(wording):
        assert "!" not in text, name
        capitals = set(re.findall(r"\b[A-Z]{2,}\b", text)) - KNOWN_CAPITALS
        assert not capitals, name


def test_no_emoji_carries_a_meaning(wording: Wording) -> None:
    for name, text in all_texts(wording):
        assert not re.search(r"[\U0001F000-\U0001FAFF\u2600-\u27BF]", text), name


def test_sentences_are_short(wording: Wording) -> None:
    for name, text in everyone_reads(wording):
        lengths = [len(words_of(sentence)) for sentence in sentences_of(text)]
        assert not lengths or sum(lengths) / len(lengths) <= 20, name
        assert max(lengths, default=0) <= 32, name


def test_a_ten_year_old_could_read_it(wording: Wording) -> None:
    """Flesch-Kincaid grade + 5 is about the reading age: over all texts 10, no longer text above 12."""
    texts = dict(everyone_reads(wording))
    everything = "\n".join(texts.values())

    assert reading_age(everything) <= 10
    hard = {name: reading_age(text) for name, text in texts.items() if len(words_of(text)) >= 30}
    assert {name: age for name, age in hard.items() if age > 12} == {}


@pytest.mark.parametrize(
    ("text", "youngest", "oldest"),
    [
        ("You can stop. You do not have to say why.", 4, 8),
        (
            "Notwithstanding aforementioned considerations, administrators retain discretionary authority.",
            20,
            60,
        ),
    ],
)
def test_the_reading_age_tells_plain_from_heavy(text: str, youngest: float, oldest: float) -> None:
    assert youngest <= reading_age(text) <= oldest


def sentences_of(text: str) -> list[str]:
    """Split into sentences; list items, lines and headings end one too."""
    plain = re.sub(r"<https?://\S+>|\{\w+\}|[*_`#>]|-# ", " x ", text)
    parts = re.split(r"(?<=[.?:])\s+|\n+", plain)
    return [part for part in parts if words_of(part)]


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z'-]*", text)


def reading_age(text: str) -> float:
    """Give the Flesch-Kincaid grade plus five, with syllables estimated from groups of vowels."""
    words = [word for sentence in sentences_of(text) for word in words_of(sentence)]
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences_of(text)) + 11.8 * syllables / len(words) - 15.59
    return max(grade, 0) + 5


def _syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscxz])es$", "", plain)
    return max(1, len(re.findall(r"[aeiouy]+", silent)))
