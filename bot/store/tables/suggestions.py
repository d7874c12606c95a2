"""Suggestions of what should be better, and who wants to hear news about safety."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.casework.suggesting import Progress
from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, WordOf

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    # Who is to hear the answer; forgotten some time after the last one.
    Column("person", Snowflake),
    Column("words", LargeBinary),
    # Whether the team may know and say whose idea it was.
    Column("may_name", Boolean, nullable=False, default=False),
    Column("progress", WordOf(Progress, 12), nullable=False),
    # What the team answered. When something was changed, everybody may read it.
    Column("answer", LargeBinary),
    # Counts the answers, so that of two given at once only one holds.
    Column("answers", Integer, nullable=False, default=0),
    Column("made_at", Instant, nullable=False),
    Column("answered_at", Instant),
    UniqueConstraint("community", "number"),
    Index("ix_suggestions_community_progress", "community", "progress"),
    sqlite_autoincrement=True,
)

# Who asked to hear news about safety.
news_readers = Table(
    "news_readers",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
)

# Which news a community was told: each once, held by the database.
news_told = Table(
    "news_told",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("news", String(40), primary_key=True),
    Column("at", Instant, nullable=False),
)
