"""How many messages of people in crisis are noticed is counted by how much they are in crisis."""

from pathlib import Path

from benchmarks.crisis_noticed import SETS, read_labelled, shares
from bot.commands.measuring import Share
from bot.screening import Screener


def test_each_tier_is_counted_by_itself(tmp_path: Path, screener: Screener) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(
        '{"text": "i just want to die", "sender": "member", "tier": "wish"}\n'
        '{"text": "i finished my kitchen today", "sender": "listener", "tier": "none"}\n'
        '{"text": "i keep thinking about ending my life", "sender": "member", "tier": "wish"}\n'
        '{"text": "the bus was late again", "sender": "member", "tier": "wish"}\n'
    )
    assert shares(screener, read_labelled(path)) == {"wish": Share(2, 3), "none": Share(0, 1)}


def test_few_ordinary_lines_bring_up_help_for_nothing(screener: Screener) -> None:
    labelled = [one for path in SETS.glob("*.jsonl") for one in read_labelled(path)]
    none = shares(screener, labelled)["none"]
    assert none.of > 1000
    assert none.rate is not None
    assert none.rate < 0.04
