"""The outbox keeps order in each lane, lets urgent acts overtake, and forgets what was said when done."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.guide.values import Button, Card
from bot.store.acts import Act, Delivery, Pin, SendCard, SendPrivately
from bot.store.keys import Keys, make_key
from bot.store.outbox import (
    LEAST_TRIES,
    LONGEST,
    MOST_TRIES,
    Lapsed,
    lanes_due,
    mark_done,
    mark_lapsed,
    mark_later,
    mark_owed_again,
    mark_refused,
    mark_trying,
    next_due,
    next_owed,
    owe,
    unsettled,
    wait_before,
)
from bot.store.tables import outbox
from bot.store.words import ActState

LANE = "place:10"
MINUTE = timedelta(minutes=1)


class Outbox:
    """Short words for these stories: a connection, its keys, and acts numbered by their message."""

    def __init__(self, connection: AsyncConnection, keys: Keys, now: datetime) -> None:
        self.connection, self.keys, self.now = connection, keys, now
        self.numbers: Iterator[int] = iter(range(1, 1000))

    async def owe(
        self, *, act: Act | None = None, urgent: bool = False, latest: datetime | None = None, about: str = ""
    ) -> int:
        number = next(self.numbers)
        return await owe(
            self.connection,
            self.keys,
            1,
            act or Pin(place=10, message=number),
            now=self.now,
            delivery=f"d{number}",
            urgent=urgent,
            latest=latest,
            about=about,
        )

    async def next(self, after: timedelta = timedelta(0), lane: str = LANE) -> int | None:
        """The row to try next in a lane."""
        found = await next_owed(self.connection, self.keys, lane, self.now + after)
        return None if found is None else found.row

    async def fail(self, row: int, wait: timedelta = MINUTE) -> ActState:
        await mark_trying(self.connection, row)
        return await mark_later(self.connection, row, self.now + wait, self.now)

    async def end_of(self, row: int) -> tuple[ActState, bool, int | None, str | None]:
        """State, whether the body is still there, result and refusal."""
        found = (await self.connection.execute(select(outbox).where(outbox.c.id == row))).one()
        return ActState(found.state), found.body is not None, found.result, found.refusal


@pytest.fixture
def box(connection: AsyncConnection, keys: Keys, now: datetime) -> Outbox:
    return Outbox(connection, keys, now)


async def test_an_act_goes_its_way_and_what_it_said_is_forgotten_when_done(box: Outbox) -> None:
    card = Card("Hello 👋 \u202e", buttons=(Button("Fine", action="fine", argument="3"),))
    act = SendCard(place=10, card=card, silent=True)
    row = await box.owe(act=act, about="panel:12")
    found = await next_owed(box.connection, box.keys, LANE, box.now)
    assert found == Delivery(row=row, delivery="d1", act=act, about="panel:12", tries=0)
    assert await mark_trying(box.connection, row)
    await mark_done(box.connection, row, 2**60, box.now)
    assert await box.end_of(row) == (ActState.DONE, False, 2**60, None)
    assert await box.next() is None


async def test_bodies_are_not_readable_in_the_table(box: Outbox) -> None:
    row = await box.owe(act=SendPrivately(person=7, card=Card("a secret word")))
    body = (await box.connection.execute(select(outbox.c.body).where(outbox.c.id == row))).scalar_one()
    assert b"secret" not in body


async def test_a_lane_keeps_its_order_and_urgent_acts_go_first(box: Outbox) -> None:
    first, second = await box.owe(), await box.owe()
    urgent = await box.owe(urgent=True)
    order = []
    while (row := await box.next()) is not None:
        await mark_trying(box.connection, row)
        await mark_done(box.connection, row, None, box.now)
        order.append(row)
    assert order == [urgent, first, second]


async def test_an_act_that_waits_holds_back_later_ones_but_not_urgent_ones(box: Outbox) -> None:
    first = await box.owe()
    await box.owe()
    assert await box.fail(first) is ActState.OWED
    assert await box.next() is None
    assert await next_due(box.connection) == box.now + MINUTE
    urgent = await box.owe(urgent=True)
    assert await box.next() == urgent
    assert await box.next(after=MINUTE) == urgent
    await mark_refused(box.connection, urgent, "50001 Missing Access", box.now)
    assert await box.next(after=MINUTE) == first


async def test_while_an_act_is_being_tried_the_rest_of_its_lane_waits(box: Outbox) -> None:
    first, second = await box.owe(), await box.owe()
    assert [await mark_trying(box.connection, first) for _ in range(2)] == [True, False]
    assert await box.next() is None
    assert await lanes_due(box.connection, box.now) == ()
    assert await next_due(box.connection) is None
    await mark_done(box.connection, first, None, box.now)
    assert await box.next() == second


async def test_lanes_do_not_wait_for_each_other(box: Outbox) -> None:
    stuck = await box.owe()
    await box.owe(act=SendPrivately(person=7, card=Card("hello")))
    await box.owe(act=Pin(place=11, message=1), urgent=True)
    await box.fail(stuck)
    assert await lanes_due(box.connection, box.now) == ("place:11", "person:7")
    assert await lanes_due(box.connection, box.now + MINUTE) == ("place:11", LANE, "person:7")


async def test_an_act_past_its_time_is_reported_and_settled_not_sent(box: Outbox) -> None:
    late = await box.owe(latest=box.now + MINUTE, about="notice:5")
    then = await box.owe()
    assert await box.next(after=MINUTE) == late
    moment = box.now + MINUTE + timedelta(microseconds=1)
    lapsed = await next_owed(box.connection, box.keys, LANE, moment)
    assert lapsed == Lapsed(late, "notice:5", "pin", ActState.TOO_LATE)
    await mark_lapsed(box.connection, lapsed, moment)
    assert await box.end_of(late) == (ActState.TOO_LATE, False, None, None)
    assert await box.next(after=MINUTE) == then


async def test_an_act_whose_words_no_key_can_read_is_given_up(box: Outbox) -> None:
    row = await box.owe(about="letter:3")
    lapsed = await next_owed(box.connection, Keys([make_key()]), LANE, box.now)
    assert lapsed == Lapsed(row, "letter:3", "pin", ActState.GIVEN_UP)
    await mark_lapsed(box.connection, lapsed, box.now)
    assert await box.end_of(row) == (ActState.GIVEN_UP, False, None, "unreadable")


async def test_an_act_of_a_kind_that_is_no_more_is_given_up(box: Outbox) -> None:
    row = await box.owe()
    body = box.keys.seal('{"kind": "sing", "song": "la"}')
    await box.connection.execute(update(outbox).values(body=body))
    assert await next_owed(box.connection, box.keys, LANE, box.now) == Lapsed(
        row, "", "pin", ActState.GIVEN_UP
    )


async def test_a_refused_act_keeps_the_reason_and_loses_its_words(box: Outbox) -> None:
    row = await box.owe()
    await mark_trying(box.connection, row)
    await mark_refused(box.connection, row, "x" * 200, box.now)
    assert await box.end_of(row) == (ActState.GIVEN_UP, False, None, "x" * 80)


async def test_what_has_ended_never_changes_again(box: Outbox) -> None:
    row = await box.owe()
    await mark_done(box.connection, row, 77, box.now)
    await mark_lapsed(box.connection, Lapsed(row, "", "pin", ActState.TOO_LATE), box.now)
    await mark_refused(box.connection, row, "late refusal", box.now)
    assert not await mark_trying(box.connection, row)
    assert await box.fail(row) is ActState.DONE
    assert await box.end_of(row) == (ActState.DONE, False, 77, None)


async def test_the_tenth_failed_try_is_the_last(box: Outbox) -> None:
    row = await box.owe()
    states = [await box.fail(row) for _ in range(MOST_TRIES)]
    assert states == [ActState.OWED] * (MOST_TRIES - 1) + [ActState.GIVEN_UP]
    assert await box.end_of(row) == (ActState.GIVEN_UP, False, None, "no answer")


async def test_after_a_day_an_act_is_given_up_but_never_before_the_third_try(box: Outbox) -> None:
    row = await box.owe()
    states = [await box.fail(row, wait=LONGEST + MINUTE) for _ in range(LEAST_TRIES)]
    assert states == [ActState.OWED] * (LEAST_TRIES - 1) + [ActState.GIVEN_UP]


def test_the_waits_of_ten_tries_grow_and_span_most_of_a_day() -> None:
    waits = [wait_before(tries) for tries in range(1, MOST_TRIES)]
    assert waits == sorted(waits)
    assert timedelta(hours=20) < sum(waits, timedelta(0)) < LONGEST


async def test_after_a_crash_what_was_being_tried_is_looked_up_before_it_is_repeated(box: Outbox) -> None:
    arrived, lost, _ = await box.owe(), await box.owe(act=Pin(place=11, message=2)), await box.owe()
    await mark_trying(box.connection, arrived)
    await mark_trying(box.connection, lost)
    left = await unsettled(box.connection, box.keys)
    assert [found.row for found in left] == [arrived, lost]
    await mark_done(box.connection, arrived, 99, box.now)
    await mark_owed_again(box.connection, lost)
    assert await unsettled(box.connection, box.keys) == ()
    repeated = await next_owed(box.connection, box.keys, "place:11", box.now)
    assert isinstance(repeated, Delivery)
    assert (repeated.row, repeated.delivery, repeated.tries) == (lost, "d2", 0)


async def test_the_same_delivery_cannot_be_owed_twice(box: Outbox) -> None:
    await box.owe()
    box.numbers = iter((1,))
    async with box.connection.begin_nested() as attempt:
        with pytest.raises(IntegrityError):
            await box.owe()
        await attempt.rollback()
