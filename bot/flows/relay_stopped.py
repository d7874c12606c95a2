"""A stopped message: never delivered, noted, and both are told; the second one pauses the chat for a moderator."""

from datetime import timedelta

from bot.casework.authority import is_moderator
from bot.casework.deciding import decide, excerpt_around
from bot.casework.keeping import FLAG_KEPT
from bot.casework.values import FlagDraft, Reason
from bot.chats import STOPS_BEFORE_PAUSE, Ending
from bot.flows.case_raised import raise_case
from bot.flows.case_shown import send_about
from bot.flows.chat_ended import end
from bot.flows.message_answered import Watched, give_help
from bot.flows.message_seen import circumstances, escalate, write_flags
from bot.flows.parts import Parts
from bot.flows.relay_told import tell_both
from bot.flows.surface import Answer, Press, Seen
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_relay import (
    relay_call_done,
    relay_goes_on_card,
    relay_held_back_card,
    relay_paused_call,
    relay_paused_card,
    relay_stopped_card,
    relay_waits_card,
)
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.screening import Finding, Findings, Severity, Side
from bot.store import relays
from bot.store.acts import EditCard, EditPrivately, SendPrivately
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.relays import Relay
from bot.store.sent import last_owed

TOLD_AGAIN = timedelta(minutes=2)


async def stop(
    parts: Parts,
    work: Work,
    watched: Watched,
    seen: Seen,
    findings: Findings,
    because: Finding,
    *,
    to_oversight: bool,
    is_new: bool,
) -> None:
    """Note a message that is not delivered, and tell both sides; `is_new`: it is no change of a delivered one."""
    chat = watched.chat
    if chat is None:
        return
    decision = decide(findings, seen.text, await circumstances(work, watched, seen), parts.policy)
    drafts = _with_stop(decision.flags, because, seen, watched)
    await write_flags(work, watched, seen, drafts)
    if is_new:
        await relays.add_passed(work.connection, chat, seen.author.id, seen.id, stopped=True)
    await give_help(parts, work, watched, seen, decision, findings)
    await _tell_sides(parts, work, watched, seen, because)
    if decision.escalation is not None:
        await escalate(parts, work, watched, seen, decision, to_oversight=to_oversight)
    if await relays.stopped_again(work.connection, chat.id) >= STOPS_BEFORE_PAUSE:
        await _pause(parts, work, watched, seen, to_oversight=to_oversight)


def _with_stop(
    drafts: tuple[FlagDraft, ...], because: Finding, seen: Seen, watched: Watched
) -> tuple[FlagDraft, ...]:
    """Every stopped message is noted; one by the listener counts."""
    if any(draft.category is because.category for draft in drafts):
        return drafts
    least = Severity.CONCERN if watched.side is Side.LISTENER else Severity.NOTE
    draft = FlagDraft(
        because.category,
        max(because.severity, least),
        because.rule,
        excerpt_around(seen.text, because),
        detail=because.detail,
        after_refusal=because.after_refusal,
        shadow=watched.community.shadow,
    )
    return (*drafts, draft)


async def _tell_sides(parts: Parts, work: Work, watched: Watched, seen: Seen, because: Finding) -> None:
    chat, community = watched.chat, watched.community
    other = chat.other_than(seen.author.id) if chat is not None else None
    if chat is None or other is None:
        return
    wording = parts.wording(community.locale)
    mine = relay_stopped_card(wording, str(seen.id), because.category.value, work.now + FLAG_KEPT)
    theirs = relay_held_back_card(wording, str(chat.id), to_member=other == chat.member)
    about = f"relay_stopped:{seen.id}"
    await work.owe(community.id, SendPrivately(seen.author.id, mine), about=about)
    await work.owe(community.id, SendPrivately(other, theirs), about=about)


async def _pause(parts: Parts, work: Work, watched: Watched, seen: Seen, *, to_oversight: bool) -> None:
    """Let nothing more through until a moderator has looked; without anybody to look, the chat goes on."""
    chat, community = watched.chat, watched.community
    if community.shadow:
        # Nobody is called then, so nobody could let the chat go on.
        return
    if chat is None or (community.moderators_channel is None and community.oversight is None):
        return
    if not await relays.pause(work.connection, chat.id, work.now):
        return
    wording = parts.wording(community.locale)
    case = await raise_case(parts, work, community, seen.author.id, Reason.STOPPED, to_oversight=to_oversight)
    await tell_both(work, chat, relay_paused_card(wording, str(chat.id)), about=f"relay_pause:{chat.id}")
    call = relay_paused_call(wording, chat.number, case.number, str(chat.id))
    await send_about(work, community, case, call, about=f"relay_call:{chat.id}", urgent=True)


async def not_while_paused(
    parts: Parts, work: Work, watched: Watched, seen: Seen, findings: Findings, chat: Chat
) -> None:
    """Say that nothing goes through now, not again and again; who is in danger gets help all the same."""
    community, person = watched.community, seen.author.id
    about = f"relay_waits:{chat.id}:{person}"
    last = await last_owed(work.connection, about)
    if last is None or work.now - last >= TOLD_AGAIN:
        card = relay_waits_card(parts.wording(community.locale), str(chat.id))
        await work.owe(community.id, SendPrivately(person, card), about=about)
    if findings:
        decision = decide(findings, seen.text, await circumstances(work, watched, seen), parts.policy)
        await give_help(parts, work, watched, seen, decision, findings)


async def look_after_pause(parts: Parts, press: Press) -> Answer:
    """A moderator lets a paused chat go on, or ends it; never one who takes part in it."""
    async with parts.work() as work:
        relay = await relays.find_relay(work.connection, work.keys, int(press.argument))
        community = await parts.community(relay.chat.community) if relay is not None else None
        if relay is None or community is None:
            return Answer(too_late_card(parts.wording()))
        wording, chat = parts.wording(community.locale), relay.chat
        allowed = is_moderator(press.person, community.offices) or press.person.id == community.oversight
        if not allowed or chat.side_of(press.person.id) is not None:
            return Answer(not_allowed_card(wording))
        goes_on = press.action == Action.RELAY_GO_ON
        done = await _settle(parts, work, community, relay, press.person.id, goes_on=goes_on)
        if not done:
            return Answer(too_late_card(wording))
        seen = relay_call_done(wording, chat.number, f"<@{press.person.id}>", goes_on=goes_on)
        if press.community is None:
            await work.owe(community.id, EditPrivately(press.person.id, press.message, seen))
        else:
            await work.owe(community.id, EditCard(press.place, press.message, seen))
    return Answer()


async def _settle(
    parts: Parts, work: Work, community: Community, relay: Relay, by: int, *, goes_on: bool
) -> bool:
    if not relay.chat.is_open or relay.paused_at is None:
        return False
    if not goes_on:
        return await end(parts, work, community, relay.chat, by, Ending.BY_MODERATOR)
    done = await relays.go_on(work.connection, relay.chat.id)
    card = relay_goes_on_card(parts.wording(community.locale), str(relay.chat.id))
    await tell_both(work, relay.chat, card, about=f"relay_pause:{relay.chat.id}")
    return done
