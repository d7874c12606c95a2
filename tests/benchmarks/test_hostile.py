"""Attacks have the length they say, and differ."""

import pytest

from benchmarks.hostile import LENGTHS, attacks


@pytest.mark.parametrize("length", LENGTHS)
def test_attacks_have_exactly_this_length(length: int) -> None:
    assert {len(attack.text) for attack in attacks(length)} == {length}


def test_attacks_differ() -> None:
    made = list(attacks(200))
    assert len({attack.name for attack in made}) == len({attack.text for attack in made}) == len(made)
    assert made == list(attacks(200))
