"""Learning finds what tells asks from other lines; it needs scikit-learn, which only `make setup-all` brings."""

import pytest

from bot.screening import Screener
from bot.screening.clues import words_in
from bot.screening.fine_scales import FineScales
from bot.screening.weighing import Scales, weights_from
from tools.labelled_lines import KINDS, Line

pytestmark = pytest.mark.everywhere

ASKS = (
    "what is your number",
    "can i have your number",
    "your number please, then we can talk",
    "send me your number love",
    "whats your number and when can i ring",
    "give me your number before you go",
)
OTHERS = (
    "the number on the form is wrong",
    "my mother lost the number of the clinic",
    "that number of people in one room scares me",
    "he has a number of reasons to be upset",
    "how did the morning go",
    "it was a long day and i am tired",
)
ASK, OTHER = "may i have your number", "the clinic has a number of forms"


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    asks = [
        Line(text, ask=True, sign=True, kinds=frozenset({kind}))
        for text, kind in zip(ASKS, KINDS, strict=True)
    ]
    return asks + [Line(text, ask=False, sign=False) for text in OTHERS]


def test_words_and_pairs_tell_an_ask_from_a_line_with_the_same_words(
    screener: Screener, lines: list[Line]
) -> None:
    weigh = pytest.importorskip("tools.weigh", exc_type=ImportError)
    scales = Scales(weights_from(weigh.learn(screener, lines)), screener.pack.same)
    assert scales.weigh(ASK).ask > 0 > scales.weigh(OTHER).ask
    assert scales.weigh(ASK).sign > scales.weigh(OTHER).sign


def test_so_do_fine_clues(screener: Screener, lines: list[Line]) -> None:
    weigh_finely = pytest.importorskip("tools.weigh_finely", exc_type=ImportError)
    same = screener.pack.same
    weights = weigh_finely.learn(screener, lines, "these lines")
    fine = FineScales(weights, lambda chunk: words_in(chunk, same), screener.pack.frames)
    assert fine.ask_of(ASK) > fine.ask_of(OTHER)
    assert weights.made_from == "these lines"


def test_a_line_that_the_others_speak_against_counts_less(screener: Screener, lines: list[Line]) -> None:
    weigh_finely = pytest.importorskip("tools.weigh_finely", exc_type=ImportError)
    same = screener.pack.same
    mislabelled = [*([*lines, lines[0]] * 40), Line(ASKS[0], ask=False, sign=False)]
    trusting, doubting = (
        FineScales(
            weigh_finely.learn(screener, mislabelled, "", doubting=doubting),
            lambda chunk: words_in(chunk, same),
            screener.pack.frames,
        )
        for doubting in (False, True)
    )
    assert doubting.ask_of(ASKS[0]) > trusting.ask_of(ASKS[0])


def test_a_clue_of_one_side_counts_more_than_one_of_both() -> None:
    numpy = pytest.importorskip("numpy")
    sparse = pytest.importorskip("scipy.sparse")
    learning = pytest.importorskip("tools.learning", exc_type=ImportError)
    labels = numpy.array([True] * 8 + [False] * 8)
    one_side, both_sides, seldom = ([1.0] * 8 + [0.0] * 8, [1.0] * 16, [1.0] + [0.0] * 15)
    seen = sparse.csr_matrix(numpy.array([one_side, both_sides, seldom]).T)
    on_one, on_both, once = learning.apart(seen, labels)
    assert on_one > once > on_both > 0
    often = numpy.array([8, 16, 1]) + 2
    assert (often * learning.apart(seen, labels) ** 2).sum() == pytest.approx(often.sum())
