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


def test_help_is_seldom_brought_up_for_nothing_and_often_where_it_is_needed(screener: Screener) -> None:
    labelled = [one for path in SETS.glob("*.jsonl") for one in read_labelled(path)]
    found = dict(shares(screener, labelled))
    none = found.pop("none")
    in_crisis = Share(sum(tier.hits for tier in found.values()), sum(tier.of for tier in found.values()))
    # Most of those in no crisis were written to look as if they were.
    assert none.of > 800
    assert none.hits < none.of * 0.05
    assert in_crisis.hits > in_crisis.of * 0.55
