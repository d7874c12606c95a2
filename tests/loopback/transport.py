"""HTTP as Discord speaks it: authorisation, bodies, answers, and faults around every route."""

import json
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from tests.loopback import refusals
from tests.loopback.faults import Fault, FaultKind, Plan, SeenRequest
from tests.loopback.refusals import Refusal, RefusedError
from tests.loopback.world import Json

API = "/api/v10"
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a route sees it; `ids` are the numbers in its path by name."""

    path: dict[str, str]
    body: Json = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)

    def id(self, name: str) -> int:
        return int(self.path[name])


Answer: TypeAlias = Json | list[Json] | None
Handler: TypeAlias = Callable[[Call], Answer]
WebHandler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """One of Discord's routes; None as an answer is 204."""

    method: str
    path: str
    handler: Handler


class Transport:
    """Serves routes; `failures` collects requests that the loopback itself could not handle."""

    def __init__(self, token: str, plan: Plan, on_change: Callable[[], None]) -> None:
        self._authorization = f"Bot {token}"
        self._plan = plan
        self._on_change = on_change
        self.failures: list[str] = []

    def install(self, app: web.Application, routes: list[Route]) -> None:
        for route in routes:
            app.router.add_route(route.method, API + route.path, self._serve(route.handler))
        app.router.add_route("*", "/{rest:.*}", self._serve(None))

    def _serve(self, handler: Handler | None) -> WebHandler:
        async def serve(request: web.Request) -> web.StreamResponse:
            seen = await self._note(request)
            self._on_change()
            fault = self._plan.fault_for(seen)
            early = fault is not None and not fault.after_work
            response = web.Response() if early else self._carry_out(request, seen, handler)
            if fault is not None:
                response = await self._strike(fault, request, response)
            else:
                seen.status = response.status
            if fault is not None and fault.kind is FaultKind.ANSWER:
                seen.status = response.status
            self._on_change()
            return response

        return serve

    async def _note(self, request: web.Request) -> SeenRequest:
        reason = request.headers.get("X-Audit-Log-Reason")
        path = request.path.removeprefix(API)
        body, query = await _read_body(request), dict(request.query)
        seen = SeenRequest(request.method, path, body, query, None if reason is None else unquote(reason))
        self._plan.requests.append(seen)
        return seen

    def _carry_out(self, request: web.Request, seen: SeenRequest, handler: Handler | None) -> web.Response:
        allowed = request.headers.get("Authorization") == self._authorization
        if not allowed and not seen.path.startswith(WITHOUT_TOKEN):
            return _refuse(refusals.UNAUTHORIZED)
        if handler is None:
            self.failures.append(f"no such route: {request.method} {request.path}")
            return _refuse(refusals.NOT_FOUND)
        try:
            answer = handler(Call(dict(request.match_info), seen.body, seen.query))
        except RefusedError as refused:
            return _refuse(refused.refusal)
        except Exception:
            self.failures.append(f"{request.method} {request.path}\n{traceback.format_exc()}")
            return _answer({"message": "500: the loopback failed", "code": 0}, 500)
        seen.carried_out = True
        return web.Response(status=204) if answer is None else _answer(answer)

    async def _strike(self, fault: Fault, request: web.Request, response: web.Response) -> web.Response:
        fault.reached.set()
        self._on_change()
        if fault.kind is FaultKind.HANG:
            await fault.release.wait()
        if fault.kind is not FaultKind.ANSWER:
            if request.transport is not None:
                request.transport.close()
            return response
        if fault.retry_after is not None:
            return _slow_down(fault.retry_after, everywhere=fault.everywhere)
        return _refuse(Refusal(fault.status, fault.code, "injected by the test"))


async def _read_body(request: web.Request) -> Json:
    """The JSON body; of a form with files, its JSON part and the files' names."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        loaded = json.loads(text) if text else {}
        return loaded if isinstance(loaded, dict) else {"items": loaded}
    body: Json = {}
    files: list[Json] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files.append(_attachment(len(files) + 1, part.filename or "file", len(await part.read())))
    (body.get("data") or body)["attachments"] = files
    return body


def _attachment(number: int, name: str, size: int) -> Json:
    address = f"http://127.0.0.1/attachments/{number}/{name}"
    return {"id": str(number), "filename": name, "size": size, "url": address, "proxy_url": address}


def _answer(data: Answer, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer whose Content-Type has no charset: the library compares it as a whole."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


def _refuse(refusal: Refusal) -> web.Response:
    return _answer({"message": refusal.message, "code": refusal.code}, refusal.status)


def _slow_down(retry_after: float, *, everywhere: bool) -> web.Response:
    """A rate limit; without `Via` the library would take it for a ban at the edge."""
    body: Json = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    headers = {"Via": "1.1 loopback", "Retry-After": str(retry_after)}
    return _answer(body, 429, {**headers, "X-RateLimit-Global": "true"} if everywhere else headers)
