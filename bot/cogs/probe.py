"""Asking Discord, before the bot is started, whether token, intents and permissions are right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.errors import SidelightError

API = "https://discord.com/api/v10"
TIMEOUT_SECONDS = 15.0
GUILDS_SHOWN = 200

# The two application flags of each privileged intent: approved for large apps, or switched on for small ones.
MEMBERS_FLAGS = (1 << 14) | (1 << 15)
MESSAGE_CONTENT_FLAGS = (1 << 18) | (1 << 19)

ADMINISTRATOR = 1 << 3

# What Sidelight needs in a server, by the names people see in Discord, and Discord's numbers for them.
NEEDED_PERMISSIONS = (
    ("View Channels", 1 << 10),
    ("Send Messages", 1 << 11),
    ("Embed Links", 1 << 14),
    ("Attach Files", 1 << 15),
    ("Read Message History", 1 << 16),
    ("Manage Threads", 1 << 34),
    ("Create Private Threads", 1 << 36),
    ("Send Messages in Threads", 1 << 38),
    ("Pin Messages", 1 << 51),
)


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
        """The permissions the bot needs and does not have, by the names people see."""
        if self.is_administrator:
            return ()
        return tuple(name for name, bit in NEEDED_PERMISSIONS if not self.permissions & bit)

    @property
    def is_administrator(self) -> bool:
        """Whether the bot may do everything, which is more than it needs."""
        return bool(self.permissions & ADMINISTRATOR)


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
