"""Questions to the moderators that are about nobody in particular (P34); no case comes of them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("asker", Snowflake, nullable=False),
    Column("words", LargeBinary),
    Column("asked_at", Instant, nullable=False),
    Column("answer", LargeBinary),
    Column("answered_at", Instant),
    Column("answered_by", Snowflake),
    # The private word that tells the asker how it stands.
    Column("letter", Integer),
    UniqueConstraint("community", "number"),
    Index("ix_questions_asker", "community", "asker"),
    sqlite_autoincrement=True,
)
