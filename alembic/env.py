"""Run migrations on the connection that `foodplan.store.migrate` hands over.

Called by hand (`alembic upgrade head`, `alembic revision --autogenerate`) it opens the address in
alembic.ini instead.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine, pool

from foodplan.store.plan_tables import METADATA


def run(connection: Connection) -> None:
    """Migrate in one transaction; SQLite cannot alter most things in place, hence batch mode."""
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    address = context.config.get_main_option("sqlalchemy.url") or ""
    with create_engine(address, poolclass=pool.NullPool).connect() as opened:
        run(opened)
