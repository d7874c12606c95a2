"""What people's verdicts taught about patterns, without names and words; and which ones are switched off."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, WordOf
from bot.store.words import Verdict

verdicts = Table(
    "verdicts",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("pattern", String(80), primary_key=True),
    # What was taken back is counted nowhere.
    Column("verdict", WordOf(Verdict, 12), primary_key=True),
    Column("number", Integer, nullable=False),
)

switches = Table(
    "switches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("pattern", String(80), nullable=False),
    Column("by", Snowflake, nullable=False),
    Column("since", Instant, nullable=False),
    # NULL once two people want it off.
    Column("until", Instant),
    Column("second_by", Snowflake),
    Column("ended_at", Instant),
    # NULL: by time.
    Column("ended_by", Snowflake),
    # The pattern's id while it is off, else NULL: switched off once at a time, held by the database.
    Column("live_pattern", String(80)),
    UniqueConstraint("community", "live_pattern"),
    sqlite_autoincrement=True,
)

# Volunteers who help to review: how far they are with the practice.
reviewers = Table(
    "reviewers",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("steps", Integer, nullable=False, default=0),
    Column("seen_at", Instant, nullable=False),
)
