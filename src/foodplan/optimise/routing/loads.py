"""What a route may carry and where it may stop, times aside."""

from __future__ import annotations

from foodplan.optimise.routing.task import N_CLASSES, RoutingTask, Trips


def permitted(task: RoutingTask, vehicle_day: int, trips: Trips) -> bool:
    """Whether access, classes, loads, counts and the order within trips are as they must be."""
    vehicles, visits = task.vehicles, task.visits
    stops = [visit for trip in trips for visit in trip]
    return (
        len(trips) <= vehicles.max_trips.item(vehicle_day)
        and len(stops) <= min(vehicles.max_stops.item(vehicle_day), task.rules.max_stops)
        and len(set(stops)) == len(stops)
        and all(visits.may.item(visit, vehicle_day) for visit in stops)
        and all(_trip_fits(task, vehicle_day, trip) for trip in trips)
        and _boxes_fit(task, vehicle_day, stops)
        and _pickups_agree(task, stops)
    )


def boxed_mpal(task: RoutingTask, vehicle_day: int, visit: int) -> int:
    """Places in insulated boxes that a visit takes on this vehicle; pallets × 1000."""
    carries, load = task.vehicles.carries, task.visits.load_mpal
    return sum(
        load.item(visit, kind) for kind in range(N_CLASSES) if not carries.item(vehicle_day, kind)
    )


def pallets_mpal(task: RoutingTask, visit: int) -> int:
    """Pallets × 1000 of a visit, all classes."""
    return sum(task.visits.load_mpal.item(visit, kind) for kind in range(N_CLASSES))


def _trip_fits(task: RoutingTask, vehicle_day: int, trip: tuple[int, ...]) -> bool:
    """Deliveries first, and both ways within payload and pallets."""
    vehicles, visits = task.vehicles, task.visits
    if len(trip) > vehicles.max_stops_per_trip.item(vehicle_day):
        return False
    if any(visits.first_only.item(visit) for visit in trip[1:]):
        return False
    back = [visit for visit in trip if visits.pickup.item(visit)]
    out = [visit for visit in trip if not visits.pickup.item(visit)]
    if trip != (*out, *back):
        return False
    return all(
        sum(visits.load_dag.item(visit) for visit in way) <= vehicles.capacity_dag.item(vehicle_day)
        and sum(pallets_mpal(task, visit) for visit in way)
        <= vehicles.capacity_mpal.item(vehicle_day)
        for way in (out, back)
    )


def _boxes_fit(task: RoutingTask, vehicle_day: int, stops: list[int]) -> bool:
    """Chilled and frozen goods that the vehicle cannot cool fit its boxes, over the day."""
    boxed = sum(boxed_mpal(task, vehicle_day, visit) for visit in stops)
    ambient = any(task.visits.load_mpal.item(visit, 0) for visit in stops)
    if ambient and not task.vehicles.carries.item(vehicle_day, 0):
        return False
    return boxed <= task.vehicles.box_mpal.item(vehicle_day)


def _pickups_agree(task: RoutingTask, stops: list[int]) -> bool:
    """A pick-up that wants no other on its route has none; parts of one pick-up are no others."""
    visits = task.visits
    pickups = [visit for visit in stops if visits.pickup.item(visit)]
    places = {visits.place.item(visit) for visit in pickups}
    return len(places) <= 1 or not any(visits.alone.item(visit) for visit in pickups)
