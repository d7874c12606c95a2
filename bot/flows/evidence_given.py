"""A reporter adds pictures or files to their report (T45): checked by content, sealed, for the team only."""

from bot.casework.evidence import MOST_BYTES, MOST_FILES, Kind, NotTaken, kind_of
from bot.casework.values import Reason
from bot.chats import NotAPicture, bare_picture
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.parts import Parts
from bot.flows.report_followed import show_without_person
from bot.flows.surface import Answer, GivenFile, Press, TryLater
from bot.flows.work import Work
from bot.guide.cards_evidence import evidence_card, evidence_form, files_full_card
from bot.guide.cards_shared import not_allowed_card
from bot.store import reports
from bot.store.case_files import NewFile, add_file, count_files
from bot.store.communities import Community
from bot.store.reports import Report, find_report


async def add_evidence(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form for files, as long as the report may have more."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        report = await find_report(connection, parts.database.keys, int(press.argument))
        held = await count_files(connection, report.id) if report is not None else 0
    if report is None or report.reporter != press.person.id:
        return Answer(not_allowed_card(wording))
    if held >= MOST_FILES:
        return Answer(files_full_card(wording, report.number, MOST_FILES))
    return Answer(form=evidence_form(wording, press.argument, MOST_FILES - held))


async def send_evidence(parts: Parts, press: Press, community: Community) -> Answer:
    """Keep what can be kept, and say of the rest why not."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        report = await find_report(connection, parts.database.keys, int(press.argument))
    if report is None or report.reporter != press.person.id:
        return Answer(not_allowed_card(wording))
    read = [await _read(given) for given in press.files]
    to_oversight = await is_about_moderator(parts, community, report.subject)
    async with parts.work() as work:
        refused = [one for one in read if isinstance(one, NotTaken)]
        kept = 0
        for one in read:
            if not isinstance(one, NotTaken):
                taken = await _keep(work, report, one)
                kept += taken
                refused += [] if taken else [NotTaken.TOO_MANY]
        if kept:
            await _tell_team(parts, work, community, report, to_oversight=to_oversight)
    return Answer(evidence_card(wording, report.number, kept, tuple(refused), press.argument))


async def _read(given: GivenFile) -> tuple[bytes, str] | NotTaken:
    """Read one file and tell what it is; pictures lose what says where and when they were made."""
    if given.size > MOST_BYTES:
        return NotTaken.TOO_LARGE
    try:
        content = await given.read()
    except TryLater:
        return NotTaken.NOT_READ
    kind = kind_of(content)
    if not isinstance(kind, Kind):
        return kind
    try:
        return bare_picture(content)
    except NotAPicture:
        return content, kind.ending


async def _keep(work: Work, report: Report, read: tuple[bytes, str]) -> bool:
    content, ending = read
    new = NewFile(report.community, report.id, report.reporter, ending, content)
    return await add_file(work.connection, work.keys, new, work.now)


async def _tell_team(
    parts: Parts, work: Work, community: Community, report: Report, *, to_oversight: bool
) -> None:
    """Show that there is more; a report that was closed is open again, as after more words."""
    await reports.open_again(work.connection, report.id)
    if report.subject is None:
        await show_without_person(parts, work, community, report)
    else:
        await raise_case(parts, work, community, report.subject, Reason.REPORT, to_oversight=to_oversight)
