"""A community called Harbour on the loopback Discord, already set up, with chats that are open."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from discord import Permissions
from discord.utils import utcnow
from sqlalchemy import insert, select

from bot.casework.values import FlagDraft
from bot.screening import Category, Severity, Side
from bot.store import communities, people
from bot.store.database import Database
from bot.store.flags import FlagPlace, record
from bot.store.keys import load_or_make_keys
from bot.store.outbox import OPEN
from bot.store.tables import cases, chats, flags
from bot.store.watermarks import advance
from tests.loopback import BotProcess, LoopbackDiscord, Message, Person, Place, Role

WITH_READY_PACKS = "tests.loopback.ready_packs:run"
OFFICE = Permissions(view_channel=True, send_messages=True)


@dataclass(slots=True)
class Harbour:
    """The places and people of the community, and the settings file of its bot."""

    discord: LoopbackDiscord
    config: Path
    moderators_role: Role
    listener_role: Role
    moderators: Place
    lobby: Place
    listener: Person
    moderator: Person
    threads: list[Place] = field(default_factory=list)
    members: list[Person] = field(default_factory=list)

    @property
    def community(self) -> int:
        return self.discord.world.guild_id

    def bot(self, kill_points: Sequence[str] = ()) -> BotProcess:
        """The real bot as a process of its own."""
        return BotProcess(self.discord, self.config, kill_points, WITH_READY_PACKS)

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """The bot's own database, opened while the bot does not run."""
        folder = self.config.parent
        database = await Database.open(
            str(folder / "sidelight.sqlite3"), load_or_make_keys([], folder / "keys" / "sidelight.key")
        )
        try:
            yield database
        finally:
            await database.close()

    async def nothing_owed(self) -> None:
        """Waits until the bot, which runs, has written down the end of every act: a slow one may be silent long."""
        await self.discord.wait_until(lambda: not self._owes(), what="the end of every act")

    def _owes(self) -> bool:
        with closing(sqlite3.connect(self.config.parent / "sidelight.sqlite3")) as opened:
            return any(state in OPEN for (state,) in opened.execute("SELECT state FROM outbox"))

    def notices(self, thread: Place) -> list[Message]:
        return [one for one in self.discord.by_bot(thread) if "about contact details" in one.content]

    def case_messages(self) -> list[Message]:
        return [one for one in self.discord.by_bot(self.moderators) if "Case" in one.content]

    def reminders(self) -> list[Message]:
        return [one for one in self.discord.inbox(self.listener) if "You wrote" in one.content]


def build(discord: LoopbackDiscord, folder: Path, cache: Path) -> Harbour:
    """Make roles, places and people, and write the settings file."""
    config = folder / "config.toml"
    config.write_text(
        f'[discord]\ntoken = "{discord.token}"\n'
        f'[storage]\ndatabase = "{folder / "sidelight.sqlite3"}"\n'
        f'key_file = "{folder / "keys" / "sidelight.key"}"\n'
        f'[screening]\ncache_folder = "{cache}"\n'
        "[web]\nenabled = false\n"
    )
    listeners = discord.add_role("Listener")
    moderators = discord.add_role("Moderator", OFFICE)
    return Harbour(
        discord,
        config,
        moderators,
        listeners,
        discord.add_channel("moderators"),
        discord.add_channel("lobby"),
        discord.add_person("lena", listeners),
        discord.add_person("mo", moderators),
    )


async def set_up(harbour: Harbour, chats_open: int, *, flagged: int = 0) -> None:
    """Write the settings that /setup would save, open chats, and flag the listener in the first ones."""
    now = utcnow()
    async with harbour.database() as database, database.writing() as connection:
        await communities.welcome(connection, harbour.community, "Harbour", now)
        await communities.change(
            connection,
            harbour.community,
            moderators_channel=harbour.moderators.id,
            moderators_role=harbour.moderators_role.id,
            listener_role=harbour.listener_role.id,
            lobby=harbour.lobby.id,
        )
        await people.agree(connection, harbour.community, harbour.listener.id, yes=True, now=now)
        for number in range(1, chats_open + 1):
            member = harbour.discord.add_person(f"member{number}")
            thread = harbour.discord.start_thread(harbour.lobby, harbour.listener, f"Chat {number}")
            harbour.members.append(member)
            harbour.threads.append(thread)
            await connection.execute(
                insert(chats).values(
                    community=harbour.community,
                    number=number,
                    member=member.id,
                    live_member=member.id,
                    listener=harbour.listener.id,
                    state="open",
                    place=thread.id,
                    made_at=now,
                    opened_at=now,
                )
            )
            await advance(connection, harbour.community, thread.id, thread.id)
            if number <= flagged:
                draft = FlagDraft(Category.CONTACT_REQUEST, Severity.CONCERN, "earlier", "may I have it")
                where = FlagPlace(
                    harbour.community,
                    harbour.listener.id,
                    Side.LISTENER,
                    thread.id,
                    thread.id + 1,
                    chat=number,
                    other=member.id,
                )
                await record(connection, database.keys, draft, where, now - timedelta(days=1))


async def counted(harbour: Harbour) -> tuple[int, int, int | None]:
    """How many flags and cases are recorded, and which message the case's card is."""
    async with harbour.database() as database, database.reading() as connection:
        flagged = (await connection.execute(select(flags.c.id))).all()
        opened = (await connection.execute(select(cases.c.message))).all()
    return len({row.id for row in flagged}), len(opened), opened[0].message if opened else None
