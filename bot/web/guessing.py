"""Slowing down whoever tries links that do not exist: a small memory of addresses, never written anywhere."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address

from aiohttp import web

MISSES, WITHIN = 20, timedelta(minutes=10)
REMEMBERED = 1000


@dataclass(slots=True)
class Guesses:
    """How often each address came with a link that leads nowhere, lately. The oldest address is forgotten first."""

    clock: Callable[[], datetime]
    most: int = MISSES
    within: timedelta = WITHIN
    _missed: OrderedDict[str, tuple[datetime, int]] = field(default_factory=OrderedDict)

    def too_many(self, address: str) -> bool:
        """Whether this address has to wait before it tries another link."""
        since, number = self._missed.get(address, (self.clock(), 0))
        return number >= self.most and self.clock() - since < self.within

    def missed(self, address: str) -> None:
        """Remember that a link of this address leads nowhere."""
        now = self.clock()
        since, number = self._missed.pop(address, (now, 0))
        self._missed[address] = (since, number + 1) if now - since < self.within else (now, 1)
        if len(self._missed) > REMEMBERED:
            self._missed.popitem(last=False)


def visitor(request: web.Request) -> str:
    """The address of a visitor.

    Behind a proxy on this machine it is the last one that the proxy names: what stands before it, anybody can write.
    """
    peer = request.remote or ""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return named if named and _is_here(peer) else peer


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
