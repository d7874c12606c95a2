"""What a report is about, as its buttons carry it, and which situations fit."""

from dataclasses import dataclass

from bot.casework.authority import is_listener
from bot.casework.situations import Setting
from bot.flows import relay_reported
from bot.flows.parts import Parts
from bot.flows.report_where import read_person_target
from bot.flows.surface import Press, Refused, TryLater
from bot.screening import Side
from bot.store.chats import Chat, chat_at, find_chat
from bot.store.communities import Community


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, as its buttons carry it.

    That is a chat's number, a person (`p-community-person`), one message (`m-place-message-author`), or one
    relayed message (`r-number`), whose author the buttons must not name. The author is 0 for a program's
    message. `place` is None where moderators cannot go.
    """

    chat: Chat | None = None
    place: int | None = None
    message: int | None = None
    subject: int | None = None


async def find_about(parts: Parts, press: Press, target: str, community: Community) -> About:
    """Read what a report is about; a part that is not the reporter's own says nothing."""
    me = press.person.id
    person = read_person_target(target)
    if person is not None:
        return About(subject=person[1] if person[1] not in (0, me) else None)
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        if target.isdecimal():
            chat = await find_chat(connection, keys, int(target))
            return _about_chat(_here(chat, community), me)
        passed = await relay_reported.by_target(connection, keys, target, me)
        if passed is not None:
            chat = _here(await find_chat(connection, keys, passed.chat), community)
            return About(chat, None, passed.message, passed.author) if chat is not None else About()
        if not target.startswith("m-"):
            return About()
        place, message, author = (int(part) for part in target.removeprefix("m-").split("-"))
        chat = _here(await chat_at(connection, keys, place), community)
    mine = chat if chat is not None and chat.side_of(me) is not None else None
    # Moderators cannot go to what was reported from direct messages.
    where = place if press.community is not None else None
    if not author:
        # A program wrote it, perhaps this one about somebody: in a chat it is about the other person there.
        return About(mine, where, message, mine.other_than(me) if mine else None)
    return About(mine, where, message, author if author != me else None)


def author_of(press: Press) -> int | None:
    """Whom a report is about, where its buttons carry them: a message's author, or the person who was chosen."""
    target = press.argument.rpartition(":")[2].removeprefix("m-").replace("/", "-")
    told = read_person_target(target)
    if told is not None:
        return told[1] or None
    numbers = target.split("-")
    return int(numbers[2]) if len(numbers) == 3 and all(part.isdecimal() for part in numbers) else None


async def setting_of(parts: Parts, press: Press, community: Community, about: About) -> Setting:
    """Who tells about whom, so that the situations fit."""
    if about.chat is not None:
        mine = about.chat.side_of(press.person.id)
        return Setting.ABOUT_MEMBER if mine is Side.LISTENER else Setting.ABOUT_LISTENER
    listens = is_listener(press.person, community.offices)
    if not listens and press.community is None and community.listener_role is not None:
        listens = community.listener_role in await _roles_of(parts, community, press.person.id)
    return Setting.AMONG_LISTENERS if listens else Setting.OUTSIDE


async def side_of(parts: Parts, community: Community, about: About) -> Side:
    """The side of a reported person: in a chat the one taken there, else the higher role counts."""
    if about.subject is None:
        return Side.MEMBER
    if about.chat is not None:
        return about.chat.side_of(about.subject) or Side.MEMBER
    roles = await _roles_of(parts, community, about.subject)
    return Side.LISTENER if roles & {community.listener_role, community.moderators_role} else Side.MEMBER


async def _roles_of(parts: Parts, community: Community, person: int) -> frozenset[int]:
    try:
        return await parts.surface.roles_of(community.id, person)
    except (Refused, TryLater):
        return frozenset()


def _here(chat: Chat | None, community: Community) -> Chat | None:
    return chat if chat is not None and chat.community == community.id else None


def _about_chat(chat: Chat | None, reporter: int) -> About:
    if chat is None or chat.side_of(reporter) is None:
        return About()
    return About(chat, chat.place, None, chat.other_than(reporter))
