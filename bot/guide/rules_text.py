"""The rules as plain text: both wordings, points and changes, to print, keep or read aloud (Q13)."""

from bot.guide.building import lines, paragraphs
from bot.guide.pages import Page
from bot.guide.points_shown import PointsTable, bands, counts, how_points_work
from bot.guide.rules import RuleArea, WrittenRule
from bot.guide.wording import Wording


def rules_text(wording: Wording, table: PointsTable | None = None) -> str:
    """Write all rules as plain text, and the table of points where there is one."""
    book = wording.rules
    version = wording.text("web.version", version=book.version, updated=wording.day(book.updated))
    areas = [_area(wording, area) for area in book.areas]
    changes = [f"- {wording.day(each.on)}: {each.text}" for each in reversed(book.changes)]
    changed = lines(wording.text("web.changes"), *changes)
    points = _points(wording, table) if table is not None else ""
    title = wording.guide.page(Page.RULES).title
    return paragraphs(lines(title, version), *areas, points, changed) + "\n"


def _area(wording: Wording, area: RuleArea) -> str:
    rules = [_rule(wording, rule) for rule in wording.rules.rules_in(area.id)]
    return paragraphs(lines(area.title.upper(), area.about), *rules)


def _rule(wording: Wording, rule: WrittenRule) -> str:
    if rule.member == rule.listener:
        return lines(f"{rule.title} ({rule.id})", rule.member)
    member = wording.text("rules.for_members", text=rule.member)
    return lines(f"{rule.title} ({rule.id})", member, wording.text("rules.for_listeners", text=rule.listener))


def _points(wording: Wording, table: PointsTable) -> str:
    policy = table.policy
    since = wording.text("web.points_since", since=wording.day(policy.published()))
    mark = wording.text("rules.points.transcribed") if table.transcribed else ""
    rows = [
        lines(f"{row.id} {row.title}: {counts(wording, row)}", said.text and f"   {said.text}")
        for row, said in table.rows
    ]
    changes = [f"- {wording.day(each.on)}: {each.text}" for each in reversed(policy.editions)]
    return paragraphs(
        lines(wording.text("web.points_title", name=policy.name), since, mark),
        lines(wording.text("web.points_how"), *how_points_work(wording, policy)),
        lines(wording.text("web.bands"), *(band.replace("**", "") for band in bands(wording, policy))),
        lines(*rows),
        lines(wording.text("web.changes"), *changes),
    )
