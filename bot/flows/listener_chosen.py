"""A member chooses who listens, asks for the same listener again, or never meets one again. Nobody else is told."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.afterwards import MeetAgain
from bot.chats import Group, may_meet
from bot.flows.age_group import age_group
from bot.flows.no_chats import no_chats_until
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.guide import Action
from bot.guide.cards_choosing import choose_listener_card, never_again_card, never_again_done_card
from bot.guide.cards_shared import too_late_card
from bot.guide.views import ListedListener
from bot.store import chats, listeners, offers, wishes
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.keys import Keys
from bot.store.listeners import Listener
from bot.store.wishes import Wished

ALL = "all"
CHAT, LISTENER = "c", "l"


async def choose_listener(parts: Parts, press: Press, community: Community) -> Answer:
    """Show the listeners who let members choose them, by topic and language, without ratings."""
    topic, language = _filters(press)
    group = await age_group(parts, press, community)
    async with parts.database.reading() as connection:
        found = await _to_choose(connection, parts, press, community, group)
        last = await chats.last_chat_of(connection, parts.database.keys, community.id, press.person.id)
    fitting = tuple(one for one in found if _fits(one, topic, language))
    card = choose_listener_card(
        parts.wording(community.locale),
        tuple(_as_listed(one) for one in fitting),
        topic,
        language,
        str(last.id) if last is not None else "",
    )
    return Answer(card, replace=press.action != Action.CHOOSE_LISTENER)


def wanted_by(press: Press) -> str:
    """What a press carries of the listener somebody asks for: a row of a listener, or an earlier chat."""
    if press.action == Action.PICK_LISTENER:
        return f"{LISTENER}{press.values[0]}"
    return f"{CHAT}{press.argument}" if press.action == Action.SAME_AGAIN else ""


async def find_wanted(
    connection: AsyncConnection, keys: Keys, community: int, member: int, wanted: str
) -> int | None:
    """The listener somebody asks for; None when they may not be asked for, or are gone."""
    kind, number = wanted[:1], wanted[1:]
    if not number.isdecimal():
        return None
    if kind == LISTENER:
        one = await listeners.listener_by_id(connection, community, int(number))
        return one.person if one is not None and one.profile.listed else None
    chat = await chats.find_chat(connection, keys, int(number))
    is_theirs = chat is not None and chat.community == community and chat.member == member
    return chat.listener if chat is not None and is_theirs else None


async def never_again(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask once more, whichever side asks."""
    wording = parts.wording(community.locale)
    chat = await _own_past_chat(parts, press, community)
    return Answer(never_again_card(wording, press.argument) if chat else too_late_card(wording))


async def never_yes(parts: Parts, press: Press, community: Community) -> Answer:
    """Never match these two again; the other one is not told."""
    wording = parts.wording(community.locale)
    chat = await _own_past_chat(parts, press, community)
    side = chat.side_of(press.person.id) if chat is not None else None
    if chat is None or chat.listener is None or side is None:
        return Answer(too_late_card(wording))
    async with parts.work() as work:
        wished = Wished(chat.member, chat.listener, side, MeetAgain.NEVER)
        await wishes.save_wish(work.connection, community.id, wished, work.now)
    return Answer(never_again_done_card(wording), replace=True)


async def _own_past_chat(parts: Parts, press: Press, community: Community) -> Chat | None:
    if not press.argument.isdecimal():
        return None
    async with parts.database.reading() as connection:
        chat = await chats.find_chat(connection, parts.database.keys, int(press.argument))
    is_theirs = chat is not None and chat.community == community.id and chat.listener is not None
    return chat if chat is not None and is_theirs and chat.side_of(press.person.id) is not None else None


async def _to_choose(
    connection: AsyncConnection, parts: Parts, press: Press, community: Community, group: Group
) -> tuple[Listener, ...]:
    """The listeners this member may choose: of their age group, and nobody they are kept apart from."""
    apart = await offers.kept_apart(connection, community.id, press.person.id)
    found = []
    for one in await listeners.listed(connection, community.id):
        meets = may_meet(group, one.group, mix=community.groups_mix)
        paused = await no_chats_until(connection, community.id, one.person, parts.clock()) is not None
        if meets and not paused and one.person not in apart | {press.person.id}:
            found.append(one)
    return tuple(found)


def _filters(press: Press) -> tuple[str, str]:
    """Topic and language; each drop-down carries what the other one holds."""
    chosen = press.values[0] if press.values else ""
    filters = {
        Action.FILTER_TOPIC: (chosen, press.argument),
        Action.FILTER_LANGUAGE: (press.argument, chosen),
    }
    topic, language = filters.get(Action(press.action), ("", ""))
    return topic.replace(ALL, ""), language.replace(ALL, "")


def _fits(listener: Listener, topic: str, language: str) -> bool:
    """Whether a listener takes this topic and speaks this language; who did not say takes all."""
    takes = not topic or not listener.profile.topics or topic in listener.profile.topics
    speaks = not language or not listener.profile.languages or language in listener.profile.languages
    return takes and speaks


def _as_listed(listener: Listener) -> ListedListener:
    told = listener.profile
    return ListedListener(str(listener.id), told.called, told.topics, told.languages, listener.shift.on)
