"""Texts for measuring keep their talks, and bad files are named."""

from pathlib import Path

import pytest

from benchmarks.texts import Line, made_up, read_turns, turns
from bot.screening import Side


def test_who_speaks_first_is_the_member() -> None:
    found = turns(
        [
            Line("a", "seeker", "1"),
            Line("b", "helper", "1"),
            Line("c", "helper", "2"),
            Line("d", "seeker", "1"),
        ]
    )
    assert [turn.talk for turn in found] == [0, 0, 1, 0]
    assert [turn.message.side for turn in found] == [Side.MEMBER, Side.LISTENER, Side.MEMBER, Side.MEMBER]
    assert len({turn.message.key for turn in found}) == 4


def test_lines_without_a_talk_are_one_each() -> None:
    assert [turn.talk for turn in turns([Line("a"), Line("b")])] == [0, 1]


def test_files_are_read_in_order_and_empty_lines_skipped(tmp_path: Path) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text('{"text": "one", "dialog": "x"}\n\n{"text": "two", "dialog": "x"}\n', encoding="utf-8")
    assert [turn.message.text for turn in read_turns([path])] == ["one", "two"]


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 3}', '{"words": "a"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text('{"text": "fine"}\n' + line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"talk\.jsonl, line 2"):
        read_turns([path])


def test_made_up_texts_are_the_same_every_time() -> None:
    assert list(made_up()) == list(made_up())
