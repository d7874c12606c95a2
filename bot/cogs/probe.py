"""Asking Discord, before the bot is started, whether token, intents and permissions are right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from bot.cogs.permissions import LOBBY, ROOM, WRITING
from bot.errors import SidelightError

API = "https://discord.com/api/v10"
TIMEOUT_SECONDS = 15.0
GUILDS_SHOWN = 200

# The two application flags of each privileged intent: approved for large apps, or switched on for small ones.
MEMBERS_FLAGS = (1 << 14) | (1 << 15)
MESSAGE_CONTENT_FLAGS = (1 << 18) | (1 << 19)


class ProbeError(SidelightError):
    """Discord could not be asked, or refused the token; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class JoinedGuild:
    """A server the bot is in, with the bot's permissions there as Discord's number."""

    id: int
    name: str
    permissions: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The permissions the bot needs somewhere and lacks in the whole server, by discord.py's names."""
        held = discord.Permissions(self.permissions)
        needed = dict.fromkeys((*WRITING, *LOBBY, *ROOM))
        return () if held.administrator else tuple(name for name in needed if not getattr(held, name))

    @property
    def is_administrator(self) -> bool:
        """Whether the bot may do everything, which is more than it needs."""
        return discord.Permissions(self.permissions).administrator


@dataclass(frozen=True, slots=True)
class Probe:
    """What Discord says about this bot."""

    bot_name: str
    message_content: bool
    members: bool
    guilds: tuple[JoinedGuild, ...]


async def ask_discord(token: str, base_url: str = API) -> Probe:
    """Look up the bot's account, its privileged intents and its servers.

    Raises ProbeError when the token is refused or Discord cannot be reached.
    """
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (sidelight, doctor)"}
    try:
        async with aiohttp.ClientSession(timeout=timeout, headers=headers, trust_env=True) as session:
            user = await _get(session, f"{base_url}/users/@me")
            application = await _get(session, f"{base_url}/applications/@me")
            guilds = await _get(session, f"{base_url}/users/@me/guilds?limit={GUILDS_SHOWN}")
            return _probe(user, application, guilds)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise ProbeError(
            f"Discord could not be reached ({type(error).__name__}). Check the network."
        ) from None
    except (KeyError, TypeError, ValueError):
        raise ProbeError("Discord answered in a way that was not expected. Try again later.") from None


async def _get(session: aiohttp.ClientSession, url: str) -> Any:  # noqa: ANN401 - JSON of any shape
    async with session.get(url) as response:
        if response.status == 401:
            raise ProbeError("Discord refused the token. Make a new one in the developer portal, under Bot.")
        if response.status == 429:
            raise ProbeError("Discord asks to wait: too many requests. Try again in a few minutes.")
        response.raise_for_status()
        return await response.json()


def _probe(user: Mapping[str, Any], application: Mapping[str, Any], guilds: list[Mapping[str, Any]]) -> Probe:
    flags = int(application.get("flags") or 0)
    return Probe(
        bot_name=str(user["username"]),
        message_content=bool(flags & MESSAGE_CONTENT_FLAGS),
        members=bool(flags & MEMBERS_FLAGS),
        guilds=tuple(
            JoinedGuild(int(guild["id"]), str(guild["name"]), int(guild["permissions"])) for guild in guilds
        ),
    )
