"""The loopback Discord as a test uses it: it listens on 127.0.0.1, is told stories, breaks on demand."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web
from discord import Permissions
from discord.utils import utcnow

from tests.loopback.changes import Changes
from tests.loopback.faults import Fault, FaultKind, Plan
from tests.loopback.gateway import Gateway
from tests.loopback.people import People
from tests.loopback.routes_channels import ChannelRoutes
from tests.loopback.routes_community import CommunityRoutes
from tests.loopback.routes_interactions import InteractionRoutes
from tests.loopback.transport import API, Transport
from tests.loopback.world import (
    SYSTEM_KINDS,
    Clock,
    Interaction,
    Message,
    Person,
    Place,
    PlaceKind,
    Role,
    World,
)

T = TypeVar("T")

TOKEN = "loopback-token"
GATEWAY_PATH = "/gw"
WAIT_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.02
SHUTDOWN_SECONDS = 0.2

FOR_EVERYONE = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
    embed_links=True,
    attach_files=True,
    add_reactions=True,
    use_application_commands=True,
)


class LoopbackDiscord(People):
    """Discord for one bot and one community, until the `async with` block ends.

    At its end it raises AssertionError if the bot asked for a route that is not there, or if a route failed.
    Its parts: `world` (what there is), `plan` (requests seen, faults to come), `gateway` (the socket).
    """

    def __init__(self, clock: Clock = utcnow, token: str = TOKEN) -> None:
        world = _new_world(clock)
        gateway = Gateway(world, token, self._changed)
        super().__init__(world, gateway, Changes(world, gateway))
        self.token = token
        self.plan = Plan()
        self.general = self.add_channel("general")
        self.world.system_place_id = self.general.id
        self._transport = Transport(token, self.plan, self._changed)
        self._pulse = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def __aenter__(self) -> Self:
        await self.start_listening()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop_listening()
        if error is None and self._transport.failures:
            raise AssertionError("\n".join(self._transport.failures))

    # The server.

    @property
    def api_address(self) -> str:
        """The base of all REST routes."""
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def gateway_address(self) -> str:
        return f"ws://127.0.0.1:{self._port}{GATEWAY_PATH}"

    @property
    def bot(self) -> Person:
        return self.world.bot

    @property
    def owner(self) -> Person:
        return self.world.people[self.world.owner_id]

    async def start_listening(self) -> None:
        """Opens the port: a free one at first, the same one later."""
        app = web.Application()
        app.router.add_get(GATEWAY_PATH, self.gateway.serve)
        routes = [
            *ChannelRoutes(self.world, self.changes).table(),
            *CommunityRoutes(self.world, self.changes, self.gateway).table(),
            *InteractionRoutes(self.world, self.changes).table(),
        ]
        self._transport.install(app, routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.gateway.address = self.gateway_address

    async def stop_listening(self) -> None:
        """Closes the port and every connection: connects are refused until `start_listening`."""
        self.plan.release_all()
        self.gateway.release()
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    # Reading what came of it.

    def messages(self, place: Place) -> list[Message]:
        """What people and the bot wrote there and did not delete, oldest first; no lines of Discord's own."""
        return [message for message in self.world.history(place.id) if message.kind not in SYSTEM_KINDS]

    def by_bot(self, place: Place) -> list[Message]:
        """The bot's messages among them."""
        return [message for message in self.messages(place) if message.author_id == self.bot.id]

    def inbox(self, person: Person) -> list[Message]:
        """What the bot wrote to a person directly."""
        return self.by_bot(self.direct(person))

    def private_threads(self) -> list[Place]:
        """Every private thread that was not deleted, oldest first."""
        private = [place for place in self.world.places.values() if place.kind is PlaceKind.PRIVATE_THREAD]
        return [place for place in private if not place.deleted]

    async def wait_until(
        self, predicate: Callable[[], T | None], seconds: float = WAIT_SECONDS, what: str = ""
    ) -> T:
        """Waits until the predicate gives something true, and returns that.

        Raises:
            AssertionError: it did not happen within `seconds`; the message lists the last requests.
        """
        try:
            async with asyncio.timeout(seconds):
                while not (found := predicate()):
                    await self._changes_within(LOOK_AGAIN_SECONDS)
        except TimeoutError:
            last = "\n".join(f"  {seen}" for seen in self.plan.requests[-20:])
            happened = f"{what or 'what was waited for'} did not happen in {seconds} s"
            raise AssertionError(f"{happened}; the last requests:\n{last}") from None
        return found

    async def answer(self, interaction: Interaction) -> Interaction:
        """Waits until a person sees the bot's answer to an interaction."""
        await self.wait_until(lambda: interaction.answered, what=f"an answer to {interaction.data}")
        return interaction

    async def words(self, interaction: Interaction) -> str:
        """Waits for words, also after a quiet acknowledgement, and returns the newest ones."""
        return (await self.wait_until(lambda: interaction.texts, what="words for a person"))[-1]

    async def ready(self, times: int = 1) -> None:
        """Waits until the bot has identified `times` times in all and listens."""
        await self.wait_until(
            lambda: self.gateway.identifies >= times and self.gateway.connected, what="connecting"
        )

    async def quiet(self, seconds: float = 0.3) -> None:
        """Waits until nothing has gone in or out for a while: before asserting that nothing more came."""
        while await self._changes_within(seconds):
            pass

    async def _changes_within(self, seconds: float) -> bool:
        """Waits for a change at Discord, which ends the wait at once; says whether there was one."""
        self._pulse.clear()
        try:
            await asyncio.wait_for(self._pulse.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _changed(self) -> None:
        self._pulse.set()

    # Breaking it.

    def fail(
        self, method: str, path: str, status: int, code: int = 0, *, times: int = 1, after_work: bool = False
    ) -> Fault:
        """Answers the next requests with an error; `path` is a regular expression after `/api/v10`."""
        return self.plan.add(
            FaultKind.ANSWER, method, path, after_work=after_work, times=times, status=status, code=code
        )

    def slow_down(
        self,
        method: str,
        path: str,
        retry_after: float,
        *,
        times: int = 1,
        every: int = 1,
        everywhere: bool = False,
    ) -> Fault:
        """Answers with a rate limit of `retry_after` seconds: each `every`th time, for all calls if `everywhere`."""
        return self.plan.add(
            FaultKind.ANSWER,
            method,
            path,
            after_work=False,
            times=times,
            retry_after=retry_after,
            every=every,
            everywhere=everywhere,
        )

    def drop(self, method: str, path: str, *, times: int = 1, after_work: bool = True) -> Fault:
        """Cuts the connection instead of answering, by default after having done the work.

        aiohttp itself repeats a GET, PUT or DELETE once when a kept connection is cut; a POST or PATCH never.
        """
        return self.plan.add(FaultKind.DROP, method, path, after_work=after_work, times=times)

    def hang(self, method: str, path: str, *, times: int = 1, after_work: bool = True) -> Fault:
        """Leaves the request without an answer until `release` is set; `reached` says when it has come.

        The place to kill a process between the work and its answer: await `reached`, kill, then release.
        """
        return self.plan.add(FaultKind.HANG, method, path, after_work=after_work, times=times)


def _new_world(clock: Clock) -> World:
    """A community with its owner, the bot, and a role that gives the bot all but Administrator."""
    joined_at = clock()
    bot = Person(0, "Sidelight", set(), joined_at, bot=True)
    world = World(clock, bot, guild_id=0, guild_name="Quiet Harbour", owner_id=0)
    world.guild_id, bot.id, owner_id, role_id = (world.new_id() for _ in range(4))
    everything = Permissions.all()
    everything.administrator = False
    world.roles[world.guild_id] = Role(world.guild_id, "@everyone", FOR_EVERYONE.value, 0)
    world.roles[role_id] = Role(role_id, "Sidelight", everything.value, 100)
    bot.roles.add(role_id)
    world.owner_id = owner_id
    world.people[bot.id] = bot
    world.people[owner_id] = Person(owner_id, "Owner", set(), joined_at)
    return world
