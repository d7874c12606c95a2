"""The front door of the stories: what `cogs` calls when something happens, and what runs while time passes."""

from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.casework.authority import Person
from bot.chats import person_at
from bot.flows import (
    appeal_by_link,
    break_kept,
    breaks_looked,
    catching_up,
    chat_left,
    joined,
    listener_demoted,
    message_seen,
    names_seen,
    pressed,
    relay_changed,
    relay_passed,
    role_deleted,
    safety_news,
    time_due,
)
from bot.flows.appeal_by_link import LinkedDecision
from bot.flows.courier import Courier
from bot.flows.parts import Parts
from bot.flows.sleeper import Sleeper
from bot.flows.surface import Answer, Membership, Press, Seen
from bot.guide.cards_shared import sorry_card
from bot.store import outbox, timers

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Stories:
    """One running Sidelight. Whoever calls an entry point calls `settle` after it has answered."""

    parts: Parts
    courier: Courier
    sleeper: Sleeper = field(init=False)

    def __post_init__(self) -> None:
        self.sleeper = Sleeper(self._next_due, self._when_due, self.parts.clock)
        self.parts.wake_sleeper = self.sleeper.wake
        self.parts.deliver = self.courier.deliver
        self.parts.presence.back(0, self.parts.clock())

    async def start(self) -> None:
        """Settle what a crash left open, and start the sleeper. Called once the surface can be used."""
        async with self.parts.work() as work:
            # The retention job runs at every start and then daily, however often the bot restarts.
            await work.remind_at(0, "purge", "all", work.now)
            await safety_news.ask_at_start(work)
        await self.courier.recover()
        self.sleeper.wake()

    async def stop(self) -> None:
        """Stop the sleeper; nothing owed is lost, it is in the outbox."""
        await self.sleeper.stop()

    async def message_seen(self, seen: Seen) -> None:
        """A message appeared or was edited in a place the bot can read."""
        if person_at(seen.place) is not None:
            await relay_passed.direct_seen(self.parts, seen)
        else:
            await message_seen.message_seen(self.parts, seen)

    async def message_gone(self, place: int, message: int) -> None:
        """A message was deleted: the memory of that place forgets it."""
        self.parts.places.forget_message(place, message)

    async def direct_gone(self, message: int) -> None:
        """A person deleted a direct message to the bot."""
        await relay_changed.direct_gone(self.parts, message)

    async def pressed(self, press: Press) -> Answer:
        """Somebody pressed, chose, sent a form or used a command; returns what only they see."""
        try:
            return await pressed.pressed(self.parts, press)
        except Exception:
            log.exception("press failed", action=press.action)
            return Answer(sorry_card(self.parts.wording()))

    async def appeal_link_read(self, secret: str) -> LinkedDecision | None:
        """Somebody opened a link to an appeal form on the web."""
        return await appeal_by_link.read_link(self.parts, secret)

    async def appeal_link_sent(self, secret: str, words: str, answer_to: str) -> bool:
        """Somebody sent the form behind a link; False when the link leads nowhere any more."""
        return await appeal_by_link.send_by_link(self.parts, secret, words, answer_to)

    async def joined(self, community: int, name: str, place: int | None) -> None:
        """The bot was added to a community; `place` is where one message may stand."""
        await joined.joined(self.parts, community, name, place)

    async def left(self, community: int) -> None:
        """The bot was removed from a community: what is stored is deleted after a grace period."""
        await joined.left(self.parts, community)

    async def place_gone(self, place: int) -> None:
        """A channel or thread was deleted."""
        await joined.place_gone(self.parts, place)

    async def role_gone(self, community: int, role: int) -> None:
        """A role was deleted."""
        await role_deleted.role_gone(self.parts, community, role)

    async def person_gone(self, community: int, person: Person) -> None:
        """A person left the community: their request is taken back, their chat ends."""
        await joined.person_gone(self.parts, community, person)

    async def person_came(self, community: int, member: Membership) -> None:
        """A person joined the community, perhaps again: a break of theirs goes on."""
        await break_kept.came_back(self.parts, community, member)

    async def member_changed(self, community: int, before: Membership, after: Membership) -> None:
        """Roles of a person, or their timeout, changed: if not by us, somebody or something else did that."""
        await break_kept.changed(self.parts, community, before, after)

    async def roles_changed(self, community: int, person: Person) -> None:
        """A person holds other roles now: if they listen no more, their chats end."""
        await listener_demoted.roles_seen(self.parts, community, person)

    async def thread_left(self, community: int, place: int, person: int) -> None:
        """A person is not in a thread any more: if it was their chat, it ends."""
        await chat_left.thread_left(self.parts, community, place, person)

    def connection_lost(self, connection: int) -> None:
        """A connection is down: until it is back, nobody's silence counts."""
        self.parts.presence.lost(connection)

    def connection_back(self, connection: int) -> None:
        """A connection works again, resumed or new."""
        self.parts.presence.back(connection, self.parts.clock())

    async def name_changed(self, community: int, person: Person) -> None:
        """A person has another name in a community."""
        await names_seen.name_changed(self.parts, community, person)

    async def title_seen(self, community: int, place: int, parent: int, title: str) -> None:
        """A thread was made or renamed by somebody."""
        await names_seen.title_seen(self.parts, community, place, parent, title)

    def reconnected(self) -> None:
        """The connection is a new one, not resumed: there may be a gap, which `catch_up` reads."""
        self.parts.places.fall_behind(None)

    async def catch_up(self, communities: frozenset[int]) -> None:
        """Read what was written while nobody listened, after every start that did not resume."""
        await catching_up.catch_up(self.parts, communities)
        await breaks_looked.look_soon(self.parts, communities)

    async def settle(self) -> None:
        """Deliver what the entry points before have committed."""
        if not self.parts.owed_lanes:
            return
        try:
            await self.courier.settle()
        except BaseException:
            # What could not be delivered now is the sleeper's.
            self.sleeper.wake()
            raise

    async def _next_due(self) -> datetime | None:
        async with self.parts.database.reading() as connection:
            moments = (
                await timers.next_due(connection),
                await outbox.next_due(connection),
                self.courier.look_up_at,
                self.parts.places.next_try(),
            )
        return min((moment for moment in moments if moment is not None), default=None)

    async def _when_due(self) -> None:
        await time_due.time_due(self.parts)
        await catching_up.try_again(self.parts)
        await self.courier.deliver_due()
