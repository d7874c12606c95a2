"""Screening turns text into findings: pure, quick, and it never raises on any text."""

from bot.screening.balance import Strictness
from bot.screening.explaining import Explanation, TopicWeighed, Trial
from bot.screening.judge import Judged
from bot.screening.loading import find_packs, load_known, load_pack, read_patterns
from bot.screening.memory import Memory
from bot.screening.near import Near, nearest
from bot.screening.packs import Known, Pack, PackError, Pattern, Role
from bot.screening.screener import Screener, load_screener
from bot.screening.topics import TOPICS
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
from bot.screening.weighing import QUOTED, Clue

__all__ = [
    "QUOTED",
    "TOPICS",
    "Category",
    "Clue",
    "Explanation",
    "Finding",
    "Findings",
    "Judged",
    "Known",
    "Memory",
    "Message",
    "Near",
    "Pack",
    "PackError",
    "Pattern",
    "Role",
    "Screener",
    "Severity",
    "Side",
    "Strictness",
    "TopicWeighed",
    "Trial",
    "concern_score",
    "find_packs",
    "is_flagged",
    "load_known",
    "load_pack",
    "load_screener",
    "nearest",
    "read_patterns",
]
