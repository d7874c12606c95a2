"""Marks on a report that help its readers to weigh it; they decide nothing."""

from dataclasses import dataclass

from bot.casework.report_times import came_after_stop
from bot.chats import Ending
from bot.flows.work import Work
from bot.store.case_files import count_by_report
from bot.store.cases import Case
from bot.store.chats import Chat, find_chat
from bot.store.flags import flags_about
from bot.store.reports import Report

_STOPPED = (Ending.END_NOW, Ending.REFERRED)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on one report."""

    after_stop: bool = False
    files: int = 0


async def marks_of(work: Work, case: Case, told: tuple[Report, ...]) -> dict[int, Marks]:
    """Work out the marks of a case's reports, by report."""
    files = await count_by_report(work.connection, case.id)
    return {report.id: Marks(await _after_stop(work, report), files.get(report.id, 0)) for report in told}


async def _after_stop(work: Work, report: Report) -> bool:
    """Whether a member told it moments after their listener had stopped the chat, or had said no to them."""
    chat = await find_chat(work.connection, work.keys, report.chat) if report.chat is not None else None
    if chat is None or chat.member != report.reporter or not came_after_stop(report.made_at, chat.ended_at):
        return False
    if chat.ending in _STOPPED:
        return True
    return chat.ending is Ending.LISTENER_ENDED and await _asked_after_a_no(work, chat)


async def _asked_after_a_no(work: Work, chat: Chat) -> bool:
    record = await flags_about(work.connection, work.keys, chat.community, chat.member)
    return any(flag.chat == chat.id and flag.after_refusal and not flag.cleared for flag in record)
