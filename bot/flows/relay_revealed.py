"""Whose account is behind a pseudonym: hidden in cases, shown only with a case, a reason and a second person."""

from collections.abc import Awaitable, Callable
from types import MappingProxyType

from bot.flows.case_shown import send_about, show_case, view_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_moderator import nothing_done_card
from bot.guide.cards_relay import (
    reveal_asked_card,
    reveal_form,
    reveal_needs_other_card,
    reveal_waits_card,
    revealed_card,
)
from bot.guide.cards_shared import too_late_card
from bot.store import cases, reveals
from bot.store.cases import Case
from bot.store.communities import Community

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]

ASKED, REVEALED, REFUSED = "reveal_asked", "revealed", "reveal_refused"


async def _ask_reason(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(form=reveal_form(parts.wording(community.locale), str(case.id), case.number))


async def _ask_second(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording, reason = parts.wording(community.locale), press.field("reason")
    view = await view_case(work, case)
    if not reason or not view.hidden:
        return Answer(too_late_card(wording))
    asked = await reveals.ask(work.connection, work.keys, case.id, press.person.id, reason, work.now)
    await cases.write_log(work.connection, case.id, press.person.id, ASKED, work.now)
    card = reveal_asked_card(wording, view, f"<@{press.person.id}>", reason)
    await send_about(work, community, case, card, about=f"reveal:{asked}", urgent=False)
    return Answer(reveal_waits_card(wording, case.number))


async def _agree(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording = parts.wording(community.locale)
    asked = await reveals.waiting(work.connection, case.id)
    if asked is None:
        return Answer(too_late_card(wording))
    if asked.asked_by == press.person.id:
        return Answer(reveal_needs_other_card(wording))
    if press.action == Action.REVEAL_NO:
        await reveals.refuse(work.connection, asked.id)
        await cases.write_log(work.connection, case.id, press.person.id, REFUSED, work.now)
        return Answer(nothing_done_card(wording))
    await reveals.agree(work.connection, asked.id, press.person.id, work.now)
    await cases.write_log(work.connection, case.id, press.person.id, REVEALED, work.now)
    await show_case(parts, work, community, case)
    return Answer(revealed_card(wording, case.number, f"<@{case.subject}>"))


STEPS: MappingProxyType[Action, Step] = MappingProxyType(
    {
        Action.REVEAL: _ask_reason,
        Action.REVEAL_ASK: _ask_second,
        Action.REVEAL_YES: _agree,
        Action.REVEAL_NO: _agree,
    }
)
