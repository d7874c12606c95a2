"""A desk for moderators."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make this version from the one before."""
    _new_tables()
    _wider_tables()


def _new_tables() -> None:
    op.create_table(
        "news_readers",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_news_readers_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_news_readers")),
    )
    op.create_table(
        "news_told",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("news", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_news_told_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community", "news", name=op.f("pk_news_told")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asker", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("letter", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_questions_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("community", "number", name=op.f("uq_questions_community_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_asker", ["community", "asker"], unique=False)

    op.create_table(
        "words_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words_held")),
        sa.UniqueConstraint("person", "about", name=op.f("uq_words_held_person_about")),
    )
    op.create_table(
        "reviewers",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_reviewers_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_reviewers")),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("may_name", sa.Boolean(), nullable=False),
        sa.Column("progress", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_suggestions_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("community", "number", name=op.f("uq_suggestions_community_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.create_index("ix_suggestions_community_progress", ["community", "progress"], unique=False)

    op.create_table(
        "switches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("pattern", sa.String(length=80), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("second_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("live_pattern", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_switches_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_switches")),
        sa.UniqueConstraint("community", "live_pattern", name=op.f("uq_switches_community_live_pattern")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "verdicts",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("pattern", sa.String(length=80), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_verdicts_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community", "pattern", "verdict", name=op.f("pk_verdicts")),
    )
    op.create_table(
        "case_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_notes_case_id_cases"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notes")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_notes_case_id"), ["case_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("points_table", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("acted_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("second_by", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("leaves", sa.Boolean(), nullable=False),
        sa.Column("altogether", sa.Boolean(), nullable=False),
        sa.Column("break_days", sa.Integer(), nullable=False),
        sa.Column("mute_days", sa.Integer(), nullable=False),
        sa.Column("circumstances", sa.String(length=80), nullable=False),
        sa.Column("named", sa.LargeBinary(), nullable=True),
        sa.Column("waits_in", sa.Integer(), nullable=True),
        sa.Column("refresher_until", sa.BigInteger(), nullable=True),
        sa.Column("refresher_at", sa.BigInteger(), nullable=True),
        sa.Column("corrected_at", sa.BigInteger(), nullable=True),
        sa.Column("corrected_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id_cases"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_decisions_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("waits_in", name=op.f("uq_decisions_waits_in")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_decisions_person", ["community", "person"], unique=False)

    op.create_table(
        "record_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("viewer", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_record_views_case_id_cases"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_record_views_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_views")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("record_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_views_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_views_case_id"), ["case_id"], unique=False)

    op.create_table(
        "replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("matter", sa.String(length=10), nullable=False),
        sa.Column("points_table", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("allegation", sa.LargeBinary(), nullable=True),
        sa.Column("months", sa.String(length=60), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("noticed", sa.String(length=8), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("letter", sa.Integer(), nullable=True),
        sa.Column("waits_at", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("longer", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_replies_case_id_cases"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replies_case_id"), ["case_id"], unique=False)

    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("open_until", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("answer_to", sa.LargeBinary(), nullable=True),
        sa.Column("reviewer", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_appeals_community_communities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_appeals_decision_id_decisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_appeals_decision_id")),
        sa.UniqueConstraint("token", name=op.f("uq_appeals_token")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "breaks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("roles", sa.String(length=400), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_breaks_community_communities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_breaks_decision_id_decisions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaks")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("breaks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breaks_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index("ix_breaks_person", ["community", "person"], unique=False)

    op.create_table(
        "case_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_files_case_id_cases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_case_files_community_communities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_case_files_report_id_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_files")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_files_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_files_report_id"), ["report_id"], unique=False)

    op.create_table(
        "second_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("ends", sa.String(length=12), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("ends_break", sa.Boolean(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("second_by", sa.BigInteger(), nullable=True),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.Column("waits_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appeal_id"],
            ["appeals.id"],
            name=op.f("fk_second_readings_appeal_id_appeals"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_second_readings_case_id_cases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_second_readings_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_readings")),
        sa.UniqueConstraint("waits_in", name=op.f("uq_second_readings_waits_in")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("second_readings", schema=None) as batch_op:
        batch_op.create_index("ix_second_readings_by", ["community", "by"], unique=False)
        batch_op.create_index(batch_op.f("ix_second_readings_case_id"), ["case_id"], unique=False)


def _rebuilt() -> Literal["always", "auto"]:
    """SQLite writes a new column where the code has it only in a table made anew; others change it in place."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "auto"


def _wider_tables() -> None:
    """What was there goes on as it was."""
    with op.batch_alter_table(
        "cases", schema=None, table_kwargs={"sqlite_autoincrement": True}, recreate=_rebuilt()
    ) as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("decided_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("decided_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("late_told_at", sa.BigInteger(), nullable=True))
    # A case was open or closed; an open one that somebody holds is being looked at.
    op.execute("UPDATE cases SET state = 'looking' WHERE state = 'open' AND taken_by IS NOT NULL")
    op.execute("UPDATE cases SET state = 'new' WHERE state = 'open'")

    with op.batch_alter_table("communities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_suggestion", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("last_question", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("points_table", sa.String(length=16), nullable=False, server_default="off")
        )
        batch_op.add_column(sa.Column("points_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("leadership_role", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("adult_teen_role", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("muted_role", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("quiet_room", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("reviewers_role", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("digest_every", sa.String(length=8), nullable=False, server_default="daily")
        )
    with op.batch_alter_table("communities", schema=None) as batch_op:
        for name in (
            "last_suggestion",
            "last_question",
            "points_table",
            "digest_every",
        ):
            batch_op.alter_column(name, server_default=None)

    with op.batch_alter_table("people", schema=None, recreate=_rebuilt()) as batch_op:
        batch_op.add_column(sa.Column("away_until", sa.BigInteger(), nullable=True))

    with op.batch_alter_table(
        "reports", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.add_column(sa.Column("fresh", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("looked_again_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table(
        "reports", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        for name in ("fresh",):
            batch_op.alter_column(name, server_default=None)
