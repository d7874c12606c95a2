"""The order of one lane, for any rows at any moment."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.store.lanes import NEVER, Waiting, earliest, first_ready

LANE = "place:10"
MINUTE = timedelta(minutes=1)
START = datetime.fromisoformat("2031-01-01T00:00:00+00:00")
MINUTES = st.integers(0, 6)


@st.composite
def lanes(draw: st.DrawFn) -> tuple[Waiting, ...]:
    rows = []
    for number in range(draw(st.integers(0, 6))):
        tried = draw(st.integers(0, 5)) == 0
        latest = draw(st.none() | MINUTES)
        rows.append(
            Waiting(
                row=number,
                lane=LANE,
                urgent=draw(st.booleans()),
                not_before=NEVER if tried else START + draw(MINUTES) * MINUTE,
                latest=None if latest is None else START + latest * MINUTE,
            )
        )
    return tuple(draw(st.permutations(rows)))


def waits(row: Waiting, now: datetime) -> bool:
    return row.not_before > now and not late(row, now)


def late(row: Waiting, now: datetime) -> bool:
    return row.not_before != NEVER and row.latest is not None and now > row.latest


@given(lanes(), MINUTES)
def test_nothing_is_done_before_its_time_and_nothing_is_overtaken_without_reason(
    rows: tuple[Waiting, ...], minutes: int
) -> None:
    now = START + minutes * MINUTE
    chosen = first_ready(rows, now)
    if chosen is None:
        assert all(waits(row, now) or (not row.urgent and row.not_before != NEVER) for row in rows)
        assert not any(late(row, now) for row in rows)
        return
    assert not waits(chosen, now)
    older = [row for row in rows if row.row < chosen.row]
    if not chosen.urgent and not late(chosen, now):
        assert older == []  # whatever is older would go first, or holds this one back
    if chosen.urgent:
        assert not any(row.urgent and not waits(row, now) for row in older)
    else:
        assert not any(row.urgent and not waits(row, now) for row in rows)


@given(lanes())
def test_the_sleeper_wakes_at_the_first_moment_with_something_to_do(rows: tuple[Waiting, ...]) -> None:
    wake = earliest(rows)
    moments = sorted(
        {moment for row in rows for moment in (row.not_before, row.latest) if moment is not None}
    )
    ticks = [
        moment + shift
        for moment in moments
        if moment != NEVER
        for shift in (0 * MINUTE, timedelta.resolution)
    ]
    busy = [moment for moment in sorted(ticks) if first_ready(rows, moment) is not None]
    assert wake == (busy[0] if busy else None)


@given(lanes())
def test_a_lane_always_comes_to_its_end(rows: tuple[Waiting, ...]) -> None:
    left = [row for row in rows if row.not_before != NEVER]
    now = START
    for _ in range(len(left)):
        now = max(now, earliest(left) or now)
        chosen = first_ready(left, now)
        assert chosen is not None
        left.remove(chosen)
    assert left == []
