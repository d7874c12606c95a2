"""After a report: more words, who may know, and what the team reads when nobody is named."""

from dataclasses import replace

from bot.casework.values import Reason
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.case_shown import show_case
from bot.flows.parts import Parts
from bot.flows.request_screened import with_help
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_moderator import report_without_person_card
from bot.guide.cards_report import added_to_report_card, addition_form, naming_card, naming_saved_card
from bot.guide.cards_shared import not_allowed_card
from bot.store import reports
from bot.store.acts import EditCard, SendCard, SendPrivately
from bot.store.case_files import count_files
from bot.store.cases import find_case
from bot.store.communities import Community
from bot.store.reports import Report
from bot.store.sent import sent_about

_NAMING = {Action.NAME_NOW: "now", Action.NAME_TOGETHER: "together", Action.NAME_MODERATORS: "moderators"}


async def add_to_report(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form for more words."""
    return Answer(form=addition_form(parts.wording(community.locale), press.argument))


async def send_addition(parts: Parts, press: Press, community: Community) -> Answer:
    """Add words to the person's own report."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        report = await reports.find_report(connection, parts.database.keys, int(press.argument))
    if report is None or report.reporter != press.person.id:
        return Answer(not_allowed_card(wording))
    added = press.field("words")
    words = "\n".join(part for part in (report.words, added) if part)
    to_oversight = await is_about_moderator(parts, community, report.subject)
    async with parts.work() as work:
        await reports.add_words(work.connection, work.keys, report.id, words)
        if report.subject is None:
            await show_without_person(parts, work, community, replace(report, words=words))
        else:
            await raise_case(parts, work, community, report.subject, Reason.REPORT, to_oversight=to_oversight)
    return Answer(with_help(parts, wording, added, added_to_report_card(wording, report.number)))


async def choose_naming(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask who may know, since in a 1-1 chat the other person can guess."""
    return Answer(naming_card(parts.wording(community.locale), press.argument))


async def name(parts: Parts, press: Press, community: Community) -> Answer:
    """Record who may know; only the reporter can say."""
    wording, choice = parts.wording(community.locale), Action(press.action)
    async with parts.work() as work:
        saved = await reports.choose_naming(
            work.connection, int(press.argument), press.person.id, _NAMING[choice]
        )
        if saved:
            await _show_choice(parts, work, community, int(press.argument))
    card = naming_saved_card(wording, choice) if saved else not_allowed_card(wording)
    return Answer(card, replace=saved)


async def _show_choice(parts: Parts, work: Work, community: Community, report_id: int) -> None:
    """Who looks at the case must know what the reporter allows."""
    report = await reports.find_report(work.connection, work.keys, report_id)
    case = None
    if report is not None and report.case is not None:
        case = await find_case(work.connection, report.case)
    if case is not None and case.closed_at is None:
        await show_case(parts, work, community, case)


async def show_without_person(parts: Parts, work: Work, community: Community, report: Report) -> None:
    """Show the team a report that names nobody we know, in one message that changes with the report."""
    link = f"https://discord.com/channels/{community.id}/{report.place}/{report.message}"
    card = report_without_person_card(
        parts.wording(community.locale),
        report.number,
        report.situation,
        report.words,
        link if report.place and report.message else "",
        files=await count_files(work.connection, report.id),
        fresh=report.fresh,
        report=str(report.id),
    )
    about = f"report:{report.id}"
    shown = await sent_about(work.connection, about)
    if shown:
        await work.owe(community.id, EditCard(shown[-1].place, shown[-1].message, card))
    elif community.moderators_channel is not None:
        await work.owe(community.id, SendCard(community.moderators_channel, card), about=about)
    elif community.oversight is not None:
        await work.owe(community.id, SendPrivately(community.oversight, card), about=about)
