"""A plan as rows, and rows as a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from foodplan.domain.plan import (
    Bound,
    Collection,
    Drop,
    Gift,
    Handout,
    Limit,
    OrderDrop,
    OrderPacking,
    Part,
    Pause,
    Pick,
    Plan,
    Recipe,
    Route,
    Stop,
    Trip,
)
from foodplan.store.base import Base
from foodplan.store.codec import Json, decode, encode
from foodplan.store.plan_tables import (
    CollectionRow,
    DropRow,
    GiftRow,
    HandoutRow,
    OrderPackingRow,
    PartRow,
    RecipeRow,
    RouteRow,
    StopRow,
    TripRow,
)
from foodplan.store.tables import PlanRow

T = TypeVar("T")
Values = dict[str, Any]


def write_plan(session: Session, run_id: str, plan: Plan, *, reasons: Json) -> None:
    """Insert all rows of a plan, parents first."""
    head = {"run_id": run_id, "limits": encode(plan.limits), "bounds": encode(plan.bounds)}
    session.execute(insert(PlanRow), [head | {"reasons": reasons}])
    for table, rows in _rows(plan):
        if rows:
            session.execute(insert(table), [{"run_id": run_id} | row for row in rows])


def read_plan(session: Session, head: PlanRow) -> Plan:
    """The plan that `write_plan` wrote."""
    run_id = head.run_id
    parts = _children(_all(session, PartRow, run_id, "recipe", "position"), Part, "recipe")
    return Plan(
        collections=_things(_all(session, CollectionRow, run_id, "position"), Collection),
        recipes=tuple(
            Recipe(**_values(row, Recipe, but=("parts",)), parts=parts.get((row.position,), ()))
            for row in _all(session, RecipeRow, run_id, "position")
        ),
        routes=_read_routes(session, run_id),
        order_packings=_things(_all(session, OrderPackingRow, run_id, "position"), OrderPacking),
        handouts=tuple(
            Handout(
                **_values(row, Handout, but=("drops", "orders")),
                drops=decode(tuple[Drop, ...], row.drops),
                orders=decode(tuple[OrderDrop, ...], row.orders),
            )
            for row in _all(session, HandoutRow, run_id, "position")
        ),
        gifts=_things(_all(session, GiftRow, run_id, "position"), Gift),
        limits=decode(tuple[Limit, ...], head.limits),
        bounds=decode(tuple[Bound, ...], head.bounds),
    )


def _rows(plan: Plan) -> tuple[tuple[type[Base], list[Values]], ...]:
    trips = [
        ({"route": r, "position": t}, trip)
        for r, route in enumerate(plan.routes)
        for t, trip in enumerate(route.trips)
    ]
    stops = [
        ({"route": key["route"], "trip": key["position"], "position": s}, stop)
        for key, trip in trips
        for s, stop in enumerate(trip.stops)
    ]
    return (
        (CollectionRow, _numbered(plan.collections)),
        (RecipeRow, _numbered(plan.recipes, but=("parts",))),
        (
            PartRow,
            [
                {"recipe": i} | row
                for i, recipe in enumerate(plan.recipes)
                for row in _numbered(recipe.parts)
            ],
        ),
        (OrderPackingRow, _numbered(plan.order_packings)),
        (GiftRow, _numbered(plan.gifts)),
        (HandoutRow, _numbered(plan.handouts)),
        (RouteRow, _numbered(plan.routes, but=("trips",))),
        (TripRow, [key | _flat(trip, but=("stops",)) for key, trip in trips]),
        (StopRow, [key | _flat(stop, but=("drops",)) for key, stop in stops]),
        (
            DropRow,
            [
                {"route": key["route"], "trip": key["trip"], "stop": key["position"]} | row
                for key, stop in stops
                for row in _numbered(stop.drops)
            ],
        ),
    )


def _read_routes(session: Session, run_id: str) -> tuple[Route, ...]:
    drops = _children(
        _all(session, DropRow, run_id, "route", "trip", "stop", "position"),
        Drop,
        "route",
        "trip",
        "stop",
    )
    stops: dict[tuple[int, int], list[Stop]] = defaultdict(list)
    for row in _all(session, StopRow, run_id, "route", "trip", "position"):
        stop = Stop(
            **_values(row, Stop, but=("drops", "orders", "picks")),
            drops=drops.get((row.route, row.trip, row.position), ()),
            orders=decode(tuple[OrderDrop, ...], row.orders),
            picks=decode(tuple[Pick, ...], row.picks),
        )
        stops[row.route, row.trip].append(stop)
    trips: dict[int, list[Trip]] = defaultdict(list)
    for line in _all(session, TripRow, run_id, "route", "position"):
        held = tuple(stops.get((line.route, line.position), ()))
        trips[line.route].append(Trip(**_values(line, Trip, but=("stops",)), stops=held))
    return tuple(
        Route(
            **_values(route, Route, but=("trips", "pauses")),
            trips=tuple(trips.get(route.position, ())),
            pauses=decode(tuple[Pause, ...], route.pauses),
        )
        for route in _all(session, RouteRow, run_id, "position")
    )


def _flat(thing: object, *, but: Sequence[str] = ()) -> Values:
    """Fields as column values; tuples become JSON."""
    names = [field.name for field in fields(thing) if field.name not in but]  # type: ignore[arg-type]
    return {name: encode(getattr(thing, name)) for name in names}


def _numbered(things: Iterable[object], *, but: Sequence[str] = ()) -> list[Values]:
    return [{"position": i} | _flat(thing, but=but) for i, thing in enumerate(things)]


# Rows and dataclasses share field names; the type checker cannot see which: hence Any.
def _values(row: Any, kind: type, *, but: Sequence[str] = ()) -> Values:
    names = [field.name for field in fields(kind) if field.name not in but]
    return {name: getattr(row, name) for name in names}


def _things(rows: Iterable[Base], kind: type[T]) -> tuple[T, ...]:
    return tuple(kind(**_values(row, kind)) for row in rows)


def _children(
    rows: Iterable[Any], kind: type[T], *keys: str
) -> Mapping[tuple[int, ...], tuple[T, ...]]:
    found: dict[tuple[int, ...], list[T]] = defaultdict(list)
    for row in rows:
        found[tuple(getattr(row, key) for key in keys)].append(kind(**_values(row, kind)))
    return {key: tuple(things) for key, things in found.items()}


def _all(session: Session, table: type[T], run_id: str, *order: str) -> Sequence[T]:
    columns: Any = table
    query = select(table).where(columns.run_id == run_id)
    return session.scalars(query.order_by(*(getattr(columns, name) for name in order))).all()
