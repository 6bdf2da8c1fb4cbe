"""What a part of a day begins with: its plan, and first prices of visits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foodplan.optimise.routing.bound.classes import Column, VehicleClass
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import Longs, PlannedRoute, RoutingTask


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
    """The price of a day for each visit alone, by the dearest class that can make it; 0: none."""
    found = np.zeros(n, dtype=np.int64)
    for one in classes:
        cost = one.graph.first_cost + one.graph.last_cost
        np.maximum.at(found, one.visits, cost + 1)
    return found
