"""The life of a chat: what can happen in which state, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import Event, NotNow, State, after, events_in, states_before

LIVE = frozenset({State.ASKED, State.OPENING, State.OPEN})
MOVES = {
    (State.ASKED, Event.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Event.ACCEPT): State.OPENING,
    (State.OPENING, Event.THREAD_MADE): State.OPENING,
    (State.OPENING, Event.PANEL_STANDS): State.OPEN,
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
        assert not (was_over and state in LIVE)
        was_over = was_over or state not in LIVE


def test_nobody_accepts_twice() -> None:
    with pytest.raises(NotNow):
        after(after(State.ASKED, Event.ACCEPT), Event.ACCEPT)


@pytest.mark.parametrize("event", Event)
def test_an_event_leads_to_one_state_wherever_it_happens(event: Event) -> None:
    before = states_before(event)
    assert {state for state, possible in MOVES if possible is event} == set(before)
    assert len({after(state, event) for state in before}) == 1


def lived(events: list[Event]) -> list[tuple[State, Event, State]]:
    """What became of a request to which these events happened; those that cannot happen do nothing."""
    state, steps = State.ASKED, []
    for event in events:
        if event in events_in(state):
            steps.append((state, event, after(state, event)))
            state = steps[-1][2]
    return steps


lives = st.lists(st.sampled_from(Event), max_size=20).map(lived)


@given(lives)
def test_nobody_talks_without_a_panel(steps: list[tuple[State, Event, State]]) -> None:
    for number, (before, _, state) in enumerate(steps):
        if state is State.OPEN and before is not State.OPEN:
            since_accepted = [event for _, event, _ in steps[: number + 1]]
            last_accept = max(place for place, event in enumerate(since_accepted) if event is Event.ACCEPT)
            assert Event.PANEL_STANDS in since_accepted[last_accept:]


@given(lives)
def test_there_are_never_two_listeners(steps: list[tuple[State, Event, State]]) -> None:
    listeners = 0
    for _, event, _ in steps:
        listeners += {Event.ACCEPT: 1, Event.THREAD_REFUSED: -1}.get(event, 0)
        assert listeners in (0, 1)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_way_to_the_end(state: State) -> None:
    reached, found = {state}, {state}
    while found:
        found = {after(one, event) for one in found for event in events_in(one)} - reached
        reached |= found
    ends = {one for one in reached if not events_in(one)}
    assert ends
    assert ends <= {State.WITHDRAWN, State.DELETED}


@given(lives)
def test_only_the_event_that_carries_a_reason_ends_a_chat(steps: list[tuple[State, Event, State]]) -> None:
    for _, event, state in steps:
        assert (state is State.ENDED) == (event is Event.END)
