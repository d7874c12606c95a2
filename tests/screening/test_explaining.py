"""One message can be followed on its way through the tiers."""

import pytest

from bot.commands.printing import explanation_lines, verdict_lines
from bot.screening import Message, Screener, Side
from bot.screening.topics import CONDUCT, CRISIS


def test_a_disguise_is_shown_with_what_it_hid(screener: Screener) -> None:
    explanation = screener.explain(Message("w h a t s y o u r n u m b e r", Side.LISTENER))
    assert explanation.views[0].startswith("w h a t s")
    assert "your number" in explanation.views[1]


@pytest.mark.parametrize(("text", "said"), [("k33p th1s quiet", True), ("keep this quiet", False)])
def test_that_less_must_be_said_where_words_are_hidden_is_shown(
    screener: Screener, text: str, said: bool
) -> None:
    shown = explanation_lines(screener, screener.explain(Message(text, Side.LISTENER)))
    assert any(line.startswith("Figures, signs or other letters stand for those") for line in shown) is said


def test_what_protects_is_named(screener: Screener) -> None:
    explanation = screener.explain(Message("please don't share your insta here", Side.LISTENER))
    assert explanation.judged.findings == ()
    assert any(trial.protected_by for trial in explanation.trials)


def test_the_sum_is_made_of_its_parts(screener: Screener) -> None:
    explanation = screener.explain(Message("can i have your number?", Side.LISTENER))
    balance = explanation.judged.balance
    assert balance is not None
    assert balance.above == pytest.approx(balance.words + balance.rules - balance.limit)
    assert any(clue.said == "number ?" for clue in explanation.clues)


@pytest.mark.parametrize(
    "text",
    ["can i have your number?", "the bus was late", "i'd love to carry this on somewhere without a clock"],
)
def test_what_is_shown_is_what_was_judged(screener: Screener, text: str) -> None:
    judged = screener.explain(Message(text, Side.LISTENER)).judged
    assert judged == screener.judge(Message(text, Side.LISTENER))
    assert judged.balance is not None
    assert (judged.balance.above >= 0) is bool(judged.findings)


def test_a_text_without_words_is_for_rules_alone(screener: Screener) -> None:
    assert screener.explain(Message("07911 123456", Side.LISTENER)).judged.balance is None


def test_why_a_hint_of_despair_is_noticed_is_shown(screener: Screener) -> None:
    explanation = screener.explain(Message("some nights i hope my heart just forgets"))
    (weighed,) = explanation.topics
    assert weighed.topic is CRISIS
    assert weighed.odds >= CRISIS.least
    shown = explanation_lines(screener, explanation)
    assert f"  {weighed.clues[0].weight:+.2f}  {weighed.clues[0].said}" in shown
    assert any(line.startswith(f"All together {weighed.odds:+.2f}:") for line in shown)


def test_why_a_phrase_was_taken_back_is_shown(screener: Screener) -> None:
    asked = "you said you can't go on, do you mean you think about suicide? you can tell me"
    explanation = screener.explain(Message(asked, Side.LISTENER))
    assert explanation.judged.findings == ()
    (weighed,) = (one for one in explanation.topics if one.topic is CRISIS)
    assert weighed.odds < CRISIS.against
    assert weighed.clues


def test_why_poor_listening_is_noticed_is_shown(screener: Screener) -> None:
    explanation = screener.explain(Message("honestly you're being so selfish about this", Side.LISTENER))
    (weighed,) = (one for one in explanation.topics if one.topic is CONDUCT)
    assert weighed.odds >= CONDUCT.against
    assert any("for poor listening" in line for line in explanation_lines(screener, explanation))


@pytest.mark.parametrize("side", Side)
def test_where_nothing_speaks_of_a_topic_nothing_is_shown_of_it(screener: Screener, side: Side) -> None:
    assert screener.explain(Message("the bus was late", side)).topics == ()


def test_a_no_is_not_shown_as_poor_listening(screener: Screener) -> None:
    explanation = screener.explain(Message("no i don't give out my number", Side.LISTENER))
    assert any(trial.pattern == "no_to_contact" for trial in explanation.trials)
    assert explanation.topics == ()


@pytest.mark.parametrize(
    ("text", "offered"),
    [("i want to die", True), ("honestly this is getting boring, get to the point", False)],
)
def test_help_is_spoken_of_where_it_can_be_offered(screener: Screener, text: str, offered: bool) -> None:
    first, *_ = verdict_lines(screener.look(Message(text, Side.LISTENER)))
    assert first.startswith("Not flagged. Noticed only")
    assert ("help can be offered" in first) is offered
