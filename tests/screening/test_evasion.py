"""A disguise that a person can still read hides nothing, and harmless lines stay so however they are typed."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.disguises import harmless_lines, plain_lines, still_noticed, survival, suspected
from bot.screening import Message, Screener
from tests.screening.disguises import DISGUISES, LETTER_DISGUISES, SLIPS, Disguise, find_keys

SAMPLE = 40
FLOOR = 0.95
FLOORS = {
    "masked letter": 0.94,
    "spaced line": 0.94,
    "leet": 0.94,
    "digits as letters": 0.9,
    "digits apart": 0.85,
    "app nickname": 0.9,
    "prices": 0.85,
}
"""Measured over all lines with three seeds, where it is below the usual floor. What is left:

Masked letters of words that two words fit; mail addresses spaced out; figures in most of a word that no pattern
knows; prices that could be prices; nicknames in the shortest asks ("want my camera app?"); links cut to figures.
The last four have fewer than forty lines each.
"""

UNSURE = frozenset(("greek", "other alphabets"))
"""Letters of which a few look like two others."""
TYPOS = {"a typo": 0.01}
"""A slip in the very word that protects: "neer put your address in here"."""


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.name)
def test_a_sample_of_lines_is_noticed_in_each_disguise(
    screener: Screener, plain: list[Message], disguise: Disguise
) -> None:
    lines = Random(f"sample {disguise.name}").sample(plain, SAMPLE)
    result = survival(screener, disguise, lines, seed=1)
    missed = result.tried - result.noticed
    assert missed <= 2 + (1 - FLOORS.get(disguise.name, FLOOR)) * result.tried, result.missed


@pytest.mark.everywhere
@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.name)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_lines_are_noticed_in_each_disguise(screener: Screener, disguise: Disguise, seed: int) -> None:
    result = survival(screener, disguise, plain_lines(screener), seed)
    assert result.share >= FLOORS.get(disguise.name, FLOOR), result.missed


@pytest.fixture(scope="module")
def plain(screener: Screener) -> list[Message]:
    return plain_lines(screener)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_letters_of_any_kind_hide_nothing(
    screener: Screener, plain: list[Message], data: st.DataObject
) -> None:
    line = data.draw(st.sampled_from(plain))
    disguise = data.draw(st.sampled_from([one for one in LETTER_DISGUISES if one.name not in UNSURE]))
    text = disguise.write(find_keys(line.text, frozenset()), Random(data.draw(st.integers(0, 99))))
    assert still_noticed(screener, line, text), text


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_harmless_lines_stay_so_however_they_are_typed(screener: Screener, slip: Disguise) -> None:
    lines = Random(f"sample {slip.name}").sample(harmless_lines(screener), 200)
    assert len(suspected(screener, slip, lines, seed=1)) <= TYPOS.get(slip.name, 0.0) * 2 * len(lines)


@pytest.mark.everywhere
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_all_harmless_lines_stay_so_however_they_are_typed(screener: Screener, slip: Disguise) -> None:
    lines = harmless_lines(screener)
    assert len(suspected(screener, slip, lines, seed=1)) <= TYPOS.get(slip.name, 0.0) * len(lines)
