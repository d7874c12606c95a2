"""What somebody new to reviewing wants to end, until a second person has read it too (T61)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table

from bot.casework.reviewing import Ends
from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, Points, WordOf
from bot.store.words import ReadingState

second_readings = Table(
    "second_readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    # Only for the answer to an appeal.
    Column("appeal_id", Integer, ForeignKey("appeals.id", ondelete="CASCADE")),
    Column("ends", WordOf(Ends, 12), nullable=False),
    Column("words", LargeBinary),
    Column("points", Points),
    Column("ends_break", Boolean, nullable=False, default=False),
    Column("by", Snowflake, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", WordOf(ReadingState, 12), nullable=False),
    Column("second_by", Snowflake),
    Column("read_at", Instant),
    # The case, while nobody has read it, else NULL: at most one waits, held by the database.
    Column("waits_in", Integer, unique=True),
    Index("ix_second_readings_by", "community", "by"),
    sqlite_autoincrement=True,
)
