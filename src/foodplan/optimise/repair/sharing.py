"""Share the food of a hub's remaining days again, when some of it or some need has gone or come.

What has come and will come to the hub stands as opening stock of a small week of its own: the
hub, its stops still to be made, and the baskets that their sites still need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from foodplan.domain.food import Lot, Need
from foodplan.domain.ids import BasketId, HubId, LotId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.plan import Part, Recipe
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.allocate import allocate
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.repair.larder import Larder

_LEAST_KG = 0.01
_MARK = "#"
DropKey = tuple[SiteId, HubId, int, BasketId]


def share_again(
    larder: Larder,
    hub_id: HubId,
    first_day: int,
    drops: Mapping[DropKey, int],
    *,
    most: Mapping[tuple[SiteId, HubId, int], float],
    elsewhere: Mapping[tuple[SiteId, BasketId], int],
) -> dict[DropKey, int]:
    """Baskets of the hub's deliveries from a day on; its recipes from there on are replaced.

    `drops`: the deliveries; `most`: what each may get at most; `elsewhere`: what their sites get
    otherwise in the week.
    """
    mine = [key for key in drops if key[1] == hub_id and key[2] >= first_day]
    deliveries = sorted({Delivery(site_id=s, hub_id=h, day=d) for s, h, d, _ in mine})
    week = _rest_of_week(larder, hub_id, first_day, deliveries, elsewhere)
    for key in [key for key in larder.recipes if key[0] == hub_id and key[1] >= first_day]:
        del larder.recipes[key]
    if not (week.lots and week.needs and deliveries):
        return dict.fromkeys(mine, 0)
    answer = allocate(
        week,
        deliveries,
        site_caps={
            (one.site_id, hub_id, one.day): most[one.site_id, hub_id, one.day] for one in deliveries
        },
    )
    for recipe in answer.recipes:
        if recipe.n_baskets > 0:
            key = recipe.hub_id, recipe.day, recipe.basket_id
            larder.recipes[key] = replace(recipe, parts=_parts(recipe))
    given = {(row.site_id, row.hub_id, row.day, row.basket_id): row.baskets for row in answer.given}
    return {key: given.get(key, 0) for key in sorted({*mine, *given})}


def _rest_of_week(
    larder: Larder,
    hub_id: HubId,
    first_day: int,
    deliveries: Sequence[Delivery],
    elsewhere: Mapping[tuple[SiteId, BasketId], int],
) -> Problem:
    problem = larder.problem
    sites = {one.site_id for one in deliveries}
    needs = [
        replace(need, baskets=left, baskets_low=None, baskets_high=None)
        for need in problem.needs
        if need.site_id in sites
        for left in [_left(need, elsewhere, problem.policy.fill_max)]
        if left > 0
    ]
    return replace(
        problem,
        producers=(),
        links=(),
        own_legs=(),
        orders=(),
        lots=tuple(_stock(larder, hub_id, first_day)),
        hubs=(problem.hub[hub_id],),
        sites=tuple(
            _beside_orders(site, larder) for site in problem.sites if site.site_id in sites
        ),
        needs=tuple(needs),
        history=tuple(row for row in problem.history if row.site_id in sites),
        vehicles=tuple(one for one in problem.vehicles if one.hub_id == hub_id),
    )


def _beside_orders(site: Site, larder: Larder) -> Site:
    """The site with what its largest order of a day leaves of its store."""
    if site.storage_kg is None:
        return site
    ordered: dict[int, float] = defaultdict(float)
    for row in larder.packings:
        if row.site_id == site.site_id:
            ordered[row.day] += row.net_kg
    return replace(site, storage_kg=max(0.0, site.storage_kg - max(ordered.values(), default=0.0)))


def _left(need: Need, elsewhere: Mapping[tuple[SiteId, BasketId], int], fill_max: float) -> int:
    """Baskets still needed; the most that a site may get counts where it is below its need."""
    wanted = min(need.baskets, int(fill_max * need.baskets))
    return wanted - elsewhere.get((need.site_id, need.basket_id), 0)


def _stock(larder: Larder, hub_id: HubId, first_day: int) -> list[Lot]:
    """Everything that can be packed at the hub from the day on, by lot and first day of packing."""
    found: list[Lot] = []
    for lot in larder.problem.lots:
        used_kg = larder.packed_before_kg(lot.lot_id, hub_id, first_day) / lot.yield_share
        by_day: dict[int, float] = defaultdict(float)
        for day, kg in larder.arrivals(lot.lot_id, hub_id):
            taken_kg = min(kg, used_kg)
            used_kg -= taken_kg
            by_day[max(day, first_day)] += kg - taken_kg
        found += [
            replace(
                lot,
                lot_id=LotId(f"{lot.lot_id}{_MARK}{day}"),
                producer_id=None,
                hub_id=hub_id,
                gross_kg=kg,
                ready_day=day,
                ready_min=0.0,
            )
            for day, kg in sorted(by_day.items())
            if kg > _LEAST_KG and day <= lot.last_day
        ]
    return sorted(found, key=lambda one: one.lot_id)


def _parts(recipe: Recipe) -> tuple[Part, ...]:
    """Under the lots' own names again."""
    kg: dict[LotId, float] = defaultdict(float)
    for part in recipe.parts:
        kg[LotId(part.lot_id.rpartition(_MARK)[0])] += part.net_kg
    return tuple(Part(lot_id=lot_id, net_kg=net_kg) for lot_id, net_kg in sorted(kg.items()))
