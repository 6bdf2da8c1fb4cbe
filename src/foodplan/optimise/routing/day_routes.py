"""Routes into and out of a day's model: visits and reloads as nodes of OR-Tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.constraint_solver import pywrapcp

from foodplan.optimise.routing.task import Trips

_SKIP_INACTIVE = True


@dataclass(frozen=True, kw_only=True)
class DayModel:
    """The model, with what its numbers mean."""

    routing: pywrapcp.RoutingModel
    manager: pywrapcp.RoutingIndexManager
    rows: tuple[int, ...]
    """Vehicle-day of each vehicle of the model."""
    visits: tuple[int, ...]
    """Visit of each of the first nodes."""
    reloads: Mapping[int, tuple[int, ...]]
    """Reload nodes of each hub."""

    def read(self, routes: Mapping[int, Trips]) -> pywrapcp.Assignment | None:
        """Routes as a first solution of the closed model; None if it does not allow them."""
        return self.routing.ReadAssignmentFromRoutes(self._node_routes(routes), _SKIP_INACTIVE)

    def _node_routes(self, routes: Mapping[int, Trips]) -> list[list[int]]:
        node = {visit: i for i, visit in enumerate(self.visits)}
        spare = {hub: list(nodes) for hub, nodes in self.reloads.items()}
        found = []
        for v, row in enumerate(self.rows):
            hub_nodes = spare[self._hub(v)]
            nodes: list[int] = []
            for number, trip in enumerate(routes.get(row, ())):
                nodes += [hub_nodes.pop(0)] if number else []
                nodes += [node[visit] for visit in trip]
            found.append(nodes)
        return found

    def trips_of(self, solution: pywrapcp.Assignment) -> dict[int, Trips]:
        """Routes of a solution by vehicle-day, empty trips left out."""
        found: dict[int, Trips] = {}
        for v, row in enumerate(self.rows):
            trips: list[list[int]] = [[]]
            index = solution.Value(self.routing.NextVar(self.routing.Start(v)))
            while not self.routing.IsEnd(index):
                node = self.manager.IndexToNode(index)
                if node < len(self.visits):
                    trips[-1].append(self.visits[node])
                else:
                    trips.append([])
                index = solution.Value(self.routing.NextVar(index))
            if any(trips):
                found[row] = tuple(tuple(trip) for trip in trips if trip)
        return found

    def _hub(self, v: int) -> int:
        start: int = self.manager.IndexToNode(self.routing.Start(v))
        n_fixed = len(self.visits) + sum(map(len, self.reloads.values()))
        return sorted(self.reloads)[start - n_fixed]
