"""The digest: once a day, in the community's own time zone, what needs people today."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.casework.afterwards import LOOKED_BACK, felt_patterns
from bot.casework.keeping import REPORT_ANSWERED_WITHIN
from bot.casework.learning import is_doubtful
from bot.casework.report_times import MEDIAN_OVER, typical
from bot.casework.situations import Situation
from bot.casework.thresholds import distinct_chats, is_contact_flag, near_threshold
from bot.casework.values import Flag
from bot.flows.digest_cases import cases_of_team, done_since, view_open_case
from bot.flows.known_as import known_as
from bot.flows.parts import Parts
from bot.flows.patterns_seen import pattern_lines
from bot.flows.setup_shown import missing_steps
from bot.flows.work import Work
from bot.guide.cards_digest import digest_card
from bot.guide.known_as import Known
from bot.guide.views_digest import DigestNote, DigestView, FeltLine, NearLine, Unread
from bot.guide.views_patterns import PatternLine
from bot.guide.views_setup import WEEKLY
from bot.screening import Category, Side
from bot.store.acts import SendCard, SendPrivately
from bot.store.answers import answers_since, chats_felt_about
from bot.store.cases import open_cases
from bot.store.communities import Community
from bot.store.flags import flags_since
from bot.store.reports import closed_since, count_reports, count_waiting
from bot.store.sent import last_owed
from bot.store.speech import would_have_spoken
from bot.store.suggestions import count_unanswered
from bot.store.tallies import UNDELIVERED, counts_between

DAY = timedelta(days=1)
MONDAY = 0
LONGEST = timedelta(days=31)
UNREAD = "unread:"
LEAST_POOR_LISTENING = 5
"""Messages that sounded like poor listening; fewer are chance."""


def next_digest(community: Community, now: datetime) -> datetime:
    """The next time the community's clock shows the digest's hour; also right on days with 23 or 25 hours."""
    zone = ZoneInfo(community.time_zone)
    local = now.astimezone(zone)
    wanted = _at_hour(local, community)
    while wanted <= local or not _is_digest_day(wanted, community):
        wanted = _at_hour(wanted + DAY, community)
    return wanted.astimezone(now.tzinfo)


def _at_hour(day: datetime, community: Community) -> datetime:
    return day.replace(hour=community.digest_hour, minute=0, second=0, microsecond=0, fold=0)


def _is_digest_day(day: datetime, community: Community) -> bool:
    return community.digest_every != WEEKLY or day.weekday() == MONDAY


def _useful(community: Community) -> timedelta:
    """A digest is worth sending until the next one comes."""
    return timedelta(days=7) if community.digest_every == WEEKLY else DAY


async def schedule_digest(work: Work, community: Community) -> None:
    """Set the timer of the next digest."""
    await work.remind_at(community.id, "digest", str(community.id), next_digest(community, work.now))


async def send_digest(parts: Parts, work: Work, community: Community) -> None:
    """Owe the digest to the moderators' channel, or without one to oversight, and set the next one."""
    if community.left_at is not None:
        return
    await schedule_digest(work, community)
    card = digest_card(parts.wording(community.locale), await view_digest(parts, work, community))
    act: SendCard | SendPrivately
    if community.moderators_channel is not None:
        act = SendCard(community.moderators_channel, card)
    elif community.oversight is not None:
        act = SendPrivately(community.oversight, card)
    else:
        return
    await work.owe(community.id, act, about=f"digest:{community.id}", useful=_useful(community))


async def view_digest(parts: Parts, work: Work, community: Community) -> DigestView:
    """Gather all that the digest shows: what came in since the last one, at most a month ago."""
    last = await last_owed(work.connection, f"digest:{community.id}")
    since = max(last or community.joined_at, work.now - LONGEST)
    told = dict(await count_reports(work.connection, community.id, since))
    cases = await cases_of_team(work, community)
    promised = work.now - REPORT_ANSWERED_WITHIN
    overdue = await count_waiting(work.connection, (case.id for case in cases), promised)
    # By whole days, so that each is told once.
    counted = await counts_between(work.connection, community.id, since, work.now)
    return DigestView(
        since=since,
        until=work.now,
        open_cases=tuple([await view_open_case(work, case) for case in cases]),
        decided=await done_since(work, community, since),
        near=await _near(parts, work, community),
        doubtful=await _doubtful(parts, work, community),
        contact_notes=await _contact_notes(work, community, since),
        reports=sum(number for situation, number in told.items() if situation is not Situation.UNEASY),
        uneasy=told.get(Situation.UNEASY, 0),
        overdue=overdue,
        unread=_unread(counted),
        missing=missing_steps(community),
        felt=await _felt(work, community, since),
        undelivered=dict(counted).get(UNDELIVERED, 0),
        shadow=community.shadow,
        would_have_spoken=await would_have_spoken(work.connection, community.id, since),
        first_look_hours=await _first_look_hours(work, community),
        suggestions=await count_unanswered(work.connection, community.id),
        poor_listening=_poor_listening(counted),
    )


def _poor_listening(counted: Iterable[tuple[str, int]]) -> int:
    number = dict(counted).get(Category.CONDUCT, 0)
    return number if number >= LEAST_POOR_LISTENING else 0


async def _first_look_hours(work: Work, community: Community) -> int | None:
    """What reporters read on their receipts, too: in whole hours, rounded up."""
    usual = typical(await closed_since(work.connection, community.id, work.now - MEDIAN_OVER))
    return None if usual is None else max(1, ceil(usual.look / timedelta(hours=1)))


async def _near(parts: Parts, work: Work, community: Community) -> tuple[NearLine, ...]:
    """Whom one more chat would put before people, unless there is a case about them already."""
    since = work.now - parts.policy.window
    by_subject: defaultdict[int, list[Flag]] = defaultdict(list)
    for subject, flag in await flags_since(work.connection, work.keys, community.id, since):
        by_subject[subject].append(flag)
    in_case = {case.subject for case in await open_cases(work.connection, community.id)}
    found = {
        subject: near
        for subject, flags in by_subject.items()
        if subject not in in_case and (near := near_threshold(flags, work.now, parts.policy))
    }
    return tuple(
        [
            NearLine(await _named(work, subject, by_subject[subject]), near.reason, near.have, near.needed)
            for subject, near in found.items()
        ]
    )


async def _doubtful(parts: Parts, work: Work, community: Community) -> tuple[PatternLine, ...]:
    lines = await pattern_lines(parts, work, community)
    return tuple(line for line in lines if is_doubtful(line.percent) and not line.off)


async def _named(work: Work, subject: int, flags: list[Flag]) -> Known:
    """Who was noted in relayed chats only is not known by the account."""
    return await known_as(work, subject, frozenset(flag.chat for flag in flags), Side.LISTENER)


def _unread(counted: tuple[tuple[str, int], ...]) -> tuple[Unread, ...]:
    """What could not be read."""
    return tuple(
        Unread(what.removeprefix(UNREAD), number) for what, number in counted if what.startswith(UNREAD)
    )


async def _contact_notes(work: Work, community: Community, since: datetime) -> tuple[DigestNote, ...]:
    by_subject: defaultdict[int, list[Flag]] = defaultdict(list)
    for subject, flag in await flags_since(work.connection, work.keys, community.id, since):
        if is_contact_flag(flag) and flag.open:
            by_subject[subject].append(flag)
    return tuple(
        [await _contact_note(work, community, subject, by_subject[subject]) for subject in by_subject]
    )


async def _contact_note(work: Work, community: Community, subject: int, flags: list[Flag]) -> DigestNote:
    """What one person was noted for; where they disagree, with a link to the latest such message."""
    disputed = {flag.message: flag.place for flag in flags if flag.disputed}
    message, place = max(disputed.items(), default=(0, 0))
    link = f"https://discord.com/channels/{community.id}/{place}/{message}" if place > 0 else ""
    notes, chats = len({flag.message for flag in flags}), max(1, distinct_chats(flags))
    return DigestNote(await _named(work, subject, flags), notes, chats, link, len(disputed))


async def _felt(work: Work, community: Community, since: datetime) -> tuple[FeltLine, ...]:
    """Patterns that something was added to since the last digest."""
    told = await answers_since(work.connection, community.id, work.now - LOOKED_BACK)
    fresh = await answers_since(work.connection, community.id, since)
    added = {answer.listener for answer in fresh if answer.safe is False}
    found = [pattern for pattern in felt_patterns(told) if pattern.listener in added]
    return tuple(
        [
            FeltLine(await _felt_about(work, community, pattern.listener), pattern.unsafe, pattern.answered)
            for pattern in found
        ]
    )


async def _felt_about(work: Work, community: Community, listener: int) -> Known:
    """Name a listener; whom people met in relayed chats only is not known by the account."""
    chats = await chats_felt_about(work.connection, community.id, work.now - LOOKED_BACK, listener)
    return await known_as(work, listener, chats, Side.LISTENER)
