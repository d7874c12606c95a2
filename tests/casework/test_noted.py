"""What was noted of one message is shown once, under its weightiest reason."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.casework.noted import by_message
from bot.casework.values import Flag
from bot.screening import Category, Severity

NOW = datetime(2026, 5, 6, 9, tzinfo=UTC)


def flag(number: int, message: int, category: Category, severity: Severity = Severity.CONCERN) -> Flag:
    return Flag(category, severity, NOW, number=number, message=message)


def test_an_ask_stands_before_the_excuse_that_came_with_it() -> None:
    excuse = flag(1, 40, Category.PRETEXT)
    ask = flag(2, 40, Category.CONTACT_REQUEST)
    assert by_message((excuse, ask)) == ((ask, excuse),)


def test_what_is_graver_stands_first() -> None:
    ask = flag(1, 40, Category.CONTACT_REQUEST)
    secrecy = flag(2, 40, Category.SECRECY, Severity.URGENT)
    assert by_message((ask, secrecy)) == ((secrecy, ask),)


def test_what_is_about_no_message_stands_for_itself() -> None:
    ended, told = flag(1, 0, Category.CONDUCT), flag(2, -7, Category.CONDUCT)
    again = flag(3, 0, Category.CONDUCT)
    assert by_message((ended, told, again)) == ((ended,), (told,), (again,))


@given(st.lists(st.tuples(st.integers(-3, 3), st.sampled_from(Category), st.sampled_from(Severity))))
def test_nothing_is_lost_and_nothing_is_shown_twice(
    seen: list[tuple[int, Category, Severity]],
) -> None:
    flags = [flag(number, *rest) for number, rest in enumerate(seen, 1)]
    groups = by_message(flags)
    assert sorted(one.number for group in groups for one in group) == [one.number for one in flags]
    messages = [group[0].message for group in groups if group[0].message > 0]
    assert len(messages) == len(set(messages))
