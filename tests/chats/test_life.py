"""The life of a chat: what can happen in which state, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import Event, NotNow, State, after, is_live, states_before

MOVES = {
    (State.ASKED, Event.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Event.ACCEPT): State.OPENING,
    (State.OPENING, Event.THREAD_MADE): State.OPEN,
    (State.OPENING, Event.THREAD_REFUSED): State.ASKED,
    (State.OPENING, Event.END): State.ENDED,
    (State.OPEN, Event.END): State.ENDED,
    (State.ENDED, Event.DELETE): State.DELETED,
}


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("state", State)
def test_every_state_and_event(state: State, event: Event) -> None:
    if (state, event) in MOVES:
        assert after(state, event) is MOVES[(state, event)]
    else:
        with pytest.raises(NotNow, match=f"a chat that is {state} cannot {event}"):
            after(state, event)


@given(st.lists(st.sampled_from(Event), max_size=12))
def test_what_is_over_never_lives_again(events: list[Event]) -> None:
    state, was_over = State.ASKED, False
    for event in events:
        try:
            state = after(state, event)
        except NotNow:
            continue
        assert not (was_over and is_live(state))
        was_over = was_over or not is_live(state)


def test_nobody_accepts_twice() -> None:
    with pytest.raises(NotNow):
        after(after(State.ASKED, Event.ACCEPT), Event.ACCEPT)


@pytest.mark.parametrize("event", Event)
def test_an_event_leads_to_one_state_wherever_it_happens(event: Event) -> None:
    before = states_before(event)
    assert {state for state, possible in MOVES if possible is event} == set(before)
    assert len({after(state, event) for state in before}) == 1
