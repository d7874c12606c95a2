"""A draft of a decision travels in a button and comes back as it was."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.drafting import Draft, Tick, read_draft, ticks
from bot.guide.actions import Action, custom_id
from bot.screening import Side

WHEN = datetime(2031, 5, 4, 12, 30, 15, tzinfo=UTC)

drafts = st.builds(
    Draft,
    st.integers(1, 2**53),
    st.from_regex(r"\A[A-Z][A-Z0-9]{0,9}\Z"),
    st.integers(1_600_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.frozensets(st.sampled_from(Tick)),
)


@given(drafts)
def test_it_comes_back_as_it_was_and_fits(draft: Draft) -> None:
    assert read_draft(draft.argument) == draft
    assert len(custom_id(Action.DECIDE_OTHERWISE, draft.argument)) <= 100


@pytest.mark.parametrize("text", ["", "12", "12:0", "x:D4:1:e", "12:D4:soon:e", "12:D4:1:e:more"])
def test_what_is_no_draft(text: str) -> None:
    assert read_draft(text) is None


def test_each_tick_has_its_own_letter() -> None:
    assert len({tick.value[0] for tick in Tick}) == len(Tick)
    assert ticks(tick.value for tick in Tick) == frozenset(Tick)
    assert ticks("xyz") == frozenset()


def test_what_it_says_about_the_act() -> None:
    plain = Draft(1, "D4", WHEN).incident(Side.MEMBER)
    assert (plain.at, plain.side, plain.in_listener_room, plain.grave) == (WHEN, Side.MEMBER, False, False)
    full = Draft(1, "D4", WHEN, frozenset(Tick)).incident(Side.LISTENER)
    assert full.in_listener_room
    assert full.grave
    assert full.goes_on
    assert full.between_adult_and_teen
