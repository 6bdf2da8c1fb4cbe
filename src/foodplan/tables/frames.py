"""Objects as DataFrames for sums and exports; columns are declared in `export_columns`.

Every frame has its declared columns in their order, also when it has no rows, and is sorted by its
first columns. `allocations` and `measures` take rows that are derived above this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from foodplan.domain.handing import handovers
from foodplan.domain.ids import SiteId
from foodplan.domain.plan import Plan, Route, Stop
from foodplan.domain.problem import Problem
from foodplan.tables.export_columns import EXPORTS
from foodplan.units import clock

Row = Mapping[str, object]
_DECIMALS = 6
"""Of numbers in CSV: sums of kg are written without what adding them up leaves over."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as the declared table, in the order given; KeyError where a row lacks a column."""
    columns = EXPORTS[table]
    kept = list(rows)
    data = {
        column.name: pd.Series([row[column.name] for row in kept], dtype=column.dtype)
        for column in columns
    }
    return pd.DataFrame(data)


def csv_text(table: pd.DataFrame) -> str:
    """As CSV; text that a spreadsheet would take for a formula begins with an apostrophe.

    Names are what people typed, and `=…`, `+…`, `-…` or `@…` could send data elsewhere.
    """
    plain = table.round(_DECIMALS)
    for name in plain.select_dtypes(exclude="number").columns:
        plain[name] = plain[name].map(_harmless)
    return plain.to_csv(index=False, float_format="%.12g")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def stops(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a stop, by day, vehicle, trip and place in the trip."""
    rows = [
        {"day": route.day, "vehicle_id": route.vehicle_id, "trip": trip_number, "stop": number}
        | _stop(stop, route, problem)
        for route in _in_order(plan)
        for trip_number, trip in enumerate(route.trips, start=1)
        for number, stop in enumerate(trip.stops, start=1)
    ]
    return frame("stops", rows)


def _stop(stop: Stop, route: Route, problem: Problem) -> dict[str, object]:
    site = problem.site.get(SiteId(stop.place_id))
    place = site or next(row for row in problem.producers if row.producer_id == stop.place_id)
    return {
        "date": _date(problem, route.day),
        "place_id": stop.place_id,
        "label": place.label,
        "town": place.town,
        "kind": "delivery" if site else "pick-up",
        "arrive": clock(stop.arrive_min),
        "start": clock(stop.start_min),
        "leave": clock(stop.leave_min),
        "arrive_min": stop.arrive_min,
        "start_min": stop.start_min,
        "leave_min": stop.leave_min,
        "km": stop.km,
        "drive_min": stop.drive_min,
        "n_baskets": stop.n_baskets,
        "baskets_kg": sum(row.n_baskets * problem.basket[row.basket_id].kg for row in stop.drops),
        "orders_kg": sum(row.kg for row in stop.orders),
        "picked_kg": sum(row.gross_kg for row in stop.picks),
        "picked_crates": sum(row.crates for row in stop.picks),
    }


def routes(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a vehicle-day."""
    rows = [
        {
            "day": route.day,
            "vehicle_id": route.vehicle_id,
            "date": _date(problem, route.day),
            "hub_id": problem.vehicle[route.vehicle_id].hub_id,
            "route_id": route.route_id,
            "start": clock(route.start_min),
            "end": clock(route.end_min),
            "start_min": route.start_min,
            "end_min": route.end_min,
            "n_trips": len(route.trips),
            "n_stops": sum(1 for _ in route.stops()),
            "km": route.km,
            "drive_min": route.drive_min,
            "pause_min": sum(pause.minutes for pause in route.pauses),
            "n_baskets": sum(stop.n_baskets for stop in route.stops()),
        }
        for route in _in_order(plan)
    ]
    return frame("routes", rows)


def sites(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a site, also those without a need."""
    given = plan.baskets_given()
    days: dict[str, list[int]] = {}
    ordered: dict[str, float] = {}
    for one in sorted(handovers(plan, problem), key=lambda row: row.day):
        days.setdefault(one.site_id, []).append(one.day)
        kg = sum(row.kg for row in one.orders)
        ordered[one.site_id] = ordered.get(one.site_id, 0.0) + kg
    rows = []
    for site in sorted(problem.sites, key=lambda row: row.site_id):
        needed, got = problem.baskets_needed(site.site_id), given.get(site.site_id, 0)
        asked = problem.orders_of.get(site.site_id, ())
        rows.append(
            {
                "site_id": site.site_id,
                "label": site.label,
                "town": site.town,
                "district": site.district or "",
                "baskets_needed": needed,
                "baskets_given": got,
                "fill_share": got / needed if needed else float("nan"),
                "ordered_kg": sum(
                    problem.product[row.product_id].kg_of(row.quantity, row.unit) for row in asked
                ),
                "orders_given_kg": ordered.get(site.site_id, 0.0),
                "days": " ".join(str(day) for day in days.get(site.site_id, ())),
            }
        )
    return frame("sites", rows)


def lots(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a lot, also those that are left."""
    collected: dict[str, float] = {}
    packed: dict[str, float] = {}
    for row in plan.collections:
        collected[row.lot_id] = collected.get(row.lot_id, 0.0) + row.gross_kg
    parts = [(part.lot_id, part.net_kg) for recipe in plan.recipes for part in recipe.parts]
    for lot_id, kg in (*parts, *((row.lot_id, row.net_kg) for row in plan.order_packings)):
        packed[lot_id] = packed.get(lot_id, 0.0) + kg
    rows = [
        {
            "lot_id": lot.lot_id,
            "product_id": lot.product_id,
            "producer_id": lot.producer_id or "",
            "hub_id": lot.hub_id or "",
            "gross_kg": lot.gross_kg,
            "collected_kg": collected.get(lot.lot_id, 0.0),
            "packed_kg": packed.get(lot.lot_id, 0.0),
            "yield_share": lot.yield_share,
            "ready_day": lot.ready_day,
            "last_day": lot.last_day,
        }
        for lot in sorted(problem.lots, key=lambda row: row.lot_id)
    ]
    return frame("lots", rows)


def recipes(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a lot in a recipe."""
    rows = [
        {
            "day": recipe.day,
            "hub_id": recipe.hub_id,
            "basket_id": recipe.basket_id,
            "lot_id": part.lot_id,
            "date": _date(problem, recipe.day),
            "product_id": problem.lot[part.lot_id].product_id,
            "n_baskets": recipe.n_baskets,
            "net_kg": part.net_kg,
            "kg_per_basket": part.net_kg / recipe.n_baskets if recipe.n_baskets else 0.0,
        }
        for recipe in sorted(plan.recipes, key=lambda row: (row.day, row.hub_id, row.basket_id))
        for part in sorted(recipe.parts, key=lambda row: row.lot_id)
    ]
    return frame("recipes", rows)


def handouts(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a day and site that is collected at a hub."""
    rows = [
        {
            "day": row.day,
            "site_id": row.site_id,
            "hub_id": row.hub_id,
            "date": _date(problem, row.day),
            "label": problem.site[row.site_id].label,
            "from": clock(row.from_min),
            "from_min": row.from_min,
            "n_baskets": row.n_baskets,
            "baskets_kg": sum(
                drop.n_baskets * problem.basket[drop.basket_id].kg for drop in row.drops
            ),
            "orders_kg": sum(order.kg for order in row.orders),
        }
        for row in sorted(plan.handouts, key=lambda row: (row.day, row.site_id))
    ]
    return frame("handouts", rows)


def history(plan: Plan, problem: Problem) -> pd.DataFrame:
    """What earlier weeks brought each site, and this one as planned: the next week's `history`."""
    given = plan.baskets_given()
    past = [
        (row.week, row.site_id, row.baskets_needed, row.baskets_given) for row in problem.history
    ]
    now = [
        (problem.calendar.week, site.site_id, needed, given.get(site.site_id, 0))
        for site in problem.sites
        if (needed := problem.baskets_needed(site.site_id))
    ]
    rows = [
        {"site_id": site_id, "week": week, "baskets_needed": needed, "baskets_given": got}
        for week, site_id, needed, got in sorted([*past, *now])
    ]
    return frame("history", rows)


def gifts(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row a lot, site and day of what producers bring to sites themselves."""
    rows = [
        {
            "day": gift.day,
            "lot_id": gift.lot_id,
            "site_id": gift.site_id,
            "date": _date(problem, gift.day),
            "product_id": problem.lot[gift.lot_id].product_id,
            "producer_id": problem.lot[gift.lot_id].producer_id or "",
            "crates": gift.crates,
            "gross_kg": gift.gross_kg,
        }
        for gift in sorted(plan.gifts, key=lambda row: (row.day, row.lot_id, row.site_id))
    ]
    return frame("gifts", rows)


def _in_order(plan: Plan) -> list[Route]:
    return sorted(plan.routes, key=lambda route: (route.day, route.vehicle_id))


def _date(problem: Problem, day: int) -> str:
    return problem.calendar.date_of(day).isoformat()
