"""For ten minutes the last step can be taken back by whoever took it: exactly that one, checked again, and logged."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from bot.casework.case_life import CaseState, CaseStep, WrongStep, due_at, state_after
from bot.flows.case_moved import log_and_show, move_case, shown_anew
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.reply_ended import ask_again
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_listener import pause_over_card
from bot.guide.cards_moderator import cannot_undo_card, undone_card
from bot.guide.cards_report import report_reopened_card
from bot.store import case_moves, cases
from bot.store.cases import DEALT_WITH, Case, LogLine
from bot.store.communities import Community
from bot.store.flags import unjudge_case
from bot.store.pauses import paused_until, take_back_pause
from bot.store.replies import open_question, wait_for_reply
from bot.store.reports import reopen_reports_of_case, reports_of_case
from bot.store.words import Verdict

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]
TakeBack = Callable[[Parts, Work, Community, Case, LogLine], Awaitable[bool]]

UNDO_WITHIN = timedelta(minutes=10)
PAUSED, TAKEN_OVER, UNDONE = "paused", "taken_over", "undone"


async def undo_of(work: Work, case: Case, who: int, what: str) -> str:
    """What the button carries that takes back the latest such step of a person."""
    log = await cases.read_log(work.connection, case.id)
    ids = [line.id for line in log if line.who == who and _head(line) == what]
    return f"{case.id}:{ids[-1]}"


async def _undo(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording, number = parts.wording(community.locale), press.argument.partition(":")[2]
    log = await cases.read_log(work.connection, case.id)
    line = next((one for one in log if str(one.id) == number), None)
    if line is None or not await _taken_back(parts, work, community, case, line, press.person.id):
        return Answer(cannot_undo_card(wording, case.number), replace=True)
    what = f"{UNDONE}:{_head(line)}"
    await log_and_show(parts, work, community, case, press.person.id, what)
    return Answer(undone_card(wording, case.number), replace=True)


async def _taken_back(
    parts: Parts, work: Work, community: Community, case: Case, line: LogLine, who: int
) -> bool:
    take_back = _TAKE_BACK.get(_head(line))
    if take_back is None or line.who != who or work.now - line.at > UNDO_WITHIN:
        return False
    return await take_back(parts, work, community, case, line)


async def _give_back(parts: Parts, work: Work, community: Community, case: Case, line: LogLine) -> bool:
    """Not on it after all: as free as before."""
    latest = await _is_latest(work, case, line)
    if not latest or not await case_moves.let_go(work.connection, case.id, line.who):
        return False
    return await move_case(parts, work, community, case, CaseStep.HANDED_BACK, line.who) is not None


async def _hold_again(parts: Parts, work: Work, community: Community, case: Case, line: LogLine) -> bool:
    """Not handed over after all, unless somebody has it by now."""
    free = await _is_latest(work, case, line)
    if not free or not await case_moves.assign(work.connection, case.id, line.who, work.now):
        return False
    return await move_case(parts, work, community, case, CaseStep.TAKEN, line.who) is not None


async def _return(parts: Parts, work: Work, community: Community, case: Case, line: LogLine) -> bool:
    """Not taken over after all: back to who held it."""
    holder = int(line.what.partition(":")[2])
    if not await _is_latest(work, case, line):
        return False
    return await case_moves.pass_on(work.connection, case.id, line.who, holder, work.now)


async def _lift(parts: Parts, work: Work, community: Community, case: Case, line: LogLine) -> bool:
    """Not paused after all; a pause that this one replaced goes on. They were told, so they are told again."""
    if not await take_back_pause(work.connection, case.id, line.who, line.at, work.now):
        return False
    until = await paused_until(work.connection, community.id, case.subject, work.now)
    if until is not None:
        await work.remind_at(community.id, "pause_over", str(case.id), until)
        return True
    await work.forget_timer("pause_over", str(case.id))
    card = pause_over_card(parts.wording(community.locale), community.name)
    await tell_privately(parts, work, community, case.subject, card, place=None)
    return True


async def _open_again(parts: Parts, work: Work, community: Community, case: Case, line: LogLine) -> bool:
    """Not dealt with after all: notes and reports are open again, and who was told hears so."""
    if case.closed_at is None or case.closed_at != line.at:
        return False
    state = _state_before(await cases.read_log(work.connection, case.id), line)
    asked = await ask_again(parts, work, community, case, case.closed_at)
    if state is CaseState.WAITING and not asked:
        # A question that had not reached them is gone, and is asked anew if it is still wanted.
        state = CaseState.LOOKING
    due = due_at(state, work.now, parts.promises)
    if not await case_moves.reopen(work.connection, case, DEALT_WITH, state, due):
        return False
    await unjudge_case(work.connection, case.id, Verdict.KEPT)
    await _wait_for_side(work, case)
    await _tell_reporters(parts, work, community, case)
    await reopen_reports_of_case(work.connection, case.id, case.closed_at)
    return await shown_anew(parts, work, community, case) is not None


async def _wait_for_side(work: Work, case: Case) -> None:
    """Whoever still has time to answer has as much as they were told."""
    reply = await open_question(work.connection, work.keys, case.id)
    if reply is not None and reply.due_at is not None:
        await wait_for_reply(work.connection, case.id, reply.due_at)


async def _tell_reporters(parts: Parts, work: Work, community: Community, case: Case) -> None:
    for report in await reports_of_case(work.connection, work.keys, case.id):
        # Who had their data deleted meanwhile is known by a hash only.
        if report.closed_at == case.closed_at and report.reporter > 0:
            card = report_reopened_card(parts.wording(community.locale), report.number, community.name)
            await tell_privately(parts, work, community, report.reporter, card, place=None)


def _state_before(log: Sequence[LogLine], line: LogLine) -> CaseState:
    """Where the case stood before a line of its log; every earlier closing of it was taken back."""
    steps = [CaseStep(_head(one)) for one in log if one.id < line.id and _head(one) in set(CaseStep)]
    try:
        return state_after(step for step in steps if step is not CaseStep.DEALT_WITH)
    except WrongStep:
        # Logs from before cases had states do not tell.
        return CaseState.LOOKING


async def _is_latest(work: Work, case: Case, line: LogLine) -> bool:
    """Whether nothing has moved the case since."""
    log = await cases.read_log(work.connection, case.id)
    moving = {*CaseStep, TAKEN_OVER, UNDONE}
    return not any(one.id > line.id and _head(one) in moving for one in log)


def _head(line: LogLine) -> str:
    return line.what.partition(":")[0]


_TAKE_BACK: Mapping[str, TakeBack] = MappingProxyType(
    {
        CaseStep.TAKEN: _give_back,
        CaseStep.HANDED_BACK: _hold_again,
        TAKEN_OVER: _return,
        PAUSED: _lift,
        CaseStep.DEALT_WITH: _open_again,
    }
)
STEPS: Mapping[Action, Step] = MappingProxyType({Action.CASE_UNDO: _undo})
