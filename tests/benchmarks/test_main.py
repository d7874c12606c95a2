"""A run is told what to read, and says what is wrong with it."""

from pathlib import Path

import pytest

from benchmarks.__main__ import main, read_wish


def test_without_a_word_nothing_is_written() -> None:
    wish = read_wish([])
    assert not wish.write
    assert wish.texts == ()


def test_files_and_the_wish_to_write() -> None:
    wish = read_wish(["--write", "--rounds", "2", "a.jsonl", "b.jsonl"])
    assert (wish.write, wish.rounds, wish.texts) == (True, 2, (Path("a.jsonl"), Path("b.jsonl")))


@pytest.mark.parametrize(("content", "said"), [("{", "line 1"), ("\n", "no messages")])
def test_bad_texts_end_the_run_at_once(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=said):
        main([str(path)])
