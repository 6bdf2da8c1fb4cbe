"""Why each site that gets less than its need is low."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foodplan.domain.handing import handovers
from foodplan.domain.ids import HubId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.plan import Limit
from foodplan.evaluate.amounts import delivered, product_of, taken_kg
from foodplan.evaluate.case import Case
from foodplan.evaluate.obstacles import site_obstacle
from foodplan.evaluate.reason import Reason, day_label
from foodplan.evaluate.room import full_sorting_days, vehicles_with_room
from foodplan.evaluate.shares import SiteShare, before, site_shares

_LEAST_DUAL = 1e-6
SHARED_LIMITS = {
    "supply": "supply",
    "sorting": "sorting",
    "storage": "storage",
    "chilled_storage": "storage",
    "composition": "composition",
    "vehicles": "vehicles",
    "routes": "vehicles",
    "ready": "ready",
}
"""Kinds of `Limit` that become the reason `reason-<…>` of the sites they hold down."""
_OF_FOOD = ("supply", "composition")
_OF_A_HUB = ("sorting", "storage")
"""Kinds that name the hub and day in their sentence, where known (`reason-<kind>-hub`)."""


def site_reasons(case: Case) -> tuple[Reason, ...]:
    """Reasons of every site that could take at least one basket more, worst served first.

    What holds a site down by itself comes alone; else what holds several sites down.
    """
    shares = site_shares(case.plan, case.problem)
    best = max((share.fill_rate for share in shares), default=0.0)
    stated, week = tuple(_stated_limits(case)), tuple(computed_limits(case))
    most = min(1.0, case.problem.policy.fill_max)
    reasons: list[Reason] = []
    for share in shares:
        if share.given + 1 <= most * share.needed:
            own = tuple(_own(case, share, best=best))
            reasons.extend(
                own or _shared(case, share, stated, week) or (_reason("unexplained", share),)
            )
            reasons.extend(_collected(case, share))
    return tuple(reasons)


def _collected(case: Case, share: SiteShare) -> Iterator[Reason]:
    """That people come to a hub for it, so that nobody looks for a vehicle."""
    hub_id = case.problem.site[share.site_id].collected_at
    if hub_id is not None:
        yield replace(
            _reason("collected", share, hub=case.problem.hub[hub_id].label), place_id=hub_id
        )


def _own(case: Case, share: SiteShare, *, best: float) -> Iterator[Reason]:
    site = case.problem.site[share.site_id]
    obstacle = site_obstacle(site, case.problem, case.travel)
    if obstacle:
        yield _reason(obstacle, share)
        return
    if _store_is_full(case, site):
        yield _reason("site-storage", share, storage_kg=site.storage_kg)
        return
    if not site.collected_at and next(vehicles_with_room(case, site), None) is None:
        yield _reason("vehicles", share)
        return
    if _served_well_before(case, share, best=best):
        needed, given = before(case.problem, share.site_id)
        yield _reason("history", share, earlier_share=given / needed)


def _store_is_full(case: Case, site: Site) -> bool:
    """Every delivery the site may have is as heavy as its store allows."""
    if site.storage_kg is None:
        return False
    needs = case.problem.needs_of[site.site_id]
    basket_kg = min(case.problem.basket[need.basket_id].kg for need in needs)
    mine = [one for one in handovers(case.plan, case.problem) if one.site_id == site.site_id]
    if not mine:
        return basket_kg > site.storage_kg
    full = [delivered(one, case.problem).kg + basket_kg > site.storage_kg for one in mine]
    return all(full) and len(mine) >= site.deliveries_per_week


def _served_well_before(case: Case, share: SiteShare, *, best: float) -> bool:
    """Earlier weeks of the fairness window make up for what it lacks now."""
    needed, given = before(case.problem, share.site_id)
    is_low_now = (best - share.fill_rate) * share.needed >= 1
    return is_low_now and needed > 0 and given / needed > best


def _shared(
    case: Case, share: SiteShare, stated: tuple[Limit, ...], week: tuple[Limit, ...]
) -> tuple[Reason, ...]:
    """What limits several sites: duals of the allocation if it gave any, else recomputed."""
    mine = (limit for limit in stated if _holds_down(limit, share.site_id))
    strongest_first = sorted(mine, key=lambda limit: -limit.baskets_per_unit)
    first_of_a_kind: dict[str, Reason] = {}
    for limit in strongest_first or week:
        first_of_a_kind.setdefault(SHARED_LIMITS[limit.kind], _from_limit(case, share, limit))
    return tuple(first_of_a_kind.values())


def _stated_limits(case: Case) -> Iterator[Limit]:
    """What the allocation ran into, told as what is behind it.

    With a fleet that is too small it lacks what could not be fetched, however much food there is.
    """
    limits = [limit for limit in case.plan.limits if limit.kind in SHARED_LIMITS]
    fleet_is_short = any(SHARED_LIMITS[limit.kind] == "vehicles" for limit in limits)
    enough = case.missing_kg <= case.spare_kg
    is_unfetched = fleet_is_short and enough and _food_waits_at_producers(case)
    for limit in limits:
        if is_unfetched and limit.kind in _OF_FOOD:
            yield replace(limit, kind="vehicles", place_id=None, day=None)
        else:
            yield limit


def _holds_down(limit: Limit, site_id: SiteId) -> bool:
    """Named sites are held down whatever the dual; without names all are if there is a dual."""
    if limit.site_ids:
        return site_id in limit.site_ids
    return limit.baskets_per_unit > _LEAST_DUAL


def _from_limit(case: Case, share: SiteShare, limit: Limit) -> Reason:
    hub = case.problem.hub.get(HubId(limit.place_id or ""))
    names: dict[str, object] = {"hub": hub.label} if hub else {}
    if limit.day is not None:
        names["day"] = day_label(limit.day)
    kind = SHARED_LIMITS[limit.kind]
    is_placed = kind in _OF_A_HUB and {"hub", "day"} <= names.keys()
    reason = _reason(f"{kind}-hub" if is_placed else kind, share, **names)
    return replace(reason, place_id=limit.place_id, day=limit.day)


def computed_limits(case: Case) -> Iterator[Limit]:
    """Limits of the whole week found by adding up what the plan leaves."""
    missing_kg, spare_kg = case.missing_kg, case.spare_kg
    if missing_kg > 0 and spare_kg < missing_kg:
        yield Limit(kind="supply")
    elif missing_kg > 0:
        if _food_waits_at_producers(case):
            for hub in case.problem.hubs:
                for day in full_sorting_days(case, hub.hub_id):
                    yield Limit(kind="sorting", place_id=hub.hub_id, day=day)
        baskets = case.problem.baskets
        if any(row.max_product_share < 1 or row.min_groups > 1 for row in baskets):
            yield Limit(kind="composition")


def _food_waits_at_producers(case: Case) -> bool:
    taken = taken_kg(case.plan, case.problem)
    return any(
        lot.hub_id is None
        and lot.gross_kg - taken[lot.lot_id] >= product_of(lot, case.problem).crate_kg
        for lot in case.problem.lots
    )


def _reason(code: str, share: SiteShare, **params: object) -> Reason:
    return Reason(code=f"reason-{code}", about=share.site_id, params=params)
