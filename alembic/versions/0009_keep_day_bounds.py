"""Keep what the stops of each day of a plan cost at least."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    op.create_table(
        "day_bounds",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("paid_eur", sa.Double(), nullable=True),
        sa.Column("bound_eur", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name="fk_day_bounds_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "day", name="pk_day_bounds"),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("day_bounds")
