"""The digest: once a day, in the community's own time zone, what needs people today."""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import guide
from bot.casework.thresholds import distinct_chats, is_contact_flag
from bot.casework.values import Flag
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.views import DigestNote, DigestView, OpenCase, Unread
from bot.store.acts import SendCard
from bot.store.cases import Case, open_cases
from bot.store.communities import Community
from bot.store.flags import flags_since
from bot.store.speech import would_have_spoken
from bot.store.tallies import counts_since

PERIOD = timedelta(days=1)


def next_digest(community: Community, now: datetime) -> datetime:
    """The next time the community's clock shows the digest's hour; also right on days with 23 or 25 hours."""
    zone = ZoneInfo(community.time_zone)
    local = now.astimezone(zone)
    wanted = local.replace(hour=community.digest_hour, minute=0, second=0, microsecond=0, fold=0)
    if wanted <= local:
        wanted = (local + PERIOD).replace(
            hour=community.digest_hour, minute=0, second=0, microsecond=0, fold=0
        )
    return wanted.astimezone(now.tzinfo)


async def schedule_digest(work: Work, community: Community) -> None:
    """Set the timer of the next digest."""
    await work.remind_at(community.id, "digest", str(community.id), next_digest(community, work.now))


async def send_digest(parts: Parts, work: Work, community: Community) -> None:
    """Owe the digest to the moderators' channel and set the next one."""
    await schedule_digest(work, community)
    if community.moderators_channel is None:
        return
    card = guide.digest_card(parts.wording(community.locale), await view_digest(work, community))
    act = SendCard(community.moderators_channel, card)
    await work.owe(community.id, act, about=f"digest:{community.id}", useful=PERIOD)


async def view_digest(work: Work, community: Community) -> DigestView:
    """Gather all that the digest shows."""
    since = work.now - PERIOD
    counted = dict(await counts_since(work.connection, community.id, since + timedelta(seconds=1)))
    cases = await open_cases(work.connection, community.id)
    unread = tuple(
        Unread(what.removeprefix("unread:"), number)
        for what, number in counted.items()
        if what.startswith("unread:")
    )
    return DigestView(
        since=since,
        until=work.now,
        needs_you=sum(case.taken_by is None for case in cases),
        contact_notes=await _contact_notes(work, community, since),
        open_cases=tuple(_open_case(case) for case in cases),
        reports=counted.get("report", 0),
        uneasy=counted.get("uneasy", 0),
        unread=unread,
        shadow=community.shadow,
        would_have_spoken=await would_have_spoken(work.connection, community.id, since),
    )


async def _contact_notes(work: Work, community: Community, since: datetime) -> tuple[DigestNote, ...]:
    by_subject: defaultdict[int, list[Flag]] = defaultdict(list)
    for subject, flag in await flags_since(work.connection, work.keys, community.id, since):
        if is_contact_flag(flag) and flag.stands:
            by_subject[subject].append(flag)
    return tuple(
        DigestNote(f"<@{subject}>", len(flags), max(1, distinct_chats(flags)))
        for subject, flags in by_subject.items()
    )


def _open_case(case: Case) -> OpenCase:
    link = ""
    if case.place is not None and case.message is not None:
        link = f"https://discord.com/channels/{case.community}/{case.place}/{case.message}"
    taken = f"<@{case.taken_by}>" if case.taken_by else ""
    return OpenCase(case.number, f"<@{case.subject}>", link, taken)
