"""An evaluation as tables for people and as JSON for programs."""

import json
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.evaluating import Evaluation
from bot.commands.measuring import CurvePoint, Row, Share
from bot.commands.printing import printable


def print_evaluation(console: Console, evaluation: Evaluation, mistakes: int) -> None:
    """Print the tables that have content, then at most `mistakes` ids of each kind of mistake."""
    if evaluation.messages:
        console.print(_message_table(evaluation.messages))
        console.print(_curve_table(evaluation.curve))
    if evaluation.dialogues is not None:
        console.print(_dialogue_table(evaluation))
    if evaluation.background:
        console.print(_background_table(evaluation))
    if mistakes:
        _print_mistakes(console, evaluation, mistakes)


def evaluation_json(evaluation: Evaluation, mistakes: int) -> str:
    """Return all figures as one JSON object, with at most `mistakes` ids of each kind of mistake."""
    dialogues = evaluation.dialogues
    return json.dumps(
        {
            "messages": [_row_record(row) for row in evaluation.messages],
            "curve": [_point_record(point) for point in evaluation.curve],
            "dialogues": {name: _share_record(share) for name, share in _dialogue_shares(evaluation)}
            if dialogues is not None
            else None,
            "background": {name: _share_record(share) for name, share in evaluation.background},
            "mistakes": {name: ids[:mistakes] for name, ids in _mistakes(evaluation)},
        },
        indent=2,
    )


def _message_table(rows: list[Row]) -> Table:
    table = _table("Messages", "group", "name", "recall", "false alarms", "precision")
    for row in rows:
        shares = (row.recall, row.false_alarms, row.precision)
        table.add_row(row.group, Text(printable(row.name)), *(_cell(share) for share in shares))
    return table


def _curve_table(points: list[CurvePoint]) -> Table:
    table = _table("Best recall by threshold", "false alarms at most", "threshold", "recall", "false alarms")
    for point in points:
        threshold = "–" if point.threshold is None else f"{point.threshold:.3f}"
        table.add_row(f"{point.limit:.0%}", threshold, _cell(point.recall), _cell(point.false_alarms))
    return table


def _dialogue_table(evaluation: Evaluation) -> Table:
    table = _table("Chats", "what", "share")
    for name, share in _dialogue_shares(evaluation):
        table.add_row(name.replace("_", " "), _cell(share))
    return table


def _background_table(evaluation: Evaluation) -> Table:
    table = _table("Background (upper bound of false alarms)", "file", "flagged", "in 1,000")
    for name, share in evaluation.background:
        table.add_row(Text(printable(name)), _cell(share), f"{1000 * (share.rate or 0):.2f}")
    return table


def _print_mistakes(console: Console, evaluation: Evaluation, mistakes: int) -> None:
    for name, ids in _mistakes(evaluation):
        shown = [printable(each) for each in ids[:mistakes]]
        console.print(Text(f"{name.replace('_', ' ')} ({len(ids)}): {' '.join(shown) or '–'}"))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table


def _cell(share: Share) -> str:
    """Show a share as percentage, counts and interval, for instance "50 % (5/10, 24-76)"."""
    if share.rate is None or share.interval is None:
        return "–"
    low, high = share.interval
    return f"{100 * share.rate:.1f} % ({share.hits}/{share.of}, {100 * low:.1f}–{100 * high:.1f})"


def _dialogue_shares(evaluation: Evaluation) -> list[tuple[str, Share]]:
    figures = evaluation.dialogues
    if figures is None:
        return []
    return [
        ("escalated_of_escalating", figures.escalating),
        ("escalated_of_harmless", figures.harmless),
        ("turn_recall", figures.turn_recall),
        ("turn_false_alarms", figures.turn_false_alarms),
    ]


def _mistakes(evaluation: Evaluation) -> list[tuple[str, tuple[str, ...]]]:
    mistakes = evaluation.mistakes
    return [
        ("missed", mistakes.missed),
        ("false_alarms", mistakes.false_alarms),
        ("missed_chats", mistakes.missed_chats),
        ("false_chats", mistakes.false_chats),
    ]


def _row_record(row: Row) -> dict[str, Any]:
    return {
        "group": row.group,
        "name": row.name,
        "recall": _share_record(row.recall),
        "false_alarms": _share_record(row.false_alarms),
        "precision": _share_record(row.precision),
    }


def _point_record(point: CurvePoint) -> dict[str, Any]:
    return {
        "limit": point.limit,
        "threshold": point.threshold,
        "recall": _share_record(point.recall),
        "false_alarms": _share_record(point.false_alarms),
    }


def _share_record(share: Share) -> dict[str, Any]:
    return {"hits": share.hits, "of": share.of, "rate": share.rate, "interval": share.interval}
