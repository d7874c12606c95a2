"""The rules, read in Discord: an overview, areas, one rule, a search by word, and all as plain text (Q05-Q19)."""

from bot.casework.authority import is_listener
from bot.flows.parts import Parts
from bot.flows.surface import WORD, Answer, Export, Press
from bot.guide import Wording
from bot.guide.cards_rules import (
    RulesPlace,
    RulesReader,
    found_card,
    rules_card,
    rules_saved_card,
    search_form,
)
from bot.guide.cards_shared import too_late_card
from bot.guide.points_shown import PointsTable, points_table
from bot.guide.rule_search import find_rules
from bot.guide.rules_text import rules_text
from bot.screening import Side
from bot.store import news
from bot.store.communities import Community

FILE_NAME = "rules.txt"


async def show_rules(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Open the rules, or with a word what fits it, for the reader alone."""
    side = _side_of(press, community)
    if press.field(WORD):
        return await _found(parts, press, community, side)
    return await _show(parts, press, community, RulesPlace(side=side))


async def choose_part(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Turn to an area, or open one rule that a search found; the select carries the side it is worded for."""
    chosen = press.values[0] if press.values else ""
    side = Side(press.argument) if press.argument in set(Side) else _side_of(press, community)
    return await _show(parts, press, community, RulesPlace(chosen, side), replace=True)


async def turn(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Turn to another part, or to the wording for the other side."""
    try:
        place = RulesPlace.read(press.argument)
    except ValueError:
        return Answer(too_late_card(parts.wording_for(press.locale, community)))
    return await _show(parts, press, community, place, replace=True)


async def ask_word(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Ask for a word to look for."""
    side = Side(press.argument) if press.argument in set(Side) else _side_of(press, community)
    return Answer(form=search_form(parts.wording_for(press.locale, community), side))


async def find(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Look for the word that was asked for."""
    side = Side(press.argument) if press.argument in set(Side) else _side_of(press, community)
    return await _found(parts, press, community, side)


async def save(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Give all rules as plain text."""
    wording = parts.wording_for(press.locale, community)
    text = rules_text(wording, table_of(wording, community))
    return Answer(rules_saved_card(wording), export=Export(FILE_NAME, text))


def table_of(wording: Wording, community: Community | None) -> PointsTable | None:
    """The table of points that a community chose; None where there are no points."""
    return points_table(wording.rules, community.points_table) if community is not None else None


async def _found(parts: Parts, press: Press, community: Community | None, side: Side) -> Answer:
    """Show what a search found; a single find is opened at once."""
    wording = parts.wording_for(press.locale, community)
    reader = await _reader(parts, press, community)
    word = press.field(WORD)
    found = find_rules(wording.rules, word, reader.table)
    if len(found) == 1:
        return await _show(parts, press, community, RulesPlace(found[0].anchor, side))
    return Answer(found_card(wording, word, found, side, reader))


async def _show(
    parts: Parts, press: Press, community: Community | None, place: RulesPlace, *, replace: bool = False
) -> Answer:
    wording = parts.wording_for(press.locale, community)
    card = rules_card(wording, place, await _reader(parts, press, community))
    if card is None:
        return Answer(too_late_card(wording))
    return Answer(card, replace=replace)


async def _reader(parts: Parts, press: Press, community: Community | None) -> RulesReader:
    wording = parts.wording_for(press.locale, community)
    hears = False
    if community is not None:
        async with parts.database.reading() as connection:
            hears = await news.hears_news(connection, community.id, press.person.id)
    since = community.points_since if community is not None else None
    return RulesReader(table_of(wording, community), rules_address(parts), hears, since)


def rules_address(parts: Parts) -> str:
    """Where the rules are on the web; empty when our pages cannot be reached from outside."""
    root = parts.operator.guide_address.rstrip("/")
    return f"{root}/rules" if root else ""


def _side_of(press: Press, community: Community | None) -> Side:
    """Listeners read their own wording first; everybody can turn to the other."""
    listens = community is not None and is_listener(press.person, community.offices)
    return Side.LISTENER if listens else Side.MEMBER
