"""The rules: every place of them, in both wordings and with every table, and what a search finds."""

from dataclasses import replace

from bot.guide import Card, Wording
from bot.guide.cards_rules import (
    RulesPlace,
    RulesReader,
    found_card,
    rules_card,
    rules_saved_card,
    search_form,
)
from bot.guide.points_shown import anchor_of, points_table
from bot.guide.rule_search import find_rules
from bot.screening import Side
from tests.guide.examples.shelf import NOW, WEB, Named

TABLES = ("starter", "table-2020")
ADDRESS = f"{WEB}/rules"


def reader(wording: Wording, table: str = "off", address: str = "", *, hears: bool = False) -> RulesReader:
    """Somebody who reads the rules where this table holds."""
    return RulesReader(points_table(wording.rules, table), address, hears)


def shown(wording: Wording, place: RulesPlace, at: RulesReader) -> Card:
    """What a place of the rules shows."""
    card = rules_card(wording, place, at)
    assert card is not None
    return card


def cards(wording: Wording) -> Named:
    """Every place of the rules, in both wordings and with every table."""
    yield "both-rules", shown(wording, RulesPlace(), reader(wording, "starter"))
    listener = RulesPlace(side=Side.LISTENER)
    yield "listener-rules", shown(wording, listener, reader(wording, "off", ADDRESS, hears=True))
    readers = {table: reader(wording, table, ADDRESS) for table in (*TABLES, "off")}
    for side, who in ((Side.MEMBER, "both"), (Side.LISTENER, "listener")):
        for area in wording.rules.areas:
            yield f"{who}-rules-area-{area.id}", shown(wording, RulesPlace(area.id, side), readers["off"])
            for part in range(1, 6):
                place = RulesPlace(area.id, side, part)
                yield f"{who}-rules-area-{area.id}-{part}", shown(wording, place, readers["starter"])
        for rule in wording.rules.rules:
            for table, at in readers.items():
                yield f"{who}-rules-one-{rule.id}-{table}", shown(wording, RulesPlace(rule.id, side), at)
    yield "both-rules-changes", shown(wording, RulesPlace("changes"), reader(wording, "table-2020"))
    for table in TABLES:
        yield from _points(wording, table)
    yield from _searching(wording)


def _points(wording: Wording, name: str) -> Named:
    at = reader(wording, name, ADDRESS)
    assert at.table is not None
    rule, said = at.table.rows[0]
    dated = replace(rule, since=NOW.date(), until=NOW.date())
    policy = replace(at.table.policy, expires=1, mute_days=1)
    short = replace(at.table, policy=policy, rows=((dated, said),))
    yield f"both-rules-points-{name}-short", shown(wording, RulesPlace("points"), replace(at, table=short))
    here = replace(at, points_since=NOW)
    yield f"both-rules-points-{name}-here", shown(wording, RulesPlace("points"), here)
    yield f"both-rules-points-{name}", shown(wording, RulesPlace("points"), at)
    for part in range(1, 8):
        yield f"both-rules-points-{name}-{part}", shown(wording, RulesPlace("points", part=part), at)
    for row, _ in at.table.rows:
        place = RulesPlace(anchor_of(row))
        yield f"both-rules-row-{name}-{row.id}", shown(wording, place, at)


def _searching(wording: Wording) -> Named:
    at = reader(wording, "table-2020", ADDRESS)
    for name, word in (("found", "flirting"), ("not-found", "*xyzzy*")):
        found = find_rules(wording.rules, word, at.table)
        yield f"both-rules-{name}", found_card(wording, word, found, Side.MEMBER, at)
    yield "both-rules-search", search_form(wording, Side.MEMBER)
    yield "both-rules-saved", rules_saved_card(wording)
