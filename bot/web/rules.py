"""The rules on the web: one page with an address for each rule, a page for each table of points, and plain text."""

from aiohttp import web

from bot.casework.points import shipped_policies
from bot.guide import Page
from bot.guide.points_shown import PointsTable, anchor_of, counts, how_points_work, points_table
from bot.guide.rules_text import rules_text
from bot.web.markdown import to_html
from bot.web.pages import WORDING, render


async def rules(request: web.Request) -> web.Response:
    """Show all rules, general ones first, in both wordings."""
    wording = request.app[WORDING]
    shown = wording.guide.page(Page.RULES)
    tables = [
        table for name in shipped_policies() if (table := points_table(wording.rules, name)) is not None
    ]
    return render(
        "rules.html", request, shown=shown, book=wording.rules, body=to_html(shown.text), tables=tables
    )


async def points(request: web.Request) -> web.Response:
    """Show one table of points, or that it does not exist."""
    table = _table(request)
    wording = request.app[WORDING]
    return render(
        "points.html",
        request,
        table=table,
        back=wording.guide.page(Page.RULES).title,
        book=wording.rules,
        anchor_of=anchor_of,
        said_counts=lambda row: counts(wording, row),
        how=how_points_work(wording, table.policy),
    )


async def rules_as_text(request: web.Request) -> web.Response:
    """Give all rules as plain text."""
    return web.Response(text=rules_text(request.app[WORDING]), content_type="text/plain", charset="utf-8")


async def points_as_text(request: web.Request) -> web.Response:
    """Give all rules with one table of points as plain text."""
    text = rules_text(request.app[WORDING], _table(request))
    return web.Response(text=text, content_type="text/plain", charset="utf-8")


def _table(request: web.Request) -> PointsTable:
    table = points_table(request.app[WORDING].rules, request.match_info["table"])
    if table is None:
        raise web.HTTPNotFound
    return table
