"""Somebody in a watched room wants to know who takes part in the conversation now (T29)."""

from datetime import timedelta

from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press, Refused, TryLater
from bot.guide.cards_room import who_is_here_card, who_is_unknown_card
from bot.guide.cards_shared import too_late_card
from bot.store.communities import Community

LATELY = timedelta(minutes=30)
LOOKED_AT = 100


async def who_is_here(parts: Parts, press: Press, community: Community) -> Answer:
    """Name who wrote in this room lately. It is read from the room itself, so nothing about it is stored."""
    wording = parts.wording_for(press.locale, community)
    if press.place not in community.rooms:
        return Answer(too_late_card(wording))
    try:
        latest = await parts.surface.history(press.place, after=None, limit=LOOKED_AT, with_roles=False)
    except (Refused, TryLater):
        return Answer(who_is_unknown_card(wording))
    since = parts.clock() - LATELY
    writers = [seen.author.id for seen in reversed(latest) if seen.written_at >= since]
    people = tuple(f"<@{person}>" for person in dict.fromkeys(writers))
    return Answer(who_is_here_card(wording, people, int(LATELY.total_seconds()) // 60))
