"""What listeners chose: shifts, limits, pages."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from bot.chats import Group
from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, WordOf

listeners = Table(
    "listeners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", Snowflake, nullable=False),
    # When they last chose anything or began a chat.
    Column("seen_at", Instant, nullable=False),
    # NULL: off shift.
    Column("on_shift_since", Instant),
    Column("resting_until", Instant),
    Column("last_offer", Instant),
    # NULL: no limit was chosen.
    Column("most_chats", Integer),
    Column("not_taken", String(400), nullable=False, default=""),
    Column("knows_card", Boolean, nullable=False, default=False),
    Column("chats_begun", Integer, nullable=False, default=0),
    # Topics and languages by their codes, between commas.
    Column("topics", String(200), nullable=False, default=""),
    Column("languages", String(200), nullable=False, default=""),
    Column("called", String(40), nullable=False, default=""),
    Column("listed", Boolean, nullable=False, default=False),
    Column("age_group", WordOf(Group, 8), nullable=False, default=""),
    UniqueConstraint("community", "person"),
    sqlite_autoincrement=True,
)
