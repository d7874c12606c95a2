"""Findings, flags and circumstances for the tests of casework."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.casework.values import Circumstances, Flag, Policy, Source
from bot.screening import Category, Finding, Severity, Side

NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
POLICY = Policy()
CHAT, MEMBER, LISTENER = 7, 501, 601
NOTE, CONCERN, URGENT, TIP = Severity.NOTE, Severity.CONCERN, Severity.URGENT, Severity.TIP
REQUEST = Category.CONTACT_REQUEST


def finding(
    category: Category = REQUEST,
    severity: Severity = CONCERN,
    *,
    start: int = 0,
    end: int = 4,
    excuse: str = "",
    after_refusal: bool = False,
    detail: str = "",
    adds_up: bool = False,
) -> Finding:
    return Finding(
        category=category,
        severity=severity,
        rule=f"rule_{category}",
        score=0.7,
        start=start,
        end=end,
        matched="text",
        reason="A reason.",
        excuse=excuse,
        after_refusal=after_refusal,
        detail=detail,
        adds_up=adds_up,
    )


def by_listener(**changes: object) -> Circumstances:
    """A listener writes in a chat, just now."""
    return _around(Side.LISTENER, MEMBER, changes)


def by_member(**changes: object) -> Circumstances:
    """A member writes in a chat, just now."""
    return _around(Side.MEMBER, LISTENER, changes)


def in_room(side: Side = Side.MEMBER, **changes: object) -> Circumstances:
    """Somebody writes in a room, just now."""
    return _around(side, None, {"in_chat": False, "chat": None, **changes})


def _around(side: Side, other: int | None, changes: Mapping[str, object]) -> Circumstances:
    values: dict[str, Any] = {"now": NOW, "written_at": NOW, "in_chat": True, "chat": CHAT, "other": other}
    values.update(changes)
    return Circumstances(side=side, **values)


def contact_flag(chat: int | None, other: int | None = None, **changes: object) -> Flag:
    """A concern about contact by the listener of a chat; by default every chat has a member of its own."""
    return _flag({"category": REQUEST, "chat": chat, "other": _other(chat, other)}, changes)


def ended_flag(chat: int, other: int | None = None, **changes: object) -> Flag:
    """A member said that a chat ended without a word."""
    usual: dict[str, Any] = {
        "category": Category.CONDUCT,
        "severity": NOTE,
        "source": Source.ENDING,
        "detail": "ended_suddenly",
        "chat": chat,
        "other": _other(chat, other),
    }
    return _flag(usual, changes)


def against_member(chat: int, listener: int, **changes: object) -> Flag:
    """A member wrote something sexual to a listener."""
    usual: dict[str, Any] = {
        "category": Category.ADVANCE,
        "side": Side.MEMBER,
        "chat": chat,
        "other": listener,
    }
    return _flag(usual, changes)


def _other(chat: int | None, other: int | None) -> int | None:
    return 1000 + chat if other is None and chat is not None else other


def _flag(usual: Mapping[str, object], changes: Mapping[str, object]) -> Flag:
    values: dict[str, Any] = {"severity": CONCERN, "made_at": NOW - timedelta(days=1), "message": 1}
    values.update(usual)
    values.update(changes)
    return Flag(**values)
