"""Lives of chats step by step, by thread and by relay, with their clocks: whatever happens, the rules hold."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.chats import (
    REQUEST_LASTS,
    Deadline,
    Due,
    Ending,
    Event,
    NotNow,
    Pace,
    State,
    Times,
    after,
    begin,
    events_in,
    longer,
    next_due,
    told,
)
from bot.screening import Side

START = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
PACE = Pace()
LONGEST = timedelta(hours=2)
"""No chat of an hour in which nobody writes any more lasts longer than this."""
LAST = (State.WITHDRAWN, State.DELETED)

lengths = st.sampled_from([0, 15, 30, 60])
spans = st.integers(0, 90).map(lambda minutes: timedelta(minutes=minutes))


class Life(RuleBasedStateMachine):
    """One request and the chat it becomes. Those who act are people, Discord and the clock, in any order.

    `listeners` are those who have the chat now. A panel is what each side reads first: one in a thread, one for
    each side of a relayed chat.
    """

    def __init__(self) -> None:
        super().__init__()
        self.state = State.ASKED
        self.now = self.asked_at = START
        self.relayed = False
        self.listeners = 0
        self.panels = 0
        self.times: Times | None = None
        self.ending: Ending | None = None
        self.ended = 0
        self.said: list[Deadline] = []

    @initialize(relayed=st.booleans(), length=lengths)
    def ask(self, relayed: bool, length: int) -> None:
        self.relayed, self.length = relayed, length

    def may(self, event: Event) -> bool:
        """Whether this happens; when it cannot, nothing changes."""
        try:
            self.state = after(self.state, event)
        except NotNow:
            assert event not in events_in(self.state)
            return False
        return True

    # -- people and Discord --------------------------------------------------------------------------------

    @rule()
    def somebody_accepts(self) -> None:
        self.listeners += self.may(Event.ACCEPT)

    @rule()
    def the_member_takes_it_back(self) -> None:
        self.may(Event.WITHDRAW)

    @precondition(lambda self: not self.relayed)
    @rule()
    def the_thread_is_made(self) -> None:
        self.may(Event.THREAD_MADE)

    @rule()
    def it_cannot_be_made(self) -> None:
        if self.may(Event.THREAD_REFUSED):
            self.listeners -= 1
            self.panels = 0

    @precondition(lambda self: self.state is State.OPENING)
    @rule()
    def a_panel_arrives(self) -> None:
        self.panels += 1
        if self.panels == 1 + self.relayed:
            assert self.may(Event.PANEL_STANDS)
            self.times = begin(self.now, self.length, PACE)

    @precondition(lambda self: self.state is State.OPEN)
    @rule(side=st.sampled_from(Side), goodbye=st.booleans())
    def somebody_writes(self, side: Side, goodbye: bool) -> None:
        assert self.times is not None
        turns = self.times.turns.then(side, self.now, goodbye=goodbye)
        before = self.times
        self.times = Times(before.opened_at, before.ends_at, turns, before.told, before.quiet_told_at)
        self.said = [one for one in self.said if one is not Deadline.QUIET]

    @precondition(lambda self: self.state is State.OPEN)
    @rule()
    def both_want_more_time(self) -> None:
        assert self.times is not None
        self.times = longer(self.times, self.now, PACE)
        self.said = [one for one in self.said if one is Deadline.QUIET]

    @rule(why=st.sampled_from(Ending))
    def it_ends(self, why: Ending) -> None:
        if self.may(Event.END):
            self.ending, self.ended = why, self.ended + 1

    @rule()
    def the_thread_is_deleted(self) -> None:
        self.may(Event.DELETE)

    # -- the clock -----------------------------------------------------------------------------------------

    def due(self) -> datetime | None:
        """When the next timer of this state is due; None where none stands."""
        if self.state is State.ASKED:
            return self.asked_at + REQUEST_LASTS
        if self.state is State.OPEN and self.times is not None:
            return next_due(self.times, START, PACE).at
        return None

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        until = self.now + span
        while (due := self.due()) is not None and due <= until:
            self.now = max(self.now, due)
            self.something_is_due()
        self.now = until

    def something_is_due(self) -> None:
        if self.state is State.ASKED:
            assert self.may(Event.WITHDRAW)
            return
        assert self.times is not None
        due: Due = next_due(self.times, START, PACE)
        assert due.what not in self.said
        self.said.append(due.what)
        if due.what is Deadline.CLOSE:
            self.it_ends(Ending.WENT_QUIET)
        else:
            self.times = told(self.times, due.what, self.now)

    # -- what always holds ---------------------------------------------------------------------------------

    @invariant()
    def nobody_talks_without_a_panel(self) -> None:
        assert self.state is not State.OPEN or self.panels == 1 + self.relayed

    @invariant()
    def there_is_one_listener_or_none(self) -> None:
        assert self.listeners in (0, 1)
        assert self.state not in (State.OPENING, State.OPEN) or self.listeners == 1

    @invariant()
    def what_ended_has_one_reason(self) -> None:
        assert (self.ending is not None) == (self.state in (State.ENDED, State.DELETED))
        assert self.ended <= 1

    @invariant()
    def whoever_waits_or_talks_has_a_deadline(self) -> None:
        assert (self.due() is not None) == (self.state in (State.ASKED, State.OPEN))

    @invariant()
    def every_state_leads_on_or_is_the_end(self) -> None:
        assert bool(events_in(self.state)) == (self.state not in LAST)

    def teardown(self) -> None:
        """Left alone, every request is answered and every chat ends, in a time that can be named."""
        if self.state is State.OPENING:
            self.it_cannot_be_made()
        ends_at = self.times.ends_at if self.times is not None else self.now
        self.time_passes(max(self.now, ends_at, self.asked_at + REQUEST_LASTS) - self.now + LONGEST)
        assert self.state in (State.WITHDRAWN, State.ENDED, State.DELETED)
        assert self.due() is None


Life.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestLife = Life.TestCase
