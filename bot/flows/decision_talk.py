"""A case is decided without points: a talk, a written reminder, or a break that was agreed."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.casework.case_life import CaseState
from bot.casework.points import Hands, Ruling, Term, is_reason
from bot.flows.decision_recorded import record, record_waiting
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_deciding import talk_form, talk_not_saved_card
from bot.guide.cards_second import decided_line_card
from bot.store.cases import Case
from bot.store.communities import NO_POINTS, Community
from bot.store.decisions import NewDecision

MOST_DAYS = 92
"""The longest break that is agreed without a table: as long as the longest of the tables that come with Sidelight."""


async def ask_talk(parts: Parts, community: Community, case: Case) -> Answer:
    """Open the form: the rule, the words, and perhaps a break."""
    return Answer(form=talk_form(parts.wording(community.locale), case.id))


async def send_talk(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Save it. Before somebody was heard there is only a talk: no break. Raises Overtaken."""
    wording, words = parts.wording(community.locale), press.field("words")
    rule, days = press.field("rule"), press.field("days")
    wrong = _what_is_wrong(case, rule, words, days)
    if wrong:
        return Answer(talk_not_saved_card(wording, case.id, case.number, wrong, words))
    number = int(days or 0)
    new = NewDecision(
        community.id,
        case.id,
        case.subject,
        NO_POINTS,
        "",
        case.opened_at,
        Decimal(0),
        None,
        press.person.id,
        reason=words,
        named=rule,
        break_days=number,
    )
    if await needs_second_reader(work, community, press.person):
        return Answer(await record_waiting(parts, work, community, case, new))
    ruling = talk_ruling(work, community, words, number, (press.person.id,))
    await record(parts, work, community, case, new, ruling)
    return Answer(decided_line_card(wording, case.number))


def talk_ruling(work: Work, community: Community, words: str, days: int, deciders: tuple[int, ...]) -> Ruling:
    """What follows from a talk: a break of so many days from now on, or none."""
    until = Term(days).end(work.now, ZoneInfo(community.time_zone)) if days else None
    return Ruling(work.now, None, words, deciders, Hands.ENOUGH, break_days=days, break_ends_at=until)


def _what_is_wrong(case: Case, rule: str, words: str, days: str) -> tuple[str, ...]:
    wrong = []
    if not is_reason(rule):
        wrong.append("rule")
    if not is_reason(words):
        wrong.append("words")
    if days and not (days.isdecimal() and len(days) <= 2 and int(days) <= MOST_DAYS):
        wrong.append("days")
    elif days and int(days) and case.state is not CaseState.TO_DECIDE:
        wrong.append("unheard")
    return tuple(wrong)
