"""Which community a press belongs to: where it was made, or in a direct message, what it is about."""

from bot.flows import relay_reported, report_about, report_where
from bot.flows.parts import Parts
from bot.flows.surface import Press
from bot.guide import Action
from bot.store import chats, reports
from bot.store.communities import Community
from bot.store.people import communities_of
from bot.store.sent import community_of_message

_ABOUT_REPORTS = frozenset(
    {
        Action.ADD_TO_REPORT,
        Action.SEND_ADDITION,
        Action.CHOOSE_NAMING,
        Action.NAME_NOW,
        Action.NAME_TOGETHER,
        Action.NAME_MODERATORS,
        Action.ADD_FILE,
        Action.SEND_FILE,
        Action.LOOK_AGAIN,
    }
)


async def home_of(parts: Parts, press: Press) -> Community | None:
    """The community a press belongs to; in a direct message it is found from what was pressed, and where."""
    home = press.community if press.community is not None else await _find_home(parts, press)
    return await parts.community(home) if home is not None else None


async def _home_of_record(parts: Parts, press: Press) -> int | None:
    """A word of ours is about one community; a command says nothing."""
    async with parts.database.reading() as connection:
        sent_for = await community_of_message(connection, press.person.id, press.message)
    return sent_for if sent_for is not None else await report_where.home_of(parts, press, None)


async def _find_home(parts: Parts, press: Press) -> int | None:
    if press.action in report_where.ABOUT_ONESELF:
        return await _home_of_record(parts, press)
    number = int(press.argument) if press.argument.isdecimal() else None
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        if number is not None and press.action in _ABOUT_REPORTS:
            report = await reports.find_report(connection, keys, number)
            return report.community if report is not None else None
        passed = await relay_reported.reported(connection, keys, press)
        if passed is not None:
            number = passed.chat
        chat = await chats.find_chat(connection, keys, number) if number is not None else None
        if chat is not None and chat.side_of(press.person.id) is not None:
            return chat.community
        sent_for = await community_of_message(connection, press.person.id, press.message)
        if sent_for is not None:
            return sent_for
        other = report_about.author_of(press)
        homes: tuple[int, ...] = ()
        if other is not None:
            homes = await chats.shared_communities(connection, press.person.id, other)
        if not homes:
            homes = await communities_of(connection, press.person.id)
    told = report_where.read_person_target(press.argument.rpartition(":")[2])
    if told is None and len(homes) == 1:
        return homes[0]
    return await report_where.home_of(parts, press, other)
