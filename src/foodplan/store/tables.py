"""The database's tables of problems, runs, sweeps, plans and what is said of plans.

Rows never leave this package. A problem is one document under its hash: it is read whole or not
at all.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from foodplan.store.base import Base
from foodplan.store.codec import Json


class ProblemRow(Base):
    """A resolved problem, canonical JSON; the text is what was hashed."""

    __tablename__ = "problems"
    input_hash: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Text)


class RunRow(Base):
    """One solving of one problem; the rows that are queued are the queue."""

    __tablename__ = "runs"
    __table_args__ = (
        Index(None, "status", "priority", "created_at"),
        Index(None, "created_at"),
        Index(None, "sweep_id"),
        Index(None, "start_id"),
        Index(None, "parent_id"),
    )
    run_id: Mapped[str] = mapped_column(primary_key=True)
    scenario_id: Mapped[str]
    dataset_id: Mapped[str]
    label_fr: Mapped[str]
    label_en: Mapped[str]
    week: Mapped[str]
    input_hash: Mapped[str] = mapped_column(ForeignKey("problems.input_hash"), index=True)
    idempotency_key: Mapped[str | None] = mapped_column(unique=True)
    status: Mapped[str]
    attempts: Mapped[int]
    priority: Mapped[int]
    holder: Mapped[str | None]
    parent_id: Mapped[str | None]
    sweep_id: Mapped[str | None]
    start_id: Mapped[str | None]
    later: Mapped[Json] = mapped_column(JSON, nullable=False)
    seconds: Mapped[float | None]
    work: Mapped[int | None]
    seed: Mapped[int]
    engine: Mapped[str]
    memory_mb: Mapped[int]
    cores: Mapped[int]
    versions: Mapped[Json] = mapped_column(JSON, nullable=False)
    phase: Mapped[str | None]
    share: Mapped[float | None]
    best_eur: Mapped[float | None]
    baskets_served: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class SweepRow(Base):
    """One scenario asked again and again; how it stands is told by the runs of its members."""

    __tablename__ = "sweeps"
    __table_args__ = (Index(None, "created_at"),)
    sweep_id: Mapped[str] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str | None] = mapped_column(unique=True)
    base_id: Mapped[str] = mapped_column(ForeignKey("runs.run_id"))
    document: Mapped[Json] = mapped_column(JSON, nullable=False)
    created_at: Mapped[datetime]


class SweepMemberRow(Base):
    """One run of a sweep; equal members, also of other sweeps, share a run."""

    __tablename__ = "sweep_members"
    sweep_id: Mapped[str] = mapped_column(
        ForeignKey("sweeps.sweep_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.run_id"), index=True)
    words: Mapped[str]
    values: Mapped[Json] = mapped_column(JSON, nullable=False)


class PlanRow(Base):
    """The plan of a run: at most one, written whole."""

    __tablename__ = "plans"
    run_id: Mapped[str] = mapped_column(
        ForeignKey("runs.run_id", ondelete="CASCADE"), primary_key=True
    )
    limits: Mapped[Json] = mapped_column(JSON, nullable=False)
    bounds: Mapped[Json] = mapped_column(JSON, nullable=False)
    reasons: Mapped[Json] = mapped_column(JSON, nullable=False)


class MarksRow(Base):
    """`domain.adjustment.Marks`; a plan without a row has none."""

    __tablename__ = "marks"
    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    document: Mapped[Json] = mapped_column(JSON, nullable=False)


class MeasureRow(Base):
    """A number that describes a plan; no value where the measure does not apply."""

    __tablename__ = "measures"
    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float | None]
    unit: Mapped[str]


class WeeksMeasureRow(Base):
    """The same of the weeks in a row of which the plan is the last."""

    __tablename__ = "weeks_measures"
    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float | None]


class DayBoundRow(Base):
    """What the stops of one day of a plan cost at least; no bound where none could be proven."""

    __tablename__ = "day_bounds"
    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    paid_eur: Mapped[float | None]
    bound_eur: Mapped[float | None]
    spread: Mapped[float | None]
    """Share by which searches with other seeds lie apart, where there is no bound."""


class WeekBoundRow(Base):
    """`domain.week_bound.WeekBound`."""

    __tablename__ = "week_bounds"
    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    status: Mapped[str]
    seconds: Mapped[float]
    share: Mapped[float]
    asked_at: Mapped[datetime]
    paid_eur: Mapped[float | None]
    bound_eur: Mapped[float | None]
