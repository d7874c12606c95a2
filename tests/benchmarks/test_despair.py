"""How many messages of people in crisis are noticed is counted by how much they are in crisis."""

from pathlib import Path

from benchmarks.despair import SETS, Share, read_labelled, shares
from bot.screening import Screener


def test_each_tier_is_counted_by_itself(tmp_path: Path, screener: Screener) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(
        '{"text": "i just want to die", "sender": "member", "tier": "wish"}\n'
        '{"text": "i keep thinking about ending my life", "sender": "member", "tier": "wish"}\n'
        '{"text": "the bus was late again", "sender": "member", "tier": "wish"}\n'
        '{"text": "i finished my kitchen today", "sender": "listener", "tier": "none"}\n'
    )
    assert shares(screener, read_labelled(path)) == [Share("none", 0, 1), Share("wish", 2, 3)]


def test_few_ordinary_lines_bring_up_help_for_nothing(screener: Screener) -> None:
    labelled = [one for path in SETS.glob("*.jsonl") for one in read_labelled(path)]
    [none] = [share for share in shares(screener, labelled) if share.tier == "none"]
    assert none.count > 1000
    assert none.noticed / none.count < 0.03
