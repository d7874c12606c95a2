"""The doctor's questions: each is answered ok, with advice, or with what must be done."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.cogs.probe import API, JoinedGuild, Probe, ask_discord
from bot.commands.databases import keys_at_hand, reading_errors
from bot.commands.options import open_screener, read_settings
from bot.errors import SidelightError
from bot.guide import Wording, load_wording
from bot.settings import DiscordSettings, Settings, StorageSettings
from bot.store.database import Database
from bot.store.engines import read_url, sqlite_file
from bot.store.migrating import SchemaStatus, refuse_newer, status

OTHERS = 0o077


class Advice(StrEnum):
    """What a line asks of the reader."""

    OK = "ok"
    ADVICE = "advice"
    TO_DO = "to do"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the doctor."""

    advice: Advice
    topic: str
    message: str


async def examine(config: Path | None, *, ask: bool, discord_url: str = API) -> list[Line]:
    """Ask every question; `ask` says whether Discord may be asked, at `discord_url`."""
    try:
        settings = read_settings(config)
    except SidelightError as error:
        return [Line(Advice.TO_DO, "configuration", line) for line in str(error).splitlines()]
    return [
        *_look_at_configuration(settings),
        *_look_at_key(settings.storage),
        await _look_at_database(settings.storage),
        _look_at_packs(config),
        *await _look_at_discord(settings.discord, discord_url, ask=ask),
    ]


def _look_at_configuration(settings: Settings) -> Iterator[Line]:
    yield Line(Advice.OK, "configuration", "every setting can be used.")
    if not settings.discord.owner_contact:
        message = "set [discord] owner_contact, so that people can reach you through /help."
        yield Line(Advice.ADVICE, "configuration", message)


def _look_at_key(storage: StorageSettings) -> Iterator[Line]:
    if storage.keys:
        yield Line(Advice.OK, "key", f"{len(storage.keys)} in the settings.")
        return
    if not storage.key_file.exists():
        yield _missing_key(storage)
        return
    if os.name == "posix" and storage.key_file.stat().st_mode & OTHERS:
        yield Line(Advice.TO_DO, "key", f"others can read it. Run: chmod 600 {storage.key_file}")
    else:
        yield Line(Advice.OK, "key", f"{storage.key_file} is there, for your eyes only.")
    if _lies_beside(storage):
        message = (
            f"{storage.key_file} lies beside the database, so one stolen copy holds both. "
            "Move it to another folder and set [storage] key_file."
        )
        yield Line(Advice.ADVICE, "key", message)


def _missing_key(storage: StorageSettings) -> Line:
    file = sqlite_file(read_url(storage.database))
    if file is not None and not file.exists():
        return Line(Advice.OK, "key", f"{storage.key_file} is made at the first start.")
    message = (
        f"{storage.key_file} is missing. Put back your copy of it: without it nothing stored can be read."
    )
    return Line(Advice.TO_DO, "key", message)


def _lies_beside(storage: StorageSettings) -> bool:
    file = sqlite_file(read_url(storage.database))
    return file is not None and file.resolve().parent == storage.key_file.resolve().parent


async def _look_at_database(storage: StorageSettings) -> Line:
    try:
        with reading_errors():
            found = await status(storage.database)
            refuse_newer(found)
            return await _look_inside(storage) if found.up_to_date else _outdated(found)
    except SidelightError as error:
        return Line(Advice.TO_DO, "database", str(error))


def _outdated(found: SchemaStatus) -> Line:
    if found.current is None:
        return Line(Advice.OK, "database", "there is none yet; it is made at the first start.")
    message = f"it has version {found.current}, but {found.head} is needed. Run: sidelight db upgrade"
    return Line(Advice.TO_DO, "database", message)


async def _look_inside(storage: StorageSettings) -> Line:
    """Open the database with its key, which fails when the key is not the right one."""
    keys = keys_at_hand(storage)
    if keys is None:
        return Line(Advice.TO_DO, "database", "it cannot be read without its key.")
    database = await Database.open(storage.database, keys)
    await database.close()
    return Line(Advice.OK, "database", "it has the right version, and the key fits.")


def _look_at_packs(config: Path | None) -> Line:
    try:
        count = len(open_screener(config).patterns)
    except SidelightError as error:
        return Line(Advice.TO_DO, "packs", str(error))
    return Line(Advice.OK, "packs", f"{count} patterns can be used.")


async def _look_at_discord(discord: DiscordSettings, url: str, *, ask: bool) -> list[Line]:
    try:
        token = discord.read_token().get_secret_value()
    except SidelightError as error:
        return [Line(Advice.TO_DO, "token", str(error))]
    if not ask:
        return [Line(Advice.ADVICE, "token", "it is there. Without --offline, Discord is asked about it.")]
    try:
        probe = await ask_discord(token, url)
    except SidelightError as error:
        return [Line(Advice.TO_DO, "token", str(error))]
    return [
        Line(Advice.OK, "token", f"Discord knows this bot as {probe.bot_name}."),
        *_look_at_intents(discord, probe),
        *_look_at_permissions(probe),
    ]


def _look_at_intents(discord: DiscordSettings, probe: Probe) -> Iterator[Line]:
    wanted = (
        ("Message Content", "message_content", discord.message_content, probe.message_content),
        ("Server Members", "members", discord.members, probe.members),
    )
    for name, setting, is_set, is_granted in wanted:
        if is_set and not is_granted:
            message = (
                f"switch on {name} Intent in the developer portal, under Bot, "
                f"or set [discord] {setting} = false."
            )
            yield Line(Advice.TO_DO, "intents", message)
        else:
            yield Line(Advice.OK, "intents", f"{name} is {'on' if is_set else 'not asked for'}.")
    if not discord.message_content:
        message = "without Message Content, chats in threads and rooms are not read."
        yield Line(Advice.ADVICE, "intents", message)


def _look_at_permissions(probe: Probe) -> Iterator[Line]:
    if not probe.guilds:
        yield Line(
            Advice.ADVICE, "permissions", "the bot is in no server yet. The README has the invite link."
        )
    wording = load_wording()
    for guild in probe.guilds:
        yield _look_at_guild(guild, wording)


def _look_at_guild(guild: JoinedGuild, wording: Wording) -> Line:
    if guild.missing:
        names = ", ".join(wording.named("permission", name) for name in guild.missing)
        return Line(Advice.TO_DO, "permissions", f"in {guild.name}, allow the bot: {names}.")
    if guild.is_administrator:
        message = f"in {guild.name}, take Administrator from the bot: it needs much less."
        return Line(Advice.ADVICE, "permissions", message)
    return Line(Advice.OK, "permissions", f"everything needed in {guild.name}.")
