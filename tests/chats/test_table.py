"""The page about the life of a chat is made from its rules, names all of them, and is up to date."""

import subprocess
import sys
from pathlib import Path

from bot.chats import Deadline, Ending, State, life_table

PAGE = Path(__file__).parents[2] / "docs" / "chats.md"


def test_the_page_is_current() -> None:
    made = subprocess.run([sys.executable, "-m", "bot.chats"], capture_output=True, text=True, check=True)
    assert PAGE.read_text(encoding="utf-8") == made.stdout, "renew it: python -m bot.chats > docs/chats.md"


def test_nothing_is_left_out() -> None:
    page = life_table()
    for name in (*State, *Deadline, *Ending):
        assert f"| **{name}** |" in page
