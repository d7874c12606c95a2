"""Reading JSON lines: one object a line, read strictly enough that nothing is judged by mistake."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, Protocol

from bot.screening import Side

CHUNK = 1 << 18
_KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}


class LineError(ValueError):
    """One line cannot be used; the message names the field and what is allowed."""


class Source(Protocol):
    """A stream of bytes that hands out what is there instead of waiting for more."""

    def read1(self, size: int, /) -> bytes:
        """Return the bytes at hand, at most `size`; nothing at the end."""
        ...


def batches(source: Source) -> Iterator[list[bytes]]:
    """Yield the lines that are complete so far, many from a file, one from a person who types."""
    unfinished: list[bytes] = []
    while chunk := source.read1(CHUNK):
        head, newline, tail = chunk.rpartition(b"\n")
        if newline:
            yield b"".join([*unfinished, head]).split(b"\n")
            unfinished = []
        unfinished.append(tail)
    last = b"".join(unfinished)
    if last:
        yield [last]


def read_object(line: bytes) -> dict[str, Any]:
    """Return the JSON object of one line; raise LineError when there is none."""
    try:
        value = _DECODER.decode(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError(f"byte {error.start + 1} is not UTF-8; save the text as UTF-8") from None
    except json.JSONDecodeError as error:
        raise LineError(f"not valid JSON at column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"not usable JSON: {error}") from None
    if not isinstance(value, dict):
        raise LineError(f"must be a JSON object, not {_kind(value)}")
    return value


def text_of(record: dict[str, Any]) -> str:
    """Return the field `text`, which must be there and be text."""
    text = record.get("text", _MISSING)
    if isinstance(text, str):
        return text
    raise _wrong("text", "text", text)


def side_of(record: dict[str, Any]) -> Side:
    """Return the side in the field `sender`; without it the text is judged as a member's."""
    sender = record.get("sender")
    if sender is None or sender == "member":
        return Side.MEMBER
    if sender == "listener":
        return Side.LISTENER
    raise LineError(f'"sender" must be "listener" or "member", or be left out, not {_shown(sender)}')


def flag_of(record: dict[str, Any], name: str) -> bool:
    """Return a field that must be true or false."""
    value = record.get(name, _MISSING)
    if isinstance(value, bool):
        return value
    raise _wrong(name, "true or false", value)


def names_of(record: dict[str, Any], name: str) -> list[str]:
    """Return a field that must be a list of texts."""
    value = record.get(name, _MISSING)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value
    raise _wrong(name, "a list of texts", value)


def numbers_of(record: dict[str, Any], name: str) -> list[int]:
    """Return a field that must be a list of whole numbers."""
    value = record.get(name, _MISSING)
    if isinstance(value, list) and all(type(part) is int for part in value):
        return value
    raise _wrong(name, "a list of whole numbers", value)


def turns_of(record: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Return the field `turns`, which must be a list of objects."""
    turns = record.get("turns", _MISSING)
    if not isinstance(turns, list):
        raise _wrong("turns", "a list of turns", turns)
    for number, turn in enumerate(turns, start=1):
        if not isinstance(turn, dict):
            raise LineError(f"turn {number} must be an object, not {_kind(turn)}")
    return turns


def _wrong(name: str, allowed: str, value: object) -> LineError:
    if value is _MISSING:
        return LineError(f'"{name}" is missing; it must be {allowed}')
    return LineError(f'"{name}" must be {allowed}, not {_kind(value)}')


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "a number")


def _shown(value: object) -> str:
    return json.dumps(value[:40]) if isinstance(value, str) else _kind(value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_MISSING = object()
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
