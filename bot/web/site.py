"""The web application: routes, strict headers, and serving it for as long as it is wanted."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.resources import files

import aiohttp_jinja2
import jinja2
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.flows.appeal_made import APPEAL_PATH
from bot.guide import Wording
from bot.web import pages, rules
from bot.web.appeals import FORM_BYTES, AppealDesk, add_appeals
from bot.web.health import Health

# Nothing but our own style sheet and icon: no scripts, no frames, no forms but our own, nothing from elsewhere.
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action {forms}; frame-ancestors 'none'"
)
STATIC = {"/style.css": ("style.css", "text/css"), "/icon.svg": ("icon.svg", "image/svg+xml")}


def build_web(
    wording: Wording,
    health: Callable[[], Awaitable[Health]],
    *,
    operator: str = "",
    appeals: AppealDesk | None = None,
    clock: Callable[[], datetime] | None = None,
) -> web.Application:
    """Build the site. `operator` is the contact of the person who runs this bot; empty leaves it out.

    `appeals` takes what the appeal form brings, and `clock` tells how long ago an address guessed; without them there
    is no form.
    """
    application = web.Application(middlewares=[_careful], client_max_size=FORM_BYTES)
    application[pages.WORDING] = wording
    application[pages.HEALTH] = health
    application[pages.OPERATOR] = operator
    aiohttp_jinja2.setup(
        application, loader=jinja2.PackageLoader("bot.web"), undefined=jinja2.StrictUndefined
    )
    application.router.add_get("/", pages.index)
    # What stands in an old link to the page of the guide.
    application.router.add_get("/guide/rules", rules.rules)
    application.router.add_get("/guide/{page}", pages.guide_page)
    application.router.add_get("/rules", rules.rules)
    application.router.add_get("/rules.txt", rules.rules_as_text)
    application.router.add_get("/rules/points/{table:[a-z0-9-]+}.txt", rules.points_as_text)
    application.router.add_get("/rules/points/{table:[a-z0-9-]+}", rules.points)
    application.router.add_get("/privacy", pages.privacy)
    application.router.add_get("/help-now", pages.help_now)
    application.router.add_get("/health", pages.health)
    if appeals is not None and clock is not None:
        add_appeals(application, appeals, clock)
    for path in STATIC:
        application.router.add_get(path, _static)
    return application


@asynccontextmanager
async def serving(application: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve the site while the block runs; gives its address. Port 0 takes a free one. No visit is logged."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound_host, bound_port = runner.addresses[0][:2]
        shown = f"[{bound_host}]" if ":" in bound_host else bound_host
        yield f"http://{shown}:{bound_port}"
    finally:
        await runner.cleanup()


@web.middleware
async def _careful(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every request with the strict headers, problems in plain words included."""
    try:
        response = await handler(request)
    except web.HTTPException as problem:
        response = pages.render_problem(request, problem.status)
        if "Allow" in problem.headers:
            response.headers["Allow"] = problem.headers["Allow"]
    except Exception:
        structlog.get_logger().exception("web.page_failed", path=_page_of(request))
        response = pages.render_problem(request, 500)
    response.headers.update(_headers(request))
    return response


def _page_of(request: web.Request) -> str:
    """Which page was asked for, without what only the visitor knows, such as the secret of a link."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"


def _headers(request: web.Request) -> dict[str, str]:
    private = request.path.startswith(APPEAL_PATH)
    secret = {"X-Robots-Tag": "noindex, nofollow"} if private else {}
    return {
        **secret,
        "Content-Security-Policy": CONTENT_POLICY.format(forms="'self'" if private else "'none'"),
        "Content-Language": request.app[pages.WORDING].locale.replace("_", "-"),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cache-Control": "no-store" if private or request.path == "/health" else "no-cache",
    }


async def _static(request: web.Request) -> web.Response:
    name, kind = STATIC[request.path]
    text = (files("bot.web") / "static" / name).read_text("utf-8")
    return web.Response(text=text, content_type=kind)
