"""Keep bounds of whole weeks, and how far searches lie apart where nothing is proven of a day.

Days of which nothing could be proven are forgotten, so that they get their searches.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    with op.batch_alter_table("day_bounds") as table:
        table.add_column(sa.Column("spread", sa.Double(), nullable=True))
    op.execute("DELETE FROM day_bounds WHERE bound_eur IS NULL")
    op.create_table(
        "week_bounds",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paid_eur", sa.Double(), nullable=True),
        sa.Column("bound_eur", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name="fk_week_bounds_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", name="pk_week_bounds"),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("week_bounds")
    with op.batch_alter_table("day_bounds") as table:
        table.drop_column("spread")
