"""Classes of vehicle-days that are alike, and days that they may make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.bound.graph import FAR, WORD, Graph
from foodplan.optimise.routing.bound.memory import AT_FIRST, holding, nearest
from foodplan.optimise.routing.bound.steps import graph_of
from foodplan.optimise.routing.task import Longs, RoutingTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A vehicle-day that the bound allows; visits may be repeated."""

    of_class: int
    stops: tuple[int, ...]
    """In their order; numbers in the list of visits that the bound is for."""
    millicents: int

    @property
    def visits(self) -> tuple[int, ...]:
        """Sorted: days of a class with equal visits are alike but for their cost."""
        return tuple(sorted(self.stops))


@dataclass(frozen=True, kw_only=True)
class VehicleClass:
    """Vehicle-days that are alike in all that a route may notice."""

    number: int
    rows: tuple[int, ...]
    """Vehicle-days of the class."""
    visits: Longs
    """Positions, in the list of visits that the bound is for, of those it can make; twins too."""
    graph: Graph
    """It remembers no more than proofs were found to need."""
    wide: Graph
    """It remembers as much as there is room for; for rough pricing, to which it is no burden."""

    @property
    def n(self) -> int:
        """Vehicle-days of the class."""
        return len(self.rows)

    @property
    def number_of(self) -> dict[int, int]:
        """Where a visit stands in the graph: the first of its twins."""
        return dict(zip(self.visits.tolist(), self.graph.twin.tolist(), strict=True))


def classes_of(
    task: RoutingTask, rows: Sequence[int], visits: Sequence[int]
) -> tuple[VehicleClass, ...]:
    """The classes of some vehicle-days, in the order of their first row."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        alike.setdefault(_likeness(task, row, visits), []).append(row)
    position = {visit: i for i, visit in enumerate(visits)}
    found = []
    for members in alike.values():
        able, graph = graph_of(task, members[0], np.array(visits, dtype=np.int64))
        if len(able):
            at = np.array([position[visit] for visit in able.tolist()], dtype=np.int64)
            found.append((members, at, graph))
    return tuple(
        VehicleClass(
            number=i,
            rows=tuple(members),
            visits=at,
            graph=nearest(graph, AT_FIRST),
            wide=holding(nearest(graph, WORD), np.unique(graph.twin).tolist()),
        )
        for i, (members, at, graph) in enumerate(found)
    )


def alone(of: VehicleClass) -> list[Column]:
    """Days with a single visit, to begin with."""
    graph, limits = of.graph, of.graph.limits
    work_s = graph.first_s + graph.last_s
    drove_s = graph.first_drive_s + graph.last_drive_s
    pauses_s = np.maximum(0, work_s - 1) // limits.work_s * limits.pause_s
    rest_s = np.maximum(pauses_s, (drove_s > limits.drive_s) * limits.break_s)
    way_cost = graph.first_cost + graph.last_cost
    fits = (way_cost < FAR) & (work_s + rest_s <= limits.longest_s)
    cost = way_cost + limits.millicents_per_second * rest_s
    costs = cost[fits].tolist()
    return [
        Column(of_class=of.number, stops=(visit,), millicents=cost)
        for visit, cost in zip(of.visits[fits].tolist(), costs, strict=True)
    ]


def _likeness(task: RoutingTask, row: int, visits: Sequence[int]) -> tuple[object, ...]:
    """Everything in the row of a vehicle-day but who it is."""
    table = task.vehicles
    return (
        *(
            tuple(np.atleast_1d(values[row]).tolist())
            for name, values in vars(table).items()
            if name not in ("vehicle_ids", "vehicle", "weekly_millicents")
        ),
        task.visits.may[list(visits), row].tobytes(),
    )
