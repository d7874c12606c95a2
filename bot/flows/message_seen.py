"""A message was seen: screen it, decide, write down what follows, and owe what is to be said."""

from datetime import timedelta

from bot.casework.authority import is_moderator
from bot.casework.deciding import decide
from bot.casework.speaking import CRISIS_CARDS
from bot.casework.values import Circumstances, Decision, FlagDraft, Spoken, Tip
from bot.flows.case_raised import raise_case
from bot.flows.line_near import keep_line_near
from bot.flows.listener_demoted import roles_seen
from bot.flows.message_answered import (
    REMINDER,
    Watched,
    about_message,
    give_help,
    speak,
)
from bot.flows.names_seen import name_seen
from bot.flows.parts import Parts
from bot.flows.places import Remembered
from bot.flows.surface import Refused, Seen, TryLater
from bot.flows.turn_noted import note_turn
from bot.flows.work import Work
from bot.screening import Findings, Message, Side
from bot.store.chats import chat_at
from bot.store.communities import Community
from bot.store.flags import FlagPlace, flags_about, record
from bot.store.speech import note_spoken, spoken_in
from bot.store.tallies import count
from bot.store.watermarks import advance

REFILL = 20
READ_AGAIN = timedelta(seconds=30)


async def message_seen(parts: Parts, seen: Seen) -> None:
    """Look at one new or edited message of a watched place, in order with the others there."""
    if seen.author.bot:
        return
    async with parts.places.lock(seen.place):
        if parts.places.is_behind(seen.place) and await watch(parts, seen) is None:
            return
        # What arrives before the gap of a lost connection is read will be read with it, in its order.
        if parts.places.is_behind(seen.place):
            parts.places.miss(seen.community, seen.place, seen.id)
            return
        try:
            await look_at(parts, seen)
        except Exception:
            read_again_soon(parts, seen)
            raise


def read_again_soon(parts: Parts, seen: Seen) -> None:
    """What could not be written down must not be passed over by the next message."""
    parts.places.miss(seen.community, seen.place, seen.id)
    parts.places.try_again(seen.place, parts.clock() + READ_AGAIN)
    parts.wake_sleeper(None)


async def look_at(parts: Parts, seen: Seen) -> None:
    """Look at one message; the caller holds the lock of its place."""
    watched = await watch(parts, seen) if not seen.author.bot else None
    if watched is not None:
        await _look(parts, watched, seen)
        await name_seen(parts, watched.community, seen.author)
        # A changed message does not always say which roles its author holds.
        if watched.chat is not None and watched.side is Side.LISTENER and not seen.edited:
            await roles_seen(parts, watched.community.id, seen.author)


async def watch(parts: Parts, seen: Seen) -> Watched | None:
    """Say whether this place is watched: an open chat, or a room (its threads too), but no staff channel."""
    community = await parts.community(seen.community)
    if community is None or seen.place in _staff_places(community):
        return None
    async with parts.database.reading() as connection:
        chat = await chat_at(connection, parts.database.keys, seen.place)
    if chat is not None:
        side = chat.side_of(seen.author.id)
        return None if side is None else Watched(community, side, chat)
    above = frozenset({seen.place, seen.parent})
    if not above & community.rooms or above & _staff_places(community):
        return None
    return Watched(community, _side_in_room(community, seen))


def _staff_places(community: Community) -> frozenset[int]:
    staff = (community.moderators_channel, community.requests_channel)
    return frozenset(place for place in staff if place is not None)


def _side_in_room(community: Community, seen: Seen) -> Side:
    """In rooms the higher Discord role counts."""
    helps = community.listener_role in seen.author.roles or is_moderator(seen.author, community.offices)
    return Side.LISTENER if helps else Side.MEMBER


async def _look(parts: Parts, watched: Watched, seen: Seen) -> None:
    remembered = await _remembered(parts, watched, seen)
    if remembered.is_known(seen.id, seen.text):
        return
    try:
        await _look_and_write(parts, watched, seen, remembered)
    except BaseException:
        remembered.forget(seen.id)
        raise
    remembered.note(seen.id, seen.text)


async def _look_and_write(parts: Parts, watched: Watched, seen: Seen, remembered: Remembered) -> None:
    message = Message(seen.text, watched.side, str(seen.id), str(seen.author.id))
    community = watched.community
    findings = parts.screener.look(message, remembered.memory, community.switched_off, community.strictness)
    async with parts.work() as work:
        await _count_unread(parts, work, seen)
        if watched.chat is not None:
            await note_turn(parts, work, watched.community, watched.chat, watched.side, seen)
        if findings:
            await decide_and_write(parts, work, watched, seen, findings)
        if await advance(work.connection, seen.community, seen.place, seen.id):
            await keep_line_near(parts, work, watched.community, watched.chat, seen)


async def _count_unread(parts: Parts, work: Work, seen: Seen) -> None:
    """Count what nobody and nothing read: it must never pass for safe."""
    other_language = () if parts.screener.can_read(seen.text) else ("language",)
    for kind in (*seen.unread, *other_language):
        await count(work.connection, seen.community, f"unread:{kind}", work.now)


async def _remembered(parts: Parts, watched: Watched, seen: Seen) -> Remembered:
    author = 0 if watched.chat else seen.author.id
    held = parts.places.find(seen.place, author)
    if held is not None:
        return held
    began = parts.places.begin(seen.place, author)
    await _refill(parts, watched, seen, began)
    return began


async def _refill(parts: Parts, watched: Watched, seen: Seen, remembered: Remembered) -> None:
    """After a restart, read the last messages again so that the memory is what it was."""
    try:
        # Whose message it is says enough here; asking for everybody's roles would hold up the place.
        earlier = await parts.surface.history(seen.place, after=None, limit=REFILL, with_roles=False)
    except (Refused, TryLater):
        return
    for one in earlier:
        if one.id >= seen.id or one.author.bot:
            continue
        side = watched.chat.side_of(one.author.id) if watched.chat else watched.side
        if side is None or (watched.chat is None and one.author.id != seen.author.id):
            continue
        message = Message(one.text, side, str(one.id), str(one.author.id))
        off, strictness = watched.community.switched_off, watched.community.strictness
        parts.screener.look(message, remembered.memory, off, strictness)
        remembered.note(one.id, one.text)


async def decide_and_write(
    parts: Parts, work: Work, watched: Watched, seen: Seen, findings: Findings, *, to_oversight: bool = False
) -> None:
    """Record and say what follows from the findings about one message.

    `to_oversight`: its author is known as a moderator, whose roles the message does not show.
    """
    around = await circumstances(work, watched, seen)
    decision = decide(findings, seen.text, around, parts.policy)
    new = await write_flags(work, watched, seen, decision.flags)
    await give_help(parts, work, watched, seen, decision, findings)
    if decision.flags and not new:
        # Every one of these was recorded before: whatever had to be said was said then.
        return
    if decision.would_speak:
        await note_spoken(work.connection, seen.community, seen.place, "held_back", work.now, would_have=True)
    await speak(parts, work, watched, seen, decision)
    await escalate(parts, work, watched, seen, decision, to_oversight=to_oversight)


async def escalate(
    parts: Parts, work: Work, watched: Watched, seen: Seen, decision: Decision, *, to_oversight: bool = False
) -> None:
    """Put a decision before people, where it asks for that."""
    if decision.escalation is not None:
        await raise_case(
            parts,
            work,
            watched.community,
            seen.author.id,
            decision.escalation,
            pause=decision.pause and watched.community.pause_on_urgent,
            to_oversight=to_oversight or is_moderator(seen.author, watched.community.offices),
        )


async def circumstances(work: Work, watched: Watched, seen: Seen) -> Circumstances:
    """Gather what a decision about this message depends on."""
    history = await flags_about(work.connection, work.keys, seen.community, seen.author.id)
    said = await spoken_in(work.connection, seen.place)
    to_author = {line.what for person, line in said if person == seen.author.id}
    return Circumstances(
        side=watched.side,
        now=work.now,
        written_at=work.now if seen.edited else seen.written_at,
        in_chat=watched.chat is not None,
        shadow=watched.community.shadow,
        other=watched.chat.other_than(seen.author.id) if watched.chat else None,
        chat=watched.chat.id if watched.chat else None,
        history=history,
        spoken=tuple(
            line for person, line in said if person is None or _is_own_crisis_card(seen, person, line)
        ),
        reminded=REMINDER in to_author,
        tips=frozenset(tip for tip in Tip if tip.value in to_author),
        overshare_tip_at=max(
            (line.at for _, line in said if line.what == Tip.OVERSHARED.value), default=None
        ),
        tipped=about_message(seen) in to_author,
    )


def _is_own_crisis_card(seen: Seen, person: int, line: Spoken) -> bool:
    return person == seen.author.id and line.what in CRISIS_CARDS


async def write_flags(work: Work, watched: Watched, seen: Seen, drafts: tuple[FlagDraft, ...]) -> int:
    """Record flags about one message; returns how many of them are new."""
    where = FlagPlace(
        community=seen.community,
        subject=seen.author.id,
        side=watched.side,
        place=seen.place,
        message=seen.id,
        chat=watched.chat.id if watched.chat else None,
        other=watched.chat.other_than(seen.author.id) if watched.chat else None,
    )
    new = [await record(work.connection, work.keys, draft, where, work.now) for draft in drafts]
    return sum(new)
