"""Work that several servers could do: each piece by one of them.

On PostgreSQL the server holds the claim for the connection, so that it ends with a worker that
dies; one SQLite file has one server, which needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import text

from foodplan.store.database import answering
from foodplan.store.sessions import Sessions

T = TypeVar("T")
_CLAIM = text("SELECT pg_try_advisory_lock(hashtext('foodplan-bound'), hashtext(:name))")
_GIVE_BACK = text("SELECT pg_advisory_unlock(hashtext('foodplan-bound'), hashtext(:name))")


@contextmanager
def first_claimed(
    sessions: Sessions, pieces: Mapping[str, T], is_open: Callable[[T], bool]
) -> Iterator[T | None]:
    """The first of the named pieces that nobody else works on; None if there is none.

    It is the caller's until the end of the context. `is_open`: whoever had it may have ended it
    since the pieces were read.
    """
    if sessions.engine.dialect.name != "postgresql":
        yield next((piece for piece in pieces.values() if is_open(piece)), None)
        return
    engine = sessions.engine.execution_options(isolation_level="AUTOCOMMIT")
    with answering(engine.url), engine.connect() as connection:
        claim, claimed = None, ""
        for name, piece in pieces.items():
            if connection.execute(_CLAIM, {"name": name}).scalar_one():
                if is_open(piece):
                    claim, claimed = piece, name
                    break
                connection.execute(_GIVE_BACK, {"name": name})
        try:
            yield claim
        finally:
            if claimed:
                connection.execute(_GIVE_BACK, {"name": claimed})
