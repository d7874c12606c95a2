"""The guide, help and privacy pages opened inside Discord, from a button, a select or a command."""

from dataclasses import replace

from bot.flows.parts import Parts
from bot.flows.rules_read import show_rules
from bot.flows.surface import Answer, Press
from bot.guide import Page, Wording
from bot.guide.cards_listener import why_rule_card
from bot.guide.cards_shared import guide_card, help_card, privacy_card, too_late_card
from bot.store.communities import Community


async def show_page(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Turn to another page of the guide."""
    wording = _wording(parts, press, community)
    if press.values[0] not in set(Page):
        return Answer(too_late_card(wording))
    page = Page(press.values[0])
    if page is Page.RULES:
        return replace(await show_rules(parts, press, community), replace=True)
    return Answer(guide_card(wording, page, page_address(parts, page)), replace=True)


async def why_rule(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Say why chats stay here."""
    return Answer(why_rule_card(_wording(parts, press, community)))


async def show_help(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Answer /help."""
    card = help_card(
        _wording(parts, press, community), parts.operator.contact, guide_address(parts, community)
    )
    return Answer(card)


async def show_privacy(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Answer /privacy."""
    return Answer(privacy_card(_wording(parts, press, community), page_address(parts, Page.PRIVACY)))


def _wording(parts: Parts, press: Press, community: Community | None) -> Wording:
    return parts.wording_for(press.locale, community)


def guide_address(parts: Parts, community: Community | None) -> str:
    """The community's own guide if it set one, else ours, if it can be reached from outside."""
    return (community.guide_link if community else "") or parts.operator.guide_address


def page_address(parts: Parts, page: Page) -> str:
    """Where a page of the guide is on the web; empty when our guide cannot be reached from outside."""
    root = parts.operator.guide_address.rstrip("/")
    return f"{root}/guide/{page.value}" if root else ""
