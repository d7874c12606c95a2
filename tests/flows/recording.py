"""A surface that remembers what was done where, and can be told to refuse, to ask for time, or to lose power."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.flows.surface import Below, Membership, Refused, Roll, Seen, TryLater
from bot.guide.values import Card
from bot.guide.views_setup import BreakTrouble, MissingPermissions
from bot.store.acts import (
    AddPerson,
    AddRole,
    DeleteMessage,
    DeletePrivately,
    DeleteThread,
    Delivery,
    EditCard,
    EditPassedOn,
    EditPrivately,
    EndTimeOut,
    LeaveServer,
    LockThread,
    OpenThread,
    PassOn,
    Pin,
    RemovePerson,
    RemoveRole,
    SendCard,
    SendPrivately,
    TimeOut,
)
from bot.store.communities import Community
from bot.store.watermarks import newest_possible

LONG_AGO = datetime(2030, 1, 1, tzinfo=UTC)


class PowerCut(BaseException):
    """The program ended at this very moment."""


@dataclass(slots=True)
class Clock:
    """A clock that moves only when told."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was carried out, when, and the id of what it made."""

    delivery: Delivery
    at: datetime
    made: int


@dataclass(slots=True)
class Message:
    """One message of ours as it stands now."""

    id: int
    card: Card
    act: SendCard | SendPrivately
    edits: int = 0


@dataclass(slots=True)
class Heard:
    """One relayed message as it stands in somebody's direct messages now."""

    id: int
    name: str
    text: str
    act: PassOn


@dataclass(slots=True)
class Thread:
    """A private thread of ours."""

    id: int
    parent: int
    name: str
    people: set[int] = field(default_factory=set)
    locked: bool = False


@dataclass(slots=True)
class Trouble:
    """What happens to the next acts that it is about, so many times."""

    concerns: Callable[[Delivery], bool]
    error: BaseException
    times: int = 1
    after: bool = False


@dataclass(slots=True)
class Slow:
    """Acts of this kind take until something else has happened, or give up waiting for it."""

    kind: str
    until: Callable[[], bool]
    ended: bool = False

    async def wait(self) -> None:
        for _ in range(1000):
            await asyncio.sleep(0.002)
            if self.until():
                self.ended = True
                return


@dataclass(slots=True)
class Recording:
    """Discord, as far as the stories can tell."""

    clock: Clock
    done: list[Done] = field(default_factory=list)
    places: defaultdict[int, list[Message]] = field(default_factory=lambda: defaultdict(list))
    private: defaultdict[int, list[Message]] = field(default_factory=lambda: defaultdict(list))
    heard: defaultdict[int, list[Heard]] = field(default_factory=lambda: defaultdict(list))
    written: defaultdict[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    threads: dict[int, Thread] = field(default_factory=dict)
    pins: set[int] = field(default_factory=set)
    joined: dict[int, datetime] = field(default_factory=dict)
    roles: dict[int, frozenset[int]] = field(default_factory=dict)
    timeouts: dict[int, datetime] = field(default_factory=dict)
    deleted_roles: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    looked_up: list[Delivery] = field(default_factory=list)
    read_from: list[tuple[int, int | None]] = field(default_factory=list)
    unreadable: set[int] = field(default_factory=set)
    missing: tuple[MissingPermissions, ...] = ()
    troubles_of_breaks: tuple[BreakTrouble, ...] = ()
    silent: bool = False
    when_members_are_read: Callable[[], Awaitable[None]] | None = None
    slow: Slow | None = None
    blind: int = 0
    busy: int = 0
    _last_id: int = 0

    def new_id(self) -> int:
        """An id as Discord gives them: never twice, and later ones are greater."""
        self._last_id = max(self._last_id + 1, newest_possible(self.clock()))
        return self._last_id

    def refuse(self, kind: str, times: int = 1) -> None:
        self.troubles.append(Trouble(lambda one: one.act.kind == kind, Refused("not allowed"), times))

    def ask_for_time(self, kind: str, seconds: float, times: int = 1) -> None:
        self.troubles.append(Trouble(lambda one: one.act.kind == kind, TryLater(seconds), times))

    def lose_power(self, kind: str, *, after: bool) -> None:
        """End the program before or after the next act of this kind is done."""
        self.troubles.append(Trouble(lambda one: one.act.kind == kind, PowerCut(), after=after))

    def acts(self, kind: str) -> list[Delivery]:
        return [one.delivery for one in self.done if one.delivery.act.kind == kind]

    def acts_in(self, place: int) -> list[Delivery]:
        return [one.delivery for one in self.done if one.delivery.act.lane == f"place:{place}"]

    # -- what the stories call -----------------------------------------------------------------------------

    async def perform(self, delivery: Delivery) -> int:
        if self.slow is not None and self.slow.kind == delivery.act.kind:
            await self.slow.wait()
        trouble = self._trouble(delivery)
        if trouble is not None and not trouble.after:
            raise trouble.error
        made = self._carry_out(delivery)
        self.done.append(Done(delivery, self.clock(), made))
        if trouble is not None:
            raise trouble.error
        return made

    async def find(self, delivery: Delivery, since: datetime) -> int | None:
        self.looked_up.append(delivery)
        if isinstance(delivery.act, AddRole | RemoveRole):
            held = delivery.act.role in self.roles.get(delivery.act.person, frozenset())
            return delivery.act.role if held is isinstance(delivery.act, AddRole) else None
        if self.blind > 0:
            self.blind -= 1
            raise TryLater(1)
        makes = delivery.act.kind in {"send_card", "send_privately", "open_thread", "pass_on"}
        found = (one.made for one in self.done if one.delivery.delivery == delivery.delivery and makes)
        return next(found, None)

    async def history(
        self, place: int, *, after: int | None, limit: int, with_roles: bool = True
    ) -> tuple[Seen, ...]:
        self.read_from.append((place, after))
        if place in self.unreadable:
            raise Refused("gone")
        if self.busy > 0:
            self.busy -= 1
            raise TryLater(1)
        messages = sorted(self.written[place], key=lambda seen: seen.id)
        if after is None:
            return tuple(messages[-limit:])
        return tuple(seen for seen in messages if seen.id > after)[:limit]

    async def threads_below(self, community: int, places: frozenset[int]) -> tuple[Below, ...]:
        return tuple(
            Below(place, messages[-1].parent, messages[-1].id)
            for place, messages in self.written.items()
            if messages and messages[-1].parent in places and messages[-1].parent != place
        )

    async def roles_of(self, community: int, person: int) -> frozenset[int]:
        if self.silent:
            raise TryLater(60)
        return self.roles.get(person, frozenset())

    async def members(self, community: int, people: frozenset[int]) -> Roll:
        if self.silent:
            raise TryLater(60)
        if self.when_members_are_read is not None:
            await self.when_members_are_read()
        there = (self.membership(person) for person in sorted(people - self.gone))
        given = frozenset(
            one.delivery.act.role for one in self.done if isinstance(one.delivery.act, AddRole | RemoveRole)
        )
        return Roll(tuple(there), given.union(*self.roles.values()) - self.deleted_roles)

    def membership(self, person: int) -> Membership:
        """What somebody holds now; who never left was there before anything began."""
        roles, joined = self.roles.get(person, frozenset()), self.joined.get(person, LONG_AGO)
        return Membership(person, roles, joined, self.timeouts.get(person))

    async def joined_at(self, community: int, person: int) -> datetime | None:
        if self.silent:
            raise TryLater(60)
        return self.joined.get(person)

    async def missing_permissions(self, community: Community) -> tuple[MissingPermissions, ...]:
        return self.missing

    async def break_troubles(self, community: Community) -> tuple[BreakTrouble, ...]:
        return self.troubles_of_breaks

    # -- inside --------------------------------------------------------------------------------------------

    def _trouble(self, delivery: Delivery) -> Trouble | None:
        for trouble in self.troubles:
            if trouble.concerns(delivery):
                trouble.times -= 1
                if trouble.times == 0:
                    self.troubles.remove(trouble)
                return trouble
        return None

    def _carry_out(self, delivery: Delivery) -> int:
        match delivery.act:
            case SendCard() as act:
                return self._post(self.places[act.place], act)
            case SendPrivately() as act:
                if act.person in self.closed:
                    raise Refused("messages are closed")
                return self._post(self.private[act.person], act)
            case PassOn() | EditPassedOn() | DeletePrivately() as act:
                return self._relay(act)
            case EditCard() as act:
                self._edit(self.places[act.place], act.message, act.card)
            case EditPrivately() as act:
                self._edit(self.private[act.person], act.message, act.card)
            case OpenThread() as act:
                thread = Thread(self.new_id(), act.parent, act.name)
                self.threads[thread.id] = thread
                return thread.id
            case Pin() as act:
                self.pins.add(act.message)
            case DeleteMessage() as act:
                self._delete(act)
            case AddRole() | RemoveRole() | TimeOut() | EndTimeOut() as act:
                return self._change_member(act)
            case LeaveServer() as act:
                self.left.add(act.community)
            case AddPerson() | RemovePerson() | LockThread() | DeleteThread() as act:
                self._change_thread(act)
        return 0

    def _relay(self, act: PassOn | EditPassedOn | DeletePrivately) -> int:
        if act.person in self.closed:
            raise Refused("messages are closed")
        heard = self.heard[act.person]
        match act:
            case PassOn():
                heard.append(Heard(self.new_id(), act.name, act.text, act))
                return heard[-1].id
            case EditPassedOn():
                for one in heard:
                    one.text = act.text if one.id == act.message else one.text
            case DeletePrivately():
                self.heard[act.person] = [one for one in heard if one.id != act.message]
        return 0

    def _post(self, where: list[Message], act: SendCard | SendPrivately) -> int:
        message = Message(self.new_id(), act.card, act)
        where.append(message)
        return message.id

    def _edit(self, where: list[Message], message: int, card: Card) -> None:
        found = next((one for one in where if one.id == message), None)
        if found is None:
            raise Refused("unknown message")
        found.card = card
        found.edits += 1

    def _delete(self, act: DeleteMessage) -> None:
        self.places[act.place] = [one for one in self.places[act.place] if one.id != act.message]
        self.written[act.place] = [seen for seen in self.written[act.place] if seen.id != act.message]

    def _change_member(self, act: AddRole | RemoveRole | TimeOut | EndTimeOut) -> int:
        if act.person in self.gone:
            raise Refused("404/10007")
        held = self.roles.get(act.person, frozenset())
        match act:
            case AddRole():
                if act.role in self.deleted_roles:
                    raise Refused("404/10011")
                self.roles[act.person] = held | {act.role}
                return 0 if act.role in held else act.role
            case RemoveRole():
                self.roles[act.person] = held - {act.role}
                return act.role if act.role in held else 0
            case TimeOut():
                assert act.until <= self.clock() + timedelta(days=28)
                self.timeouts[act.person] = act.until
            case EndTimeOut():
                self.timeouts.pop(act.person, None)
        return 0

    def _change_thread(self, act: AddPerson | RemovePerson | LockThread | DeleteThread) -> None:
        thread = self.threads.get(act.place)
        if thread is None:
            raise Refused("unknown channel")
        match act:
            case AddPerson():
                thread.people.add(act.person)
            case RemovePerson():
                thread.people.discard(act.person)
            case LockThread():
                thread.locked = True
            case DeleteThread():
                del self.threads[act.place]
