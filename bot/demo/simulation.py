"""The simulated Discord, and the one module that knows which library simulates it."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import discord
import simcord

from bot.demo.pressable import ids, in_community, labels
from bot.errors import SidelightError

# How long the bot may work on one thing before the simulation gives up on it, in seconds. Shorter than any wait
# of the bot's own, such as a listener's minute: a wait that ends sooner would be taken for work.
PATIENCE = 30.0
ACCOUNT = "Sidelight"
# The simulation begins at midnight; people talk in the evening.
UNTIL_EVENING = timedelta(hours=18)
TRIES, BETWEEN_TRIES = 50, 0.1
_MARKUP = re.compile(r"<(@&|@|#|t:)(\d+)(?::[a-zA-Z])?>")


class SimulationError(SidelightError):
    """Somebody tried what a real person could not do, such as pressing a button that is not there."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the community."""

    name: str
    actor: simcord.MemberActor

    @property
    def id(self) -> int:
        """Their account's number."""
        return self.actor.id


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, thread, or one person's private messages with the bot (then `owner` is set)."""

    name: str
    handle: simcord.ChannelHandle
    owner: Person | None = None

    @property
    def id(self) -> int:
        """Its number."""
        return self.handle.id


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as somebody sees it, with mentions written out as names."""

    source: discord.Message
    text: str
    by_bot: bool
    written_at: datetime
    labels: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        """Its number."""
        return self.source.id


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that opened for somebody."""

    title: str
    result: simcord.InteractionResult
    hands: simcord.MemberActor | simcord.UserHandle


@dataclass(slots=True)
class Simulation:
    """One community in a simulated Discord, in which a bot runs."""

    env: simcord.Env
    guild: simcord.GuildHandle
    owner: Person
    _people: dict[str, Person] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _opened: Any = None

    # Building the community

    def add_role(self, name: str, permissions: discord.Permissions | None = None) -> simcord.RoleHandle:
        """Make a role."""
        return self.guild.create_role(name, permissions=permissions)

    def add_person(self, name: str, *roles: simcord.RoleHandle) -> Person:
        """Let somebody join."""
        actor = self.guild.add_member(self.env.create_user(name), roles=roles)
        person = self._people[name] = Person(name, actor)
        return person

    def add_channel(self, name: str, only_for: Sequence[simcord.RoleHandle] = ()) -> Place:
        """Make a channel, for everybody or only for people with one of these roles."""
        overwrites: dict[Any, discord.PermissionOverwrite] = {}
        if only_for:
            overwrites[self.guild.default_role] = discord.PermissionOverwrite(view_channel=False)
            allowed = discord.PermissionOverwrite(view_channel=True)
            overwrites |= dict.fromkeys((*only_for, self.env.bot.user), allowed)
        handle = self.guild.create_text_channel(name, overwrites=overwrites)
        place = self._places[name] = Place(f"#{name}", handle)
        return place

    async def settle(self) -> None:
        """Let the bot finish what it is doing."""
        await self.env.settle()

    def problems(self) -> tuple[str, ...]:
        """What went wrong inside the bot so far, one line each."""
        return tuple(f"{type(error).__name__}: {error}" for error in self.env.errors)

    # Looking

    @property
    def now(self) -> datetime:
        """The time in the community; it stands still until somebody lets time pass."""
        return self.env.now()

    def chats(self, lobby: Place) -> tuple[Place, ...]:
        """The chats that were opened from the lobby, oldest first."""
        threads = sorted(lobby.handle.threads, key=lambda thread: thread.id)
        return tuple(Place(thread.name or "", thread) for thread in threads)

    def private_messages(self, person: Person) -> Place:
        """The private messages between one person and the bot."""
        return Place(f"{person.name}'s private messages", person.actor.user.dm_channel, person)

    def seen(self, person: Person, place: Place) -> tuple[Shown, ...]:
        """Everything that a person sees in a place, oldest first."""
        viewer = person.actor if place.owner is None else person.actor.user
        return tuple(self._shown(message) for message in place.handle.history(viewer=viewer))

    def can_see(self, person: Person, place: Place) -> bool:
        """Whether a person can read a place."""
        try:
            self.seen(person, place)
        except (simcord.SetupError, simcord.BackendError):
            return False
        return True

    def pinned(self, place: Place) -> tuple[Shown, ...]:
        """What is pinned in a place."""
        return tuple(self._shown(message) for message in place.handle.pinned_messages())

    # Doing

    async def write(self, person: Person, place: Place, text: str) -> None:
        """Send a message, as a person; in their private messages it goes to the bot."""
        with _understood():
            if place.owner is None:
                await person.actor.send(place.handle, text)
            else:
                await place.owner.actor.user.send_dm(text)

    async def command(self, person: Person, place: Place, name: str) -> Shown:
        """Use a slash command; returns what it answered."""
        with _understood():
            return self._answer(await person.actor.slash(place.handle, name))

    async def press(self, person: Person, shown: Shown, label: str) -> Shown | None:
        """Press a button by its label; returns the answer, if there was one."""
        with _understood():
            result = await self._hands(person, shown).click(shown.source, label=label)
            return self._answer(result) if result.response is not None else None

    async def press_for_form(self, person: Person, shown: Shown, label: str) -> Asked:
        """Press a button that opens a form."""
        with _understood():
            hands = self._hands(person, shown)
            return _form(await hands.click(shown.source, label=label), hands)

    async def choose(self, person: Person, shown: Shown, select: str, *values: object) -> Shown:
        """Choose in the select whose id begins like this; values are texts, people, roles or places."""
        with _understood():
            return self._answer(await self._choose(person, shown, select, values))

    async def choose_for_form(self, person: Person, shown: Shown, select: str, *values: object) -> Asked:
        """Choose what opens a form."""
        with _understood():
            return _form(await self._choose(person, shown, select, values), self._hands(person, shown))

    async def send_form(
        self, person: Person, asked: Asked, answers: Mapping[str, str | tuple[str, ...]]
    ) -> Shown:
        """Fill in a form and send it, where it opened; what is chosen from a list is a tuple."""
        with _understood():
            return self._answer(await asked.hands.submit_modal(asked.result, dict(answers)))

    async def skip(self, time: timedelta) -> None:
        """Let time pass in the community; the bot does what becomes due on the way."""
        await self._when_free(time)
        if self._opened is not None:
            await self._opened.refresh()

    # Opening a place in the browser

    async def open(self, place: Place, viewers: Sequence[Person]) -> str:
        """Open a place live in the browser, closing the one before; returns its address."""
        await self.close()
        seers = [person.actor if place.owner is None else person.actor.user for person in viewers]
        page = self.env.preview(place.handle, viewers=seers, layout="channel")
        self._opened = await page.__aenter__()
        return str(self._opened.url)

    async def close(self) -> None:
        """Close the place that is open in the browser."""
        opened, self._opened = self._opened, None
        if opened is not None:
            await opened.close()

    async def _when_free(self, step: timedelta) -> None:
        """Let time pass once nobody is pressing anything in the browser."""
        for _ in range(TRIES):
            try:
                await self.env.advance_time(step.total_seconds())
            except simcord.SetupError:
                await asyncio.sleep(BETWEEN_TRIES)
            else:
                return
        raise SimulationError("Time could not be skipped, because something else is still happening.")

    async def _choose(
        self, person: Person, shown: Shown, select: str, values: Sequence[object]
    ) -> simcord.InteractionResult:
        custom_id = next((each for each in ids(shown.source) if each.startswith(select)), select)
        chosen = [
            value.actor if isinstance(value, Person) else value.handle if isinstance(value, Place) else value
            for value in values
        ]
        return await self._hands(person, shown).select(shown.source, chosen, custom_id=custom_id)

    def _hands(self, person: Person, shown: Shown) -> simcord.MemberActor | simcord.UserHandle:
        """Whoever presses: a member in the community, or a user in private messages."""
        return person.actor if in_community(shown.source) else person.actor.user

    def _answer(self, result: simcord.InteractionResult) -> Shown:
        if result.response is None:
            raise SimulationError("The bot gave no answer.")
        return self._shown(result.response.message)

    def _shown(self, message: discord.Message) -> Shown:
        return Shown(
            message,
            self._readable(message.content),
            message.author.id == self.env.bot.user.id if self.env.bot.user else False,
            message.created_at,
            labels(message),
        )

    def _readable(self, text: str) -> str:
        """Write names for mentions, and dates for time stamps."""
        return _MARKUP.sub(self._word, text)

    def _word(self, found: "re.Match[str]") -> str:
        kind, number = found[1], int(found[2])
        if kind == "t:":
            moment = datetime.fromtimestamp(number, self.now.tzinfo)
            return f"{moment.day} {moment:%B}"
        if kind == "#":
            channel = self.env.bot.get_channel(number)
            return f"#{getattr(channel, 'name', number)}"
        if kind == "@&":
            role = next((role for role in self.guild.roles.values() if role.id == number), None)
            return f"@{role.name if role else number}"
        return next((f"@{person.name}" for person in self._people.values() if person.id == number), found[0])


@asynccontextmanager
async def simulation(client: discord.Client, community: str, owner: str) -> AsyncIterator[Simulation]:
    """Run a client in a simulated Discord with one empty community, until the block ends."""
    async with simcord.run(client, shard_count=1, settle_timeout=PATIENCE) as env:
        if client.user is not None:
            await client.user.edit(username=ACCOUNT)
        await env.advance_time(UNTIL_EVENING.total_seconds())
        user = env.create_user(owner)
        guild = env.create_guild(community, owner=user)
        made = Simulation(env, guild, Person(owner, guild.add_member(user)))
        try:
            yield made
        finally:
            await made.close()
            await client.close()


class _understood:  # noqa: N801 - reads as a word where it is used
    """Say what went wrong in one line instead of the library's own words."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, simcord.SetupError | simcord.BackendError):
            raise SimulationError(str(error)) from error


def _form(result: simcord.InteractionResult, hands: simcord.MemberActor | simcord.UserHandle) -> Asked:
    if result.modal is None:
        raise SimulationError("No form opened.")
    return Asked(str(result.modal.get("title", "")), result, hands)
