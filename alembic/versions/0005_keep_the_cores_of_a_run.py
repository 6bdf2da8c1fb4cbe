"""Keep how many cores a run may use: its plan depends on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it; all runs so far used one."""
    with op.batch_alter_table("runs") as table:
        table.add_column(sa.Column("cores", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("runs") as table:
        table.drop_column("cores")
