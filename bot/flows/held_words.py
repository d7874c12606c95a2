"""What somebody typed or began to report is held until it is sent, also across a restart."""

from bot.flows.parts import Parts
from bot.flows.surface import Press
from bot.store import words_held


async def hold_words(parts: Parts, press: Press, about: str, words: str) -> None:
    """Hold what somebody typed, also when it is nothing, or what they report."""
    async with parts.work() as work:
        await words_held.hold(work.connection, work.keys, press.person.id, about, words, work.now)


async def words_held_about(parts: Parts, press: Press, about: str) -> str | None:
    """What is held; None when nothing is, or not any more."""
    async with parts.database.reading() as connection:
        return await words_held.held(connection, parts.database.keys, press.person.id, about)


async def let_words_go(parts: Parts, press: Press, about: str) -> None:
    """What was held is sent."""
    async with parts.work() as work:
        await words_held.let_go(work.connection, press.person.id, about)
