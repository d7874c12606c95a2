"""Everyone is measured over the same talks, in turns."""

import pytest

from benchmarks.latency import spread_of
from benchmarks.rounds import Contender, Look, measure, sample
from benchmarks.texts import Line, Turn, turns


@pytest.fixture
def talks() -> list[Turn]:
    return turns(
        Line(f"{talk} {number}", "ab"[number % 2], str(talk)) for talk in range(50) for number in range(4)
    )


def test_enough_time_means_all_in_order(talks: list[Turn]) -> None:
    assert sample(talks, len(talks)) == talks


def test_a_sample_is_even_and_keeps_talks_whole(talks: list[Turn]) -> None:
    some = sample(talks, 40)
    assert {turn.talk for turn in some} == set(range(0, 50, 5))
    assert all(sum(turn.talk == one.talk for turn in some) == 4 for one in some)


def test_a_sample_is_never_larger_than_asked(talks: list[Turn]) -> None:
    assert len(sample(talks, 3)) == 3


def test_contenders_take_turns_and_start_afresh(talks: list[Turn]) -> None:
    started: list[str] = []

    def contender(name: str) -> Contender:
        def start() -> Look:
            started.append(name)
            return lambda turn: turn

        return Contender(name, start)

    timed = measure([contender("one"), contender("two")], talks, rounds=3, seconds=60)
    assert started[-6:] == ["one", "two"] * 3
    assert [len(one.times) for one in timed] == [3, 3]
    assert all(one.messages == len(talks) for one in timed)
    assert all(one.spread[0] <= one.median <= one.spread[1] for one in timed)


def test_percentiles_are_by_rank() -> None:
    spread = spread_of([float(number) for number in range(1000, 0, -1)])
    assert (spread.p50, spread.p99, spread.p999, spread.most) == (500, 990, 999, 1000)


def test_one_time_is_every_percentile() -> None:
    spread = spread_of([3.0])
    assert (spread.p50, spread.p99, spread.p999, spread.most) == (3, 3, 3, 3)


def test_no_times_have_no_percentiles() -> None:
    with pytest.raises(ValueError, match="nothing"):
        spread_of([])
