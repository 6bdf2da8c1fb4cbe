"""Open a database by its address, and bring its tables up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from foodplan.errors import Unavailable
from foodplan.texts import Sentence

WRITES = {"foodplan_writes": True}
"""Execution options of a connection that is going to write."""
_BUSY_TIMEOUT_MS = 30_000


def address_of(database: str) -> URL:
    """The address of `sqlite:///file`, `postgresql://…` or a bare path, with the driver in use."""
    try:
        url = make_url(database if "://" in database else f"sqlite:///{database}")
    except ArgumentError as error:
        raise Unavailable(Sentence("error-no-address", "en", database=database)) from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise Unavailable(Sentence("error-database-kind", "en", kind=url.drivername))
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise Unavailable(Sentence("error-database-in-memory", "en"))
    return url


def open_engine(database: str) -> Engine:
    """An engine whose connections know foreign keys and wait for a busy file."""
    url = address_of(database)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    _make_folder(url)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def upgrade(database: str, migrations: Path, *, revision: str = "head") -> str:
    """Bring the tables up to a revision (the newest by default); the revision it now has."""
    with _configured(database, migrations) as (config, connection):
        wanted = ScriptDirectory.from_config(config).get_current_head()
        if revision != "head" or wanted != _revision(connection):
            command.upgrade(config, revision)
        return _revision(connection) or ""


def downgrade(database: str, migrations: Path, *, revision: str) -> str:
    """Undo migrations down to a revision, or `base` for none; the revision it now has."""
    with _configured(database, migrations) as (config, connection):
        command.downgrade(config, revision)
        return _revision(connection) or ""


@contextmanager
def answering(url: URL) -> Iterator[None]:
    """Turn a database that does not answer into words."""
    shown = _shown(url)
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        is_file = url.get_backend_name() == "sqlite"
        code = "error-database-file" if is_file else "error-database-away"
        raise Unavailable(Sentence(code, "en", database=shown, reason=reason)) from error
    except IntegrityError:
        raise
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise Unavailable(
            Sentence("error-database-other", "en", database=shown, reason=reason)
        ) from error
    except CommandError as error:
        raise Unavailable(Sentence("error-database-version", "en", database=shown)) from error


@contextmanager
def _configured(database: str, migrations: Path) -> Iterator[tuple[Config, Connection]]:
    """A connection for migrations: SQLite checks no foreign keys while tables are rebuilt."""
    url = address_of(database)
    engine = create_engine(url, poolclass=NullPool)
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        event.listen(engine, "connect", _wait_when_busy)
        event.listen(engine, "begin", _begin_immediately)
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with answering(url), engine.begin() as connection:
        if url.get_backend_name() == "postgresql":
            # Two programs that start together must not migrate at once; ends with the transaction.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('foodplan-upgrade'))")
        config.attributes["connection"] = connection
        yield config, connection


def _shown(url: URL) -> str:
    """As people write it: a path, or an address without the driver, which is our choice."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _make_folder(url: URL) -> None:
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            Sentence("error-database-file", "en", database=_shown(url), reason=error.strerror)
        ) from error


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _wait_when_busy(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    # The driver's own transactions leave table changes outside; ours begin in the "begin" event.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.close()


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    _wait_when_busy(connection, entry)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer is refused at once when somebody else wrote meanwhile, however
    # long the busy timeout: who is going to write says so at the start.
    writes = connection.get_execution_options().get("foodplan_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_immediately(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
