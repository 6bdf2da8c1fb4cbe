"""The tables of what a plan consists of.

A plan is rows, so that "which sites did this van serve on Tuesday" is a query; small lists that
are only read with their stop, route or plan are JSON. Lists are numbered from 0 by `position`.
"""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from foodplan.store.base import Base
from foodplan.store.codec import Json
from foodplan.store.tables import PlanRow

METADATA = PlanRow.metadata
"""All tables: those below, and those of runs and plans."""


class _PartOfPlan:
    """A numbered row of a plan."""

    run_id: Mapped[str] = mapped_column(
        ForeignKey("plans.run_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


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
