"""Screening turns text into findings: pure, quick, and it never raises on any text."""

from bot.screening.memory import Memory
from bot.screening.packs import PackError, Pattern, find_packs
from bot.screening.screener import Screener, Trial, load_screener
from bot.screening.values import (
    Category,
    Finding,
    Findings,
    Message,
    Severity,
    Side,
    concern_score,
    is_flagged,
)

__all__ = [
    "Category",
    "Finding",
    "Findings",
    "Memory",
    "Message",
    "PackError",
    "Pattern",
    "Screener",
    "Severity",
    "Side",
    "Trial",
    "concern_score",
    "find_packs",
    "is_flagged",
    "load_screener",
]
