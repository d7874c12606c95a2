"""The figures of an evaluation, checked on tables small enough to count by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.measuring import (
    JudgedBackground,
    JudgedDialogue,
    JudgedMessage,
    Row,
    Share,
    measure_background,
    measure_curve,
    measure_dialogues,
    measure_messages,
)


def judged(
    *labels: str, flag: bool, found: str = "", score: float = 0.0, style: str = "", sender: str = "member"
) -> JudgedMessage:
    return JudgedMessage(
        id="x",
        flag=flag,
        categories=frozenset(labels),
        style=style,
        sender=sender,
        found=frozenset(found.split()),
        score=score,
    )


TABLE = [
    judged("secrecy", flag=True, found="secrecy", score=0.9, style="plain", sender="listener"),
    judged("secrecy", flag=True, style="subtle"),
    judged("advance", flag=True, found="secrecy", score=0.4, style="plain"),
    judged("lookalike", flag=False),
    judged("lookalike", flag=False, found="secrecy", score=0.6, sender="listener"),
    judged("benign", flag=False),
]


def row(group: str, name: str) -> Row:
    return next(each for each in measure_messages(TABLE) if (each.group, each.name) == (group, name))


class TestShare:
    @pytest.mark.parametrize(
        ("hits", "of", "low", "high"),
        [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (81, 263, 0.255, 0.366)],
    )
    def test_the_interval_is_wilsons(self, hits: int, of: int, low: float, high: float) -> None:
        assert Share(hits, of).interval == pytest.approx((low, high), abs=0.0006)

    def test_nothing_counted_has_no_rate(self) -> None:
        assert (Share(0, 0).rate, Share(0, 0).interval) == (None, None)

    @given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
    def test_the_interval_holds_the_rate(self, counted: tuple[int, int]) -> None:
        share = Share(*counted)
        assert share.interval is not None
        assert share.rate is not None
        low, high = share.interval
        assert 0 <= low <= share.rate + 1e-12
        assert share.rate - 1e-12 <= high <= 1


class TestMessages:
    @pytest.mark.parametrize(
        ("group", "name", "recall", "false_alarms", "precision"),
        [
            ("all", "all", (2, 3), (1, 3), (2, 3)),
            ("category", "secrecy", (1, 2), (1, 3), (1, 3)),
            ("category", "advance", (1, 1), (0, 3), (0, 0)),
            ("category", "lookalike", (0, 0), (1, 2), (0, 0)),
            ("category", "benign", (0, 0), (0, 1), (0, 0)),
            ("style", "plain", (2, 2), (0, 0), (2, 2)),
            ("style", "subtle", (0, 1), (0, 0), (0, 0)),
            ("sender", "listener", (1, 1), (1, 1), (1, 2)),
            ("sender", "member", (1, 2), (0, 2), (1, 1)),
        ],
    )
    def test_each_group_has_its_figures(
        self,
        group: str,
        name: str,
        recall: tuple[int, int],
        false_alarms: tuple[int, int],
        precision: tuple[int, int],
    ) -> None:
        expected = Row(group, name, Share(*recall), Share(*false_alarms), Share(*precision))
        assert row(group, name) == expected

    def test_no_messages_give_no_rows(self) -> None:
        assert (measure_messages([]), measure_curve([])) == ([], [])


class TestCurve:
    def test_the_threshold_goes_down_while_false_alarms_allow_it(self) -> None:
        harmless = [judged(flag=False, found="x", score=score) for score in (0.5, 0.3)]
        harmless += [judged(flag=False) for _ in range(98)]
        deserved = [judged(flag=True, found="x", score=score) for score in (0.9, 0.5, 0.4, 0.2)]
        one, two, five = measure_curve(harmless + deserved)
        assert (one.threshold, one.recall, one.false_alarms) == (0.4, Share(3, 4), Share(1, 100))
        assert (two.threshold, two.recall, two.false_alarms) == (0.2, Share(4, 4), Share(2, 100))
        assert five.recall == Share(4, 4)

    def test_messages_of_one_score_fall_together(self) -> None:
        messages = [judged(flag=flag, found="x", score=0.5) for flag in (True, False, True)]
        assert measure_curve(messages)[0].threshold is None
        assert measure_curve(messages)[0].recall == Share(0, 2)

    def test_what_was_not_flagged_is_never_recalled(self) -> None:
        messages = [judged(flag=True), judged(flag=True, found="x", score=0.1)]
        assert measure_curve(messages)[2].recall == Share(1, 2)

    @given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.5, 0.9])), min_size=1))
    def test_the_limit_is_kept(self, pairs: list[tuple[bool, float]]) -> None:
        for point in measure_curve([judged(flag=flag, score=score) for flag, score in pairs]):
            assert (point.false_alarms.rate or 0) <= point.limit


def chat(
    name: str, *, escalates: bool, escalated: bool, deserved: str, flagged: str, turns: int
) -> JudgedDialogue:
    return JudgedDialogue(
        id=name,
        escalates=escalates,
        escalated=escalated,
        deserved=frozenset(map(int, deserved)),
        flagged=frozenset(map(int, flagged)),
        turns=turns,
    )


def test_dialogues_are_measured_whole_and_by_turn() -> None:
    figures = measure_dialogues(
        [
            chat("a", escalates=True, escalated=True, deserved="12", flagged="2", turns=4),
            chat("b", escalates=True, escalated=False, deserved="0", flagged="", turns=2),
            chat("c", escalates=False, escalated=True, deserved="", flagged="01", turns=3),
        ]
    )
    assert (figures.escalating, figures.harmless) == (Share(1, 2), Share(1, 1))
    assert (figures.turn_recall, figures.turn_false_alarms) == (Share(1, 3), Share(2, 6))


def test_background_is_measured_by_file_and_together() -> None:
    flagged = JudgedBackground("1", "b.jsonl", flagged=True)
    quiet = JudgedBackground("2", "a.jsonl", flagged=False)
    assert measure_background([flagged, quiet]) == [
        ("a.jsonl", Share(0, 1)),
        ("b.jsonl", Share(1, 1)),
        ("all", Share(1, 2)),
    ]
    assert measure_background([flagged]) == [("b.jsonl", Share(1, 1))]
    assert measure_background([]) == []
