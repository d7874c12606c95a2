"""What moderators may know about a member's account: age, join date, listeners troubled. Never compared (T57)."""

from datetime import datetime, timedelta

from bot.casework.authority import is_moderator
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press, Refused, TryLater
from bot.guide.cards_account import AccountView, account_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.stops import listeners_troubled_by
from bot.store.watermarks import made_at

NEW_ACCOUNT, NEW_HERE, LOOKED_BACK = timedelta(days=30), timedelta(days=7), timedelta(days=7)


async def view_account(parts: Parts, community: Community, person: int) -> AccountView:
    """Gather what may be known; asks Discord, so never inside a transaction."""
    now, made = parts.clock(), made_at(person)
    joined = await _joined(parts, community, person)
    async with parts.database.reading() as connection:
        troubled = await listeners_troubled_by(connection, community.id, person, now - LOOKED_BACK)
    new_here = joined is not None and now - joined < NEW_HERE
    return AccountView(f"<@{person}>", made, joined, troubled, now - made < NEW_ACCOUNT or new_here)


async def fresh_account(parts: Parts, community: Community, person: int) -> AccountView | None:
    """What may be known about an account, if it is new; None for all others."""
    view = await view_account(parts, community, person)
    return view if view.fresh else None


async def about_account(parts: Parts, press: Press) -> Answer:
    """Answer moderators and oversight, privately. `argument` is the case's."""
    async with parts.database.reading() as connection:
        case = await cases.find_case(connection, int(press.argument))
    community = await parts.community(case.community) if case is not None else None
    if case is None or community is None:
        return Answer(too_late_card(parts.wording()))
    wording = parts.wording(community.locale)
    may_know = is_moderator(press.person, community.offices) or press.person.id == community.oversight
    if not may_know or press.person.id == case.subject or await _is_hidden(parts, case):
        return Answer(not_allowed_card(wording))
    return Answer(account_card(wording, await view_account(parts, community, case.subject)))


async def _is_hidden(parts: Parts, case: Case) -> bool:
    """Whether the case is about relayed chats, and nobody agreed yet that the account may be seen."""
    async with parts.work() as work:
        return (await view_case(work, case)).hidden


async def _joined(parts: Parts, community: Community, person: int) -> datetime | None:
    try:
        return await parts.surface.joined_at(community.id, person)
    except (Refused, TryLater):
        return None
