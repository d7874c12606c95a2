"""The page about the life of a chat is made from its rules, names all of them, and is up to date."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from bot.chats import REQUEST_LASTS, Deadline, Ending, RequestDeadline, State, life_table

PAGE = Path(__file__).parents[2] / "docs" / "chats.md"


def test_the_page_is_current() -> None:
    made = subprocess.run([sys.executable, "-m", "bot.chats"], capture_output=True, text=True, check=True)
    assert PAGE.read_text(encoding="utf-8") == made.stdout, "renew it: python -m bot.chats > docs/chats.md"


def test_nothing_is_left_out() -> None:
    page = life_table()
    for name in (*State, *RequestDeadline, *Deadline, *Ending):
        assert f"| **{name}** |" in page


def test_the_hours_of_a_request_are_those_that_hold() -> None:
    hours = REQUEST_LASTS // timedelta(hours=1)
    assert f"| **request_old** | {hours} hours after asking |" in life_table()
