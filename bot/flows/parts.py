"""The parts every story works with, put together once by `app`."""

import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.casework.case_life import Promises
from bot.casework.values import Policy
from bot.chats import Pace
from bot.flows.places import Places
from bot.flows.presence import Presence
from bot.flows.surface import Surface
from bot.flows.work import Work
from bot.guide import Wording, available_locales, load_wording
from bot.screening import Screener
from bot.store.communities import Community, find_community
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Operator:
    """What the person who runs this bot has told: how to reach them, and where the guide can be read on the web.

    `forms_address` is where this bot itself serves forms; empty when it does not.
    """

    contact: str = ""
    guide_address: str = ""
    forms_address: str = ""


async def _nobody_delivers(lane: str) -> None:
    """Stand in until the courier is there."""


@dataclass(slots=True)
class Parts:
    """Database, surface, screener, clock and caches.

    `owed_lanes` are destinations with something to deliver, `urgent_lanes` those among them that go first.
    """

    database: Database
    surface: Surface
    screener: Screener
    clock: Callable[[], datetime]
    new_delivery: Callable[[], str]
    # Gives a random number from 0 up to, and not including, its argument.
    pick: Callable[[int], int] = secrets.randbelow
    # Makes the secret of a link: 256 bits that nobody can guess, as 43 letters, digits, - and _.
    new_secret: Callable[[], str] = lambda: secrets.token_urlsafe(32)
    operator: Operator = field(default_factory=Operator)
    policy: Policy = field(default_factory=Policy)
    promises: Promises = field(default_factory=Promises)
    places: Places = field(default_factory=Places)
    pace: Pace = field(default_factory=Pace)
    presence: Presence = field(default_factory=Presence)
    # The last name that was looked at, by community and person.
    names: OrderedDict[tuple[int, int], str] = field(default_factory=OrderedDict)
    # When somebody's roles were asked for last, by community and person.
    roles_asked: OrderedDict[tuple[int, int], datetime] = field(default_factory=OrderedDict)
    owed_lanes: set[str] = field(default_factory=set)
    urgent_lanes: set[str] = field(default_factory=set)
    # Called with the moment of what is new, or with nothing to have it look at all there is.
    wake_sleeper: Callable[[datetime | None], None] = lambda _: None
    deliver: Callable[[str], Awaitable[None]] = _nobody_delivers
    spoken: frozenset[str] = field(default_factory=lambda: frozenset(available_locales()))
    # Gives the wording of a locale, quickly from the second time on.
    read_wording: Callable[[str], Wording] = load_wording
    _communities: dict[int, Community] = field(default_factory=dict)
    _forgotten: int = 0

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Open a transaction; what it owes is delivered when the story's entry point settles."""
        async with self.database.writing() as connection:
            work = Work(connection, self.database.keys, self.clock(), self.new_delivery)
            yield work
        self.owed_lanes |= work.lanes
        for community in work.changed:
            self.forget_settings(community)
        if work.due is not None:
            self.wake_sleeper(work.due)

    async def community(self, community: int) -> Community | None:
        """The settings of a community, from a cache that every change empties."""
        held = self._communities.get(community)
        if held is not None:
            return held
        forgotten = self._forgotten
        async with self.database.reading() as connection:
            found = await find_community(connection, community)
        # What changed while it was read must not be remembered as it was.
        if found is not None and forgotten == self._forgotten:
            self._communities[community] = found
        return found

    def forget_settings(self, community: int) -> None:
        """Read this community's settings anew next time."""
        self._communities.pop(community, None)
        self._forgotten += 1

    def wording(self, locale: str = "en") -> Wording:
        """The wording of a locale, or English where Sidelight does not speak it."""
        return self.read_wording(locale if locale in self.spoken else "en")

    def wording_for(self, reader: str, community: Community | None) -> Wording:
        """The wording in the reader's own language where Sidelight speaks it, else in the community's.

        `reader` is a locale as Discord names it, such as `pt-BR`.
        """
        own = (reader, reader.partition("-")[0])
        default = community.locale if community is not None else "en"
        return self.wording(next((locale for locale in own if locale in self.spoken), default))
