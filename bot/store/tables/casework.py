"""What is recorded about people, and the cases that people look at."""

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

from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("subject", Snowflake, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("taken_by", Snowflake),
    Column("taken_at", Instant),
    Column("closed_at", Instant),
    Column("outcome", String(32)),
    Column("message", Snowflake),
    Column("place", Snowflake),
    # The subject's id while the case is open, else NULL: at most one open case each, held by the database.
    Column("open_subject", Snowflake),
    UniqueConstraint("community", "number"),
    UniqueConstraint("community", "open_subject"),
    sqlite_autoincrement=True,
)

case_log = Table(
    "case_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("who", Snowflake, nullable=False),
    Column("what", String(32), nullable=False),
    sqlite_autoincrement=True,
)

flags = Table(
    "flags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("subject", Snowflake, nullable=False),
    Column("side", String(8), nullable=False),
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("place", Snowflake, nullable=False),
    Column("message", Snowflake, nullable=False),
    # The person on the other side, whom thresholds count once.
    Column("other", Snowflake),
    Column("category", String(24), nullable=False),
    Column("severity", Integer, nullable=False),
    Column("rule", String(80), nullable=False),
    Column("detail", String(40), nullable=False, default=""),
    Column("source", String(12), nullable=False),
    Column("after_refusal", Boolean, nullable=False, default=False),
    Column("shadow", Boolean, nullable=False, default=False),
    Column("made_at", Instant, nullable=False),
    Column("excerpt", LargeBinary),
    Column("disputed_at", Instant),
    Column("verdict", String(12)),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="SET NULL")),
    UniqueConstraint("message", "category", "subject", "source"),
    Index("ix_flags_subject_made_at", "community", "subject", "made_at"),
    sqlite_autoincrement=True,
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("reporter", Snowflake, nullable=False),
    Column("subject", Snowflake),
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("place", Snowflake),
    Column("message", Snowflake),
    Column("situation", String(24), nullable=False),
    Column("words", LargeBinary),
    Column("naming", String(16), nullable=False, default="moderators"),
    Column("made_at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="SET NULL")),
    Column("closed_at", Instant),
    UniqueConstraint("community", "number"),
    sqlite_autoincrement=True,
)

pauses = Table(
    "pauses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="SET NULL")),
    Column("by", Snowflake),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("lifted_at", Instant),
    Index("ix_pauses_person", "community", "person"),
    sqlite_autoincrement=True,
)

reveals = Table(
    "reveals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("asked_by", Snowflake, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("reason", LargeBinary, nullable=False),
    Column("agreed_by", Snowflake),
    Column("agreed_at", Instant),
    sqlite_autoincrement=True,
)
