"""A direct message for a relayed chat: screened first, then passed on, or its author is told why not."""

from dataclasses import dataclass, replace

from bot.chats import (
    Unclear,
    chat_meant,
    passed_files,
    pieces,
    reason_to_stop,
    relay_place,
    shown_account,
    without_accounts,
)
from bot.flows.case_raised import is_about_moderator
from bot.flows.line_near import keep_line_near
from bot.flows.listener_demoted import ask_roles
from bot.flows.message_answered import Watched
from bot.flows.message_seen import REFILL, decide_and_write, read_again_soon
from bot.flows.parts import Parts
from bot.flows.places import Remembered
from bot.flows.relay_changed import change
from bot.flows.relay_stopped import not_while_paused, stop
from bot.flows.relay_unreached import unreachable
from bot.flows.surface import Refused, Seen, TryLater
from bot.flows.turn_noted import note_turn
from bot.flows.work import Work
from bot.guide.cards_relay import relay_left_out_card, relay_no_chat_card, relay_which_card
from bot.screening import Finding, Findings, Message, Side, Strictness, is_flagged
from bot.store import chats, listeners, relays
from bot.store.acts import DeletePrivately, EditPassedOn, PassOn, SendPrivately
from bot.store.communities import Community
from bot.store.relays import Relay
from bot.store.sent import last_owed
from bot.store.tallies import count
from bot.store.watermarks import advance


async def direct_seen(parts: Parts, seen: Seen) -> None:
    """Take one new or edited direct message, in order with the others of its author."""
    async with parts.places.lock(seen.place):
        # What arrives before the gap of a lost connection is read will be read with it, in its order.
        if parts.places.is_behind(seen.place):
            parts.places.miss(seen.community, seen.place, seen.id)
            return
        try:
            await take_direct(parts, seen)
        except Exception:
            read_again_soon(parts, seen)
            raise


async def take_direct(parts: Parts, seen: Seen) -> None:
    """Pass one direct message on, or say why not; the caller holds the lock of its author's messages."""
    person = seen.author.id
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        found = await relays.open_relays_with(connection, keys, person)
        mine = {relay.chat.id: relay for relay in found if relay.takes(person, seen.id)}
        answered = await _chat_replied_to(parts, seen)
    meant = chat_meant(tuple(mine), answered)
    if isinstance(meant, Unclear):
        await _say_where(parts, seen, meant)
        return
    community = await parts.community(mine[meant].chat.community)
    if community is None or community.left_at is not None:
        await _say_where(parts, seen, Unclear.NO_CHAT)
        return
    async with parts.places.lock(relay_place(meant)):
        await _take(parts, community, mine[meant], seen)
    if person == mine[meant].chat.listener:
        await ask_roles(parts, community, person)


async def passed_on(parts: Parts, work: Work, passed_id: int, copy: int) -> None:
    """A piece has arrived: remember as what, and do what its author changed meanwhile."""
    passed = await relays.find_passed(work.connection, work.keys, passed_id)
    relay = await relays.find_relay(work.connection, work.keys, passed.chat) if passed is not None else None
    if passed is None or relay is None:
        return
    await relays.arrived(work.connection, passed.id, copy)
    if passed.taken_back:
        await work.owe(relay.chat.community, DeletePrivately(passed.receiver, copy))
    elif passed.newer is not None:
        act = EditPassedOn(passed.receiver, copy, relay.name_of(passed.author), passed.newer)
        await work.owe(relay.chat.community, act)


async def not_passed_on(parts: Parts, work: Work, passed_id: int) -> None:
    """The other side takes no messages any more, for instance because they left."""
    passed = await relays.find_passed(work.connection, work.keys, passed_id)
    chat = await chats.find_chat(work.connection, work.keys, passed.chat) if passed is not None else None
    if passed is not None and chat is not None:
        await unreachable(parts, work, chat, passed.receiver)


async def _chat_replied_to(parts: Parts, seen: Seen) -> int | None:
    if not seen.reply_to:
        return None
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        theirs = await relays.passed_as(connection, keys, seen.author.id, seen.reply_to)
        own = await relays.pieces_of(connection, keys, seen.reply_to)
    if theirs is not None:
        return theirs.chat
    return next((one.chat for one in own if one.author == seen.author.id), None)


async def _say_where(parts: Parts, seen: Seen, unclear: Unclear) -> None:
    """Say that nobody got the message: else its author would wait for an answer."""
    if seen.edited or parts.clock() - seen.written_at > parts.policy.speak_within:
        return
    about = f"{unclear.value}:{seen.author.id}"
    async with parts.work() as work:
        last = await last_owed(work.connection, about)
        if unclear is Unclear.NO_CHAT and last is not None and work.now - last < parts.policy.between_lines:
            return
        build = relay_no_chat_card if unclear is Unclear.NO_CHAT else relay_which_card
        await work.owe(0, SendPrivately(seen.author.id, build(parts.wording())), about=about)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A message for a chat, as seen there, with what screening says about it."""

    watched: Watched
    seen: Seen
    findings: Findings
    stop: Finding | None
    to_oversight: bool


async def _take(parts: Parts, community: Community, relay: Relay, seen: Seen) -> None:
    remembered = await _remembered(parts, relay, seen)
    looked = await _look(parts, community, relay, seen, remembered)
    try:
        async with parts.work() as work:
            await _write(parts, work, relay.chat.id, looked)
            if await advance(work.connection, community.id, seen.place, seen.id):
                await keep_line_near(parts, work, community, relay.chat, seen)
    except BaseException:
        remembered.forget(seen.id)
        raise
    remembered.note(seen.id, seen.text)


async def _look(
    parts: Parts, community: Community, relay: Relay, seen: Seen, remembered: Remembered
) -> _Looked:
    chat = relay.chat
    side = chat.side_of(seen.author.id) or Side.MEMBER
    message = Message(seen.text, side, str(seen.id), str(seen.author.id))
    async with parts.database.reading() as connection:
        shift = await listeners.find_shift(connection, community.id, chat.listener or 0)
    # A new listener's words are read more strictly, whatever the community chose.
    strict = shift.is_new and side is Side.LISTENER
    strictness = Strictness.STRICT if strict else community.strictness
    findings = parts.screener.look(message, remembered.memory, community.switched_off, strictness)
    account = shown_account(seen.text, side)
    findings = findings if account is None else (*findings, account)
    return _Looked(
        Watched(community, side, chat),
        replace(seen, community=community.id, place=relay_place(chat.id), text=without_accounts(seen.text)),
        findings,
        reason_to_stop(findings, side, strict=shift.is_new),
        is_flagged(findings) and await is_about_moderator(parts, community, seen.author.id),
    )


async def _write(parts: Parts, work: Work, chat_id: int, looked: _Looked) -> None:
    """Decide by what is true now: the chat may have ended, or the message come twice."""
    seen, community = looked.seen, looked.watched.community
    relay = await relays.find_relay(work.connection, work.keys, chat_id)
    known = await relays.pieces_of(work.connection, work.keys, seen.id)
    if relay is None or not relay.chat.is_open or (known and not seen.edited):
        return
    if known and (known[0].stopped or known[0].taken_back):
        return
    if relay.paused_at is not None:
        await not_while_paused(parts, work, looked.watched, seen, looked.findings, relay.chat)
        return
    for kind in seen.unread:
        await count(work.connection, community.id, f"unread:{kind}", work.now)
    if looked.stop is not None:
        await stop(
            parts,
            work,
            looked.watched,
            seen,
            looked.findings,
            looked.stop,
            to_oversight=looked.to_oversight,
            is_new=not known,
        )
        return
    if known:
        await change(work, relay, seen, known)
    else:
        await note_turn(parts, work, community, relay.chat, looked.watched.side, seen)
        await _pass_on(parts, work, community, relay, seen)
    if looked.findings:
        await decide_and_write(
            parts, work, looked.watched, seen, looked.findings, to_oversight=looked.to_oversight
        )


async def _pass_on(parts: Parts, work: Work, community: Community, relay: Relay, seen: Seen) -> None:
    files = passed_files(seen.files)
    texts = pieces(seen.words) or (("",) if files else ())
    answered = await _counterpart(work, seen)
    for place, text in enumerate(texts):
        passed = await relays.add_passed(work.connection, relay.chat, seen.author.id, seen.id, piece=place)
        last = place == len(texts) - 1
        act = PassOn(
            relay.chat.other_than(seen.author.id) or 0,
            relay.name_of(seen.author.id),
            text,
            reply_to=0 if place else answered,
            sender=seen.author.id,
            message=seen.id,
            files=files if last else (),
            left_out=parts.wording(community.locale).text("relay.picture_lost") if files else "",
        )
        await work.owe(community.id, act, about=f"relay:{passed}")
    if len(files) < len(seen.files) or not texts:
        card = relay_left_out_card(parts.wording(community.locale), words_went=bool(texts))
        await work.owe(community.id, SendPrivately(seen.author.id, card), about=f"relay_left_out:{seen.id}")


async def _counterpart(work: Work, seen: Seen) -> int:
    """The message in the other side's direct messages that this one answers; 0 when there is none."""
    if not seen.reply_to:
        return 0
    theirs = await relays.passed_as(work.connection, work.keys, seen.author.id, seen.reply_to)
    if theirs is not None:
        return theirs.message
    own = await relays.pieces_of(work.connection, work.keys, seen.reply_to)
    return next((one.copy for one in own if one.author == seen.author.id and one.copy is not None), 0)


async def _remembered(parts: Parts, relay: Relay, seen: Seen) -> Remembered:
    place = relay_place(relay.chat.id)
    held = parts.places.find(place, 0)
    if held is not None:
        return held
    began = parts.places.begin(place, 0)
    for one in await _earlier(parts, relay):
        if one.id < seen.id:
            side = relay.chat.side_of(one.author.id) or Side.MEMBER
            parts.screener.look(Message(one.text, side, str(one.id), str(one.author.id)), began.memory)
            began.note(one.id, one.text)
    return began


async def _earlier(parts: Parts, relay: Relay) -> tuple[Seen, ...]:
    """After a restart, read what both wrote last, so that the memory is what it was."""
    found: list[Seen] = []
    for person in (relay.chat.member, relay.chat.listener):
        if person is None:
            continue
        try:
            read = await parts.surface.history(-person, after=None, limit=REFILL, with_roles=False)
        except (Refused, TryLater):
            continue
        found += [one for one in read if relay.takes(person, one.id)]
    return tuple(sorted(found, key=lambda one: one.id))
