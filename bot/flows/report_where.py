"""Which community somebody means who tells us something outside of it, also after they have left it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.flows.parts import Parts
from bot.flows.surface import REPORT_MESSAGE, Answer, Press, Refused, TryLater
from bot.guide import Action
from bot.guide.cards_report import choose_community_card
from bot.guide.cards_shared import which_community_card
from bot.store import chats, homes
from bot.store.communities import Community

# How many communities are asked, one by one, whether somebody is there.
MOST_ASKED = 10
PERSON = "p-"
REPORT, QUESTION = "report", "question"
RECORD, DATA, NOTES = "record", "data", "notes"
_WHAT: Mapping[str, str] = MappingProxyType(
    {
        Action.FEELS_WRONG: REPORT,
        REPORT_MESSAGE: REPORT,
        Action.ASK_TEAM: QUESTION,
        Action.MY_RECORD: RECORD,
        Action.MY_DATA: DATA,
        Action.MY_NOTES: NOTES,
    }
)
# About what is on record about oneself: who may not write in a community reads it in private.
ABOUT_ONESELF = frozenset(
    {
        *(Action.MY_RECORD, Action.MY_DATA, Action.MY_NOTES),
        *(Action.DATA_COPY, Action.DATA_DELETE, Action.DATA_DELETE_YES, Action.DATA_KEEP),
        *(Action.NEWS_ON, Action.NEWS_OFF),
    }
)


def person_target(community: int, person: int = 0) -> str:
    """What buttons carry about a person without a chat; 0 stands for nobody we know."""
    return f"{PERSON}{community}-{person}"


def read_person_target(target: str) -> tuple[int, int] | None:
    """Read community and person back; None for every other kind of target."""
    parts = target.removeprefix(PERSON).split("-")
    if not target.startswith(PERSON) or len(parts) != 2 or not all(part.isdecimal() for part in parts):
        return None
    return int(parts[0]), int(parts[1])


async def home_of(parts: Parts, press: Press, other: int | None) -> int | None:
    """The one community that a press in private can mean; None when there is none, or more than one."""
    last = press.argument.rpartition(":")[2]
    told = read_person_target(last)
    if told is not None and told[0]:
        return told[0] if told[0] in await _possible(parts, press.person.id, None) else None
    if press.action in ABOUT_ONESELF and last.isdecimal():
        number = int(last)
        return number if number in await _possible(parts, press.person.id, None) else None
    if press.action not in _WHAT and press.action not in ABOUT_ONESELF:
        return None
    found = await _possible(parts, press.person.id, other)
    return found[0] if len(found) == 1 else None


async def which(parts: Parts, press: Press, other: int | None) -> Answer:
    """Ask which community is meant, where there is a choice."""
    what = _WHAT.get(press.action)
    found = await _possible(parts, press.person.id, other) if what is not None else ()
    named = [one for one in [await parts.community(home) for home in found] if one is not None]
    if what is None or len(named) < 2:
        return Answer(which_community_card(parts.wording()))
    choices = tuple((str(one.id), one.name) for one in named)
    own = press.action in ABOUT_ONESELF
    return Answer(choose_community_card(parts.wording(), f"{what}:{other or 0}", choices, own=own))


def carried(press: Press, community: Community) -> str:
    """What buttons about oneself carry in private, where nothing else says which community they are about."""
    return str(community.id) if press.community is None else ""


async def chosen(parts: Parts, press: Press) -> tuple[Community, str, int] | None:
    """What was chosen: the community, whether to report or to ask, and about whom; None when it cannot be."""
    what, _, other = press.argument.partition(":")
    home = int(press.values[0])
    if home not in await _possible(parts, press.person.id, int(other) or None):
        return None
    community = await parts.community(home)
    return (community, what, int(other)) if community is not None else None


async def has_left(parts: Parts, community: Community, person: int) -> bool:
    """Whether a person is not in a community any more, as far as Discord says."""
    try:
        return await parts.surface.joined_at(community.id, person) is None
    except (Refused, TryLater):
        return False


async def _possible(parts: Parts, person: int, other: int | None) -> tuple[int, ...]:
    async with parts.database.reading() as connection:
        shared = await chats.shared_communities(connection, person, other) if other else ()
        known = shared or await homes.homes_of(connection, person)
        asked = () if known else await homes.all_homes(connection, MOST_ASKED)
    if not known:
        known = tuple([home for home in asked if await _is_there(parts, home, person)])
    if other and not shared and 1 < len(known) <= MOST_ASKED:
        both = tuple([home for home in known if await _is_there(parts, home, other)])
        return both or known
    return known


async def _is_there(parts: Parts, home: int, person: int) -> bool:
    try:
        return await parts.surface.joined_at(home, person) is not None
    except (Refused, TryLater):
        return False
