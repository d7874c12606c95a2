"""What becomes of the acts of a break: a role was really taken or given, or Discord will never do it."""

from bot.flows.break_over import (
    BOT,
    MUTED,
    MUTED_ROLE,
    ROLE_BACK,
    ROLE_TAKEN,
    UNMUTED,
    UNMUTED_ROLE,
    give_back,
    keep_muted,
)
from bot.flows.case_shown import send_about
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_break import by_hand_card
from bot.guide.values import Card
from bot.store import breaks, cases
from bot.store.acts import SendCard
from bot.store.breaks import RecordedBreak
from bot.store.communities import Community
from bot.store.sent import last_owed

CHANGES = frozenset({ROLE_TAKEN, MUTED_ROLE, MUTED})
# As the log of a case has it.
NOT_DONE = "not_done"
BY_HAND = frozenset({ROLE_TAKEN, ROLE_BACK, MUTED_ROLE, UNMUTED_ROLE, MUTED, UNMUTED})


async def role_changed(parts: Parts, work: Work, key: str, made: int) -> None:
    """A role was taken, or given to mute: remember it. Was the break over by then, it changes back at once.

    `made` is 0 when they did not hold it (or held the muting one already): that is not ours to change back. Of a
    timeout it is always 0.
    """
    one, community = await _about(parts, work, key)
    if one is None or community is None:
        return
    await breaks.note_kept(work.connection, one.id, work.now)
    if not made:
        return
    await breaks.keep_roles(work.connection, one.id, (made,))
    if one.ended_at is not None:
        await give_back(work, community, one, (made,))


async def refused(parts: Parts, work: Work, what: str, key: str) -> None:
    """It cannot be done: it is logged, the team does it by hand, and who cannot be muted by role is timed out."""
    one, community = await _about(parts, work, key)
    if one is None or community is None or community.left_at is not None:
        return
    role = key.partition(":")[2]
    card = by_hand_card(
        parts.wording(community.locale), what, f"<@{one.person}>", f"<@&{role}>" if role else ""
    )
    await _tell_team(work, community, one, card, what)
    if what == MUTED_ROLE and one.ended_at is None:
        await breaks.forget_roles(work.connection, one.id)
        await keep_muted(work, community, one.person, by_role=False)


async def _tell_team(work: Work, community: Community, one: RecordedBreak, card: Card, what: str) -> None:
    about = f"by_hand:{one.id}:{what}"
    if await last_owed(work.connection, about) is not None:
        # They left and came back, perhaps again and again.
        return
    case = await cases.case_of_decision(work.connection, one.decision)
    if case is not None:
        await cases.write_log(work.connection, case.id, BOT, NOT_DONE, work.now)
        await send_about(work, community, case, card, about=about, urgent=False)
    elif community.moderators_channel is not None:
        await work.owe(community.id, SendCard(community.moderators_channel, card), about=about)


async def _about(parts: Parts, work: Work, key: str) -> tuple[RecordedBreak | None, Community | None]:
    one = await breaks.find_break(work.connection, int(key.partition(":")[0]))
    return one, await parts.community(one.community) if one is not None else None
