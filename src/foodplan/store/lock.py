"""One process at a time works off the queue of a database: who holds this lock.

The operating system (SQLite) or the database (PostgreSQL) lets go of it when the holder dies, so a
run that is marked as running while the lock is free belongs to nobody.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine


class QueueLock:
    """Taken with `acquire`, given back with `release` or with the end of the process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds it."""
        return self._file is not None or self._connection is not None

    def acquire(self) -> bool:
        """Take it unless another process holds it; whether this one holds it now."""
        if self.held:
            return True
        if self._engine.dialect.name == "sqlite":
            self._file = _lock_file(Path(f"{self._engine.url.database}.lock"))
        else:
            self._connection = _lock_session(self._engine)
        return self.held

    def release(self) -> None:
        """Give it back; nothing happens if it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            # The session ends with its lock; returned to the pool it would keep it.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def _lock_file(path: Path) -> IO[str] | None:
    """The open, locked file (which names the process), or None where another one has it."""
    file = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _lock_session(engine: Engine) -> Connection | None:
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    query = "SELECT pg_try_advisory_lock(hashtext('foodplan-queue'))"
    if connection.exec_driver_sql(query).scalar():
        return connection
    connection.close()
    return None
