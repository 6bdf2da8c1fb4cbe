"""Rules of form: a plan that breaks one of these cannot be judged further."""

from __future__ import annotations

from collections.abc import Iterator

from foodplan.domain.plan import Handout, Route, Stop
from foodplan.evaluate.case import Breach, Case, Rule, stop_where


def known_ids(case: Case) -> Iterator[Breach]:
    """Every id stands in the problem; drops are made at sites, picks at the lot's producer."""
    problem = case.problem
    for row in case.plan.collections:
        if row.lot_id not in problem.lot or row.hub_id not in problem.hub:
            yield Breach(where=f"collection {row.lot_id}, {row.hub_id}")
    for gift in case.plan.gifts:
        if gift.lot_id not in problem.lot or gift.site_id not in problem.site:
            yield Breach(where=f"gift {gift.lot_id}, {gift.site_id}")
    for handout in case.plan.handouts:
        if not _handout_is_known(handout, case):
            yield Breach(where=handout.where)
    yield from _unknown_packings(case)
    yield from _unknown_on_routes(case)


def _unknown_on_routes(case: Case) -> Iterator[Breach]:
    for route in case.plan.routes:
        if route.vehicle_id not in case.problem.vehicle:
            yield Breach(where=f"route {route.route_id}")
        for stop in route.stops():
            if not _stop_is_known(stop, case):
                yield Breach(where=stop_where(route, stop.place_id))


def _unknown_packings(case: Case) -> Iterator[Breach]:
    problem = case.problem
    for recipe in case.plan.recipes:
        unknown = [part.lot_id for part in recipe.parts if part.lot_id not in problem.lot]
        if unknown or recipe.hub_id not in problem.hub or recipe.basket_id not in problem.basket:
            yield Breach(where=f"recipe {recipe.hub_id}, {recipe.basket_id}")
    for packing in case.plan.order_packings:
        lot = problem.lot.get(packing.lot_id)
        known = packing.hub_id in problem.hub and packing.site_id in problem.site
        if not known or lot is None or lot.product_id != packing.product_id:
            yield Breach(where=f"order of {packing.site_id}, lot {packing.lot_id}")


def _handout_is_known(row: Handout, case: Case) -> bool:
    problem = case.problem
    drops = all(drop.basket_id in problem.basket for drop in row.drops)
    orders = all(order.product_id in problem.product for order in row.orders)
    return row.site_id in problem.site and row.hub_id in problem.hub and drops and orders


def _stop_is_known(stop: Stop, case: Case) -> bool:
    problem = case.problem
    if stop.place_id in problem.site:
        drops = all(drop.basket_id in problem.basket for drop in stop.drops)
        orders = all(order.product_id in problem.product for order in stop.orders)
        return drops and orders and not stop.picks
    lots = [problem.lot.get(pick.lot_id) for pick in stop.picks]
    theirs = all(lot is not None and lot.producer_id == stop.place_id for lot in lots)
    return stop.place_id in problem.producer and theirs and not (stop.drops or stop.orders)


def days_in_week(case: Case) -> Iterator[Breach]:
    """Collections, packings, handouts, gifts and routes lie on days of the planned week."""
    days = case.problem.calendar.days
    plan = case.plan
    at_hubs = [(row.hub_id, row.day) for row in plan.collections]
    at_hubs += [(row.hub_id, row.day) for row in plan.recipes]
    at_hubs += [(row.hub_id, row.day) for row in plan.order_packings]
    at_hubs += [(row.hub_id, row.day) for row in plan.handouts]
    for hub_id, day in at_hubs:
        if day not in days:
            yield Breach(where=f"hub {hub_id}, day {day}", amount=day)
    for gift in plan.gifts:
        if gift.day not in days:
            yield Breach(where=f"gift {gift.lot_id}, {gift.site_id}", amount=gift.day)
    for route in plan.routes:
        if route.day not in days:
            yield Breach(where=f"route {route.route_id}", amount=route.day)


def real_amounts(case: Case) -> Iterator[Breach]:
    """Amounts are 0 or more (NaN is refused); a route has trips, a trip has stops."""
    for where, amount in _amounts(case):
        if not amount >= 0:
            yield Breach(where=where, amount=amount)
    for route in case.plan.routes:
        if not route.trips or any(not trip.stops for trip in route.trips):
            yield Breach(where=f"route {route.route_id}")


def _amounts(case: Case) -> Iterator[tuple[str, float]]:
    for row in case.plan.collections:
        yield f"collection {row.lot_id}", min(row.gross_kg, row.crates)
    for recipe in case.plan.recipes:
        where = f"recipe {recipe.hub_id}, day {recipe.day}, {recipe.basket_id}"
        yield where, recipe.n_baskets
        yield from ((where, part.net_kg) for part in recipe.parts)
    for packing in case.plan.order_packings:
        yield f"order of {packing.site_id}, {packing.product_id}", packing.net_kg
    for gift in case.plan.gifts:
        yield f"gift {gift.lot_id}, {gift.site_id}", min(gift.gross_kg, gift.crates)
    for handout in case.plan.handouts:
        amounts = [drop.n_baskets for drop in handout.drops]
        yield from ((handout.where, n) for n in amounts)
        yield from ((handout.where, order.kg) for order in handout.orders)
    for route in case.plan.routes:
        yield from _route_amounts(route)


def _route_amounts(route: Route) -> Iterator[tuple[str, float]]:
    for trip in route.trips:
        yield f"route {route.route_id}", min(trip.home_km, trip.home_drive_min)
    for pause in route.pauses:
        yield f"route {route.route_id}", pause.minutes
    for stop in route.stops():
        where = stop_where(route, stop.place_id)
        yield where, min(stop.km, stop.drive_min)
        yield from ((where, drop.n_baskets) for drop in stop.drops)
        yield from ((where, order.kg) for order in stop.orders)
        yield from ((where, min(pick.crates, pick.gross_kg)) for pick in stop.picks)


RULES: tuple[Rule, ...] = (known_ids, days_in_week, real_amounts)
