"""What would stop a plan, found before any solving (docs/model.md, section 1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foodplan.domain.basics import Location, Temperature, haversine_km, windows_of_day
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.fleet import LinkKind, Vehicle
from foodplan.domain.food import Basket, Lot
from foodplan.domain.places import Hub, Site
from foodplan.domain.problem import Problem
from foodplan.evaluate.amounts import product_of
from foodplan.evaluate.contradictions import contradictions
from foodplan.evaluate.solo import carries, open_days, producer_call, reaches, site_call, solo_min
from foodplan.evaluate.week_room import week_findings
from foodplan.tables.travel import TravelMatrix


def feasibility(problem: Problem, travel: TravelMatrix) -> tuple[Finding, ...]:
    """The first obstacle of every site, links that contradict, lots, basket types, the whole week.

    Blocking findings block that site, lot or basket type; the rest of the week is planned.
    """
    return (
        *(finding for site in _asking(problem) for finding in _site(site, problem, travel)),
        *contradictions(problem, travel),
        *(finding for lot in problem.lots for finding in _lot(lot, problem, travel)),
        *(finding for basket in problem.baskets for finding in _basket(basket, problem)),
        *week_findings(problem),
    )


def _asking(problem: Problem) -> list[Site]:
    wanted = problem.needs_of.keys() | problem.orders_of.keys()
    return [site for site in problem.sites if site.site_id in wanted]


def _site(site: Site, problem: Problem, travel: TravelMatrix) -> Iterator[Finding]:
    obstacle = site_obstacle(site, problem, travel)
    if obstacle:
        yield _finding(f"feasibility-{obstacle}", site.site_id, site=site.label)
        return
    need_kg = sum(
        need.baskets * problem.basket[need.basket_id].kg
        for need in problem.needs_of.get(site.site_id, ())
    )
    if not site.collected_at and not any(
        row.payload_kg >= need_kg and problem.may_visit(row, site)
        for row in near_first(problem, site.location)
    ):
        payload_kg = max(row.payload_kg for row in problem.vehicles if problem.may_visit(row, site))
        yield _finding(
            "feasibility-site-parts",
            site.site_id,
            warns=True,
            site=site.label,
            need_kg=need_kg,
            payload_kg=payload_kg,
        )
    room_kg = (site.storage_kg or need_kg) * site.deliveries_per_week
    if need_kg > room_kg:
        yield _finding(
            "feasibility-site-storage",
            site.site_id,
            warns=True,
            site=site.label,
            need_kg=need_kg,
            storage_kg=room_kg,
        )


def site_obstacle(site: Site, problem: Problem, travel: TravelMatrix) -> str | None:
    """Why a site can get nothing at all, cheapest reason first; None if it can."""
    if not problem.is_due(site):
        return "site-other-week"
    if not any(windows_of_day(site.windows, day) for day in problem.calendar.days):
        return "site-closed"
    obstacle = _obstacle_on(open_days(site, problem), site, problem, travel)
    return "site-links" if obstacle and _links_are_why(site, problem, travel) else obstacle


def _links_are_why(site: Site, problem: Problem, travel: TravelMatrix) -> bool:
    """Whether something could be brought to the site if no link were about it."""
    own = (LinkKind.SITE_VEHICLE, LinkKind.SITE_DAY)
    if not any(problem.links_of(kind, site.site_id) for kind in own):
        return False
    needs = problem.needs_of.get(site.site_id, ())
    orders = problem.orders_of.get(site.site_id, ())
    free = replace(problem, sites=(site,), needs=needs, orders=orders, links=())
    return _obstacle_on(open_days(site, free), site, free, travel) is None


def _obstacle_on(
    days: Sequence[int], site: Site, problem: Problem, travel: TravelMatrix
) -> str | None:
    """Why nothing can be brought or collected on these days; None if it can."""
    if site.collected_at:
        return _counter_obstacle(days, site, problem.hub[site.collected_at], problem)
    if _can_be_served(days, site, problem, travel):
        return None
    vehicles = [row for row in problem.vehicles if problem.may_visit(row, site)]
    if not vehicles:
        return "site-no-vehicle"
    kinds = _kinds_asked(site, problem)
    kept = kinds & site.temperatures
    if not kept:
        return "site-class-refused"
    vehicles = [row for row in vehicles if any(carries(row, kind) for kind in kept)]
    if not vehicles:
        return "site-class-not-carried"
    if not any(reaches(row, site.site_id, travel) for row in vehicles):
        return "site-unreachable"
    return "site-windows"


def _counter_obstacle(days: Sequence[int], site: Site, hub: Hub, problem: Problem) -> str | None:
    """Why people can collect nothing on these days; None if they can."""
    if not _kinds_asked(site, problem) & site.temperatures:
        return "site-class-refused"
    meets = any(
        window.start_min <= opening.end_min and opening.start_min <= window.end_min
        for day in days
        for window in windows_of_day(site.windows, day)
        for opening in windows_of_day(hub.windows, day)
    )
    return None if meets else "site-hub-closed"


def _can_be_served(days: Sequence[int], site: Site, problem: Problem, travel: TravelMatrix) -> bool:
    """Whether some vehicle can bring something on one of these days; near ones are asked first."""
    kept = _kinds_asked(site, problem) & site.temperatures
    call = site_call(site)
    return any(
        problem.may_visit(row, site, day) and solo_min(row, call, day, problem, travel) is not None
        for row in near_first(problem, site.location)
        if any(carries(row, kind) for kind in kept)
        for day in days
    )


def near_first(problem: Problem, place: Location) -> Iterator[Vehicle]:
    """All vehicles, those of the nearest hubs first: of many, the first few mostly settle it."""
    hubs = problem.hubs
    if len(hubs) > 1:
        hubs = tuple(sorted(hubs, key=lambda hub: haversine_km(hub.location, place)))
    for hub in hubs:
        yield from problem.vehicles_of.get(hub.hub_id, ())


def _kinds_asked(site: Site, problem: Problem) -> set[Temperature]:
    needs = problem.needs_of.get(site.site_id, ())
    orders = problem.orders_of.get(site.site_id, ())
    kinds = {problem.basket[need.basket_id].travels for need in needs}
    return kinds | {problem.product[order.product_id].temperature for order in orders}


def _lot(lot: Lot, problem: Problem, travel: TravelMatrix) -> Iterator[Finding]:
    obstacle = lot_obstacle(lot, problem, travel)
    if obstacle:
        yield _finding(
            f"feasibility-{obstacle}",
            lot.lot_id,
            lot=lot.lot_id,
            product=product_of(lot, problem).label,
            kg=lot.gross_kg,
        )


def lot_obstacle(lot: Lot, problem: Problem, travel: TravelMatrix) -> str | None:
    """Why nothing of a lot can be packed this week, cheapest reason first; None if it can."""
    if not _wanted(lot, problem):
        return "lot-not-wanted"
    if _fits_nothing(lot, problem):
        return "lot-no-vehicle"
    days = arrival_days(lot, problem, travel)
    if not days:
        return "lot-unreachable"
    last_good_day = lot.last_day - problem.policy.freshness_margin_days
    packing_days = [day + wait for day, wait in days]
    if min(packing_days) not in problem.calendar.days:
        return "lot-too-late"
    if min(packing_days) > last_good_day:
        return "lot-expires"
    return None


def _fits_nothing(lot: Lot, problem: Problem) -> bool:
    """Whether a vehicle would have to fetch it, and none can carry a crate."""
    producer = problem.producer[lot.producer_id] if lot.producer_id else None
    if producer is None or producer.brings_to_hub is not None:
        return False
    return not any(can_carry(vehicle, lot, problem) for vehicle in problem.vehicles)


def _wanted(lot: Lot, problem: Problem) -> bool:
    product = product_of(lot, problem)
    ordered = any(order.product_id == lot.product_id for order in problem.orders)
    return ordered or any(basket.takes(product) for basket in problem.baskets)


def arrival_days(lot: Lot, problem: Problem, travel: TravelMatrix) -> tuple[tuple[int, int], ...]:
    """Days on which it can come to a hub (or stands there), with the days until it is packed.

    The last day of the week is followed by its own end: a lot ready only then is too late.
    """
    first_day = max(0, lot.ready_day)
    if lot.hub_id is not None:
        return ((first_day, 0),)
    producer = problem.producer[lot.producer_id] if lot.producer_id else None
    if producer is None:
        return ()
    if producer.brings_to_hub is not None:
        wait_days = problem.hub[producer.brings_to_hub].processing_days
        open_on = {
            window.day
            for window in producer.windows
            if window.day >= first_day and problem.may_call(producer.producer_id, window.day)
        }
        return tuple((day, wait_days) for day in sorted(open_on))
    call = producer_call(producer)
    found = {
        (day, wait_days)
        for wait_days in {hub.processing_days for hub in problem.hubs}
        for day in range(first_day, problem.calendar.n_days)
        if problem.may_call(producer.producer_id, day)
        and any(
            problem.hub[row.hub_id].processing_days == wait_days
            and can_carry(row, lot, problem)
            and solo_min(row, call, day, problem, travel) is not None
            for row in near_first(problem, producer.location)
        )
    }
    if not found and first_day >= problem.calendar.n_days:
        return ((first_day, 0),)
    return tuple(sorted(found))


def can_carry(vehicle: Vehicle, lot: Lot, problem: Problem) -> bool:
    """Whether a crate of the lot may ride: its class, weight and share of a pallet."""
    product = product_of(lot, problem)
    return (
        carries(vehicle, product.temperature)
        and product.crate_kg <= vehicle.payload_kg
        and 1 / product.crates_per_pallet <= vehicle.pallets
    )


def _basket(basket: Basket, problem: Problem) -> Iterator[Finding]:
    if not any(need.basket_id == basket.basket_id and need.baskets for need in problem.needs):
        return
    products = [product_of(lot, problem) for lot in problem.lots]
    allowed = [row for row in products if basket.takes(row)]
    n_groups = len({row.group for row in allowed})
    n_products = len({row.product_id for row in allowed})
    if n_groups < basket.min_groups:
        yield _finding(
            "feasibility-basket-groups",
            basket.basket_id,
            basket=basket.label,
            needed=basket.min_groups,
            found=n_groups,
        )
    elif n_products * basket.max_product_share < 1:
        yield _finding(
            "feasibility-basket-products",
            basket.basket_id,
            basket=basket.label,
            share=basket.max_product_share,
            found=n_products,
        )


def _finding(code: str, path: str, *, warns: bool = False, **params: object) -> Finding:
    severity = Severity.WARNS if warns else Severity.BLOCKS
    return Finding(code=code, severity=severity, path=path, params={"id": path, **params})
