"""A reminder names the rule most of a case is about, and never gives away that somebody spoke up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.reminding import Told, rule_to_remind
from bot.casework.situations import Situation
from bot.guide import Wording, load_wording
from bot.screening import Category

SEEN = Told("contact_request")
kinds = st.sampled_from([*(each.value for each in Category), *(each.value for each in Situation)])


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ([], None),
        ([SEEN], "contact_request"),
        ([SEEN, Told("secrecy"), Told("secrecy")], "secrecy"),
        ([Told("judged", 1, "moderators")], None),
        ([Told("judged", 1, "now")], "judged"),
        ([Told("judged", 1, "now", chat_over=False)], None),
        ([Told("judged", 1, "together")], None),
        ([Told("judged", 1, "together"), Told("judged", 1, "together")], None),
        ([Told("judged", 1, "together"), Told("judged", 2, "together")], "judged"),
        ([Told("judged", 1, "together"), Told("judged", 2, "moderators")], None),
        ([Told("judged", 1, "together"), Told("diagnosed", 2, "together")], None),
        ([Told("move_typing", 1, "now")], "contact_request"),
        ([Told("something_else", 1, "now")], None),
        ([Told("judged", 1, "moderators"), Told("judged", 2, "moderators"), SEEN], "contact_request"),
    ],
)
def test_which_rule_may_be_named(told: list[Told], rule: str | None) -> None:
    assert rule_to_remind(told) == rule


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load_wording()


@given(st.lists(st.builds(Told, kinds, st.integers(1, 5), st.just("moderators")), max_size=8))
def test_what_was_told_to_moderators_alone_is_never_named(told: list[Told]) -> None:
    assert rule_to_remind(told) is None


@given(st.lists(st.builds(Told, kinds, st.none() | st.integers(1, 5), st.just("now")), max_size=8))
def test_every_rule_that_can_be_named_has_words(wording: Wording, told: list[Told]) -> None:
    rule = rule_to_remind(told)
    assert rule is None or wording.has("team_reminder.about", rule)
