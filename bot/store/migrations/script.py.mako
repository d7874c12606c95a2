"""${message[0].upper() + message[1:]}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make this version from the one before."""
    ${upgrades if upgrades else "pass"}
