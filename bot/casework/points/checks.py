"""All that can stand against a decision about points."""

from collections.abc import Iterable
from decimal import Decimal

from bot.casework.points.editions import Published, published
from bot.casework.points.hands import Hands, hands, wrong_hands
from bot.casework.points.hearing import not_heard
from bot.casework.points.incidents import LeftOut
from bot.casework.points.problems import Problem
from bot.casework.points.proposals import Leaves
from bot.casework.points.refreshers import may_offer_refresher
from bot.casework.points.terms import Term
from bot.casework.points.values import PLACES
from bot.casework.points.weighing import Weighed

MOST_POINTS = Decimal(10)
MOST_DAYS = 366
FEW_WORDS = 3
FEW_SIGNS = 6

_NOT_IN_TIME = {
    Published.AFTER_THE_ACT: Problem.RULE_NEWER_THAN_ACT,
    Published.WITHDRAWN: Problem.RULE_WITHDRAWN,
    Published.NO_TABLE_YET: Problem.BEFORE_THE_TABLE,
}


def problems_of(weighed: Weighed) -> Iterable[Problem]:
    """All that stands against a choice, the weightiest first."""
    yield from _about_people(weighed)
    yield from _about_rules(weighed)
    yield from _about_hearing(weighed)
    yield from _about_numbers(weighed)
    yield from _about_reason(weighed)
    yield from _about_refresher(weighed)


def _about_people(weighed: Weighed) -> Iterable[Problem]:
    """Removal needs two people (G16), and so does a past act (P19)."""
    team, choice = weighed.matter.team, weighed.choice
    if hands(team, weighed.needed) is Hands.TOO_FEW:
        yield Problem.TOO_FEW_PEOPLE
    elif (wrong := wrong_hands(team, weighed.needed, choice.first, choice.second)) is not None:
        yield wrong


def _about_rules(weighed: Weighed) -> Iterable[Problem]:
    choice = weighed.choice
    if choice.incident.at > weighed.matter.now:
        yield Problem.ACT_NOT_YET
    if any(one.why is not LeftOut.COVERED for one in weighed.asked.left_out):
        yield Problem.RULE_DOES_NOT_FIT
    for rule in weighed.asked.rules:
        when = published(weighed.matter.book, rule, choice.incident.at)
        severe_past = when is Published.NO_TABLE_YET and choice.severe
        if when in _NOT_IN_TIME and not severe_past:
            yield _NOT_IN_TIME[when]


def _about_hearing(weighed: Weighed) -> Iterable[Problem]:
    unheard = not_heard(weighed.matter.hearing, weighed.matter.now, evident=weighed.choice.evident)
    if unheard is not None:
        yield unheard


def _about_numbers(weighed: Weighed) -> Iterable[Problem]:
    choice = weighed.choice
    given = {one.rule: one.points for one in reversed(choice.named)}
    unknown = (rule.id for rule in weighed.asked.rules if rule.points is None and not rule.red_flag)
    if any(given[id_] is None for id_ in unknown):
        yield Problem.POINTS_MISSING
    days = (choice.break_days or 0, choice.mute_days or 0)
    if not all(0 <= number <= MOST_DAYS for number in days):
        yield Problem.BREAK_OUT_OF_RANGE
    stays_in_last_band = weighed.chosen.leaves is not Leaves.NOT and not weighed.removes
    if stays_in_last_band and choice.break_days is None:
        yield Problem.BREAK_NOT_SAID


def in_range(points: Decimal) -> bool:
    """Whether points that people give for one row are possible: up to the end of the last band, two places."""
    return points.is_finite() and 0 <= points <= MOST_POINTS and points == points.quantize(PLACES)


def _about_reason(weighed: Weighed) -> Iterable[Problem]:
    """Something else than the table, a red flag, somebody who leaves, and a past act: each needs a written reason."""
    needs = weighed.deviates or weighed.chosen.red_flag or weighed.removes or weighed.past
    if needs and not is_reason(weighed.choice.reason):
        yield Problem.REASON_MISSING


def _about_refresher(weighed: Weighed) -> Iterable[Problem]:
    until, matter = weighed.choice.refresher_until, weighed.matter
    if until is None:
        return
    if weighed.removes or not may_offer_refresher(weighed.chosen, matter.history):
        yield Problem.REFRESHER_NOT_FIRST
    if not matter.now < until <= Term(months=matter.book.policy.expires).end(matter.now, matter.book.zone):
        yield Problem.REFRESHER_DATE


def is_reason(text: str) -> bool:
    """Whether something is a written reason: a few words, or a few signs of a script that has no spaces."""
    words = [word for word in text.split() if any(sign.isalpha() for sign in word)]
    signs = [sign for sign in text if sign.isalpha() and not sign.isascii()]
    return len(words) >= FEW_WORDS or len(signs) >= FEW_SIGNS
