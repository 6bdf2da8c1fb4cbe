"""One process at a time works off the queue of an SQLite file: who holds this lock.

The operating system lets go of it when the holder dies, so a run that is marked as running while
the lock is free belongs to nobody.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy import URL


class QueueLock:
    """Taken with `acquire`, given back with `release` or with the end of the process."""

    def __init__(self, url: URL) -> None:
        self._path = Path(f"{url.database}.lock")
        self._file: IO[str] | None = None

    def acquire(self) -> bool:
        """Take it unless another process holds it; whether this one holds it now."""
        if self._file is None:
            self._file = _lock_file(self._path)
        return self._file is not None

    def release(self) -> None:
        """Give it back; nothing happens if it is not held."""
        if self._file is not None:
            # Closing alone is not enough: a child that is being started just then has a copy of
            # the file until it runs its own program, and holds the lock as long.
            fcntl.flock(self._file, fcntl.LOCK_UN)
            self._file.close()
            self._file = None


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
