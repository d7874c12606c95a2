"""The tables, as SQLAlchemy Core knows them; the migrations build the same.

`sqlite_autoincrement`: ids stand in buttons and letters, so that of a deleted row must never come back.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.types import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Snowflake = BigInteger

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
    Column("strictness", String(16), nullable=False, default="usual"),
    # Whose new chats go through private messages with the bot, under made-up names.
    Column("relay", String(8), nullable=False, default="new"),
    # The last numbers given: never given again, also after the rows that had them were purged.
    Column("last_chat", Integer, nullable=False, default=0),
    Column("last_case", Integer, nullable=False, default=0),
    Column("last_report", Integer, nullable=False, default=0),
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
)

chats = Table(
    "chats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("member", Snowflake, nullable=False),
    Column("listener", Snowflake),
    Column("state", String(16), nullable=False),
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
    Column("ending", String(24)),
    # What a request asks beyond topic, language and length.
    Column("avoid", LargeBinary),
    Column("wish", String(8), nullable=False, default=""),
    Column("wanted", Snowflake),
    Column("age_group", String(8), nullable=False, default=""),
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
    Column("state", String(12), nullable=False),
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

# The clock of a chat that has opened: how long, what was said about it, and whose turn it is. No words.
chat_times = Table(
    "chat_times",
    metadata,
    Column(
        "chat_id", Integer, ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("opened_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("told", String(16), nullable=False, default=""),
    Column("quiet_told_at", Instant),
    # The side that asked for more time alone so far.
    Column("more_wanted_by", String(8)),
    Column("last_side", String(8)),
    Column("last_at", Instant),
    Column("goodbye_at", Instant),
    Column("unclear", Boolean, nullable=False, default=False),
    # Whether the member was asked if it ended suddenly, and whether a yes counts.
    Column("asked", String(8), nullable=False, default="not"),
)

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
    Column("age_group", String(8), nullable=False, default=""),
    UniqueConstraint("community", "person"),
    sqlite_autoincrement=True,
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
    Column("helped", String(8)),
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
    Column("side", String(8), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("since", Instant, nullable=False),
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
