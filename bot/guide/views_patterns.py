"""What the cards about patterns show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One pattern and what people found. `reason` is its plain sentence; `percent` is None while few judged it."""

    pattern: str
    kind: str
    reason: str
    right: int = 0
    wrong: int = 0
    claimed: int = 0
    percent: int | None = None
    off: bool = False
    off_until: datetime | None = None
    off_by: str = ""
    second: str = ""
