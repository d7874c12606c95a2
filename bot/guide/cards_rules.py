"""Cards of the rules in Discord: an overview, areas in parts that fit a phone, one rule, what a search found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, lines, paragraphs, quoted
from bot.guide.cards_news import news_button
from bot.guide.cards_shared import web_button
from bot.guide.pages import Page
from bot.guide.points_shown import PointsTable, bands, counts, how_points_work
from bot.guide.rule_search import LONGEST_SEARCH, Entry
from bot.guide.rules import WrittenRule
from bot.guide.values import Button, Card, Choice, Field, Form, Select, Style
from bot.guide.wording import Wording
from bot.screening import Side

OVERVIEW, POINTS, CHANGES = "overview", "points", "changes"
# What a phone shows without much scrolling.
PART_LENGTH = 1100


@dataclass(frozen=True, slots=True)
class RulesPlace:
    """Where a reader is: an area, a rule or a row by its address; worded for which side; which part, from 0."""

    what: str = OVERVIEW
    side: Side = Side.MEMBER
    part: int = 0

    def __str__(self) -> str:
        return f"{self.what}/{self.side}/{self.part}"

    @classmethod
    def read(cls, text: str) -> "RulesPlace":
        """Read a place back from a button. Raises ValueError when it is none."""
        what, side, part = text.split("/")
        return cls(what, Side(side), int(part))


@dataclass(frozen=True, slots=True)
class RulesReader:
    """Who reads: the community's table of points, where the rules are on the web, and whether news are wanted.

    `points_since`: since when the table holds here, when that is known.
    """

    table: PointsTable | None = None
    address: str = ""
    hears_news: bool = False
    points_since: datetime | None = None

    def at(self, anchor: str) -> str:
        """Give the address of one rule on the web; nothing when there is none."""
        if self.table is not None and self.address and self.table.row(anchor) is not None:
            return f"{self.address}/points/{self.table.name}#{anchor}"
        return f"{self.address}#{anchor}" if self.address else ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a place shows: a head that every part repeats, blocks that are split into parts, selects of its own."""

    head: str
    blocks: Sequence[str] = ()
    selects: tuple[Select, ...] = ()
    url: str = ""
    # Whether it reads differently for each side; a table and the changes have dates of their own instead.
    sided: bool = True


def rules_card(wording: Wording, place: RulesPlace, reader: RulesReader) -> Card | None:
    """Show a place of the rules; None when there is no such place (any more)."""
    if place.what == OVERVIEW:
        return _overview(wording, place, reader)
    shown = _shown(wording, place, reader)
    if shown is None:
        return None
    parts = _parts(shown.blocks)
    part = place.part % len(parts)
    which = wording.text("rules.part", part=part + 1, parts=len(parts)) if len(parts) > 1 else ""
    text = paragraphs(shown.head, parts[part], lines(which, _foot(wording) if shown.sided else ""))
    more = replace(place, part=part + 1)
    turn = (button(wording, Action.TURN_RULES, str(more)),) if len(parts) > 1 else ()
    ways = (*turn, *_ways(wording, place, turn_side=shown.sided), *web_button(wording, shown.url))
    return Card(text, ways, (*shown.selects, _areas(wording, place, reader)))


def found_card(
    wording: Wording, search: str, found: Sequence[Entry], side: Side, reader: RulesReader
) -> Card:
    """Show what a search found; with nothing found, what else helps."""
    place = RulesPlace(side=side)
    ways = (*_ways(wording, place, turn_side=False), *web_button(wording, reader.address))
    word = quoted(search, LONGEST_SEARCH)
    if not found:
        return Card(wording.text("rules.not_found", word=word), ways, (_areas(wording, place, reader),))
    titles = (wording.text("rules.item", text=entry.title) for entry in found)
    text = paragraphs(wording.text("rules.found", word=word), lines(*titles))
    choices = tuple(Choice(entry.title[:100], entry.anchor) for entry in found)
    placeholder = wording.named("select", Action.OPEN_RULE)
    choose = Select(Action.OPEN_RULE, placeholder, choices, argument=side.value)
    return Card(text, ways, (choose, _areas(wording, place, reader)))


def search_form(wording: Wording, side: Side) -> Form:
    """Ask for a word to look for."""
    label, hint = wording.text("rules.search_word"), wording.text("rules.search_hint")
    word = Field("word", label, hint, required=True, most=LONGEST_SEARCH)
    return Form(wording.named("form", Action.FIND_RULE), Action.FIND_RULE, (word,), side.value)


def rules_saved_card(wording: Wording) -> Card:
    """Say what is in the file that goes along."""
    return Card(wording.text("rules.as_text"))


def _overview(wording: Wording, place: RulesPlace, reader: RulesReader) -> Card:
    shortest = lines(*(wording.text("rules.item", text=each.title) for each in _first(wording)))
    side = wording.named("rules.side", place.side)
    text = paragraphs(
        wording.text("rules.overview", side=side), shortest, lines(wording.text("rules.more"), _foot(wording))
    )
    save = buttons(wording, "", Action.SAVE_RULES)
    news = news_button(wording, hears=reader.hears_news)
    ways = (*_ways(wording, place), *save, news, *web_button(wording, reader.address))
    return Card(text, ways, (_areas(wording, place, reader),))


def _first(wording: Wording) -> tuple[WrittenRule, ...]:
    """The rules of the first area: they hold everywhere."""
    return wording.rules.rules_in(wording.rules.areas[0].id)


def _shown(wording: Wording, place: RulesPlace, reader: RulesReader) -> _Shown | None:
    area = wording.rules.area(place.what)
    if area is not None:
        head = wording.text("rules.area", title=area.title, about=area.about)
        rules = [_rule(wording, rule, place.side) for rule in wording.rules.rules_in(area.id)]
        return _Shown(head, rules, url=reader.at(area.id))
    if place.what == CHANGES:
        return _changes(wording, reader)
    if place.what == POINTS and reader.table is not None:
        return _points(wording, reader.table, reader)
    return _one(wording, place, reader) or _row(wording, place, reader)


def _one(wording: Wording, place: RulesPlace, reader: RulesReader) -> _Shown | None:
    rule = wording.rules.rule(place.what)
    if rule is None:
        return None
    area = wording.rules.area(rule.area)
    head = wording.text("rules.one", title=rule.title, area=area.title if area is not None else "")
    said = rule.listener if place.side is Side.LISTENER else rule.member
    page = (_page(wording, rule.page),) if rule.page is not None else ()
    return _Shown(paragraphs(head, said), [_rows_of(wording, rule, reader.table)], page, reader.at(rule.id))


def _row(wording: Wording, place: RulesPlace, reader: RulesReader) -> _Shown | None:
    table = reader.table
    found = table.row(place.what) if table is not None else None
    if table is None or found is None:
        return None
    row, said = found
    rule = wording.rules.rule(said.rule)
    head = paragraphs(
        _table_head(wording, table, reader),
        _line(wording, row.id, row.title, counts(wording, row)),
        said.text,
    )
    stands = [_rule(wording, rule, place.side)] if rule is not None else []
    return _Shown(head, stands, url=reader.at(place.what))


def _points(wording: Wording, table: PointsTable, reader: RulesReader) -> _Shown:
    how = (wording.text("rules.item", text=line) for line in how_points_work(wording, table.policy))
    rows = [
        lines(_line(wording, row.id, row.title, counts(wording, row)), said.text) for row, said in table.rows
    ]
    blocks = (
        lines(wording.text("rules.points.how"), *how),
        lines(wording.text("rules.points.bands"), *bands(wording, table.policy)),
        *rows,
    )
    url = f"{reader.address}/points/{table.name}" if reader.address else ""
    return _Shown(_table_head(wording, table, reader), blocks, url=url, sided=False)


def _changes(wording: Wording, reader: RulesReader) -> _Shown:
    """The newest change first, of the rules and of the table."""
    dated = [(each.on, each.text) for each in wording.rules.changes]
    rows = [wording.text("rules.change", on=wording.day(on), text=text) for on, text in reversed(dated)]
    blocks = [lines(wording.text("rules.changes_rules"), *rows)]
    if reader.table is not None:
        editions = reversed(reader.table.policy.editions)
        rows = [wording.text("rules.change", on=wording.day(each.on), text=each.text) for each in editions]
        blocks.append(lines(wording.text("rules.changes_table", name=reader.table.policy.name), *rows))
    return _Shown(wording.text("rules.changes"), blocks, url=reader.at(CHANGES), sided=False)


def _table_head(wording: Wording, table: PointsTable, reader: RulesReader) -> str:
    """Name the table, of when it is, since when it holds here, and whether it may be out of date."""
    since = wording.day(table.policy.published())
    head = wording.text("rules.points.head", name=table.policy.name, since=since)
    here = wording.text("rules.points.here", since=day(reader.points_since)) if reader.points_since else ""
    return lines(head, here, _mark(wording, table))


def _mark(wording: Wording, table: PointsTable) -> str:
    """Say that a table may be out of date; nothing about one that is kept here."""
    said = wording.text("rules.points.transcribed") if table.transcribed else ""
    return wording.text("rules.points.marked", mark=said) if said else ""


def _rule(wording: Wording, rule: WrittenRule, side: Side) -> str:
    said = rule.listener if side is Side.LISTENER else rule.member
    return wording.text("rules.rule", title=rule.title, text=said)


def _rows_of(wording: Wording, rule: WrittenRule, table: PointsTable | None) -> str:
    """The rows of the table that stand for this rule."""
    found = [row for row, said in table.rows if said.rule == rule.id] if table is not None else []
    if table is None or not found:
        return ""
    named = (_line(wording, row.id, row.title, counts(wording, row)) for row in found)
    mark = _mark(wording, table)
    return lines(wording.text("rules.points.of_rule"), *named, mark)


def _line(wording: Wording, row: str, title: str, counted: str) -> str:
    return wording.text("rules.points.row", row=row, title=title, counts=counted)


def _parts(blocks: Sequence[str]) -> tuple[str, ...]:
    """Join blocks into parts, each short enough for a phone."""
    parts: list[str] = []
    for block in filter(None, blocks):
        joined = paragraphs(parts[-1], block) if parts else block
        if parts and len(joined) <= PART_LENGTH:
            parts[-1] = joined
        else:
            parts.append(block)
    return tuple(parts) or ("",)


def _ways(wording: Wording, place: RulesPlace, *, turn_side: bool = True) -> tuple[Button, ...]:
    search = button(wording, Action.SEARCH_RULES, place.side.value, Style.MAIN)
    other = Side.MEMBER if place.side is Side.LISTENER else Side.LISTENER
    action = Action.RULES_FOR_MEMBERS if other is Side.MEMBER else Action.RULES_FOR_LISTENERS
    turned = (button(wording, action, str(replace(place, side=other))),) if turn_side else ()
    return (search, *turned)


def _areas(wording: Wording, place: RulesPlace, reader: RulesReader) -> Select:
    book = wording.rules
    more = ((POINTS,) if reader.table is not None else ()) + (CHANGES,)
    choices = (
        *(Choice(area.title, area.id, area.about[:100]) for area in book.areas),
        *(Choice(wording.named("rules.choice", each), each) for each in more),
    )
    placeholder = wording.named("select", Action.READ_RULES)
    return Select(Action.READ_RULES, placeholder, choices, argument=place.side.value, chosen=(place.what,))


def _page(wording: Wording, page: Page) -> Select:
    """Lead on to the page of the guide that says more."""
    shown = wording.guide.page(page)
    choices = (Choice(shown.title, page.value, shown.summary),)
    return Select(Action.SHOW_PAGE, wording.text("rules.read_more"), choices)


def _foot(wording: Wording) -> str:
    book = wording.rules
    return wording.text("guide.foot", version=book.version, updated=wording.day(book.updated))
