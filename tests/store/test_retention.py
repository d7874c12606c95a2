"""Everything ends when the table says so: not earlier, and not later."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.retention import Purged, purge, retention_rules, retention_table
from bot.store.tables import (
    breaks,
    case_log,
    cases,
    chats,
    communities,
    flags,
    letters,
    metadata,
    outbox,
    pauses,
    people,
    relayed,
    reports,
    spoken,
    suggestions,
    tallies,
    timers,
    watermarks,
)
from bot.store.tallies import day_of
from bot.store.watermarks import newest_possible

DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)


class World:
    """A community in which things happen on day 0."""

    def __init__(self, connection: AsyncConnection, start: datetime) -> None:
        self.connection, self.start, self.number = connection, start, 0

    async def add(self, table: Table, **values: Any) -> int:  # noqa: ANN401
        """Add a row with what the story does not care about filled in; returns its id, if it has one."""
        self.number += 1
        common: dict[str, Any] = {
            "community": 1,
            "number": self.number,
            "delivery": str(self.number),
            "lane": "place:10",
            "kind": "pin",
            "key": str(self.number),
            "state": "done" if table is outbox else "ended",
            "side": "listener",
            "category": "contact_request",
            "severity": 3,
            "rule": "rule",
            "source": "screening",
            "situation": "asked_contact",
            "reason": "three",
            "what": "notice",
            "member": 7,
            "subject": 8,
            "reporter": 7,
            "person": 7,
            "who": 9,
            "place": 10,
            "message": self.number,
            "not_before": self.start,
            "made_at": self.start,
            "opened_at": self.start,
            "joined_at": self.start,
            "since": self.start,
            "at": self.start,
            "due": self.start,
            "day": day_of(self.start),
        }
        filled = {name: value for name, value in {**common, **values}.items() if name in table.c}
        done = await self.connection.execute(insert(table).values(filled))
        return int(done.inserted_primary_key[0]) if "id" in table.c and done.inserted_primary_key else 0

    async def left(self, table: Table, column: str | None = None, *, after: timedelta) -> int:
        """How many rows (or filled columns) a purge at that age leaves."""
        await purge(self.connection, self.start + after)
        counted = func.count() if column is None else func.count(table.c[column])
        return int((await self.connection.execute(select(counted).select_from(table))).scalar_one())

    async def ends(self, table: Table, column: str | None = None, *, after: timedelta) -> bool:
        """Whether something is there until that age, and gone at it."""
        before = await self.left(table, column, after=after - MOMENT)
        return before == 1 and await self.left(table, column, after=after) == 0


@pytest.fixture
async def world(connection: AsyncConnection, now: datetime) -> World:
    world = World(connection, now)
    await world.add(communities, id=1)
    return world


async def test_the_words_of_a_note_end_after_21_days_and_the_note_after_90(world: World) -> None:
    await world.add(flags, excerpt=b"sealed")
    assert await world.ends(flags, "excerpt", after=21 * DAY)
    assert await world.ends(flags, after=90 * DAY)


async def test_words_and_notes_of_a_case_stay_while_it_is_open_and_30_days_more(world: World) -> None:
    case = await world.add(cases, state="new")
    await world.add(flags, excerpt=b"sealed", case_id=case)
    await world.add(reports, words=b"sealed", case_id=case)
    assert await world.left(flags, "excerpt", after=300 * DAY) == 1
    assert await world.left(reports, "words", after=300 * DAY) == 1
    await world.connection.execute(cases.update().values(state="closed", closed_at=world.start + 300 * DAY))
    assert await world.left(reports, "words", after=330 * DAY - MOMENT) == 1
    assert await world.ends(flags, "excerpt", after=330 * DAY)
    assert await world.left(flags, after=330 * DAY) == 0
    assert await world.left(reports, after=330 * DAY) == 0


async def test_a_case_that_closes_at_once_shortens_nothing(world: World) -> None:
    case = await world.add(cases, state="closed", closed_at=world.start - 60 * DAY)
    await world.add(flags, excerpt=b"sealed", case_id=case)
    assert await world.ends(flags, "excerpt", after=21 * DAY)
    assert await world.ends(flags, after=90 * DAY)


async def test_the_words_of_a_report_end_after_21_days_and_the_report_after_90(world: World) -> None:
    await world.add(reports, words=b"sealed")
    assert await world.ends(reports, "words", after=21 * DAY)
    assert await world.ends(reports, after=90 * DAY)


async def test_a_letter_ends_30_days_after_reading(world: World) -> None:
    await world.add(letters, body=b"sealed", read_at=world.start + 80 * DAY)
    assert await world.ends(letters, after=110 * DAY)


async def test_a_letter_that_nobody_reads_ends_after_90_days(world: World) -> None:
    await world.add(letters, body=b"sealed")
    assert await world.ends(letters, after=90 * DAY)


async def test_a_closed_case_ends_after_a_year_with_its_log(world: World) -> None:
    case = await world.add(cases, state="closed", closed_at=world.start)
    await world.add(case_log, case_id=case)
    assert await world.ends(cases, after=365 * DAY)
    assert await world.left(case_log, after=365 * DAY) == 0


async def test_an_open_case_never_ends_by_itself(world: World) -> None:
    await world.add(cases, state="new")
    assert await world.left(cases, after=5000 * DAY) == 1


async def test_a_pause_ends_a_year_after_it_was_over(world: World) -> None:
    await world.add(pauses, until=world.start)
    assert await world.ends(pauses, after=365 * DAY)


@pytest.mark.parametrize("moment", ["since", "until", "ended_at"])
async def test_a_break_is_forgotten_a_year_after_its_end_or_without_one_after_its_beginning(
    world: World, moment: str
) -> None:
    held = {"since": world.start - 99 * DAY, moment: world.start}
    await world.add(breaks, kind="leave", by=9, **held)
    assert await world.ends(breaks, after=366 * DAY)


async def test_of_an_ended_chat_the_topic_goes_at_once_and_the_rest_after_90_days(world: World) -> None:
    await world.add(chats, topic=b"sealed", ended_at=world.start)
    assert await world.ends(chats, "topic", after=timedelta(0))
    assert await world.ends(chats, after=90 * DAY)


@pytest.mark.parametrize("table", [flags, reports], ids=lambda table: str(table.name))
async def test_a_chat_stays_while_a_note_or_report_points_to_it(world: World, table: Table) -> None:
    chat = await world.add(chats, ended_at=world.start)
    await world.add(table, chat_id=chat, made_at=world.start + 50 * DAY)
    assert await world.ends(chats, after=140 * DAY)


async def test_an_open_chat_keeps_everything(world: World) -> None:
    await world.add(chats, topic=b"sealed", state="open")
    await world.add(watermarks)
    assert await world.left(chats, "topic", after=500 * DAY) == 1
    assert await world.left(watermarks, after=500 * DAY) == 1


async def test_the_reading_position_of_an_ended_chat_ends_after_7_days_and_that_of_a_room_stays(
    world: World,
) -> None:
    await world.add(chats, place=10, ended_at=world.start)
    await world.add(watermarks, place=10)
    assert await world.ends(watermarks, after=7 * DAY)
    await world.add(watermarks, place=11)
    assert await world.left(watermarks, after=500 * DAY) == 1


async def test_who_suggested_what_ends_30_days_after_the_answer_and_the_answer_after_a_year(
    world: World,
) -> None:
    sealed = {"words": b"sealed", "answer": b"sealed", "answered_at": world.start}
    await world.add(suggestions, progress="done", **sealed)
    assert await world.left(suggestions, "person", after=30 * DAY - MOMENT) == 1
    assert await world.ends(suggestions, "words", after=30 * DAY)
    assert await world.left(suggestions, "person", after=30 * DAY) == 0
    assert await world.left(suggestions, "answer", after=30 * DAY) == 1
    assert await world.ends(suggestions, after=365 * DAY)


async def test_a_suggestion_that_is_only_thought_about_ends_after_180_days(world: World) -> None:
    await world.add(suggestions, progress="thinking", words=b"sealed", answered_at=world.start)
    assert await world.left(suggestions, "words", after=180 * DAY - MOMENT) == 1
    assert await world.ends(suggestions, after=180 * DAY)


@pytest.mark.parametrize(
    ("table", "values", "days"),
    [(spoken, {}, 90), (outbox, {"done_at": True}, 90)],
    ids=["spoken", "outbox"],
)
async def test_traces_of_the_bots_own_work_end(
    world: World, table: Table, values: dict[str, bool], days: int
) -> None:
    await world.add(table, **dict.fromkeys(values, world.start))
    assert await world.ends(table, after=days * DAY)


async def test_what_is_still_owed_is_kept(world: World) -> None:
    await world.add(outbox, state="owed", body=b"sealed")
    assert await world.left(outbox, after=500 * DAY) == 1


async def test_which_message_arrived_as_which_ends_a_day_after_the_chat(world: World) -> None:
    chat = await world.add(chats, ended_at=world.start)
    await world.add(relayed, chat_id=chat, author=7, receiver=8)
    assert await world.ends(relayed, after=DAY)


async def test_of_a_chat_that_goes_on_every_message_is_known(world: World) -> None:
    chat = await world.add(chats)
    await world.add(relayed, chat_id=chat, author=7, receiver=8)
    assert await world.left(relayed, after=50 * DAY) == 1


async def test_the_reading_position_of_direct_messages_ends_after_7_days(world: World) -> None:
    await world.add(watermarks, place=-7, message=newest_possible(world.start))
    assert await world.left(watermarks, after=7 * DAY) == 1
    assert await world.left(watermarks, after=7 * DAY + timedelta(milliseconds=1)) == 0


async def test_counts_by_day_end_after_400_days(world: World) -> None:
    await world.add(tallies, number=3)
    assert await world.left(tallies, after=400 * DAY) == 1
    assert await world.left(tallies, after=401 * DAY) == 0


async def test_a_community_that_removed_the_bot_is_forgotten_after_30_days(world: World) -> None:
    for table in (people, timers, watermarks):
        await world.add(table)
    await world.add(outbox, state="owed", body=b"sealed")
    case = await world.add(cases, state="new")
    await world.add(flags, case_id=case)
    await world.connection.execute(communities.update().values(left_at=world.start))
    assert await world.left(people, after=30 * DAY - MOMENT) == 1
    for table in metadata.tables.values():
        kept = 1 if table.name == "facts" else 0
        assert await world.left(table, after=30 * DAY) == kept


async def test_a_community_that_stays_is_not_touched_by_another_that_left(world: World) -> None:
    await world.add(communities, id=2, left_at=world.start)
    await world.add(timers)
    assert await world.left(timers, after=30 * DAY) == 1
    assert await world.left(communities, after=30 * DAY) == 1


async def test_the_purge_tells_what_it_ended_for_every_kind(world: World) -> None:
    await world.add(flags, excerpt=b"sealed")
    await world.add(flags, excerpt=b"sealed")
    told = await purge(world.connection, world.start + 21 * DAY)
    assert [line.what for line in told] == [rule.what for rule in retention_rules()]
    assert [line for line in told if line.number] == [Purged("The words in a note", 2)]


def test_each_kind_is_named_once() -> None:
    names = [rule.what for rule in retention_rules()]
    assert len(set(names)) == len(names)


def test_the_document_is_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "retention.md"
    assert page.read_text(encoding="utf-8") == retention_table()
