"""What patterns are worth is exactly what people's verdicts say now, whatever was judged, turned or taken back."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.values import FlagDraft, Source
from bot.screening import Category, Severity, Side
from bot.store import cases, communities, flags
from bot.store.database import Database
from bot.store.flags import FlagPlace
from bot.store.keys import Keys, make_key
from bot.store.learning import pattern_records
from bot.store.tables import flags as noted
from bot.store.words import Verdict

NOW = datetime(2031, 5, 4, tzinfo=UTC)
HOME, CASES, PATTERNS = 1, (1, 2), ("ask", "offer")

Step = tuple[str, int, str]
STEPS = st.one_of(
    st.tuples(st.just("note"), st.sampled_from(CASES), st.sampled_from((*PATTERNS, "told", "shadow"))),
    st.tuples(st.just("judge"), st.sampled_from(CASES), st.sampled_from(("kept", "cleared"))),
    st.tuples(st.sampled_from(("undo", "reverse")), st.sampled_from(CASES), st.just("kept")),
)


class Team:
    """A community with two cases, and people who judge what was noted."""

    def __init__(self, connection: AsyncConnection, keys: Keys) -> None:
        self.connection, self.keys, self.messages = connection, keys, count(1)

    async def begin(self) -> None:
        await communities.welcome(self.connection, HOME, "Harbour", NOW)
        for case in CASES:
            await cases.open_case(self.connection, HOME, case, "report", NOW, due=NOW)

    async def take(self, step: Step) -> None:
        what, case, which = step
        match what:
            case "note":
                await self._note(case, which)
            case "judge":
                await flags.judge_case(self.connection, case, Verdict(which))
            case "undo":
                await flags.unjudge_case(self.connection, case, Verdict(which))
            case _:
                await flags.unjudge_case(self.connection, case, Verdict(which), instead=Verdict.TAKEN_BACK)

    async def counted(self) -> Counter[tuple[str, str]]:
        """What is told of the patterns."""
        records = await pattern_records(self.connection, HOME, NOW - timedelta(days=1))
        told = [((one.pattern, "kept"), one.right) for one in records]
        told += [((one.pattern, "cleared"), one.wrong) for one in records]
        assert all(number >= 0 for _, number in told)
        return Counter({key: number for key, number in told if number})

    async def said(self) -> Counter[tuple[str, str]]:
        """What the verdicts of people on what was noticed say, one by one."""
        of_people = noted.c.verdict.in_(("kept", "cleared"))
        wanted = select(noted.c.rule, noted.c.verdict, func.count()).where(of_people)
        noticed = wanted.where(noted.c.source == Source.SCREENING, noted.c.shadow.is_(False))
        rows = (await self.connection.execute(noticed.group_by(noted.c.rule, noted.c.verdict))).all()
        return Counter({(rule, verdict): number for rule, verdict, number in rows})

    async def _note(self, case: int, which: str) -> None:
        source = Source.REPORT if which == "told" else Source.SCREENING
        where = FlagPlace(HOME, case, Side.LISTENER, 10, next(self.messages), source=source)
        draft = FlagDraft(Category.CONTACT_REQUEST, Severity.CONCERN, which, "", shadow=which == "shadow")
        await flags.record(self.connection, self.keys, draft, where, NOW)
        about = await flags.flags_about(self.connection, self.keys, HOME, case)
        await flags.put_into_case(self.connection, case, (one.number for one in about if one.open))


async def after_each(path: Path, steps: Sequence[Step]) -> None:
    """Take the steps; after each of them the figures are what the verdicts say."""
    database = await Database.open(str(path), Keys([make_key()]))
    try:
        async with database.writing() as connection:
            team = Team(connection, database.keys)
            await team.begin()
            for step in steps:
                await team.take(step)
                assert await team.counted() == await team.said(), step
    finally:
        await database.close()


@given(steps=st.lists(STEPS, max_size=25))
@settings(max_examples=25, deadline=None)
def test_the_figures_always_equal_the_verdicts(
    tmp_path_factory: pytest.TempPathFactory, empty_database: Path, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("learning") / "sidelight.sqlite3"
    asyncio.run(after_each(Path(shutil.copy(empty_database, path)), steps))


@pytest.mark.parametrize(
    ("steps", "right", "wrong"),
    [
        ((("judge", 1, "kept"),), 1, 0),
        ((("judge", 1, "cleared"),), 0, 1),
        ((("judge", 1, "kept"), ("judge", 1, "kept")), 1, 0),
        ((("judge", 1, "kept"), ("judge", 1, "cleared")), 0, 1),
        ((("judge", 1, "kept"), ("undo", 1, "kept")), 0, 0),
        ((("judge", 1, "kept"), ("undo", 1, "kept"), ("judge", 1, "kept")), 1, 0),
        ((("judge", 1, "kept"), ("undo", 1, "kept"), ("judge", 1, "cleared")), 0, 1),
        ((("judge", 1, "kept"), ("reverse", 1, "kept")), 0, 0),
        ((("judge", 1, "kept"), ("reverse", 1, "kept"), ("undo", 1, "kept")), 0, 0),
    ],
)
async def test_a_verdict_is_counted_once_turned_and_taken_back(
    database: Database, steps: tuple[Step, ...], right: int, wrong: int
) -> None:
    async with database.writing() as connection:
        team = Team(connection, database.keys)
        await team.begin()
        for step in (("note", 1, "ask"), *steps):
            await team.take(step)
        told = await team.counted()
    assert (told["ask", "kept"], told["ask", "cleared"]) == (right, wrong)


async def test_what_was_judged_stays_judged_when_a_decision_is_taken_back(database: Database) -> None:
    async with database.writing() as connection:
        team = Team(connection, database.keys)
        await team.begin()
        for step in (("note", 1, "ask"), ("judge", 1, "kept"), ("reverse", 1, "kept"), ("note", 1, "ask")):
            await team.take(step)
        old, new = await flags.flags_about(connection, database.keys, HOME, 1)
        assert (old.open, new.open) == (False, True)
        await team.take(("judge", 1, "cleared"))
        assert await team.counted() == await team.said()
