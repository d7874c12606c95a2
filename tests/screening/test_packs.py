"""Every pack holds what its examples promise, and a bad pack says what is wrong."""

from pathlib import Path

import pytest

from bot.screening import Message, PackError, Pattern, Screener, Side, is_flagged
from bot.screening.loading import load_pack
from bot.screening.packs import Role
from tests.installed import installed_pack

PATTERNS = installed_pack().patterns
_UNFINISHED = (
    Role.MOVE,
    Role.FOLLOWUP,
    Role.PART,
    Role.REFUSAL,
)

GOOD = """
[[pattern]]
id = "odd_hat"
category = "conduct"
severity = "note"
reason = "It talks about an odd hat."
phrases = ["(odd|strange) <2> hat"]
match = ["what an odd green hat"]
leave = ["a hat"]
"""


def side_of(pattern: Pattern) -> Side:
    return pattern.side or Side.LISTENER


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_examples_that_must_match(screener: Screener, pattern: Pattern) -> None:
    for line in pattern.match:
        if pattern.role in _UNFINISHED:
            hits = {trial.pattern for trial in screener.try_text(line) if not trial.protected_by}
        else:
            hits = {finding.rule for finding in screener.look(Message(line, side_of(pattern)))}
        assert pattern.id in hits, line


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_examples_that_must_not_match(screener: Screener, pattern: Pattern) -> None:
    for line in pattern.leave:
        findings = screener.look(Message(line, side_of(pattern)))
        assert pattern.id not in {finding.rule for finding in findings}, line
        assert not (pattern.category.flaggable and is_flagged(findings)), line


@pytest.mark.parametrize(
    ("asked", "other", "pattern"),
    [
        ("hi, how old are you btw?", "how old are you when it says 30 on the cake", "probe_age"),
        ("your age please?", "at your age i was the same", "probe_age"),
        ("what is your age, sir", "what age is your son now?", "probe_age"),
        ("are you a lady?", "are you a man of faith?", "probe_person"),
        ("do you have a gf now?", "do you have a husband who helps you?", "probe_person"),
        ("boy or girl?", "is it going to be a boy or a girl?", "probe_person"),
        ("then just your instagram", "delete your instagram then", "ask_your_contact"),
        ("please give number dear", "they give a number to each patient", "ask_your_contact"),
        ("do you have a number or anything?", "do you have a number of worries?", "ask_your_contact"),
        ("mam ur no pls", "your no was clear", "ask_your_contact"),
    ],
)
def test_short_asks_are_told_from_what_sounds_like_them(
    screener: Screener, asked: str, other: str, pattern: str
) -> None:
    for text, hit in ((asked, True), (other, False)):
        open_hits = {trial.pattern for trial in screener.try_text(text) if not trial.protected_by}
        assert (pattern in open_hits) is hit, text


def test_every_reason_is_one_sentence() -> None:
    for pattern in PATTERNS:
        assert pattern.reason.endswith("."), pattern.id
        assert "!" not in pattern.reason, pattern.id


def test_a_good_pack_loads(tmp_path: Path) -> None:
    assert [pattern.id for pattern in load(tmp_path, GOOD)] == ["odd_hat"]


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('severity = "note"', 'severity = "huge"', "odd_hat"),
        ("<2> hat", "{unknown_class} hat", "unknown_class"),
        ("(odd|strange) <2> hat", "<2> hat", "gap stands after a word"),
        ("(odd|strange) <2> hat", "(odd hat", "expected"),
        ("(odd|strange) <2> hat", "[hat]", "nothing"),
        ("<2>", "<99>", "1 to 8"),
        ('match = ["what an odd green hat"]\n', "", "match"),
        ('id = "odd_hat"', 'id = "odd_hat"\nsevrity = "note"', "sevrity"),
        ('id = "odd_hat"', 'id = "odd_hat"\ndespite = ["refusl"]', "no context 'refusl'"),
        ("[[pattern]]", "[[pattern", "TOML"),
    ],
)
def test_a_bad_pack_names_file_and_reason(tmp_path: Path, wrong: str, right: str, says: str) -> None:
    with pytest.raises(PackError) as error:
        load(tmp_path, GOOD.replace(wrong, right))
    assert "hats.toml" in str(error.value)
    assert says in str(error.value)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="odd_hat is already in"):
        load(tmp_path, GOOD + GOOD)


def test_a_class_that_contains_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="contains itself"):
        load(tmp_path, '[classes]\nred = ["{blue}"]\nblue = ["{red}"]\n' + GOOD)


def test_no_packs_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="No packs"):
        load_pack(tmp_path, "xx")


def load(folder: Path, text: str) -> tuple[Pattern, ...]:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / "hats.toml").write_text(text, encoding="utf-8")
    return load_pack(folder, "en").patterns
