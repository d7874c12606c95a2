"""What a question about a case can rest on, gathered from what is stored for the rules of replying."""

from bot.casework.replying import Consent, Item, matter_of_note, matter_of_report
from bot.casework.reporting import recorded_for
from bot.casework.situations import Situation
from bot.casework.values import Flag, Source
from bot.flows.work import Work
from bot.screening import Severity
from bot.store.cases import Case
from bot.store.chats import find_chat
from bot.store.flags import flags_of_case
from bot.store.listeners import find_listener
from bot.store.relays import find_relay
from bot.store.reports import Report, reports_of_case


async def grounds_of(work: Work, case: Case) -> tuple[Item, ...]:
    """Everything in a case that somebody could be asked about, with whose word it rests on."""
    noted = [flag for flag in await flags_of_case(work.connection, work.keys, case.id) if _counts(flag)]
    told = [
        report for report in await reports_of_case(work.connection, work.keys, case.id) if _is_told(report)
    ]
    chats = {flag.chat for flag in noted} | {report.chat for report in told}
    still_open = {chat for chat in chats if chat is not None and await _is_open(work, chat)}
    return (
        *(_of_note(flag, chat_open=flag.chat in still_open) for flag in noted),
        *(_of_report(report, chat_open=report.chat in still_open) for report in told),
    )


async def names_and_words(work: Work, case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the people in a case as far as they are known, and all that was said or told in it."""
    noted = await flags_of_case(work.connection, work.keys, case.id)
    told = await reports_of_case(work.connection, work.keys, case.id)
    chats = sorted({one for one in (*(f.chat for f in noted), *(r.chat for r in told)) if one is not None})
    relays = [relay for chat in chats if (relay := await find_relay(work.connection, work.keys, chat))]
    people = {flag.other for flag in noted if flag.other} | {report.reporter for report in told}
    pages = [await find_listener(work.connection, case.community, person) for person in sorted(people)]
    names = [name for relay in relays for name in (relay.member_name, relay.listener_name)]
    names += [page.profile.called for page in pages if page is not None and page.profile.called]
    words = [flag.excerpt for flag in noted] + [report.words for report in told]
    return tuple(names), tuple(words)


async def _is_open(work: Work, chat: int) -> bool:
    found = await find_chat(work.connection, work.keys, chat)
    return found is not None and found.is_open


def _counts(flag: Flag) -> bool:
    """Whether a note is somebody's doing that people may look at; what was reported stands in the report itself."""
    return flag.source is not Source.REPORT and flag.open and flag.severity >= Severity.NOTE


def _is_told(report: Report) -> bool:
    return report.closed_at is None and report.situation is not Situation.UNEASY


def _of_note(flag: Flag, *, chat_open: bool) -> Item:
    by_bot = flag.source is Source.SCREENING
    return Item(
        matter=matter_of_note(flag.category) if by_bot else matter_of_report(Situation.ENDED_SUDDENLY),
        at=flag.made_at,
        # That a chat ended suddenly is somebody's word too, who was told that one chat gets nobody into trouble.
        consent=Consent.BOT if by_bot else Consent.TOGETHER,
        chat=flag.chat,
        chat_open=chat_open,
        other=flag.other,
        urgent=flag.severity is Severity.URGENT,
    )


def _of_report(report: Report, *, chat_open: bool) -> Item:
    return Item(
        matter=matter_of_report(report.situation),
        at=report.made_at,
        consent=Consent(report.naming),
        chat=report.chat,
        chat_open=chat_open,
        other=report.reporter,
        report=report.id,
        urgent=recorded_for(report.situation).severity is Severity.URGENT,
    )
