"""Moderators look at what patterns are worth, and switch one off: for a week alone, for good with a second person."""

from dataclasses import replace

from bot.casework.authority import is_moderator
from bot.casework.learning import PatternRecord, SwitchedOff, may_agree, most_doubtful, switched_off_by
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_patterns import pattern_agree_card, pattern_card, pattern_needs_other_card, patterns_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.views_patterns import PatternLine
from bot.screening import Pattern
from bot.store import learning
from bot.store.acts import SendCard
from bot.store.communities import Community

SWITCH_OVER = "switch_over"


async def list_patterns(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer `/patterns`."""
    wording = parts.wording(community.locale)
    if not is_moderator(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        return Answer(patterns_card(wording, await pattern_lines(parts, work, community)))


async def open_pattern(parts: Parts, press: Press, community: Community) -> Answer:
    """Show one pattern that was chosen."""
    wording = parts.wording(community.locale)
    if not is_moderator(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        return await _shown(parts, work, community, press.values[0] if press.values else press.argument)


async def switch_pattern(parts: Parts, press: Press, community: Community) -> Answer:
    """Switch a pattern off or on, or agree that it stays off."""
    wording, pattern = parts.wording(community.locale), press.argument
    if not is_moderator(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        off = await _held(work, community, pattern)
        if press.action == Action.PATTERN_OFF and off is None:
            await _switch_off(parts, work, community, press)
        elif press.action == Action.PATTERN_ON and off is not None:
            await _switch_on(work, community, off, press.person.id)
        elif press.action == Action.PATTERN_AGREE and off is not None and off.second_by is None:
            if not may_agree(off, press.person.id):
                return Answer(pattern_needs_other_card(wording))
            await learning.agree(work.connection, community.id, pattern, press.person.id)
            await work.forget_timer(SWITCH_OVER, str(off.number))
        return await _shown(parts, work, community, pattern)


async def switch_over(parts: Parts, work: Work, community: Community, number: int) -> None:
    """The week of a pattern that one person switched off is over, and nobody agreed: it works again."""
    for off in await learning.switched_off(work.connection, community.id):
        if off.number == number and off.until is not None:
            await _switch_on(work, community, off, None)


async def pattern_lines(parts: Parts, work: Work, community: Community) -> tuple[PatternLine, ...]:
    """What is known of each pattern that was judged, claimed to be wrong, or switched off; most doubtful first."""
    since = work.now - parts.policy.window
    records = await learning.pattern_records(work.connection, community.id, since)
    off = {one.pattern: one for one in await learning.switched_off(work.connection, community.id)}
    silent = tuple(PatternRecord(name) for name in off if name not in {one.pattern for one in records})
    known = {pattern.id: pattern for pattern in parts.screener.patterns}
    return tuple(
        _line(one, known[one.pattern], off.get(one.pattern))
        for one in most_doubtful((*records, *silent))
        if one.pattern in known
    )


async def _shown(parts: Parts, work: Work, community: Community, pattern: str) -> Answer:
    wording = parts.wording(community.locale)
    lines = {one.pattern: one for one in await pattern_lines(parts, work, community)}
    known = {one.id: one for one in parts.screener.patterns}
    if pattern in lines:
        return Answer(pattern_card(wording, lines[pattern]), replace=True)
    if pattern in known:
        line = _line(PatternRecord(pattern), known[pattern], None)
        return Answer(pattern_card(wording, line), replace=True)
    return Answer(too_late_card(wording), replace=True)


async def _held(work: Work, community: Community, pattern: str) -> SwitchedOff | None:
    held = await learning.switched_off(work.connection, community.id)
    return next((one for one in held if one.pattern == pattern), None)


async def _switch_off(parts: Parts, work: Work, community: Community, press: Press) -> None:
    switched = switched_off_by(press.argument, press.person.id, work.now)
    if press.argument not in {one.id for one in parts.screener.patterns} or switched.until is None:
        return
    number = await learning.switch_off(work.connection, community.id, switched)
    if number is None:
        return
    work.changed.add(community.id)
    await work.remind_at(community.id, SWITCH_OVER, str(number), switched.until)
    (line,) = [one for one in await pattern_lines(parts, work, community) if one.pattern == press.argument]
    if community.moderators_channel is not None:
        card = pattern_agree_card(parts.wording(community.locale), line)
        await work.owe(community.id, SendCard(community.moderators_channel, card))


async def _switch_on(work: Work, community: Community, off: SwitchedOff, by: int | None) -> None:
    await learning.switch_on(work.connection, community.id, off.pattern, work.now, by=by)
    await work.forget_timer(SWITCH_OVER, str(off.number))
    work.changed.add(community.id)


def _line(record: PatternRecord, pattern: Pattern, off: SwitchedOff | None) -> PatternLine:
    line = PatternLine(
        pattern=record.pattern,
        kind=pattern.category.value,
        reason=pattern.reason,
        right=record.right,
        wrong=record.wrong,
        claimed=record.claimed,
        percent=record.percent_right,
    )
    if off is None:
        return line
    second = f"<@{off.second_by}>" if off.second_by else ""
    return replace(line, off=True, off_until=off.until, off_by=f"<@{off.by}>", second=second)
