"""People read what is on record about them: notes, points and how they fade, breaks, and what is looked at."""

from collections.abc import Mapping
from datetime import datetime

from bot.casework.appealing import not_now, open_until
from bot.casework.points import Standing, as_text
from bot.flows.appeal_made import as_appealable
from bot.flows.break_kept import is_felt
from bot.flows.notes_read import note_lines
from bot.flows.parts import Parts
from bot.flows.points_kept import ledger_of, record_of, rule_title
from bot.flows.report_where import carried
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_my_record import my_record_card
from bot.guide.views_decided import Forecast
from bot.guide.views_my_record import AwayLine, MatterLine, MyRecordView, OwnDecision
from bot.store import appeals
from bot.store.appeals import Appeal
from bot.store.breaks import running_breaks
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.flags import flags_about
from bot.store.records import told_cases_of, told_pause_until
from bot.store.whose import Whose
from bot.store.words import DecisionState

PAUSE = "pause"


async def my_record(parts: Parts, press: Press, community: Community) -> Answer:
    """Show everything on record about the person who asks; never who reported."""
    async with parts.work() as work:
        record = await _record(parts, work, community, press.person.id)
    wording, home = parts.wording_for(press.locale, community), carried(press, community)
    return Answer(my_record_card(wording, record, home))


async def _record(parts: Parts, work: Work, community: Community, person: int) -> MyRecordView:
    noted = await flags_about(work.connection, work.keys, community.id, person)
    ledger = await ledger_of(work, community, person)
    standing = ledger.standing(work.now) if ledger is not None else None
    decisions = await _decisions(parts, work, community, person, standing)
    return MyRecordView(
        total=as_text(standing.total) if standing is not None and standing.entries else "",
        next=tuple(Forecast(one.at, as_text(one.total)) for one in standing.next) if standing else (),
        decisions=decisions,
        matters=await _matters(work, community, person),
        away=await _away(work, community, person, {one.id: one.appeal_until for one in decisions}),
        notes=note_lines(noted),
    )


async def _decisions(
    parts: Parts, work: Work, community: Community, person: int, standing: Standing | None
) -> tuple[OwnDecision, ...]:
    made = await appeals.appeals_about(work.connection, work.keys, community.id, person)
    asked = {one.decision: one for one in made}
    numbers = {
        case.id: case.number for case in await told_cases_of(work.connection, Whose(person, community.id))
    }
    counts = {entry.number: entry.expires_at for entry in standing.entries} if standing else {}
    return tuple(
        _decision(parts, work.now, one, numbers.get(one.case or 0, 0), asked.get(one.id), counts.get(one.id))
        for one in await record_of(work, community, person)
    )


def _decision(
    parts: Parts,
    now: datetime,
    one: RecordedDecision,
    number: int,
    appeal: Appeal | None,
    expires_at: datetime | None,
) -> OwnDecision:
    asked_at = appeal.made_at if appeal is not None else None
    waits = appeal is not None and appeal.waits
    counts = expires_at is not None and expires_at > now
    state = "asked" if waits else "taken_back" if one.state is not DecisionState.STANDS else "over"
    can_ask = number > 0 and not_now(as_appealable(one, asked_at), one.person, now, parts.promises) is None
    return OwnDecision(
        id=one.id,
        number=number,
        when=one.decided_at,
        rule=rule_title(one),
        points=as_text(one.points),
        state="counts" if state == "over" and counts else state,
        until=expires_at,
        # What they read here before it has reached them otherwise leaves them at least as long.
        appeal_until=open_until(one.told_at or now, parts.promises) if can_ask else None,
        answer_by=appeal.due_at if appeal is not None else None,
    )


async def _matters(work: Work, community: Community, person: int) -> tuple[MatterLine, ...]:
    """What the person was told about and people still look at; what came of the rest is told by its decision."""
    told = await told_cases_of(work.connection, Whose(person, community.id))
    return tuple(MatterLine(one.number, one.state, one.due_at) for one in told if one.state.under_review)


async def _away(
    work: Work, community: Community, person: int, appeals_until: Mapping[int, datetime | None]
) -> tuple[AwayLine, ...]:
    paused = await told_pause_until(work.connection, Whose(person, community.id), work.now)
    running = await running_breaks(work.connection, community.id, person, work.now)
    runs = [one for one in running if is_felt(community, one)]
    pause = (AwayLine(PAUSE, paused),) if paused is not None else ()
    return (
        *pause,
        *(AwayLine(one.kind.value, one.until, appeals_until.get(one.decision or 0)) for one in runs),
    )
