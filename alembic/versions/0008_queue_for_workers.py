"""Make the queue for workers, on PostgreSQL: the tables of Procrastinate 3.10."""

from __future__ import annotations

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_DROP = """
DO $$
DECLARE thing record;
BEGIN
    FOR thing IN SELECT oid::regclass AS name FROM pg_class
        WHERE relkind = 'r' AND relname LIKE 'procrastinate%' LOOP
        EXECUTE 'DROP TABLE IF EXISTS ' || thing.name || ' CASCADE';
    END LOOP;
    FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE proname LIKE 'procrastinate%' LOOP
        EXECUTE 'DROP FUNCTION IF EXISTS ' || thing.name || ' CASCADE';
    END LOOP;
    FOR thing IN SELECT oid::regtype AS name FROM pg_type
        WHERE typname LIKE 'procrastinate%' AND typtype IN ('e', 'c') LOOP
        EXECUTE 'DROP TYPE IF EXISTS ' || thing.name || ' CASCADE';
    END LOOP;
END
$$
"""


def upgrade() -> None:
    """Do it."""
    _run(SchemaManager.get_schema())


def downgrade() -> None:
    """Undo it; what waits there is in the rows as well."""
    _run(_DROP)


def _run(script: str) -> None:
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        # The driver itself: the script holds many statements, and colons that are no parameters.
        bind.connection.driver_connection.execute(script)
