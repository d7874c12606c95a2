"""The local page that lists the places of Harbour, opens each live in the browser, and lets time pass."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from types import MappingProxyType

import jinja2
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.demo.harbour import NAME, Harbour
from bot.demo.simulation import Person, Place, Simulation
from bot.errors import SidelightError
from bot.web.site import STATIC

HOST = "127.0.0.1"
USUAL_PORT = 8735
FILES = MappingProxyType(
    {
        **{path: ("bot.web", name, kind) for path, (name, kind) in STATIC.items()},
        "/demo.css": ("bot.demo", "demo.css", "text/css"),
    }
)
SKIPS = MappingProxyType({"5-minutes": timedelta(minutes=5), "1-day": timedelta(days=1)})
HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One place on the page: how it is called, what it is, and who may look at it."""

    place: Place
    title: str
    about: str
    viewers: tuple[Person, ...]

    @property
    def key(self) -> str:
        """What its address ends with."""
        return str(self.place.id)


@dataclass(frozen=True, slots=True)
class Site:
    """The page and what its buttons do."""

    simulation: Simulation
    harbour: Harbour
    guide: str

    def places(self) -> tuple[Listed, ...]:
        """Everything that can be opened now, chats first."""
        harbour = self.harbour
        return (
            *(self._chat(place) for place in self.simulation.chats(harbour.lobby)),
            self._channel(harbour.moderators, "Cases and the digest. Moderators only.", harbour.moderator),
            self._channel(harbour.lobby, "Where members ask for a listener.", harbour.wren),
            self._channel(harbour.listeners, "Requests without names. Listeners accept here.", harbour.kit),
            self._channel(harbour.chatter, "An ordinary room that the bot checks.", harbour.wren),
            *self._private_messages(),
        )

    async def page(self, request: web.Request) -> web.Response:
        """Show the places and the clock."""
        text = _template().render(
            places=self.places(),
            name=NAME,
            now=self.simulation.now,
            guide=self.guide,
            people=[(person.name, self.harbour.part(person)) for person in self.harbour.people],
        )
        return web.Response(text=text, content_type="text/html")

    async def open(self, request: web.Request) -> web.Response:
        """Open a place; the one that was open closes."""
        key = request.match_info["key"]
        listed = next((each for each in self.places() if each.key == key), None)
        if listed is None:
            raise web.HTTPNotFound(text="This place is not there any more. Go back and choose another.")
        raise web.HTTPSeeOther(await self.simulation.open(listed.place, listed.viewers))

    async def skip(self, request: web.Request) -> web.Response:
        """Let time pass, then show the page again."""
        time = SKIPS.get(request.match_info["time"])
        if time is None:
            raise web.HTTPNotFound(text="Only 5 minutes or 1 day can be skipped.")
        await self.simulation.skip(time)
        raise web.HTTPSeeOther("/")

    async def file(self, request: web.Request) -> web.Response:
        """Give a style sheet or the icon, as the guide's own pages have them."""
        package, name, kind = FILES[request.path]
        return web.Response(text=(files(package) / "static" / name).read_text("utf-8"), content_type=kind)

    def _chat(self, place: Place) -> Listed:
        viewers = self._viewers(place)
        inside = [person for person in viewers if self.harbour.part(person) in ("member", "listener")]
        names = " and ".join(f"{person.name} ({self.harbour.part(person)})" for person in inside)
        return Listed(place, place.name, names or "This chat has ended.", viewers)

    def _channel(self, place: Place, about: str, first: Person) -> Listed:
        return Listed(place, place.name, about, self._viewers(place, first))

    def _private_messages(self) -> tuple[Listed, ...]:
        found = []
        for person in self.harbour.people:
            place = self.simulation.private_messages(person)
            if self.simulation.seen(person, place):
                about = f"{person.name} ({self.harbour.part(person)}) and the bot. Chats through the bot are here."
                found.append(Listed(place, place.name, about, (person,)))
        return tuple(found)

    def _viewers(self, place: Place, first: Person | None = None) -> tuple[Person, ...]:
        seers = [person for person in self.harbour.people if self.simulation.can_see(person, place)]
        return tuple(sorted(seers, key=lambda person: person is not first))


def build(site: Site) -> web.Application:
    """Build the page's application. It answers this computer only."""
    application = web.Application(middlewares=[_careful])
    application.router.add_get("/", site.page)
    application.router.add_post("/open/{key}", site.open)
    application.router.add_post("/skip/{time}", site.skip)
    for path in FILES:
        application.router.add_get(path, site.file)
    return application


@asynccontextmanager
async def serving(application: web.Application, port: int | None) -> AsyncIterator[str]:
    """Serve on a port of this computer; without one on the usual port, or on a free one if that is taken.

    Gives the address. Raises SidelightError when the port asked for cannot be used.
    """
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, _listening(port)).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _listening(port: int | None) -> socket.socket:
    """Take a port; of two demos that start in the same moment only one gets the usual one."""
    try:
        return socket.create_server((HOST, port or USUAL_PORT))
    except OSError:
        if port is not None:
            said = f"Port {port} cannot be used: another program may be using it. Choose another with --port."
            raise SidelightError(said) from None
        return socket.create_server((HOST, 0))


@web.middleware
async def _careful(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only pages of this computer: no other website may look in or press a button."""
    own = {f"{name}:{request.url.port}" for name in (HOST, "localhost")}
    origin = request.headers.get("Origin")
    if request.host not in own or (
        origin not in (None, "null") and origin not in {f"http://{n}" for n in own}
    ):
        raise web.HTTPForbidden
    try:
        response = await handler(request)
    except web.HTTPException as found:
        found.headers.update(HEADERS)
        raise
    response.headers.update(HEADERS)
    return response


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("bot.demo"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("places.html")
