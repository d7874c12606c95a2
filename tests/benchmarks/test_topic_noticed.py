"""How many messages of a topic are noticed is counted by their kind."""

from pathlib import Path

import pytest

from benchmarks.topic_noticed import read_labelled, sets_of, shares
from bot.commands.measuring import Share
from bot.screening import Category, Screener
from tools.labelled_lines import NONE


def test_each_kind_is_counted_by_itself(tmp_path: Path, screener: Screener) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(
        '{"text": "i just want to die", "sender": "member", "tier": "wish"}\n'
        '{"text": "i finished my kitchen today", "sender": "listener", "tier": "none"}\n'
        '{"text": "i keep thinking about ending my life", "sender": "member", "tier": "wish"}\n'
        '{"text": "the bus was late again", "sender": "member", "tier": "wish"}\n'
    )
    found = shares(screener, read_labelled(path, Category.CRISIS), Category.CRISIS)
    assert found == {"wish": Share(2, 3), "none": Share(0, 1)}


@pytest.mark.parametrize(
    ("category", "least", "most"), [(Category.CRISIS, 0.55, 0.05), (Category.CONDUCT, 0.5, 0.04)]
)
def test_a_topic_is_often_noticed_and_seldom_for_nothing(
    screener: Screener, category: Category, least: float, most: float
) -> None:
    labelled = [one for path in sets_of(category) for one in read_labelled(path, category)]
    found = dict(shares(screener, labelled, category))
    none = found.pop(NONE)
    of_it = Share(sum(kind.hits for kind in found.values()), sum(kind.of for kind in found.values()))
    # Most of those of no kind were written to look as if they were.
    assert none.of > 300
    assert none.hits < none.of * most
    assert of_it.hits > of_it.of * least
