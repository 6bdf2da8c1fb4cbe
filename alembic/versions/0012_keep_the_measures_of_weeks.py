"""Keep the measures of weeks in a row that a sweep plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    op.create_table(
        "weeks_measures",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name="fk_weeks_measures_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "code", name="pk_weeks_measures"),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("weeks_measures")
