"""Reading the files that `sidelight evaluate` measures with: messages, dialogues and background."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands.json_lines import (
    LineError,
    flag_of,
    names_of,
    numbers_of,
    read_object,
    side_of,
    text_of,
    turns_of,
)
from bot.errors import SidelightError
from bot.screening import Message, Side

LISTENING_ROLES = frozenset({"listener", "supporter"})


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """One message with what a person thinks of it; `style` says how it was written, if that is known."""

    id: str
    message: Message
    flag: bool
    categories: frozenset[str]
    style: str


@dataclass(frozen=True, slots=True)
class LabelledDialogue:
    """One chat, with the turns (from 0) that deserve a flag and whether it should reach moderators."""

    id: str
    turns: tuple[Message, ...]
    flag_turns: frozenset[int]
    escalates: bool


@dataclass(frozen=True, slots=True)
class BackgroundMessage:
    """One ordinary message without a label: taken as harmless, so what is measured is an upper bound."""

    id: str
    message: Message


Labelled = LabelledMessage | LabelledDialogue | BackgroundMessage


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line of a file, and how many bytes it took, for a progress bar."""

    content: Labelled
    size: int


def read_labelled(file: Path) -> Iterator[LabelledLine]:
    """Yield the lines of one file; raise SidelightError naming file and line when one cannot be used."""
    try:
        with file.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if not line.isspace():
                    yield LabelledLine(_read_line(file, number, line), len(line))
    except OSError as error:
        raise SidelightError(f"{file}: cannot be read: {error.strerror}.") from None


def _read_line(file: Path, number: int, line: bytes) -> Labelled:
    try:
        record = read_object(line)
        default_id = f"{file.name}:{number}"
        if "turns" in record:
            return _dialogue(record, default_id)
        return _message(record, default_id) if "flag" in record else _background(record, default_id)
    except LineError as error:
        raise SidelightError(f"{file}, line {number}: {error}.") from None


def _message(record: dict[str, Any], default_id: str) -> LabelledMessage:
    return LabelledMessage(
        id=str(record.get("id", default_id)),
        message=Message(text_of(record), side_of(record)),
        flag=flag_of(record, "flag"),
        categories=frozenset(names_of(record, "categories")),
        style=str(record.get("style", "")),
    )


def _dialogue(record: dict[str, Any], default_id: str) -> LabelledDialogue:
    turns = tuple(
        Message(text_of(turn), side_of(turn), key=str(index)) for index, turn in enumerate(turns_of(record))
    )
    flag_turns = frozenset(numbers_of(record, "flag_turns"))
    if any(not 0 <= turn < len(turns) for turn in flag_turns):
        raise LineError(f'"flag_turns" must be from 0 to {len(turns) - 1}')
    return LabelledDialogue(
        id=str(record.get("id", default_id)),
        turns=turns,
        flag_turns=flag_turns,
        escalates=flag_of(record, "escalates"),
    )


def _background(record: dict[str, Any], default_id: str) -> BackgroundMessage:
    side = Side.LISTENER if record.get("role") in LISTENING_ROLES else Side.MEMBER
    return BackgroundMessage(id=str(record.get("id", default_id)), message=Message(text_of(record), side))
