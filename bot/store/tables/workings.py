"""What the bot needs for its own work: acts owed, timers, reading positions, letters, counts."""

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
from bot.store.types import Instant, WordOf
from bot.store.words import ActState

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("body", LargeBinary),
    Column("made_at", Instant, nullable=False),
    Column("read_at", Instant),
    Index("ix_letters_person", "community", "person"),
    sqlite_autoincrement=True,
)

# Words that somebody has not sent yet; `about` is what they are about, as its buttons carry it. A community may not be
# known yet.
words_held = Table(
    "words_held",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Snowflake, nullable=False),
    Column("about", String(80), nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("held_at", Instant, nullable=False),
    UniqueConstraint("person", "about"),
)

spoken = Table(
    "spoken",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("place", Snowflake, nullable=False),
    Column("person", Snowflake),
    Column("what", String(24), nullable=False),
    Column("at", Instant, nullable=False),
    Column("would_have", Boolean, nullable=False, default=False),
    Index("ix_spoken_place_at", "place", "at"),
    sqlite_autoincrement=True,
)

tallies = Table(
    "tallies",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("what", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, nullable=False),
    Column("delivery", String(16), nullable=False, unique=True),
    Column("lane", String(32), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("about", String(64), nullable=False, default=""),
    Column("urgent", Boolean, nullable=False, default=False),
    Column("body", LargeBinary),
    Column("state", WordOf(ActState, 12), nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("not_before", Instant, nullable=False),
    Column("latest", Instant),
    Column("made_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("result", Snowflake),
    Column("refusal", String(80)),
    Index("ix_outbox_state_not_before", "state", "not_before"),
    Index("ix_outbox_lane_state", "lane", "state"),
    Index("ix_outbox_about", "about"),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("key", String(40), nullable=False),
    Column("due", Instant, nullable=False, index=True),
    UniqueConstraint("kind", "key"),
    sqlite_autoincrement=True,
)

watermarks = Table(
    "watermarks",
    metadata,
    Column("place", Snowflake, primary_key=True, autoincrement=False),
    Column("community", Snowflake, nullable=False),
    Column("message", Snowflake, nullable=False),
    # Messages since the silent line with buttons was last put near the bottom of the place.
    Column("since_line", Integer, nullable=False, default=0, server_default="0"),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
