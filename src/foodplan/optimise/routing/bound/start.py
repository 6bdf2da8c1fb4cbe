"""What a part of a day begins with: its plan, and first prices of visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from foodplan.optimise.routing.bound.arena import Arenas
from foodplan.optimise.routing.bound.classes import Column, VehicleClass, alone, classes_of
from foodplan.optimise.routing.bound.cuts import Cuts
from foodplan.optimise.routing.bound.fleets import Fleets
from foodplan.optimise.routing.bound.graph import FAR
from foodplan.optimise.routing.bound.master import Master
from foodplan.optimise.routing.bound.part import Part
from foodplan.optimise.routing.bound.prices import Prices
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import Longs, PlannedRoute, RoutingTask


def begin(
    task: RoutingTask,
    rows: Sequence[int],
    visits: Sequence[int],
    *,
    plan: Sequence[PlannedRoute],
    arenas: Arenas,
    is_over: Callable[[], bool],
) -> Part | None:
    """The part of these vehicle-days and visits; None if there is nothing to bound."""
    dearest = dearest_alone(classes_of(task, rows, visits), len(visits))
    reached = [visit for visit, cost in zip(visits, dearest.tolist(), strict=True) if cost > 0]
    if not reached:
        return None
    alike = classes_of(task, rows, reached)
    kinds = [task.vehicles.kind.item(one.rows[0]) for one in alike]
    fleets = Fleets(alike, kinds)
    master = Master(alike, fleets.rows, dearest[dearest > 0].tolist())
    master.add(column for one in alike for column in alone(one))
    planned = planned_days(task, alike, reached, plan)
    master.add(planned)
    made = {visit for column in planned for visit in column.stops}
    shared = shared_out(planned, dearest[dearest > 0])
    none = np.zeros(0, dtype=np.int64)
    first = Prices(visits=shared, cuts=none, allowed=none) if planned else None
    return Part(
        classes=list(alike),
        master=master,
        fleets=fleets,
        cuts=Cuts(len(reached)),
        arenas=arenas,
        is_over=is_over,
        pinned=first,
        mild=first,
        upper=sum(one.millicents for one in planned) if len(made) == len(reached) else FAR,
    )


def planned_days(
    task: RoutingTask,
    classes: Sequence[VehicleClass],
    visits: Sequence[int],
    plan: Sequence[PlannedRoute],
) -> list[Column]:
    """The days of the plan."""
    position = {visit: i for i, visit in enumerate(visits)}
    of_row = {row: one.number for one in classes for row in one.rows}
    found = []
    for route in plan:
        timed = schedule(task, route.vehicle_day, route.trips)
        stops = [visit for trip in route.trips for visit in trip]
        if timed is not None and route.vehicle_day in of_row and position.keys() >= set(stops):
            found.append(
                Column(
                    of_class=of_row[route.vehicle_day],
                    stops=tuple(position[visit] for visit in stops),
                    millicents=timed.cost_millicents,
                )
            )
    return found


def shared_out(planned: Sequence[Column], alone: Longs) -> Longs:
    """What the visits of each day of the plan cost, in proportion to what each would cost alone."""
    prices = np.zeros(len(alone))
    for column in planned:
        stops = list(column.stops)
        prices[stops] = column.millicents * alone[stops] / alone[stops].sum()
    return prices.astype(np.int64)


def dearest_alone(classes: Sequence[VehicleClass], n: int) -> Longs:
    """The price of a day for each visit alone, by the dearest class that can make it; 0: none.

    Where it is reached by way of others only, it counts as far as the farthest of the others.
    """
    found = np.zeros(n, dtype=np.int64)
    for one in classes:
        out_and_home = [
            np.minimum(cost, cost[cost < FAR].max())
            for cost in (one.graph.first_cost, one.graph.last_cost)
        ]
        np.maximum.at(found, one.visits, sum(out_and_home) + 1)
    return found
