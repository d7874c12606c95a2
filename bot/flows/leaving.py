"""Leave Sidelight: chats end, what is stored is exported and deleted, what was made is listed, the bot goes."""

import json

from bot.casework.authority import may_set_up
from bot.chats import Ending, State
from bot.flows.case_shown import view_case
from bot.flows.chat_ended import end
from bot.flows.offering import close_request
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Answer, Export, Press
from bot.flows.work import Work
from bot.guide.cards_gone import bot_removed_card
from bot.guide.cards_member import request_over_card
from bot.guide.cards_setup import leave_confirm_card, left_card
from bot.guide.cards_shared import not_allowed_card
from bot.guide.known_as import called
from bot.guide.wording import Wording
from bot.store import chats, communities
from bot.store.acts import LeaveServer
from bot.store.cases import Case, all_cases
from bot.store.chats import Chat
from bot.store.communities import Community


def leaving(community: int) -> str:
    """What the act is about by which the bot goes."""
    return f"leaving:{community}"


async def ask_leave(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask once more: this cannot be taken back."""
    wording = parts.wording(community.locale)
    allowed = may_set_up(press.person)
    return Answer(leave_confirm_card(wording) if allowed else not_allowed_card(wording))


async def leave(parts: Parts, press: Press, community: Community) -> Answer:
    """End, export, delete, list, go."""
    wording = parts.wording(community.locale)
    if not may_set_up(press.person):
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        community = await communities.find_community(work.connection, community.id) or community
        made = await _made(work, community)
        export = await _export(parts, work, community)
        await finish_all(parts, work, community, press.person.id)
        await communities.forget_community(work.connection, community.id)
        await work.owe(community.id, LeaveServer(community.id), about=leaving(community.id))
    parts.forget_settings(community.id)
    return Answer(left_card(wording, made), replace=True, export=export)


async def finish_all(
    parts: Parts, work: Work, community: Community, by: int | None, *, by_removal: bool = False
) -> None:
    """End every chat and take every request back. `by_removal`: the bot can tell nobody there, only in private."""
    live = await chats.live_chats(work.connection, work.keys, community.id)
    # Requests first, or the listeners of chats that end would be offered them.
    for chat in sorted(live, key=lambda one: one.state is not State.ASKED):
        await _finish(parts, work, community, chat, by)
        if by_removal and chat.state is State.OPEN:
            await _tell_of_removal(parts, work, community, chat)


async def _tell_of_removal(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    card = bot_removed_card(parts.wording(community.locale), community.name)
    for person in (chat.member, chat.listener):
        if person is not None:
            await tell_privately(parts, work, community, person, card, place=None)


async def _finish(parts: Parts, work: Work, community: Community, chat: Chat, by: int | None) -> None:
    """End a chat, or take a request back; who still waits for a listener is told that none will come."""
    waits = chat.state is not State.OPEN
    if await chats.withdraw(work.connection, chat.id, work.now):
        await close_request(work, community, chat)
    else:
        await end(parts, work, community, chat, by, Ending.STOPPED)
    if waits:
        card = request_over_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, chat.member, card, place=None)


async def _made(work: Work, community: Community) -> tuple[str, ...]:
    """Links to everything Sidelight made there and leaves behind."""
    root = f"https://discord.com/channels/{community.id}"
    places = []
    if community.lobby is not None and community.lobby_panel is not None:
        places.append(f"{root}/{community.lobby}/{community.lobby_panel}")
    if community.requests_channel is not None and community.listeners_panel is not None:
        places.append(f"{root}/{community.requests_channel}/{community.listeners_panel}")
    for room, panel in await communities.room_panels(work.connection, community.id):
        places.append(f"{root}/{room}/{panel}")
    for place in await chats.places_made(work.connection, community.id):
        places.append(f"{root}/{place}")
    return tuple(places)


async def _export(parts: Parts, work: Work, community: Community) -> Export:
    """Settings and cases, without anybody's words, and without an account that was not revealed."""
    wording = parts.wording(community.locale)
    held = {
        "community": str(community.id),
        "name": community.name,
        "settings": {
            "language": community.locale,
            "time_zone": community.time_zone,
            "digest_hour": community.digest_hour,
            "guide_link": community.guide_link,
            "shadow": community.shadow,
            "rooms": [str(room) for room in sorted(community.rooms)],
        },
        "cases": [
            {
                "number": case.number,
                "subject": await _subject(work, wording, case),
                "reason": case.reason,
                "opened": case.opened_at.isoformat(),
                "closed": case.closed_at.isoformat() if case.closed_at else None,
                "outcome": case.outcome,
            }
            for case in await all_cases(work.connection, community.id)
        ],
    }
    return Export(f"sidelight-{community.id}.json", json.dumps(held, indent=2, ensure_ascii=False))


async def _subject(work: Work, wording: Wording, case: Case) -> str:
    view = await view_case(work, case)
    return called(wording, view.subject) if view.hidden else str(case.subject)
