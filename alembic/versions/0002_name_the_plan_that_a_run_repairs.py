"""Name the plan that a run repairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    with op.batch_alter_table("runs") as table:
        table.add_column(sa.Column("parent_id", sa.String(), nullable=True))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("runs") as table:
        table.drop_column("parent_id")
