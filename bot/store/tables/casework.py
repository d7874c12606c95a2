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

from bot.casework.appealing import Outcome
from bot.casework.case_life import CaseState
from bot.casework.replying import Answer
from bot.casework.situations import Situation
from bot.casework.values import Source
from bot.screening import Category, Side
from bot.store.tables.base import Snowflake, metadata
from bot.store.types import Instant, Points, WordOf
from bot.store.words import BreakKind, DecisionState, Verdict

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("subject", Snowflake, nullable=False),
    Column("state", WordOf(CaseState, 16), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("taken_by", Snowflake),
    Column("taken_at", Instant),
    Column("closed_at", Instant),
    Column("outcome", String(32)),
    Column("message", Snowflake),
    Column("place", Snowflake),
    # The subject's id until something is decided, else NULL: at most one open case each, held by the database.
    Column("open_subject", Snowflake),
    # By when the next step was promised; NULL when nobody waits for one.
    Column("due_at", Instant),
    Column("decided_at", Instant),
    Column("decided_by", Snowflake),
    # When those who wait were last told that it takes longer.
    Column("late_told_at", Instant),
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
    Column("side", WordOf(Side, 8), nullable=False),
    Column("chat_id", Integer, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("place", Snowflake, nullable=False),
    Column("message", Snowflake, nullable=False),
    # The person on the other side, whom thresholds count once.
    Column("other", Snowflake),
    Column("category", WordOf(Category, 24), nullable=False),
    Column("severity", Integer, nullable=False),
    Column("rule", String(80), nullable=False),
    Column("detail", String(40), nullable=False, default=""),
    Column("source", WordOf(Source, 12), nullable=False),
    Column("after_refusal", Boolean, nullable=False, default=False),
    Column("shadow", Boolean, nullable=False, default=False),
    Column("made_at", Instant, nullable=False),
    Column("excerpt", LargeBinary),
    Column("disputed_at", Instant),
    Column("verdict", WordOf(Verdict, 12)),
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
    Column("situation", WordOf(Situation, 24), nullable=False),
    Column("words", LargeBinary),
    Column("naming", String(16), nullable=False, default="moderators"),
    Column("made_at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="SET NULL")),
    Column("closed_at", Instant),
    # A new account told it (made or joined less than a week before).
    Column("fresh", Boolean, nullable=False, default=False),
    # Its reporter asked somebody else to look again; once at most.
    Column("looked_again_at", Instant),
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

# What moderators tell each other about a case.
case_notes = Table(
    "case_notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", Snowflake, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# Who opened the record of a person: with an open case about them, or for a reason of their own.
record_views = Table(
    "record_views",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("viewer", Snowflake, nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="SET NULL"), index=True),
    Column("reason", LargeBinary),
    sqlite_autoincrement=True,
)

# Pictures and files that somebody gave as evidence (T45): encrypted, for the team only.
case_files = Table(
    "case_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("report_id", Integer, ForeignKey("reports.id", ondelete="CASCADE"), index=True),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), index=True),
    Column("by", Snowflake, nullable=False),
    Column("at", Instant, nullable=False),
    Column("name", String(100), nullable=False),
    Column("kind", String(60), nullable=False, default=""),
    Column("content", LargeBinary),
    sqlite_autoincrement=True,
)

# The right of reply (P22): what somebody was told may have happened, and what they answered.
replies = Table(
    "replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", Snowflake, nullable=False),
    # What it is about, and the rule: of a table of points, or Sidelight's own when `points_table` is empty.
    Column("matter", String(10), nullable=False, default=""),
    Column("points_table", String(16), nullable=False, default=""),
    Column("rule", String(10), nullable=False, default=""),
    Column("allegation", LargeBinary),
    # The months in which it may have been, as people read them: never a day.
    Column("months", String(60), nullable=False, default=""),
    # Somebody may be in danger, so the reporter's choice came second.
    Column("danger", Boolean, nullable=False, default=False),
    # Who noticed it: `person` or `bot`.
    Column("noticed", String(8), nullable=False),
    Column("asked_by", Snowflake, nullable=False),
    Column("asked_at", Instant, nullable=False),
    # NULL while a moderator still writes it.
    Column("sent_at", Instant),
    # The private word that holds it, and since when it waits there because nothing else reached them.
    Column("letter", Integer),
    Column("waits_at", Instant),
    # NULL until they were reached: a deadline that nobody was told does not run.
    Column("told_at", Instant),
    Column("due_at", Instant),
    Column("longer", Boolean, nullable=False, default=False),
    Column("answer", WordOf(Answer, 12)),
    Column("words", LargeBinary),
    Column("answered_at", Instant),
    Column("taken_back_at", Instant),
    sqlite_autoincrement=True,
)

# What people decided: the rule as it was published then, and what it counts.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="SET NULL"), index=True),
    Column("person", Snowflake, nullable=False),
    Column("points_table", String(16), nullable=False),
    Column("rule", String(10), nullable=False),
    # The three dates of G2: the act, the decision, and (in `breaks`) what followed from it.
    Column("acted_at", Instant, nullable=False),
    Column("decided_at", Instant, nullable=False),
    # When it reached the person; NULL while it is on its way. The time to ask for a second look runs from then.
    Column("told_at", Instant),
    Column("points", Points, nullable=False),
    # What the table proposed; where people decided otherwise, `reason` says why.
    Column("proposed", Points),
    Column("reason", LargeBinary),
    Column("by", Snowflake, nullable=False),
    # Where two people are needed: it stands once the second has agreed.
    Column("needs_second", Boolean, nullable=False, default=False),
    Column("second_by", Snowflake),
    Column("state", WordOf(DecisionState, 12), nullable=False),
    Column("leaves", Boolean, nullable=False, default=False),
    # Not to come back as a member either (K4); `leaves` alone is about listening.
    Column("altogether", Boolean, nullable=False, default=False),
    Column("break_days", Integer, nullable=False, default=0),
    Column("mute_days", Integer, nullable=False, default=0),
    # What the table asks about the act, by name and between commas: in a listeners' room, with a teen, and so on.
    Column("circumstances", String(80), nullable=False, default=""),
    # The rule in words, where the community has no table of points.
    Column("named", LargeBinary),
    # The case, while a second person has not agreed yet, else NULL: at most one waits, held by the database.
    Column("waits_in", Integer, unique=True),
    # A refresher may replace the first point (P11).
    Column("refresher_until", Instant),
    Column("refresher_at", Instant),
    Column("corrected_at", Instant),
    Column("corrected_by", Snowflake),
    Index("ix_decisions_person", "community", "person"),
    sqlite_autoincrement=True,
)

# Breaks that end by themselves: `kind` is break, mute, badge, teens (the badge for them) or leave.
breaks = Table(
    "breaks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("kind", WordOf(BreakKind, 8), nullable=False),
    Column("decision_id", Integer, ForeignKey("decisions.id", ondelete="SET NULL"), index=True),
    Column("by", Snowflake, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    # The roles that were taken, by their ids, between commas.
    Column("roles", String(400), nullable=False, default=""),
    # When what it takes or gives was last known to be so in Discord; NULL while it never was.
    Column("kept_at", Instant),
    Column("ended_at", Instant),
    Column("ended_by", Snowflake),
    Index("ix_breaks_person", "community", "person"),
    sqlite_autoincrement=True,
)

# Appeals: another reviewer looks once. `token` is the hash of the link's secret, gone once used.
appeals = Table(
    "appeals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", Snowflake, ForeignKey("communities.id", ondelete="CASCADE"), nullable=False),
    Column(
        "decision_id", Integer, ForeignKey("decisions.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("person", Snowflake, nullable=False),
    Column("token", String(64), unique=True),
    Column("open_until", Instant, nullable=False),
    Column("made_at", Instant),
    Column("words", LargeBinary),
    # How somebody who left can be answered, if they chose to say.
    Column("answer_to", LargeBinary),
    Column("reviewer", Snowflake),
    Column("due_at", Instant),
    Column("outcome", WordOf(Outcome, 12)),
    Column("reason", LargeBinary),
    Column("answered_at", Instant),
    Column("answered_by", Snowflake),
    sqlite_autoincrement=True,
)
