"""One message can be followed on its way through the tiers."""

import pytest

from bot.screening import Message, Screener, Side


def test_a_disguise_is_shown_with_what_it_hid(screener: Screener) -> None:
    explanation = screener.explain(Message("w h a t s y o u r n u m b e r", Side.LISTENER))
    assert explanation.views[0].startswith("w h a t s")
    assert "your number" in explanation.views[1]


def test_what_protects_is_named(screener: Screener) -> None:
    explanation = screener.explain(Message("please don't share your insta here", Side.LISTENER))
    assert explanation.findings == ()
    assert any(trial.protected_by for trial in explanation.trials)


def test_the_sum_is_made_of_its_parts(screener: Screener) -> None:
    explanation = screener.explain(Message("can i have your number?", Side.LISTENER))
    assert explanation.above == pytest.approx(explanation.words + explanation.rules - explanation.limit)
    assert explanation.above > 0
    assert explanation.findings
    assert any(clue.said == "your number" for clue in explanation.clues)
