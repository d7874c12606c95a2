"""Who may apply to lead, and who may listen to teens, after what was decided (P17, P33, K2)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.casework.points import (
    Badge,
    BadgeTaken,
    Bar,
    Break,
    Decided,
    Leadership,
    Refresher,
    may_lead,
    may_listen_to_teens,
    standing_at,
)
from tests.casework.points.parts import DAY, START, STARTER, TABLE, later

SECOND = timedelta(seconds=1)
POINT = Decided(START, "F4")


def leading(*history: Decided, at: datetime, **more: object) -> Leadership:
    return may_lead(standing_at(history, TABLE, at), TABLE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "opens_at"),
    [(START, later(3)), (later(3) - SECOND, later(3)), (later(3), None), (later(7), None)],
    ids=["P17-closed", "P17-last-second", "P17-three-quiet-months", "P17-long-after"],
)
def test_three_quiet_months_open_it_again(at: datetime, opens_at: datetime | None) -> None:
    answer = leading(POINT, at=at)
    assert answer == Leadership((Bar.POINTS,) if opens_at else (), opens_at)
    assert answer.may_apply is (opens_at is None)


def test_a_new_decision_begins_the_time_anew() -> None:
    """P17, G3."""
    assert leading(POINT, Decided(later(2), "F1"), at=later(3)).opens_at == later(5)


def test_the_end_of_the_last_point_opens_it_too() -> None:
    assert leading(POINT, Decided(later(5), "F1"), at=later(5)).opens_at == later(6)
    assert leading(POINT, Decided(later(5), "F1"), at=later(6)).may_apply


@pytest.mark.parametrize(
    "history",
    [
        (),
        (Decided(START, "F1"),),
        (replace(POINT, reversed=True),),
        (replace(POINT, refresher=Refresher(START + 9 * DAY, START)),),
    ],
    ids=["nothing", "a-talk", "reversed", "P11-refreshed"],
)
def test_without_points_nothing_is_closed(history: tuple[Decided, ...]) -> None:
    assert leading(*history, at=START).may_apply


def test_a_table_may_say_another_time() -> None:
    policy = replace(TABLE, lead_after=1)
    assert may_lead(standing_at([POINT], policy, START), policy).opens_at == later(1)


def test_a_badge_that_was_taken_and_a_break_close_it_to_their_end() -> None:
    """K2."""
    answer = leading(
        POINT,
        at=START,
        badges=[BadgeTaken(Badge.LEADERSHIP, later(4)), BadgeTaken(Badge.LEADERSHIP, later(2))],
        breaks=[Break(START, START + 14 * DAY)],
    )
    assert answer == Leadership((Bar.POINTS, Bar.BADGE_TAKEN, Bar.ON_BREAK), later(4))
    assert leading(POINT, at=later(4), badges=[BadgeTaken(Badge.LEADERSHIP, later(4))]).may_apply


def test_a_badge_without_an_end_is_for_people_to_give_again() -> None:
    """K2, K4."""
    taken = [BadgeTaken(Badge.LEADERSHIP), BadgeTaken(Badge.LEADERSHIP, later(2))]
    assert leading(at=START, badges=taken) == Leadership((Bar.BADGE_TAKEN,), None)
    assert not leading(at=later(99), badges=taken).may_apply
    assert leading(POINT, at=START, badges=taken[:1]).opens_at is None


def test_the_badge_for_teens_is_another() -> None:
    """P33: taken at once, and only people give it again."""
    taken = [BadgeTaken(Badge.ADULT_FOR_TEENS)]
    assert not may_listen_to_teens(taken, later(99))
    assert may_listen_to_teens([BadgeTaken(Badge.LEADERSHIP)], START)
    assert may_listen_to_teens([], START)
    assert leading(at=START, badges=taken).may_apply


def test_a_first_talk_of_the_starter_table_closes_nothing() -> None:
    talk = standing_at([Decided(START, "S1")], STARTER, START)
    assert may_lead(talk, STARTER).may_apply
