"""The fixed contract of `sidelight check --jsonl`: one JSON line in, one JSON line out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.casework.within_chat import JudgedTurn, escalates
from bot.commands.json_lines import LineError, Source, batches, read_object, side_of, text_of, turns_of
from bot.screening import Finding, Judged, Memory, Message, Screener, Side, is_flagged

SCORE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written for one line, and whether the line could be used."""

    text: str
    usable: bool


class Target(Protocol):
    """Where answers go."""

    def write(self, data: bytes, /) -> object:
        """Take these bytes."""
        ...

    def flush(self) -> None:
        """Pass on what was written."""
        ...


def answer_stream(screener: Screener, source: Source, target: Target) -> bool:
    """Answer every line of `source` in order; return whether all could be used.

    Lines that are at hand are answered together with one write, so that a file goes quickly and a
    program that waits for each answer gets it at once. Blank lines are counted and skipped.
    """
    all_usable = True
    number = 0
    for batch in batches(source):
        answers = answer_lines(screener, batch, number)
        number += len(batch)
        all_usable = all_usable and all(answer.usable for answer in answers)
        target.write("".join(f"{answer.text}\n" for answer in answers).encode("ascii"))
        target.flush()
    return all_usable


def answer_lines(screener: Screener, lines: Sequence[bytes], before: int) -> list[Answer]:
    """Answer lines that follow `before` others, leaving blank ones out."""
    return [
        answer_line(screener, line, number)
        for number, line in enumerate(lines, start=before + 1)
        if line and not line.isspace()
    ]


def answer_line(screener: Screener, line: bytes, number: int) -> Answer:
    """Answer one line; a line that cannot be used is answered with its number and the reason."""
    try:
        record = read_object(line)
        return Answer(_answer(screener, record), usable=True)
    except LineError as error:
        return Answer(_ENCODER.encode({"line": number, "error": str(error)}), usable=False)


def judge_turns(screener: Screener, records: Iterable[dict[str, Any]]) -> Sequence[tuple[Side, Judged]]:
    """Judge the turns of one chat in order, each with what came before it; raise LineError."""
    memory = Memory()
    judged = []
    for index, record in enumerate(records):
        try:
            message = Message(text_of(record), side_of(record), key=str(index))
        except LineError as error:
            raise LineError(f"turn {index + 1}: {error}") from None
        judged.append((message.side, screener.judge(message, memory)))
    return judged


def _answer(screener: Screener, record: dict[str, Any]) -> str:
    if "turns" not in record:
        return _with_id(record, _verdict(screener.judge(Message(text_of(record), side_of(record)))))
    if "text" in record:
        raise LineError('there must be "text" or "turns", not both')
    judged = judge_turns(screener, turns_of(record))
    verdicts = ", ".join(f"{{{_verdict(turn)}}}" for _, turn in judged)
    escalated = escalates(JudgedTurn(side, turn.findings) for side, turn in judged)
    return _with_id(record, f'"escalates": {_truth(escalated)}, "turns": [{verdicts}]')


def _with_id(record: dict[str, Any], rest: str) -> str:
    try:
        return f'{{"id": {_ENCODER.encode(record.get("id"))}, {rest}}}'
    except (ValueError, RecursionError):
        raise LineError('"id" cannot be written back as JSON') from None


def _verdict(judged: Judged) -> str:
    score = round(judged.score, SCORE_PLACES)
    if not judged.findings:
        return f'"flagged": false, "score": {score!r}, "findings": []'
    listed = _ENCODER.encode([_as_record(finding) for finding in judged.findings])
    return f'"flagged": {_truth(is_flagged(judged.findings))}, "score": {score!r}, "findings": {listed}'


def _as_record(finding: Finding) -> dict[str, Any]:
    return {
        "category": finding.category.value,
        "severity": finding.severity.word,
        "rule": finding.rule,
        "score": round(finding.score, SCORE_PLACES),
        "start": finding.start,
        "end": finding.end,
        "matched": finding.matched,
        "reason": finding.reason,
    }


def _truth(value: bool) -> str:
    return "true" if value else "false"


_ENCODER = json.JSONEncoder(allow_nan=False)
