"""One engine, and transactions that read or write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session, sessionmaker

from foodplan.store.database import WRITES, answering, open_engine


class Sessions:
    """Transactions on one database; a database that does not answer is Unavailable."""

    def __init__(self, database: str) -> None:
        self.engine = open_engine(database)
        self._reads = sessionmaker(self.engine, expire_on_commit=False)
        self._writes = sessionmaker(self.engine.execution_options(**WRITES), expire_on_commit=False)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads."""
        with answering(self.engine.url), self._reads.begin() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that writes all or nothing."""
        with answering(self.engine.url), self._writes.begin() as session:
            yield session
