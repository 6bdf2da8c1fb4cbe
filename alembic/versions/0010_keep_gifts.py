"""Keep what producers bring to sites themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    op.create_table(
        "gifts",
        sa.Column("lot_id", sa.String(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("crates", sa.Integer(), nullable=False),
        sa.Column("gross_kg", sa.Double(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name="fk_gifts_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_gifts"),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("gifts")
