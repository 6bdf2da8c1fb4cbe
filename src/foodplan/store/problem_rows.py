"""A problem as a document under its hash."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foodplan.domain.problem import Problem
from foodplan.store.codec import canonical
from foodplan.store.tables import ProblemRow


def add_problem(session: Session, digest: str, problem: Problem) -> None:
    """Equal problems are kept once."""
    values = {"input_hash": digest, "document": canonical(problem)}
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sqlite.insert(ProblemRow).values(values).on_conflict_do_nothing())
    else:
        session.execute(postgresql.insert(ProblemRow).values(values).on_conflict_do_nothing())
