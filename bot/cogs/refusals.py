"""What Discord's errors mean for an act: refused for good, or to be tried later."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord
import structlog

from bot.flows.surface import Refused, TryLater

OPENING_MESSAGES_TOO_FAST = 40003
TOO_FAST_SECONDS = 60.0
ARCHIVED = 50083
# As it is written down for an act about somebody who is not there any more.
UNKNOWN_MEMBER = "404/10007"
UNKNOWN_GUILD = "404/10004"

log = structlog.get_logger(__name__)


@contextmanager
def understood() -> Iterator[None]:
    """Turn Discord's errors inside the block into `Refused` or `TryLater`."""
    try:
        yield
    except discord.RateLimited as error:
        raise TryLater(error.retry_after) from error
    except discord.HTTPException as error:
        raise _meaning(error) from error
    except (aiohttp.ClientError, ConnectionError, TimeoutError) as error:
        raise TryLater from error


def _meaning(error: discord.HTTPException) -> Refused | TryLater:
    if error.code == OPENING_MESSAGES_TOO_FAST:
        return TryLater(TOO_FAST_SECONDS)
    # 401: the token was taken back. What is owed waits until there is a new one.
    if error.status in (401, 408, 429) or error.status >= 500:
        return TryLater()
    if error.status not in (403, 404):
        log.error("Discord refused an act as malformed", status=error.status, code=error.code)
    return Refused(f"{error.status}/{error.code}")
