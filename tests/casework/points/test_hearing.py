"""Nobody gets points unheard: P20 to P25 as a table."""

from datetime import datetime, timedelta

import pytest

from bot.casework.points import Answer, Hearing, Problem, not_heard
from tests.casework.points.parts import DAY, START

UNTIL = START + 3 * DAY
ASKED = Hearing(START, UNTIL)
ACCEPTED = Hearing(START, UNTIL, Answer.ACCEPTED)
DENIED = Hearing(START, UNTIL, Answer.DENIED)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("hearing", "at", "evident", "expected"),
    [
        pytest.param(Hearing(), UNTIL, True, Problem.NOT_ASKED, id="P20-P21-not-told"),
        pytest.param(ASKED, START - SECOND, True, Problem.NOT_ASKED, id="P21-not-told-yet"),
        pytest.param(ASKED, UNTIL - SECOND, True, Problem.STILL_TIME_TO_ANSWER, id="P22-still-time"),
        pytest.param(ACCEPTED, START + SECOND, False, None, id="P23-accepted-at-once"),
        pytest.param(DENIED, START + SECOND, True, None, id="P24-denied-but-evident"),
        pytest.param(DENIED, UNTIL + DAY, False, Problem.NOT_EVIDENT, id="P25-denied-and-unclear"),
        pytest.param(ASKED, UNTIL, True, None, id="P22-silent-and-evident"),
        pytest.param(ASKED, UNTIL, False, Problem.NOT_EVIDENT, id="P22-silence-is-not-guilt"),
        pytest.param(Hearing(START), UNTIL + DAY, True, Problem.STILL_TIME_TO_ANSWER, id="P22-no-deadline"),
    ],
)
def test_nobody_gets_points_unheard(
    hearing: Hearing, at: datetime, *, evident: bool, expected: Problem | None
) -> None:
    assert not_heard(hearing, at, evident=evident) is expected
