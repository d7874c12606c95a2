"""May people save this? A decision about points is checked as a whole; all that must be put right is named at once."""

from collections.abc import Iterable
from datetime import datetime

from bot.casework.keeping import CASE_PAUSE
from bot.casework.points.checks import in_range, problems_of
from bot.casework.points.choices import Choice, Refused, Ruling
from bot.casework.points.hands import Hands, hands
from bot.casework.points.problems import Problem
from bot.casework.points.proposals import Leaves
from bot.casework.points.refreshers import offered
from bot.casework.points.terms import Term
from bot.casework.points.values import UnknownRule
from bot.casework.points.weighing import BOTH, Matter, Weighed, weighed


def decide_points(matter: Matter, choice: Choice) -> Ruling | Refused:
    """Make a choice of people into a ruling, or say all that stands against it."""
    if not choice.named:
        return _only_pause(matter, choice)
    if not all(one.points is None or in_range(one.points) for one in choice.named):
        return Refused((Problem.POINTS_OUT_OF_RANGE,))
    try:
        beside = weighed(matter, choice)
    except UnknownRule:
        return Refused((Problem.UNKNOWN_RULE,))
    problems = tuple(dict.fromkeys(problems_of(beside)))
    return Refused(problems) if problems else _ruling(beside)


def _only_pause(matter: Matter, choice: Choice) -> Ruling | Refused:
    """Without two people or oversight, nobody can decide more than a pause of 14 days, and it says so."""
    problems = tuple(_about_pause(matter, choice))
    if problems:
        return Refused(problems)
    return Ruling(
        at=matter.now,
        proposal=None,
        reason=choice.reason,
        deciders=(choice.first,),
        hands=Hands.TOO_FEW,
        pause_until=Term(choice.pause_days).end(matter.now, matter.book.zone),
    )


def _about_pause(matter: Matter, choice: Choice) -> Iterable[Problem]:
    team = matter.team
    if hands(team, BOTH) is not Hands.TOO_FEW or choice.pause_days <= 0 or choice.leaves is not Leaves.NOT:
        yield Problem.NO_RULE
    if choice.pause_days > CASE_PAUSE.days:
        yield Problem.PAUSE_TOO_LONG
    if team.everyone and choice.first not in team.everyone:
        yield Problem.MAY_NOT_DECIDE


def _ruling(beside: Weighed) -> Ruling:
    matter, choice, chosen = beside.matter, beside.choice, beside.chosen
    until = choice.refresher_until
    days, ends_at = _break(beside)
    return Ruling(
        at=matter.now,
        proposal=chosen,
        decided=chosen.decided if until is None else offered(chosen, until),
        points=chosen.points,
        break_days=days,
        break_ends_at=ends_at,
        mute_days=chosen.mute_days if choice.mute_days is None else choice.mute_days,
        badges=chosen.badges if choice.badges is None else choice.badges,
        leaves=choice.leaves,
        reason=choice.reason,
        deciders=_deciders(beside),
        hands=hands(matter.team, beside.needed),
        deviates=beside.deviates,
    )


def _deciders(beside: Weighed) -> tuple[int, ...]:
    """Those who decided: the second person only where two were needed and there."""
    choice, team = beside.choice, beside.matter.team
    if beside.needed < BOTH or choice.second is None or hands(team, BOTH) is not Hands.ENOUGH:
        return (choice.first,)
    return choice.first, choice.second


def _break(beside: Weighed) -> tuple[int, datetime | None]:
    """The break that people give: none for whoever leaves."""
    matter, days = beside.matter, beside.choice.break_days
    if beside.removes or days == 0:
        return 0, None
    if days is None:
        return beside.chosen.break_days, beside.chosen.break_ends_at
    return days, Term(days).end(matter.now, matter.book.zone)
