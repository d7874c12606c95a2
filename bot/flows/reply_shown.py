"""What is shown of a question and its answer: to the one who is asked, and to the team."""

from datetime import datetime

from bot.casework.case_life import CaseState
from bot.casework.points import PolicyError, UnknownRule, find_policy
from bot.casework.replying import Matter
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_asking import own_rule_text
from bot.guide.known_as import Known
from bot.guide.views_reply import AllegationView, SideState, SideView
from bot.guide.wording import Wording
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.pauses import paused_until
from bot.store.replies import Reply, replies_of_case


async def allegation_of(
    parts: Parts, work: Work, community: Community, reply: Reply, until: datetime, *, name: Known = ""
) -> AllegationView:
    """Gather what somebody reads who is asked. `name`: what a moderator may see in its place."""
    wording = parts.wording(community.locale)
    return AllegationView(
        id=reply.id,
        name=name or f"<@{reply.person}>",
        community=community.name,
        months=reply.months,
        sentence=reply.sentence,
        rule=rule_text(wording, reply),
        by_person=reply.noticed_by_person,
        until=until,
        zone=community.time_zone,
        paused_until=await paused_until(work.connection, community.id, reply.person, work.now),
    )


def rule_text(wording: Wording, reply: Reply) -> str:
    """The rule that a question names: a row of a table of points, or Sidelight's own."""
    if reply.points_table:
        try:
            return find_policy(reply.points_table).rule(reply.rule).title
        except (PolicyError, UnknownRule):
            # That table does not come with this version any more: the matter has a rule in any case.
            return own_rule_text(wording, reply.matter)
    return own_rule_text(wording, reply.rule)


async def side_of_case(work: Work, case: Case) -> SideView | None:
    """What the team sees of the latest question of a case that stands or was answered; None when there is none."""
    asked = await replies_of_case(work.connection, work.keys, case.id)
    standing = [one for one in asked if one.taken_back_at is None or one.answered_at is not None]
    return side_of(case, standing[-1], work.now) if standing else None


def side_of(case: Case, reply: Reply, now: datetime) -> SideView:
    """What the team sees of one question."""
    return SideView(
        matter=Matter(reply.matter),
        state=_state(case, reply, now),
        until=reply.due_at or case.due_at or reply.asked_at,
        months=reply.months,
        sentence=reply.sentence,
        longer=reply.longer,
        answer=reply.answer,
        words=reply.words,
        answered_at=reply.answered_at,
        danger=reply.danger,
    )


def _state(case: Case, reply: Reply, now: datetime) -> SideState:
    if reply.answered_at is not None:
        return SideState.ANSWERED
    if reply.due_at is not None:
        return SideState.ASKED if now < reply.due_at else SideState.NOT_ANSWERED
    if case.state is not CaseState.WAITING:
        return SideState.NOT_ANSWERED
    if reply.waits_at is not None:
        return SideState.WAITS
    return SideState.ON_ITS_WAY if reply.letter is not None else SideState.NOT_SENT
