"""Queue runs by priority, and name who holds one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OLD, _NEW = "ix_runs_status_created_at", "ix_runs_status_priority_created_at"


def upgrade() -> None:
    """Do it: until now a person waited for every run."""
    with op.batch_alter_table("runs") as table:
        table.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="20"))
        table.add_column(sa.Column("holder", sa.String(), nullable=True))
        table.add_column(sa.Column("start_id", sa.String(), nullable=True))
    with op.batch_alter_table("runs") as table:
        table.alter_column("priority", server_default=None)
        table.drop_index(op.f(_OLD))
        table.create_index(op.f(_NEW), ["status", "priority", "created_at"])
        table.create_index(op.f("ix_runs_start_id"), ["start_id"])


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("runs") as table:
        table.drop_index(op.f("ix_runs_start_id"))
        table.drop_index(op.f(_NEW))
        table.create_index(op.f(_OLD), ["status", "created_at"])
        table.drop_column("start_id")
        table.drop_column("holder")
        table.drop_column("priority")
