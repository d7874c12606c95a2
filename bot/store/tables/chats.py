"""Chats: asked for, offered, timed, relayed, handed over, and answered for afterwards."""

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

from bot.casework.afterwards import Helped, MeetAgain
from bot.chats import Asked, Ending, Group, State, Told, Wish
from bot.screening import Side
from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, WordOf

chats = Table(
    "chats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("member", Snowflake, nullable=False),
    Column("listener", Snowflake),
    Column("state", WordOf(State, 16), nullable=False),
    Column("topic", LargeBinary),
    Column("language", String(40), nullable=False, default=""),
    Column("minutes", Integer, nullable=False, default=0),
    Column("place", Snowflake, unique=True),
    Column("request_message", Snowflake),
    Column("panel_message", Snowflake),
    Column("made_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("ended_at", Instant),
    Column("ended_by", Snowflake),
    # The person's id while a request or chat of theirs is live, else NULL: at most one at a time, held by the database.
    Column("live_member", Snowflake),
    # Why it ended; NULL while it lives, and for requests that never became a chat.
    Column("ending", WordOf(Ending, 24)),
    # What a request asks beyond topic, language and length.
    Column("avoid", LargeBinary),
    Column("wish", WordOf(Wish, 8), nullable=False, default=""),
    Column("wanted", Snowflake),
    Column("age_group", WordOf(Group, 8), nullable=False, default=""),
    # All listeners see the request, not only one of them.
    Column("for_all", Boolean, nullable=False, default=False),
    UniqueConstraint("community", "number"),
    UniqueConstraint("community", "live_member"),
    sqlite_autoincrement=True,
)

apart = Table(
    "apart",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("other", Snowflake, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
)

# The clock of a chat that has opened: how long, what was said about it, and whose turn it is. No words.
chat_times = Table(
    "chat_times",
    metadata,
    Column(
        "chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("opened_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("told", WordOf(Told, 16), nullable=False, default=""),
    Column("quiet_told_at", Instant),
    # The side that asked for more time alone so far.
    Column("more_wanted_by", WordOf(Side, 8)),
    Column("last_side", WordOf(Side, 8)),
    Column("last_at", Instant),
    Column("goodbye_at", Instant),
    Column("unclear", Boolean, nullable=False, default=False),
    # Whether the member was asked if it ended suddenly, and whether a yes counts.
    Column("asked", WordOf(Asked, 8), nullable=False, default="not"),
)

offers = Table(
    "offers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("listener", Snowflake, nullable=False),
    Column("made_at", Instant, nullable=False),
    # The chat's id while the listener may still take it, else NULL: one offer at a time, held by the database.
    Column("open_chat", Integer, unique=True),
    sqlite_autoincrement=True,
)

# A note that a listener wrote to hand a chat over, and the chat it goes along to once the member agreed.
handovers = Table(
    "handovers",
    metadata,
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("next_chat", Integer, ForeignKey("chats.id", ondelete="CASCADE"), unique=True),
    Column("note", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
)

# That a listener stopped a chat (ended it now, or referred it): for a few days, about fresh accounts only.
stops = Table(
    "stops",
    metadata,
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("member", Snowflake, nullable=False),
    Column("listener", Snowflake, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_stops_member", "community", "member"),
)

# What the member of a chat answered afterwards.
answers = Table(
    "answers",
    metadata,
    Column(
        "chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("member", Snowflake, nullable=False),
    Column("listener", Snowflake, nullable=False),
    Column("helped", WordOf(Helped, 8)),
    Column("safe", Boolean),
    Column("answered_at", Instant, nullable=False),
    Index("ix_answers_community_listener", "community", "listener"),
)

# Who would like to meet whom again or never again; `side` is the side that wishes it.
wishes = Table(
    "wishes",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Snowflake, primary_key=True, autoincrement=False),
    Column("listener", Snowflake, primary_key=True, autoincrement=False),
    Column("side", WordOf(Side, 8), primary_key=True),
    Column("kind", WordOf(MeetAgain, 8), nullable=False),
    Column("since", Instant, nullable=False),
)

# A chat that has a row here is relayed: its two people know each other by these names only.
relays = Table(
    "relays",
    metadata,
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("member_name", String(60), nullable=False),
    Column("listener_name", String(60), nullable=False),
    # The first message to each side: what they wrote to the bot before it belongs to no chat, or to another.
    Column("member_panel", Snowflake),
    Column("listener_panel", Snowflake),
    Column("paused_at", Instant),
    Column("stops", Integer, nullable=False, default=0),
)

relayed = Table(
    "relayed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("author", Snowflake, nullable=False),
    Column("message", Snowflake, nullable=False),
    # A long message arrives in several pieces, from 0 on.
    Column("piece", Integer, nullable=False, default=0),
    Column("receiver", Snowflake, nullable=False),
    Column("copy", Snowflake, index=True),
    Column("stopped", Boolean, nullable=False, default=False),
    # What the author changed before the copy arrived: new words (sealed), or taken back.
    Column("newer", LargeBinary),
    Column("taken_back", Boolean, nullable=False, default=False),
    UniqueConstraint("message", "piece"),
    sqlite_autoincrement=True,
)
