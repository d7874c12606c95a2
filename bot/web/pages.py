"""The guide's pages on the web: index, guide pages, privacy, helplines, health."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from importlib.metadata import version

import aiohttp_jinja2
from aiohttp import web

from bot.guide import Page, Wording
from bot.guide.cards_crisis import country_name, emergency_of, in_order
from bot.web.health import Health
from bot.web.markdown import to_html

WORDING = web.AppKey("wording", Wording)
OPERATOR = web.AppKey("operator", str)
HEALTH: web.AppKey[Callable[[], Awaitable[Health]]] = web.AppKey("health")

_PROBLEMS = {429: "wait", 503: "not_ready"}
OWN_PATHS = {Page.RULES: "/rules", Page.PRIVACY: "/privacy"}


def path_of(page: Page) -> str:
    """Give the one address of a guide page."""
    return OWN_PATHS.get(page, f"/guide/{page}")


async def index(request: web.Request) -> web.Response:
    """Show all pages, what to do if it already happened first."""
    return render("index.html", request, guide=request.app[WORDING].guide)


async def guide_page(request: web.Request) -> web.Response:
    """Show one page of the guide, or that it does not exist."""
    try:
        page = Page(request.match_info["page"])
    except ValueError:
        raise web.HTTPNotFound from None
    return _page(request, page)


async def privacy(request: web.Request) -> web.Response:
    """Show what is stored, how long and who reads it."""
    return _page(request, Page.PRIVACY)


async def help_now(request: web.Request) -> web.Response:
    """Show the helplines, the directory first."""
    wording = request.app[WORDING]
    return render(
        "help.html",
        request,
        helplines=wording.helplines,
        countries=in_order(wording),
        country_name=lambda code: country_name(wording, code),
        emergency_of=lambda country: emergency_of(wording, country),
    )


async def health(request: web.Request) -> web.Response:
    """Say as JSON whether every part works; status 503 when one does not."""
    state = await request.app[HEALTH]()
    body = {"well": state.well, **asdict(state)}
    return web.json_response(body, status=200 if state.well else 503)


def _page(request: web.Request, page: Page) -> web.Response:
    shown = request.app[WORDING].guide.page(page)
    return render("page.html", request, shown=shown, body=to_html(shown.text))


def render_problem(request: web.Request, status: int) -> web.Response:
    """Show in plain words that a page does not exist or failed, with the helplines near."""
    key = _PROBLEMS.get(status, "not_found" if status < 500 else "failed")
    return render("problem.html", request, status=status, key=key)


def render(template: str, request: web.Request, status: int = 200, **values: object) -> web.Response:
    """Fill a template with what every page shows and with its own values."""
    wording = request.app[WORDING]
    context = {
        **values,
        "wording": wording,
        "operator": request.app[OPERATOR],
        "path_of": path_of,
        "path": request.path,
        "software_version": version("sidelight"),
    }
    return aiohttp_jinja2.render_template(template, request, context, status=status)
