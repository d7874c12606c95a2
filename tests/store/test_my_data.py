"""No column is forgotten: each is in a copy or left out with a reason, and each has its fate in a deletion."""

import pytest
from sqlalchemy import LargeBinary, Table

from bot.store.forgetting import LEFT_ALONE, fates
from bot.store.my_data import NOT_TOLD, everything_told
from bot.store.tables import metadata

TABLES = tuple(metadata.tables.values())


def named(table: Table) -> str:
    return str(table.name)


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_column_is_in_a_copy_or_left_out_with_a_reason(table: Table) -> None:
    shown = [told for told in everything_told() if told.table is table]

    assert bool(shown) is (table.name not in NOT_TOLD), (
        "name it in my_data_given.py or my_data_recorded.py, or in NOT_TOLD"
    )
    for told in shown:
        assert {*told.columns, *told.left_out} == {column.name for column in table.c}, told.name
        assert not set(told.columns) & set(told.left_out)
        assert all(told.left_out.values())


@pytest.mark.parametrize("table", TABLES, ids=named)
def test_every_column_has_its_fate_in_a_deletion(table: Table) -> None:
    meant = [fate for fate in fates() if fate.table is table]

    assert bool(meant) is (table.name not in LEFT_ALONE), (
        "name it in forgetting.py: as a fate, or in LEFT_ALONE"
    )
    for fate in meant:
        if not fate.deletes:
            changed = {*fate.emptied, *fate.hashed}
            assert {*changed, *fate.kept} == {column.name for column in table.c}
            assert not changed & set(fate.kept)
            assert all(fate.kept.values())


def test_what_is_named_is_there() -> None:
    names = {table.name for table in TABLES}

    assert set(NOT_TOLD) | set(LEFT_ALONE) <= names
    assert all((*NOT_TOLD.values(), *LEFT_ALONE.values()))
    kinds = [told.name for told in everything_told()]
    assert len(set(kinds)) == len(kinds)


def test_a_copy_never_holds_who_else_was_there() -> None:
    others = {"other", "subject", "by", "second_by", "taken_by", "decided_by", "asked_by", "reviewer"}
    shown = {column for told in everything_told() for column in told.columns}

    assert not shown & others


def test_whatever_is_sealed_and_stays_has_a_reason() -> None:
    """People's words go at once: sealed columns are deleted or emptied, or belong to the team, or wait for a case."""
    kept = {
        (fate.table.name, column)
        for fate in fates()
        for column in fate.kept
        if isinstance(fate.table.c[column].type, LargeBinary)
    }

    assert kept == {("appeals", "reason"), ("suggestions", "answer")}
