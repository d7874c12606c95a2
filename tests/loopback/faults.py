"""Injected faults and the log of requests: what a test breaks, and what it can assert on."""

import asyncio
import re
from dataclasses import dataclass, field
from enum import Enum

from tests.loopback.world import Json


class FaultKind(Enum):
    """What happens instead of the ordinary answer."""

    ANSWER = "answer"
    DROP = "drop"
    HANG = "hang"


@dataclass(slots=True, eq=False)
class Fault:
    """One planned fault: used up by `times` requests whose method and path match.

    With `after_work` the request is carried out first and only its answer is lost or replaced: the hardest
    crash to recover from. With `every` it strikes only each such request in turn (2: each second one).
    `everywhere`: a rate limit that holds for all calls, not only for those like this one. `reached` is set
    when the fault strikes, `release` lets a hanging answer go.
    """

    kind: FaultKind
    method: str
    path: re.Pattern[str]
    after_work: bool
    times: int
    status: int = 500
    code: int = 0
    retry_after: float | None = None
    every: int = 1
    everywhere: bool = False
    passed: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    release: asyncio.Event = field(default_factory=asyncio.Event)

    def takes(self, method: str, path: str) -> bool:
        """Whether this fault strikes the request; if so one of its times is used up."""
        meant = self.times > 0 and method == self.method and self.path.fullmatch(path) is not None
        self.passed += meant
        hit = meant and self.passed % self.every == 0
        self.times -= hit
        return hit


@dataclass(slots=True, eq=False)
class SeenRequest:
    """One request of the bot; `path` starts after `/api/v10`.

    `status` is what it was answered, None while it is unanswered or when its answer was lost; `carried_out`
    says whether Discord did what was asked.
    """

    method: str
    path: str
    body: Json
    query: dict[str, str]
    reason: str | None
    status: int | None = None
    carried_out: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status or 'no answer'}"


@dataclass(slots=True, eq=False)
class Plan:
    """The faults still to come and the requests already seen."""

    faults: list[Fault] = field(default_factory=list)
    requests: list[SeenRequest] = field(default_factory=list)

    def fault_for(self, request: SeenRequest) -> Fault | None:
        return next((fault for fault in self.faults if fault.takes(request.method, request.path)), None)

    def add(
        self,
        kind: FaultKind,
        method: str,
        path: str,
        *,
        after_work: bool,
        times: int = 1,
        status: int = 500,
        code: int = 0,
        retry_after: float | None = None,
        every: int = 1,
        everywhere: bool = False,
    ) -> Fault:
        """Plans a fault; `path` is a regular expression for the whole path after `/api/v10`."""
        pattern = re.compile(path)
        fault = Fault(kind, method, pattern, after_work, times, status, code, retry_after, every, everywhere)
        self.faults.append(fault)
        return fault

    def seen(self, method: str, path: str) -> list[SeenRequest]:
        """The requests so far with this method and a path that matches as a whole."""
        pattern = re.compile(path)
        return [seen for seen in self.requests if seen.method == method and pattern.fullmatch(seen.path)]

    def release_all(self) -> None:
        for fault in self.faults:
            fault.release.set()
