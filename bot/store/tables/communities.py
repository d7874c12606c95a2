"""Communities, their rooms, and the people in them."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from bot.chats import RelayFor
from bot.screening import Strictness
from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, WordOf

communities = Table(
    "communities",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False, default=""),
    Column("moderators_channel", Snowflake),
    Column("moderators_role", Snowflake),
    Column("oversight", Snowflake),
    Column("listener_role", Snowflake),
    Column("lobby", Snowflake),
    Column("lobby_panel", Snowflake),
    Column("requests_channel", Snowflake),
    Column("locale", String(16), nullable=False, default="en"),
    Column("time_zone", String(64), nullable=False, default="UTC"),
    Column("digest_hour", Integer, nullable=False, default=9),
    Column("guide_link", String(500), nullable=False, default=""),
    Column("shadow", Boolean, nullable=False, default=False),
    Column("pause_on_urgent", Boolean, nullable=False, default=True),
    Column("strictness", WordOf(Strictness, 16), nullable=False, default="usual"),
    # Whose new chats go through private messages with the bot, under made-up names.
    Column("relay", WordOf(RelayFor, 8), nullable=False, default="new"),
    # The last numbers given: never given again, also after the rows that had them were purged.
    Column("last_chat", Integer, nullable=False, default=0),
    Column("last_case", Integer, nullable=False, default=0),
    Column("last_report", Integer, nullable=False, default=0),
    Column("last_suggestion", Integer, nullable=False, default=0),
    Column("last_question", Integer, nullable=False, default=0),
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
    # Age groups by role; they are kept apart unless the community says otherwise.
    Column("adult_role", Snowflake),
    Column("teen_role", Snowflake),
    Column("groups_mix", Boolean, nullable=False, default=False),
    # Whether chats with crisis words go to trained people (T38), and whether moderators get a quiet link.
    Column("crisis_refers", Boolean, nullable=False, default=False),
    Column("crisis_alert", Boolean, nullable=False, default=False),
    # The listeners' own panel, in their own channel.
    Column("listeners_panel", Snowflake),
    # Which table of behaviour points is used: `off`, or the name of one; and since when, for nothing counts back.
    Column("points_table", String(16), nullable=False, default="off"),
    Column("points_since", Instant),
    # What a break takes and what it leaves: badges, a role that mutes, and the one room that stays readable.
    Column("leadership_role", Snowflake),
    Column("adult_teen_role", Snowflake),
    Column("muted_role", Snowflake),
    Column("quiet_room", Snowflake),
    # Volunteers who help to review, each with a second reader at first (T61).
    Column("reviewers_role", Snowflake),
    # How often the digest comes: `daily` or `weekly`.
    Column("digest_every", String(8), nullable=False, default="daily"),
)

rooms = Table(
    "rooms",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("channel", Snowflake, primary_key=True, autoincrement=False),
    # 0: the room refused a panel, so it is not tried again until rooms are chosen anew.
    Column("panel", Snowflake),
)

people = Table(
    "people",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    # NULL: never asked. Private words need an explicit yes.
    Column("private_words", Boolean),
    Column("locale", String(16)),
    Column("asked_at", Instant),
    # A moderator who is away: what is due waits that long, or goes to the others.
    Column("away_until", Instant),
)

# Names and titles that were shown to the team once; `whose` is a person or a thread.
names = Table(
    "names",
    metadata,
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True),
    Column("whose", Snowflake, primary_key=True, autoincrement=False),
    Column("what", String(40), primary_key=True),
    Column("told_at", Instant, nullable=False),
    Column("allowed_by", Snowflake),
)
