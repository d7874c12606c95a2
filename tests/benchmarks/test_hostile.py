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


def test_another_seed_changes_the_random_attacks_only() -> None:
    one, other = list(attacks(200)), list(attacks(200, seed=1))
    changed = {attack.name for attack, again in zip(one, other, strict=True) if attack != again}
    assert changed == {"random ASCII", "random Unicode", "a bit of everything"}
