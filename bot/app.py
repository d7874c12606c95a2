"""The one place where parts are put together: database, keys, screener, stories, Discord and the web pages."""

import asyncio
import gc
import random
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import structlog

from bot.cogs.client import Client, build_client, now
from bot.cogs.connecting import stay_connected
from bot.errors import SidelightError
from bot.flows.appeal_by_link import LinkedDecision
from bot.flows.courier import Courier
from bot.flows.parts import Operator, Parts
from bot.flows.stories import Stories
from bot.flows.surface import Surface
from bot.guide import Wording, available_locales, load_wording
from bot.logs import configure_logs
from bot.screening import PackError, Screener, find_packs, load_screener
from bot.settings import Settings
from bot.store.database import Database
from bot.store.keys import load_or_make_keys
from bot.store.migrating import status, upgrade
from bot.web import Health, HealthCheck, NotOpen, build_web, serving

DELIVERY_BYTES = 9
WARM_UP_PAUSE = 0.01
"""Seconds between two phrases that are compiled ahead: messages come first."""
CANNOT_START = 2

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Foundation:
    """What outlives a connection to Discord: settings, the open database, and the compiled packs."""

    settings: Settings
    database: Database
    screener: Screener
    wording: Wording


@dataclass(frozen=True, slots=True)
class FormsDesk:
    """What the forms on the web bring goes to the stories of the client that runs now."""

    clients: Sequence[Client]

    async def appeal_link_read(self, secret: str) -> LinkedDecision | None:
        """What a link to an appeal form leads to. Raises NotOpen while there are no stories."""
        return await self._stories().appeal_link_read(secret)

    async def appeal_link_sent(self, secret: str, words: str, answer_to: str) -> bool:
        """Keep what was sent; the sleeper delivers what follows. Raises NotOpen while there are no stories."""
        return await self._stories().appeal_link_sent(secret, words, answer_to)

    def _stories(self) -> Stories:
        for client in self.clients:
            if client.stories is not None:
                return client.stories
        raise NotOpen


@asynccontextmanager
async def foundation(settings: Settings, screener: Screener | None = None) -> AsyncIterator[Foundation]:
    """Open everything that does not need Discord, and close it in the end, whatever happens.

    An older database is brought up to date first, a missing key file is made, and packs are compiled unless
    a screener is given. Raises SidelightError.
    """
    new = (await status(settings.storage.database)).current is None
    given = [key.get_secret_value() for key in settings.storage.keys]
    keys = load_or_make_keys(given, settings.storage.key_file, may_make=new)
    screener = screener or load_packs(settings)
    await upgrade(settings.storage.database)
    database = await Database.open(settings.storage.database, keys)
    try:
        yield Foundation(settings, database, screener, _wording(settings))
    finally:
        await database.close()


async def make_parts(on: Foundation, surface: Surface) -> Parts:
    """Put together what every story works with. Memories and caches begin empty."""
    discord = on.settings.discord
    operator = Operator(
        contact=discord.owner_contact,
        guide_address=on.settings.web.public_url,
        forms_address=on.settings.web.public_url if on.settings.web.enabled else "",
    )
    return Parts(
        database=on.database,
        surface=surface,
        screener=on.screener,
        clock=now,
        new_delivery=new_delivery,
        operator=operator,
    )


def make_client(on: Foundation) -> Client:
    """Make a client with stories of its own, ready to connect."""

    async def make_stories(surface: Surface) -> Stories:
        parts = await make_parts(on, surface)
        return Stories(parts, Courier(parts))

    return build_client(on.settings.discord, make_stories, on.wording)


def new_delivery() -> str:
    """Make the id of a delivery: 12 characters that need no escaping in ids at Discord."""
    return secrets.token_urlsafe(DELIVERY_BYTES)


def run(settings: Settings) -> int:
    """Run the bot until it is asked to stop; returns the exit status.

    What a person has to put right is said on the error stream, without a traceback: status 2.
    """
    configure_logs(settings.logging)
    try:
        asyncio.run(_run(settings))
    except SidelightError as error:
        sys.stderr.write(f"sidelight: {error}\n")
        return CANNOT_START
    except KeyboardInterrupt:
        pass
    log.info("stopped")
    return 0


async def _run(settings: Settings) -> None:
    token = settings.discord.read_token().get_secret_value()
    async with AsyncExitStack() as stack:
        on = await stack.enter_async_context(foundation(settings))
        clients: list[Client] = []

        def next_client() -> Client:
            clients[:] = [make_client(on)]
            return clients[0]

        if settings.web.enabled:
            await _open_web(stack, on, clients)
        task = asyncio.create_task(stay_connected(next_client, token, chance=random.random))
        warming_up = asyncio.create_task(_warm_up(on.screener))
        _stop_on_signals(task)
        try:
            await asyncio.wait({task})
        finally:
            task.cancel()
            warming_up.cancel()
            await asyncio.gather(task, warming_up, return_exceptions=True)
        if not task.cancelled():
            task.result()


async def _warm_up(screener: Screener) -> None:
    """Compile every phrase while little is going on; afterwards what stays is no more looked through for garbage."""
    for _ in screener.warm_up():
        await asyncio.sleep(WARM_UP_PAUSE)
    gc.freeze()
    log.info("all phrases are ready")


def _stop_on_signals(task: "asyncio.Task[None]") -> None:
    """End in order when asked to: by a service manager, or with Ctrl+C."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, task.cancel)
        except NotImplementedError:
            # Windows: Ctrl+C ends `asyncio.run`, which cancels everything as well.
            return


async def _open_web(stack: AsyncExitStack, on: Foundation, clients: list[Client]) -> None:
    """Serve the guide and the health page beside the bot, until the stack is closed."""
    web = on.settings.web

    async def health() -> Health:
        return await _health(on, clients)

    site = build_web(
        on.wording,
        health,
        operator=on.settings.discord.owner_contact,
        appeals=FormsDesk(clients),
        clock=now,
    )
    try:
        address = await stack.enter_async_context(serving(site, web.host, web.port))
    except OSError as error:
        raise SidelightError(
            f"[web] host and port: {web.host}:{web.port} cannot be used: {error.strerror or error}. "
            "Choose another port, or set [web] enabled to false."
        ) from None
    log.info("web pages", address=address)


async def _health(on: Foundation, clients: list[Client]) -> Health:
    connected = any(client.is_ready() and not client.is_closed() for client in clients)
    checks = (
        HealthCheck("database", works=await _database_works(on.database)),
        HealthCheck("discord", works=connected),
    )
    return Health(_version(), checks)


async def _database_works(database: Database) -> bool:
    try:
        async with database.reading() as connection:
            await connection.exec_driver_sql("SELECT 1")
    except Exception:
        log.exception("the database does not answer")
        return False
    return True


def load_packs(settings: Settings) -> Screener:
    """Compile the packs of the chosen language, or load what was compiled before."""
    cache = settings.screening.cache
    try:
        return load_screener(find_packs(), settings.screening.locale, cache)
    except PackError as error:
        raise SidelightError(str(error)) from None


def _wording(settings: Settings) -> Wording:
    locale = settings.screening.locale
    return load_wording(locale if locale in available_locales() else "en")


def _version() -> str:
    try:
        return version("sidelight")
    except PackageNotFoundError:
        return "unknown"
