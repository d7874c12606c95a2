"""A relayed message is changed or taken back by its author: what the other side has changes or goes too."""

from bot.chats import pieces
from bot.flows.parts import Parts
from bot.flows.surface import Seen
from bot.flows.work import Work
from bot.store import chats, relays
from bot.store.acts import DeletePrivately, EditPassedOn, PassOn
from bot.store.relays import Passed, Relay
from bot.store.sent import is_owed


async def direct_gone(parts: Parts, message: int) -> None:
    """Somebody deleted a direct message to the bot: the other side's copy goes too, or never comes."""
    async with parts.work() as work:
        for passed in await relays.pieces_of(work.connection, work.keys, message):
            chat = await chats.find_chat(work.connection, work.keys, passed.chat)
            if chat is not None and not passed.stopped:
                await _take_back(work, chat.community, passed)


async def change(work: Work, relay: Relay, seen: Seen, known: tuple[Passed, ...]) -> None:
    """Change each piece that is there; a shorter text needs fewer of them, a longer one more."""
    texts, held = pieces(seen.words), {passed.piece: passed for passed in known}
    for place in range(max(len(texts), known[-1].piece + 1)):
        text = texts[place] if place < len(texts) else ""
        if place not in held:
            await _add_piece(work, relay, seen, place, text)
        elif text or place == 0:
            await _change_piece(work, relay, held[place], text)
        else:
            await _drop_piece(work, relay, held[place])


async def _add_piece(work: Work, relay: Relay, seen: Seen, place: int, text: str) -> None:
    if not text:
        return
    author = seen.author.id
    passed = await relays.add_passed(work.connection, relay.chat, author, seen.id, piece=place)
    act = PassOn(
        relay.chat.other_than(author) or 0, relay.name_of(author), text, sender=author, message=seen.id
    )
    await work.owe(relay.chat.community, act, about=f"relay:{passed}")


async def _change_piece(work: Work, relay: Relay, passed: Passed, text: str) -> None:
    if passed.copy is None:
        await relays.change_later(work.connection, work.keys, passed.id, text)
        return
    act = EditPassedOn(passed.receiver, passed.copy, relay.name_of(passed.author), text)
    await work.owe(relay.chat.community, act)


async def _drop_piece(work: Work, relay: Relay, passed: Passed) -> None:
    await _take_back(work, relay.chat.community, passed)
    if passed.copy is not None or not await is_owed(work.connection, f"relay:{passed.id}"):
        # A piece that is being tried this very moment is still awaited.
        await relays.forget_piece(work.connection, passed.id)


async def _take_back(work: Work, community: int, passed: Passed) -> None:
    await relays.take_back_later(work.connection, passed.id)
    if passed.copy is not None:
        await work.owe(community, DeletePrivately(passed.receiver, passed.copy))
    else:
        # If it is being tried this very moment, it is deleted once it has arrived.
        await relays.take_out(work.connection, f"relay:{passed.id}", work.now)
