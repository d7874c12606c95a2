"""A message command on a relayed message means its real author, whom the reporter's buttons never name."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows.surface import REPORT_MESSAGE, Press
from bot.store import relays
from bot.store.keys import Keys
from bot.store.relays import Passed

TARGET = "r-"


async def reported(connection: AsyncConnection, keys: Keys, press: Press) -> Passed | None:
    """Find the relayed message that a report is about; None when it is about something else, or forgotten."""
    if press.action == REPORT_MESSAGE:
        numbers = press.argument.split("/")
        copy = int(numbers[1]) if len(numbers) == 3 and numbers[1].isdecimal() else 0
        return await relays.passed_as(connection, keys, press.person.id, copy)
    return await by_target(connection, keys, press.argument.rpartition(":")[2], press.person.id)


async def by_target(connection: AsyncConnection, keys: Keys, target: str, receiver: int) -> Passed | None:
    """Find the relayed message that buttons carry on, if this person is the one who has it."""
    number = target.removeprefix(TARGET)
    if not target.startswith(TARGET) or not number.isdecimal():
        return None
    passed = await relays.find_passed(connection, keys, int(number))
    return passed if passed is not None and passed.receiver == receiver else None
