"""What becomes of a case when Discord refuses its card, an edit or a call: somebody else hears, nothing is lost."""

from bot.casework.case_life import CaseState
from bot.flows import case_shown
from bot.flows.case_letters import keep_for
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_moderator import oversight_unreached_card
from bot.store import cases
from bot.store.acts import SendCard, SendPrivately
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.tallies import UNDELIVERED, count


async def card_refused(parts: Parts, work: Work, case_id: int) -> None:
    """Whoever should see the card cannot be reached: oversight gets it, or finds it under My messages."""
    case, community = await _find(parts, work, case_id)
    if case is None or community is None:
        return
    await count(work.connection, community.id, UNDELIVERED, work.now)
    if community.oversight is None or community.oversight == case.subject:
        return
    if community.moderators_channel is None or await case_shown.only_oversight_sees(work, community, case):
        await _wait_for_oversight(parts, work, community, case, community.oversight)
        return
    card = await case_shown.case_card(parts, work, community, case)
    await work.owe(community.id, SendPrivately(community.oversight, card), about=f"case_instead:{case.id}")


async def instead_refused(parts: Parts, work: Work, case_id: int) -> None:
    """Neither the team nor oversight can be written to: the case waits under oversight's messages."""
    case, community = await _find(parts, work, case_id)
    if case is not None and community is not None and community.oversight is not None:
        await _wait_for_oversight(parts, work, community, case, community.oversight)


async def edit_refused(parts: Parts, work: Work, case_id: int, message: int) -> None:
    """The message is not there any more, for instance because somebody deleted it: send the card anew."""
    case, community = await _find(parts, work, case_id)
    if case is None or community is None or case.message != message:
        return
    if case.state is CaseState.CLOSED:
        await cases.card_gone(work.connection, case.id)
    else:
        await case_shown.send_anew(parts, work, community, case)


async def _wait_for_oversight(
    parts: Parts, work: Work, community: Community, case: Case, oversight: int
) -> None:
    """Keep the card under oversight's messages, and say in the team's channel only that a case waits."""
    card = await case_shown.case_card(parts, work, community, case)
    if not await keep_for(work, case, oversight, card) or community.moderators_channel is None:
        return
    line = oversight_unreached_card(parts.wording(community.locale), f"<@{oversight}>")
    act = SendCard(community.moderators_channel, line, mention_person=oversight)
    await work.owe(community.id, act, about=f"unreached:{case.id}")


async def _find(parts: Parts, work: Work, case_id: int) -> tuple[Case | None, Community | None]:
    case = await cases.find_case(work.connection, case_id)
    return case, await parts.community(case.community) if case is not None else None
