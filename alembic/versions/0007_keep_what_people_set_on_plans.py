"""Keep what people set on plans: locks, and what was a fact when the plan was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    op.create_table(
        "marks",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name=op.f("fk_marks_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_marks")),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("marks")
