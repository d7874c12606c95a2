"""What a report records, and what it sets in motion."""

import pytest

from bot.casework.reporting import case_reason, recorded_for
from bot.casework.situations import Situation
from bot.casework.thresholds import is_contact_flag
from bot.casework.values import Flag, Reason
from bot.screening import Category, Severity
from tests.casework.examples import NOW


@pytest.mark.parametrize("situation", Situation)
def test_a_report_leaves_a_flag_without_words(situation: Situation) -> None:
    draft = recorded_for(situation)
    assert draft.excerpt == ""
    assert draft.severity >= Severity.NOTE
    assert draft.detail == situation.value
    assert not draft.shadow


@pytest.mark.parametrize("situation", Situation)
def test_being_asked_for_contact_counts_like_a_contact_flag(situation: Situation) -> None:
    draft = recorded_for(situation)
    flag = Flag(draft.category, draft.severity, NOW, chat=1, other=2)
    counted = situation.about_contact or situation is Situation.GAVE_SOMETHING
    assert is_contact_flag(flag) is counted


@pytest.mark.parametrize(
    ("situation", "reason"),
    [
        (Situation.UNEASY, None),
        (Situation.ENDED_SUDDENLY, None),
        (Situation.THREATENED, Reason.URGENT),
        (Situation.ASKED_CONTACT, Reason.REPORT),
        (Situation.JUDGED, Reason.REPORT),
        (Situation.SOMETHING_ELSE, Reason.REPORT),
    ],
)
def test_what_opens_a_case_at_once(situation: Situation, reason: Reason | None) -> None:
    assert case_reason(situation) is reason


def test_a_threat_is_urgent_and_something_sexual_is_an_advance() -> None:
    assert recorded_for(Situation.THREATENED).severity is Severity.URGENT
    assert recorded_for(Situation.SEXUAL_ROMANTIC).category is Category.ADVANCE
