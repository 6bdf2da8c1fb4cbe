"""Link the weeks of a horizon: what is to be planned after a run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it: until now every run was one week by itself."""
    with op.batch_alter_table("runs") as table:
        table.add_column(sa.Column("later", sa.JSON(), nullable=False, server_default="[]"))
        table.create_index(op.f("ix_runs_parent_id"), ["parent_id"])
    with op.batch_alter_table("runs") as table:
        table.alter_column("later", server_default=None)


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("runs") as table:
        table.drop_index(op.f("ix_runs_parent_id"))
        table.drop_column("later")
