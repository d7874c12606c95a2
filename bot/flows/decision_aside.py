"""A case ends otherwise than by what waits in it for a second person: that is put aside."""

from bot.flows.decision_told import about_decision
from bot.flows.parts import Parts
from bot.flows.said_to_both import change_what_was_said
from bot.flows.second_reading import put_reading_aside
from bot.flows.work import Work
from bot.guide.cards_second import put_aside_line_card
from bot.store import cases, decisions
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.words import DecisionState

PUT_ASIDE = "decision_put_aside"


async def put_waiting_aside(parts: Parts, work: Work, community: Community, case: Case, by: int) -> None:
    """Let nobody agree any more with what waits in a case; it counts for nothing, and its line says so."""
    await put_reading_aside(parts, work, community, case, by)
    waiting = (DecisionState.WAITING,)
    for one in await decisions.decisions_of_case(work.connection, work.keys, case.id):
        if one.state not in waiting or not await decisions.change_state(
            work.connection, one.id, waiting, DecisionState.REFUSED, by=by, now=work.now
        ):
            continue
        await cases.write_log(work.connection, case.id, by, PUT_ASIDE, work.now)
        card = put_aside_line_card(parts.wording(community.locale), case.number, f"<@{by}>")
        await change_what_was_said(work, community.id, about_decision(one.id), card)
