"""The database's tables. Rows never leave this package.

A problem is one document under its hash: it is read whole or not at all. A plan is rows, so that
"which sites did this van serve on Tuesday" is a query; small lists that are only read with their
stop, route or plan are JSON. Lists are numbered from 0 by `position`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, ForeignKey, ForeignKeyConstraint, Index, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from foodplan.store.codec import Json

# Names that are the same on every database, so that a migration can drop what another one made.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a moment without zone is refused."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table's parent."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, Json: JSON}


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


class _PartOfPlan:
    """A numbered row of a plan."""

    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


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


class CollectionRow(_PartOfPlan, Base):
    """`domain.plan.Collection`."""

    __tablename__ = "collections"
    lot_id: Mapped[str]
    hub_id: Mapped[str]
    day: Mapped[int]
    crates: Mapped[float]
    gross_kg: Mapped[float]


class RecipeRow(_PartOfPlan, Base):
    """`domain.plan.Recipe`."""

    __tablename__ = "recipes"
    hub_id: Mapped[str]
    day: Mapped[int]
    basket_id: Mapped[str]
    n_baskets: Mapped[int]


class PartRow(Base):
    """`domain.plan.Part` of a recipe."""

    __tablename__ = "recipe_parts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["run_id", "recipe"], ["recipes.run_id", "recipes.position"], ondelete="CASCADE"
        ),
    )
    run_id: Mapped[str] = mapped_column(primary_key=True)
    recipe: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lot_id: Mapped[str]
    net_kg: Mapped[float]


class OrderPackingRow(_PartOfPlan, Base):
    """`domain.plan.OrderPacking`."""

    __tablename__ = "order_packings"
    hub_id: Mapped[str]
    day: Mapped[int]
    site_id: Mapped[str]
    product_id: Mapped[str]
    lot_id: Mapped[str]
    net_kg: Mapped[float]


class GiftRow(_PartOfPlan, Base):
    """`domain.plan.Gift`."""

    __tablename__ = "gifts"
    lot_id: Mapped[str]
    site_id: Mapped[str]
    day: Mapped[int]
    crates: Mapped[int]
    gross_kg: Mapped[float]


class HandoutRow(_PartOfPlan, Base):
    """`domain.plan.Handout`."""

    __tablename__ = "handouts"
    site_id: Mapped[str]
    hub_id: Mapped[str]
    day: Mapped[int]
    from_min: Mapped[float]
    drops: Mapped[Json] = mapped_column(JSON, nullable=False)
    orders: Mapped[Json] = mapped_column(JSON, nullable=False)


class RouteRow(_PartOfPlan, Base):
    """`domain.plan.Route`."""

    __tablename__ = "routes"
    vehicle_id: Mapped[str]
    day: Mapped[int]
    pauses: Mapped[Json] = mapped_column(JSON, nullable=False)


class TripRow(Base):
    """`domain.plan.Trip` of a route."""

    __tablename__ = "trips"
    __table_args__ = (
        ForeignKeyConstraint(
            ["run_id", "route"], ["routes.run_id", "routes.position"], ondelete="CASCADE"
        ),
    )
    run_id: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    load_min: Mapped[float]
    leave_min: Mapped[float]
    home_km: Mapped[float]
    home_drive_min: Mapped[float]
    return_min: Mapped[float]


class StopRow(Base):
    """`domain.plan.Stop` of a trip."""

    __tablename__ = "stops"
    __table_args__ = (
        ForeignKeyConstraint(
            ["run_id", "route", "trip"],
            ["trips.run_id", "trips.route", "trips.position"],
            ondelete="CASCADE",
        ),
        Index(None, "place_id"),
    )
    run_id: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    trip: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place_id: Mapped[str]
    km: Mapped[float]
    drive_min: Mapped[float]
    arrive_min: Mapped[float]
    start_min: Mapped[float]
    leave_min: Mapped[float]
    orders: Mapped[Json] = mapped_column(JSON, nullable=False)
    picks: Mapped[Json] = mapped_column(JSON, nullable=False)


class DropRow(Base):
    """`domain.plan.Drop` at a stop."""

    __tablename__ = "drops"
    __table_args__ = (
        ForeignKeyConstraint(
            ["run_id", "route", "trip", "stop"],
            ["stops.run_id", "stops.route", "stops.trip", "stops.position"],
            ondelete="CASCADE",
        ),
    )
    run_id: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    trip: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stop: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    basket_id: Mapped[str]
    n_baskets: Mapped[int]
