"""What is remembered is worked out once, and never more than two generations of it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.screening.remembered import Remembered


class Counting:
    """Works out lengths, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, chunk: str) -> int:
        self.asked.append(chunk)
        return len(chunk)


def test_a_value_is_worked_out_once() -> None:
    counting = Counting()
    lengths = Remembered(counting)
    assert [lengths["river"], lengths["sea"], lengths["river"]] == [5, 3, 5]
    assert counting.asked == ["river", "sea"]


def test_what_is_asked_for_stays_and_the_rest_goes() -> None:
    counting = Counting()
    lengths = Remembered(counting, most=2)
    for chunk in ("often", "once", "often", "two", "often", "three", "often", "four", "once"):
        assert lengths[chunk] == len(chunk)
    assert counting.asked.count("often") == 1
    assert counting.asked.count("once") == 2


@given(st.lists(st.text(max_size=3)), st.integers(1, 5))
def test_there_are_never_more_than_two_generations(chunks: list[str], most: int) -> None:
    lengths = Remembered(len, most)
    for chunk in chunks:
        assert lengths[chunk] == len(chunk)
        assert len(lengths) <= most
