"""Rows of the week's programme between hubs and sites: fleet, caps, storage of sites, orders."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import HubId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Rows, Week, alone_cohorts, rows_of

Floats = NDArray[np.float64]
Index = NDArray[np.int64]


def limit_fleet(week: Week) -> tuple[Rows, Rows]:  # (7)
    """What the vehicles of a hub-day can carry out, and in; not what people collect."""
    supply, demand, made = week.supply, week.demand, week.made
    n_hubs, n_days = supply.fleet_kg.shape
    rows = week.program.rows(n_hubs * n_days, upper=supply.fleet_kg.ravel())
    cell = made.hub * n_days + made.day
    week.program.terms(rows[cell], made.columns, week.basket_kg[made.basket_type])
    at = demand.visit_hub * n_days + demand.visit_day
    driven = ~demand.visit_stays[demand.order_visit]
    week.program.terms(rows[at[demand.order_visit[driven]]], week.ordered[driven], 1.0)
    stays = demand.visit_stays[demand.pair_visit]
    kg = week.basket_kg[demand.claim_type[demand.pair_claim]]
    week.program.terms(rows[at[demand.pair_visit[stays]]], week.given[stays], -kg[stays])
    h, t = np.divmod(np.arange(len(rows)), n_days)
    fetched = (~supply.brings[week.collected.lot]).astype(float)
    return (
        rows_of("vehicles", rows, hub=h, day=t),
        limit_collected(week, "vehicles", supply.fleet_kg, fetched),
    )


def limit_caps(
    week: Week, problem: Problem, caps: Mapping[tuple[HubId, int], float]
) -> Rows:  # (8)
    """Most baskets of a hub-day."""
    hub_row = {hub.hub_id: h for h, hub in enumerate(problem.hubs)}
    most = np.full(week.supply.fleet_kg.shape, np.inf)
    for (hub_id, day), baskets in caps.items():
        most[hub_row[hub_id], day] = baskets
    h, t = np.nonzero(np.isfinite(most))
    rows = week.program.rows(len(h), upper=most[h, t])
    where = np.full(most.shape, -1)
    where[h, t] = rows
    row = where[week.made.hub, week.made.day]
    week.program.terms(row[row >= 0], week.made.columns[row >= 0], 1.0)
    return rows_of("routes", rows, hub=h, day=t)


def limit_sites(week: Week) -> Rows:  # (9)
    """What a delivery may hold where claims or visits share the room."""
    demand, program = week.demand, week.program
    shared = ~alone_cohorts(demand)[demand.visit_cohort]
    tight = np.flatnonzero(np.isfinite(demand.visit_kg) & shared)
    rows = program.rows(len(tight), upper=demand.visit_kg[tight])
    where = np.full(len(demand.visit_kg), -1)
    where[tight] = rows
    weight = week.basket_kg[demand.claim_type[demand.pair_claim]]
    for visit, columns, kg in (
        (demand.pair_visit, week.given, weight),
        (demand.order_visit, week.ordered, np.ones(len(week.ordered))),
    ):
        row = where[visit]
        program.terms(row[row >= 0], columns[row >= 0], kg[row >= 0])
    capped = np.flatnonzero(np.isfinite(demand.visit_baskets) & shared)
    cap_rows = program.rows(len(capped), upper=demand.visit_baskets[capped])
    where = np.full(len(demand.visit_kg), -1)
    where[capped] = cap_rows
    row = where[demand.pair_visit]
    program.terms(row[row >= 0], week.given[row >= 0], 1.0)
    return rows_of("site_storage", rows, other=tight)


def balance_orders(week: Week, problem: Problem) -> None:  # (11)
    """What is set aside of a product at a hub-day is handed over there."""
    demand, o = week.demand, week.set_aside
    product_row = {product.product_id: p for p, product in enumerate(problem.products)}
    products = np.array([product_row[order.product_id] for order in problem.orders], dtype=int)
    shape = (len(problem.products), *week.supply.shape[1:])
    visit = demand.order_visit
    at = (products[demand.order_row], demand.visit_hub[visit], demand.visit_day[visit])
    cell, row = np.unique(
        np.concatenate(
            [
                np.ravel_multi_index(at, shape),
                np.ravel_multi_index((week.supply.product[o.lot], o.hub, o.day), shape),
            ]
        ),
        return_inverse=True,
    )
    rows = week.program.rows(len(cell), lower=0.0, upper=0.0)
    week.program.terms(rows[row[: len(visit)]], week.ordered, -1.0)
    week.program.terms(rows[row[len(visit) :]], o.columns, 1.0)


def limit_collected(week: Week, kind: str, most_kg: Floats, counts: Floats) -> Rows:
    """Most kg collected by hub and day, each column counted so much."""
    x, shape = week.collected, week.supply.sorting_kg.shape
    cell, row = np.unique(x.hub * shape[1] + x.day, return_inverse=True)
    h, t = np.divmod(cell, shape[1])
    rows = week.program.rows(len(cell), upper=most_kg[h, t])
    week.program.terms(rows[row], x.columns, counts)
    return rows_of(kind, rows, hub=h, day=t)
