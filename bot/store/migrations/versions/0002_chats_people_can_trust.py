"""Chats people can trust."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make this version from the one before."""
    op.create_table(
        "listeners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("on_shift_since", sa.BigInteger(), nullable=True),
        sa.Column("resting_until", sa.BigInteger(), nullable=True),
        sa.Column("last_offer", sa.BigInteger(), nullable=True),
        sa.Column("most_chats", sa.Integer(), nullable=True),
        sa.Column("not_taken", sa.String(length=400), nullable=False),
        sa.Column("knows_card", sa.Boolean(), nullable=False),
        sa.Column("chats_begun", sa.Integer(), nullable=False),
        sa.Column("topics", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("called", sa.String(length=40), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("age_group", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_listeners_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listeners")),
        sa.UniqueConstraint("community", "person", name=op.f("uq_listeners_community_person")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "names",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("whose", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("allowed_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_names_community_communities"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community", "whose", "what", name=op.f("pk_names")),
    )
    op.create_table(
        "wishes",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("listener", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_wishes_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community", "member", "listener", "side", name=op.f("pk_wishes")),
    )
    op.create_table(
        "answers",
        sa.Column("chat_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("listener", sa.BigInteger(), nullable=False),
        sa.Column("helped", sa.String(length=8), nullable=True),
        sa.Column("safe", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_answers_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community"],
            ["communities.id"],
            name=op.f("fk_answers_community_communities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index("ix_answers_community_listener", ["community", "listener"], unique=False)

    op.create_table(
        "chat_times",
        sa.Column("chat_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.String(length=16), nullable=False),
        sa.Column("quiet_told_at", sa.BigInteger(), nullable=True),
        sa.Column("more_wanted_by", sa.String(length=8), nullable=True),
        sa.Column("last_side", sa.String(length=8), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("goodbye_at", sa.BigInteger(), nullable=True),
        sa.Column("unclear", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_chat_times_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chat_times")),
    )
    op.create_table(
        "handovers",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("next_chat", sa.Integer(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_handovers_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["next_chat"], ["chats.id"], name=op.f("fk_handovers_next_chat_chats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("next_chat", name=op.f("uq_handovers_next_chat")),
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("listener", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("open_chat", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_offers_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("open_chat", name=op.f("uq_offers_open_chat")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offers_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "relayed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("piece", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.BigInteger(), nullable=False),
        sa.Column("copy", sa.BigInteger(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("newer", sa.LargeBinary(), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_relayed_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relayed")),
        sa.UniqueConstraint("message", "piece", name=op.f("uq_relayed_message_piece")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("relayed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relayed_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relayed_copy"), ["copy"], unique=False)

    op.create_table(
        "relays",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("member_name", sa.String(length=60), nullable=False),
        sa.Column("listener_name", sa.String(length=60), nullable=False),
        sa.Column("member_panel", sa.BigInteger(), nullable=True),
        sa.Column("listener_panel", sa.BigInteger(), nullable=True),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("stops", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_relays_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_relays")),
    )
    op.create_table(
        "reveals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("agreed_by", sa.BigInteger(), nullable=True),
        sa.Column("agreed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_reveals_case_id_cases"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveals")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reveals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reveals_case_id"), ["case_id"], unique=False)

    op.create_table(
        "stops",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.BigInteger(), nullable=False),
        sa.Column("listener", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_stops_chat_id_chats"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_stops_community_communities"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_stops")),
    )
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.create_index("ix_stops_member", ["community", "member"], unique=False)
    _widen_chats()
    _widen_communities()
    with op.batch_alter_table("watermarks", schema=None, recreate="always") as batch_op:
        batch_op.add_column(sa.Column("since_line", sa.Integer(), server_default="0", nullable=False))


def _widen_chats() -> None:
    """What was asked before this version had been shown to all listeners."""
    with op.batch_alter_table("chats", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("ending", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("avoid", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("wish", sa.String(length=8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("wanted", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("age_group", sa.String(length=8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("for_all", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("chats", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        for name in ("wish", "age_group", "for_all"):
            batch_op.alter_column(name, server_default=None)


def _widen_communities() -> None:
    """Who used threads so far goes on with threads."""
    with op.batch_alter_table("communities", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("strictness", sa.String(length=16), nullable=False, server_default="usual")
        )
        batch_op.add_column(sa.Column("relay", sa.String(length=8), nullable=False, server_default="nobody"))
        batch_op.add_column(sa.Column("adult_role", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("teen_role", sa.BigInteger(), nullable=True))
        for name in ("groups_mix", "crisis_refers", "crisis_alert"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("listeners_panel", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("communities", schema=None) as batch_op:
        for name in ("strictness", "relay", "groups_mix", "crisis_refers", "crisis_alert"):
            batch_op.alter_column(name, server_default=None)
