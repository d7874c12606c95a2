"""A table is read from a file; what is wrong is said with key and value."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.casework.points import PolicyError, as_text, find_policy, read_policy, shipped_policies

GOOD = """
name = "Ours"
[[tier]]
name = "0-2"
least = 0
[[tier]]
name = "3 and more"
least = 3
[[rule]]
id = "A1"
title = "Something"
points = 1.5
[[change]]
on = 2026-01-01
text = "First"
"""


def read(tmp_path: Path, content: str) -> str:
    """What is wrong with a table, or its name when nothing is."""
    file = tmp_path / "policy.toml"
    file.write_text(content, encoding="utf-8")
    try:
        return read_policy(file).name
    except PolicyError as error:
        return str(error)


def test_a_small_table_is_enough(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == "Ours"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "points = 1.5",
            "points = -1",
            "rule.1.points: Input should be greater than or equal to 0 (it is -1)",
        ),
        ("points = 1.5", "points = 1.505", "(it is 1.505)"),
        ("points = 1.5", "points = 1\nfirst = 2", "first is 2, but must be at most points"),
        ("points = 1.5", "colour = 3", "rule.1.colour: there is no such key; there are id, title, points,"),
        (
            'name = "Ours"',
            'name = "Ours"\nquiet = 1',
            "quiet: there is no such key; there are name, about, expires,",
        ),
        ("points = 1.5", "points = [1, 3]", "rule.1.points: "),
        ("points = 1.5", 'points = "one"', 'rule.1.points: Input should be a valid decimal (it is "one")'),
        ("points = 1.5", "points = true", "(it is true)"),
        (
            "points = 1.5",
            'points = 1\nred_flag = "yes"',
            'rule.1.red_flag: Input should be a valid boolean (it is "yes")',
        ),
        ("points = 1.5", 'points = 1\ncovers = ["A1"]', "covers: goes in a circle, A1 - A1"),
        ('title = "Something"', f'title = "{"x" * 300}"', "xxx...)"),
        ('name = "3 and more"', 'name = "0-2"', "tier 0-2: the name is there more than once"),
        (
            'name = "Ours"',
            'name = "Ours"\nexpires = true',
            "expires: Input should be a valid integer (it is true)",
        ),
        ('id = "A1"', 'id = "a 1"', "rule.1.id"),
        ("least = 0", "least = 1", "tier.least: must begin with 0 and rise; it is [1, 3]"),
        ("on = 2026-01-01", 'on = "soon"', "change.1.on"),
        ('name = "Ours"', "", "name: Field required"),
        ('name = "Ours"', "name = ", "not valid TOML"),
        ('name = "Ours"', 'name = "Ours"\nexpires = 0', "expires"),
        ('name = "Ours"', 'name = "Ours"\nmute_points = 0', "mute_points"),
        ("points = 1.5", 'points = 1.5\ncovers = ["A2"]', "rule A1: covers A2, which is no rule"),
        (
            "points = 1.5",
            "points = 1.5\nsince = 2026-02-01",
            "rule A1: since is 2026-02-01, but no change has that date; add one that says what changed",
        ),
        (
            "points = 1.5",
            "points = 1.5\nuntil = 2026-01-01",
            "until is 2026-01-01, which is not after it began",
        ),
        (
            "least = 3",
            "least = 3\nbreak_days = 14\nbreak_months = 3",
            "tier 3 and more: a break has break_days or break_months, not both",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    answer = read(tmp_path, GOOD.replace(old, new))
    assert answer.startswith("policy.toml: ")
    assert said in answer


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("least = 0", "least = 1").replace("points = 1.5", "points = 1\nfirst = 2")
    assert read(tmp_path, wrong).splitlines() == [
        "policy.toml: tier.least: must begin with 0 and rise; it is [1, 3]",
        "policy.toml: rule A1: first is 2, but must be at most points, which is 1",
    ]


def test_a_mark_that_editors_put_in_front_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + GOOD) == "Ours"


def test_a_rule_that_is_there_twice_is_named(tmp_path: Path) -> None:
    again = '[[rule]]\nid = "A1"\ntitle = "Again"\n'
    assert "rule A1: the id is there more than once" in read(tmp_path, GOOD + again)


def test_fading_must_go_one_way(tmp_path: Path) -> None:
    steps = "[[fading]]\nmonths = 1\nleft = 20\n[[fading]]\nmonths = 3\nleft = 60\n"
    assert "fading: months must rise, and what is left must not" in read(tmp_path, GOOD + steps)


def test_a_row_comes_and_goes_with_a_dated_change(tmp_path: Path) -> None:
    """P08, P35, Q24: whoever wants another number ends the row and adds another."""
    rows = GOOD.replace("points = 1.5", "points = 1.5\nuntil = 2026-05-01")
    rows += '[[change]]\non = 2026-05-01\ntext = "A2 instead of A1"\n'
    rows += '[[rule]]\nid = "A2"\ntitle = "Something"\npoints = 2\nsince = 2026-05-01\n'
    assert read(tmp_path, rows) == "Ours"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"none\.toml: cannot be read: No such file"):
        read_policy(tmp_path / "none.toml")


def test_what_is_shipped_can_be_used() -> None:
    assert shipped_policies() == ("starter", "table-2020")
    assert {name: len(find_policy(name).rules) for name in shipped_policies()} == {
        "starter": 8,
        "table-2020": 36,
    }
    with pytest.raises(PolicyError, match="there are starter, table-2020"):
        find_policy("2031")


def test_the_starter_table_begins_with_a_talk_and_mutes_nobody() -> None:
    starter = find_policy("starter")
    assert all(rule.first == 0 for rule in starter.rules.values())
    assert not starter.mutes
    assert not starter.has_small
    assert find_policy("table-2020").mutes
    assert find_policy("table-2020").has_small


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        *((f"F{number}", 0) for number in (1, 2, 3)),
        *((f"F{number}", 1) for number in (4, 5, 6, 7, 8)),
        ("F9", 2),
        ("F10", 3),
        *((f"C{number}", 1) for number in range(1, 9)),
        ("C9", 4),
        *((f"D{number}", 1) for number in range(1, 8)),
        *(("D8", 4), ("D9", 5), ("D10", 7), ("D11", 4), ("D12", 3), ("D13", 4), ("D14", None)),
    ],
)
def test_the_2020_table_says_what_was_typed_off(rule: str, points: int | None) -> None:
    """Every row of F, C and D."""
    written = find_policy("table-2020").rule(rule).points
    assert written == points


@pytest.mark.parametrize(
    ("points", "text"), [("0", "0"), ("1.80", "1.8"), ("0.25", "0.25"), ("10", "10"), ("5.00", "5")]
)
def test_points_are_written_as_people_write_them(points: str, text: str) -> None:
    assert as_text(Decimal(points)) == text
