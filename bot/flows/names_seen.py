"""Nicknames and thread titles are looked at when they change (D14): a private word, a line to the team, no note."""

from bot.casework.authority import Person, is_listener, is_moderator
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_names import CONTACT, name_allowed_card, name_card, your_name_card
from bot.guide.cards_shared import all_right_card, not_allowed_card, too_late_card
from bot.screening import Message, Severity, Side
from bot.store import names
from bot.store.acts import EditCard, SendCard
from bot.store.communities import Community

MOST_NAMES = 20_000


async def name_seen(parts: Parts, community: Community, person: Person) -> None:
    """Look at the name of somebody who takes part in what is watched, whenever it is a new one."""
    key = (community.id, person.id)
    if person.bot or community.shadow or parts.names.get(key) == person.name:
        return
    found = () if is_moderator(person, community.offices) else says_in(parts, person.name)
    async with parts.work() as work:
        for what in await _news(work, community, person.id, found):
            await _tell_team(parts, work, community, f"@{person.id}", what)
            card = your_name_card(parts.wording(community.locale), what, community.name)
            await tell_privately(parts, work, community, person.id, card, place=None)
    parts.names[key] = person.name
    while len(parts.names) > MOST_NAMES:
        parts.names.popitem(last=False)


async def name_changed(parts: Parts, community_id: int, person: Person) -> None:
    """Somebody changed their name: look, if they listen here or were seen where messages are checked."""
    community = await parts.community(community_id)
    if community is None:
        return
    known = (community.id, person.id) in parts.names
    if known or is_listener(person, community.offices):
        await name_seen(parts, community, person)


async def title_seen(parts: Parts, community_id: int, place: int, parent: int, title: str) -> None:
    """A thread below a watched room was made or renamed. Who renamed it is not known, so only the team is told."""
    community = await parts.community(community_id)
    if community is None or community.shadow or parent not in community.rooms:
        return
    async with parts.work() as work:
        for what in await _news(work, community, place, says_in(parts, title)):
            await _tell_team(parts, work, community, f"#{place}", what)


async def allow(parts: Parts, press: Press, community: Community) -> Answer:
    """A moderator lets a name stay as it is."""
    wording = parts.wording(community.locale)
    if not is_moderator(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    whose, _, what = press.argument.partition(":")
    async with parts.work() as work:
        if not await names.allow(work.connection, community.id, int(whose[1:]), what, press.person.id):
            return Answer(too_late_card(wording))
        card = name_allowed_card(wording, whose, f"<@{press.person.id}>")
        await work.owe(community.id, EditCard(press.place, press.message, card))
    return Answer(all_right_card(wording))


def says_in(parts: Parts, name: str) -> tuple[str, ...]:
    """What a name says that it should not: a title, and `contact` for how to reach someone."""
    title = parts.screener.claimed_title(name)
    findings = parts.screener.look(Message(name, Side.LISTENER))
    contact = any(one.category.about_contact and one.severity >= Severity.CONCERN for one in findings)
    return (*((title,) if title else ()), *((CONTACT,) if contact else ()))


async def _news(work: Work, community: Community, whose: int, found: tuple[str, ...]) -> tuple[str, ...]:
    """What was not brought up before; what is not said any more is forgotten."""
    await names.keep_only(work.connection, community.id, whose, found)
    return tuple(
        [what for what in found if await names.bring_up(work.connection, community.id, whose, what, work.now)]
    )


async def _tell_team(parts: Parts, work: Work, community: Community, whose: str, what: str) -> None:
    if community.moderators_channel is not None:
        card = name_card(parts.wording(community.locale), whose, what)
        await work.owe(community.id, SendCard(community.moderators_channel, card, silent=True))
