"""The page of what was asked for is complete and true: each id once, and a test that exists for nearly each."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.casework.points import find_policy

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| ([TPFCDKQ]\d+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py::[\w:]+)`")

WANTED = (
    *(f"T{number:02}" for number in range(1, 64)),
    *(f"P{number:02}" for number in range(1, 38)),
    *(f"F{number}" for number in range(1, 11)),
    *(f"C{number}" for number in range(1, 10)),
    *(f"D{number}" for number in range(1, 15)),
    *(f"K{number}" for number in range(1, 6)),
    *(f"Q{number:02}" for number in range(1, 27)),
)
WITHOUT_A_TEST = 10
ROWS_FOR_ONE_TEST = 6

# These two are tables themselves: they are run once for each row of F, C and D.
TABLE_TESTS = frozenset(
    {
        "tests/casework/points/test_file.py::test_the_2020_table_says_what_was_typed_off",
        "tests/guide/test_rules.py::test_nobody_gets_points_for_a_rule_that_cannot_be_read_here",
    }
)


def rows() -> list[tuple[str, tuple[str, ...]]]:
    """Each id of the page in its order, with the tests named for it."""
    page = (ROOT / "docs/coverage.md").read_text(encoding="utf-8")
    return [(found[1], tuple(NAMED.findall(found[4]))) for found in ROW.finditer(page)]


def missing(named: Iterable[str]) -> list[str]:
    """Those that cannot be run, in their order; each file is read once."""
    files: dict[str, set[str]] = {}
    for test in named:
        file, _, name = test.partition("::")
        files.setdefault(file, set()).add(name)
    return [f"{file}::{name}" for file, names in files.items() for name in sorted(names - written_in(file))]


def written_in(file: str) -> set[str]:
    """The tests of this file, with their classes; none when there is no such file."""
    path = ROOT / file
    return set(below(ast.parse(path.read_text("utf-8")))) if path.is_file() else set()


def below(holder: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in holder.body:
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{name}" for name in below(node))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name


def test_every_id_is_there_exactly_once_and_in_order() -> None:
    assert [row for row, _ in rows()] == list(WANTED)


def test_every_test_that_is_named_exists() -> None:
    assert missing(test for _, tests in rows() for test in tests) == []


@pytest.mark.parametrize(
    ("test", "there"),
    [
        ("tests/test_coverage.py::test_every_test_that_is_named_exists", True),
        ("tests/test_coverage.py::written_in", False),
        ("tests/test_coverage.py::test_nothing", False),
        ("tests/test_nothing.py::test_nothing", False),
        ("tests/test_documents.py::TestTone::test_nothing_is_shouted", True),
        ("tests/test_documents.py::test_nothing_is_shouted", False),
    ],
)
def test_a_name_that_is_none_would_be_noticed(test: str, there: bool) -> None:
    assert (missing([test]) == []) is there


def test_few_rows_are_without_a_test() -> None:
    assert len([row for row, tests in rows() if not tests]) <= WITHOUT_A_TEST


def test_no_row_is_shown_by_a_crowd_and_no_test_shows_everything() -> None:
    assert [row for row, tests in rows() if len(set(tests)) != len(tests) or len(tests) > 2] == []
    shown = Counter(test for _, tests in rows() for test in tests if test not in TABLE_TESTS)
    assert {test: count for test, count in shown.items() if count > ROWS_FOR_ONE_TEST} == {}


def test_only_rows_of_the_table_of_points_are_shown_by_a_test_of_all_rows() -> None:
    """Except Q23, which asks for just that: no points for what is no rule anywhere."""
    table = {row.id for row in find_policy("table-2020").rules.values()}
    assert {row for row, _ in rows() if row[0] in "FCD"} == {row for row in table if row[0] in "FCD"}
    assert {row for row, tests in rows() if TABLE_TESTS & set(tests)} <= table | {"Q23"}
