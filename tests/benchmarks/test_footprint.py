"""A memory filled to the brim is full, and 100,000 of them are counted right."""

from benchmarks.footprint import Footprint, full_memory
from benchmarks.growth import invented
from bot.screening import Screener
from bot.screening.memory import KEPT


def test_a_full_memory_is_full(screener: Screener) -> None:
    assert len(full_memory(screener).entries) == KEPT


def test_invented_patterns_are_new_and_match_their_own_words_only(screener: Screener) -> None:
    made = list(invented(screener.pack, 5000))
    assert len({pattern.phrases[0].text for pattern in made}) == 5000
    assert made[0].phrases[0].exact.search("borrow my copper kettle from the attic")
    assert not made[0].phrases[0].exact.search("borrow my copper lantern from the attic")


def test_bytes_become_megabytes() -> None:
    assert Footprint(3000.0, 1.0, 1.0).megabytes(3000.0) == 300
