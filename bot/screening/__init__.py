"""Screening turns text into findings: pure, quick, and it never raises on any text."""

from bot.screening.balance import Strictness
from bot.screening.explaining import Explanation, Trial
from bot.screening.memory import Memory
from bot.screening.packs import PackError, Pattern, Role, find_packs
from bot.screening.screener import Screener, load_screener
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
    "Explanation",
    "Finding",
    "Findings",
    "Memory",
    "Message",
    "PackError",
    "Pattern",
    "Role",
    "Screener",
    "Severity",
    "Side",
    "Strictness",
    "Trial",
    "concern_score",
    "find_packs",
    "is_flagged",
    "load_screener",
]
