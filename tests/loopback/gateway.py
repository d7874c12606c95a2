"""The gateway socket: sessions, heartbeats, resuming with replay, and ways to break the connection."""

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from tests.loopback import payloads
from tests.loopback.world import Json, World

INTENT_GUILDS = 1 << 0
INTENT_GUILD_MEMBERS = 1 << 1
INTENT_GUILD_MESSAGES = 1 << 9
INTENT_DIRECT_MESSAGES = 1 << 12

HEARTBEAT_MILLISECONDS = 41_250
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, CHUNKS, INVALID, HELLO, ACKNOWLEDGED = (
    0,
    1,
    2,
    6,
    7,
    8,
    9,
    10,
    11,
)


@dataclass(slots=True, eq=False)
class Session:
    """One identified session; the sequence number of an event is its position in `events`, from 1."""

    id: str
    intents: int
    events: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Connection:
    """One open socket; `position` is how many of the session's events went through it."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport
    controls: deque[str] = field(default_factory=deque)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    session: Session | None = None
    position: int = 0

    def control(self, op: int, data: object = None) -> None:
        self.controls.append(json.dumps({"op": op, "d": data, "s": None, "t": None}))
        self.wake.set()

    async def pump(self) -> None:
        """Sends control frames and the session's events in order, until the socket is gone."""
        with contextlib.suppress(ConnectionError):
            while True:
                self.wake.clear()
                while self.controls:
                    await self.socket.send_str(self.controls.popleft())
                while self.session is not None and self.position < len(self.session.events):
                    self.position += 1
                    await self.socket.send_str(self.session.events[self.position - 1])
                await self.wake.wait()


class Gateway:
    """Discord's side of the gateway for one bot process at a time.

    `forbidden_intents` closes an identify that asks for one of them with 4014. `identifies`, `resumes` and
    `refused` count what clients tried.
    """

    def __init__(self, world: World, token: str, on_change: Callable[[], None]) -> None:
        self._world = world
        self._token = token
        self._on_change = on_change
        self._open_gate = asyncio.Event()
        self._open_gate.set()
        self._refusals = 0
        self._refusal_status = 503
        self.address = ""
        self.session: Session | None = None
        self.connection: Connection | None = None
        self.forbidden_intents = 0
        self.identifies = 0
        self.resumes = 0
        self.refused = 0

    @property
    def connected(self) -> bool:
        """Whether a client listens to a session right now."""
        return self.connection is not None and self.connection.session is not None

    def emit(self, event: str, data: Json, intent: int = 0) -> None:
        """Sends an event to the session, or keeps it for a resume; without a session it is lost."""
        session = self.session
        if session is None or (intent and not session.intents & intent):
            return
        frame = {"op": DISPATCH, "t": event, "s": len(session.events) + 1, "d": data}
        session.events.append(json.dumps(frame))
        if self.connection is not None:
            self.connection.wake.set()
        self._on_change()

    # Breaking it, for tests.

    def refuse(self, times: int, status: int = 503) -> None:
        """Turns away the next connects with an HTTP status."""
        self._refusals, self._refusal_status = times, status

    def hold(self) -> None:
        """New connections wait for HELLO until `release`, so that a test can queue what will be missed."""
        self._open_gate.clear()

    def release(self) -> None:
        self._open_gate.set()

    def forget_session(self) -> None:
        """The session is over: events from now on are lost and a resume is answered with op 9 false."""
        self.session = None
        if self.connection is not None:
            self.connection.session = None
        self._on_change()

    def ask_to_reconnect(self) -> None:
        """Sends op 7: the client is to come back and resume."""
        if self.connection is not None:
            self.connection.control(RECONNECT)

    def invalidate(self) -> None:
        """Ends the session by op 9 false: the client has to identify again."""
        connection = self.connection
        self.forget_session()
        if connection is not None:
            connection.control(INVALID, data=False)

    async def drop(self, code: int | None = None) -> None:
        """Cuts the socket, without a word or with a close code; the session can still be resumed."""
        connection = self.connection
        if connection is None:
            return
        self.connection = connection.session = None
        if code is None:
            connection.transport.abort()
        else:
            await connection.socket.close(code=code)
        self._on_change()

    # Serving it.

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The handler of the gateway's route: one call lives as long as one socket."""
        if self._refusals:
            return self._turn_away()
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        assert request.transport is not None
        connection = Connection(socket, request.transport)
        self.connection = connection
        await self._open_gate.wait()
        connection.control(HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
        pump = asyncio.create_task(connection.pump())
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._receive(connection, json.loads(frame.data))
        finally:
            pump.cancel()
            self._closed(connection)
        return socket

    def _turn_away(self) -> web.Response:
        self._refusals -= 1
        self.refused += 1
        self._on_change()
        return web.Response(status=self._refusal_status)

    def _closed(self, connection: Connection) -> None:
        """A clean close by the client ends its session; any other loss of the socket leaves it resumable."""
        ended = connection.socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY)
        if ended and connection.session is not None and connection.session is self.session:
            self.session = None
        if self.connection is connection:
            self.connection = None
        self._on_change()

    async def _receive(self, connection: Connection, frame: Json) -> None:
        op, data = frame["op"], frame["d"]
        if op == HEARTBEAT:
            connection.control(ACKNOWLEDGED)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif op == CHUNKS:
            self._send_members(data)

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies += 1
        if data["token"] != self._token:
            await connection.socket.close(code=4004, message=b"Authentication failed.")
            return
        if data["intents"] & self.forbidden_intents:
            await connection.socket.close(code=4014, message=b"Disallowed intent(s).")
            return
        self.session = connection.session = Session(secrets.token_hex(8), data["intents"])
        self.emit("READY", self._ready(self.session, data.get("shard")))
        if self._world.joined:
            self.emit("GUILD_CREATE", {**payloads.guild(self._world), "unavailable": False}, INTENT_GUILDS)

    def _ready(self, session: Session, shard: list[int] | None) -> Json:
        guilds = [{"id": str(self._world.guild_id), "unavailable": True}] if self._world.joined else []
        ready: Json = {
            "v": 10,
            "user": {**payloads.user(self._world.bot), "verified": True, "mfa_enabled": True, "email": None},
            "guilds": guilds,
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "application": {"id": str(self._world.bot.id), "flags": self._world.application_flags},
        }
        return ready if shard is None else {**ready, "shard": shard}

    def _resume(self, connection: Connection, data: Json) -> None:
        self.resumes += 1
        session = self.session
        if session is None or data["session_id"] != session.id:
            connection.control(INVALID, data=False)
            return
        connection.session, connection.position = session, data["seq"]
        self.emit("RESUMED", {})

    def _send_members(self, data: Json) -> None:
        wanted = {int(person_id) for person_id in data.get("user_ids", ())}
        start = data.get("query", "").casefold()
        inside = [person for person in self._world.people.values() if person.in_community]
        found = [
            payloads.member(person)
            for person in inside
            if (person.id in wanted if wanted else person.name.casefold().startswith(start))
        ]
        chunk: Json = {
            "guild_id": str(self._world.guild_id),
            "members": found,
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        }
        self.emit("GUILD_MEMBERS_CHUNK", {**chunk, "nonce": data["nonce"]} if "nonce" in data else chunk)
