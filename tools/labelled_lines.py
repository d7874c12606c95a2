"""Labelled lines: what the weights of screening are learnt from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.screening import Category, Pattern, Role
from bot.screening.topics import Topic

KINDS = (
    Category.CONTACT_REQUEST,
    Category.CONTACT_SHARE,
    Category.OFFSITE_INVITE,
    Category.PERSONAL_PROBE,
    Category.SECRECY,
    Category.ADVANCE,
)
"""The categories that words can speak for; an excuse is named by the rules."""
ORDINARY_FOR_ASKS, ORDINARY_FOR_SIGNS = 12.0, 4.0
"""How many times an ordinary line counts, since ordinary talk is far more common than it is among the lines. A small
sign by itself reaches nobody, so less depends on it."""
LABELS, NONE = {Category.CRISIS: "tier", Category.CONDUCT: "conduct"}, "none"
"""What says of a line of a topic which kind it is, and what stands there where it is of none."""
PROMISED = 3.0
"""How many times an example of a pack counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line: whether it is an ask by itself (None: unknown), and whether it is at least a small sign."""

    text: str
    ask: bool | None
    sign: bool
    kinds: frozenset[str] = frozenset()
    ordinary: bool = False
    promised: bool = False
    """Whether it is an example of a pack, so that `sidelight patterns test` fails when it is got wrong."""
    conduct: bool = False
    """Whether it is known to be poor listening."""


def read_lines(folder: Path) -> list[Line]:
    """All labelled lines of a folder: messages, and the turns of chats."""
    return [line for path in sorted(folder.glob("*.jsonl")) for line in read_file(path)]


def topic_lines(folder: Path, lines: Iterable[Line], topic: Topic) -> list[Line]:
    """What is learnt from to tell a topic: the lines written for it, and those of the packs that are known to be it."""
    paths = sorted((folder / topic.category.value).glob("*.jsonl"))
    records = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    known = ((record["text"], record[LABELS[topic.category]] != NONE) for record in records)
    written = [Line(text, is_of_it, is_of_it) for text, is_of_it in known]
    if topic.category is not Category.CONDUCT:
        return written
    return written + [replace(line, ask=True, sign=True) for line in lines if line.conduct]


def examples(patterns: Iterable[Pattern]) -> list[Line]:
    """The examples of the packs: what must not match is no ask; what must match is one, or a sign after one."""
    found = []
    for pattern in patterns:
        found += [Line(text, False, False, promised=True) for text in pattern.leave]
        if not pattern.category.flaggable:
            poor = pattern.category is Category.CONDUCT and pattern.role is Role.ACT
            found += [Line(text, False, False, promised=True, conduct=poor) for text in pattern.match]
        elif pattern.role is Role.FOLLOWUP:
            found += [Line(text, None, True, promised=True) for text in pattern.match]
        else:
            kinds = frozenset({pattern.category} & set(KINDS))
            found += [Line(text, True, True, kinds, promised=True) for text in pattern.match]
    return found


def digest(lines: Iterable[Line]) -> str:
    """What tells whether the lines have changed since the weights were learnt."""
    text = "\n".join(sorted(f"{line.ask}{line.sign}{line.text}" for line in lines))
    return sha256(text.encode()).hexdigest()[:16]


def read_file(path: Path) -> list[Line]:
    """All labelled lines of one file."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [line for record in records for line in _lines(record)]


def _lines(record: dict[str, Any]) -> list[Line]:
    if "turns" in record:
        return list(_turns(record))
    flagged = bool(record["flag"])
    kinds = frozenset(record.get("categories", ())) if flagged else frozenset()
    ordinary = not flagged and record.get("categories") == ["benign"]
    conduct = not flagged and Category.CONDUCT in record.get("categories", ())
    return [Line(record["text"], flagged, flagged, kinds, ordinary, conduct=conduct)]


def _turns(record: dict[str, Any]) -> Iterable[Line]:
    """Turns that deserve a flag after what came before teach what a small sign is, not what an ask is."""
    signs = record.get("signs") or [""] * len(record["turns"])
    asking = {record["turns"][place]["sender"] for place in record["flag_turns"]}
    for place, turn in enumerate(record["turns"]):
        sign = place in record["flag_turns"] or bool(signs[place])
        if sign:
            yield Line(turn["text"], None, True)
        elif not record["escalates"] or "signs" in record or turn["sender"] not in asking:
            yield Line(turn["text"], False, False)
