"""The week's linear programme: from lots through hubs and recipes to sites.

Given     s_l gross kg, y_l yield, w_k kg per basket, n_c baskets needed, D_c weighted need, …
Decide    x(l,h,t) gross kg collected         g(l,k,h,t) net kg packed into baskets of type k
          B(c,v) baskets of claim c at visit v  N(k,h,t) baskets packed
          o(l,h,t) net kg set aside for orders  q(j,v) kg of order j handed over at visit v
Such that (1) supply       sum_ht x <= s_l
          (2) sorting      sum_l x(l,h,t) <= hours × rate
          (3) storage      gross on hand at the end of day t <= storage   (all, cold)
          (4) net flow     sum_t'<=t (g + o) <= y_l sum_t'<=t-processing x (+ y_l s_l at the hub)
          (5) recipe       sum_l g(l,k,h,t) = w_k N(k,h,t) ; N = sum of B there
          (6) product      sum_l of p g <= max_product_share w_k N
          (7) fleet        w N + q <= payload × trips of the hub-day ; x likewise
          (8) caps         sum_k N(k,h,t) <= cap of the hub-day
          (9) site storage sum_k w_k B + q <= storage_i ; sum_k B <= cap of the delivery
          (10) own need    sum_v B(c,v) <= fill_max n_c
          (11) orders      sum_v q(j,v) <= quantity_j ; sum_l of p o(l,h,t) = sum q there

On hand at the end of day t counts each lot's gross kg that came to the hub up to t (opening stock
from its ready day) less what was packed up to t divided by its yield; a lot whose last day is t or
earlier is cleared away and counts no more. Packed food leaves the same day. Opening stock counts
in storage but uses no sorting capacity, and never breaks storage by itself: the limit of a day is
at least the opening stock that stands there. The product groups of a recipe are in `groups.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import HubId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Block, Rows, Week, lay_out, rows_of
from foodplan.optimise.allocation.demand import Demand
from foodplan.optimise.allocation.program import Program
from foodplan.optimise.allocation.serving import (
    balance_orders,
    limit_caps,
    limit_collected,
    limit_fleet,
    limit_sites,
)
from foodplan.optimise.allocation.supply import Supply

Floats = NDArray[np.float64]
Index = NDArray[np.int64]


def week_of(
    problem: Problem, supply: Supply, demand: Demand, caps: Mapping[tuple[HubId, int], float]
) -> Week:
    """Build the programme; no objective yet."""
    week = lay_out(problem, supply, demand)
    _follow_recipes(week)
    balance_orders(week, problem)
    limits = (
        _limit_supply(week),
        _limit_sorting(week),
        *_limit_storage(week),
        _limit_net_flow(week),
        _limit_products(week, problem),
        *limit_fleet(week),
        limit_caps(week, problem, caps),
        limit_sites(week),
    )
    return replace(week, limits=limits)


def _limit_supply(week: Week) -> Rows:  # (1)
    x = week.collected
    lots, row = np.unique(x.lot, return_inverse=True)
    rows = week.program.rows(len(lots), upper=week.supply.gross_kg[lots])
    week.program.terms(rows[row], x.columns, 1.0)
    return rows_of("supply", rows, other=lots)


def _limit_sorting(week: Week) -> Rows:  # (2)
    return limit_collected(week, "sorting", week.supply.sorting_kg, np.ones(len(week.collected)))


def _limit_storage(week: Week) -> tuple[Rows, Rows]:  # (3)
    everything = np.ones(len(week.supply.gross_kg), dtype=bool)
    return (
        _store("storage", week, week.supply.storage_kg, everything),
        _store("chilled_storage", week, week.supply.cold_storage_kg, week.supply.cold),
    )


def _store(kind: str, week: Week, most_kg: Floats, counts: NDArray[np.bool_]) -> Rows:
    supply, program = week.supply, week.program
    n_lots, n_hubs, n_days = supply.shape
    days = np.arange(n_days)
    opening = (supply.stands_at[:, None] == np.arange(n_hubs)) * (supply.gross_kg * counts)[:, None]
    lasts = supply.last_day[:, None] > days
    standing = opening.T @ (lasts & (supply.ready_day[:, None] <= days))
    rows = program.rows(n_hubs * n_days, upper=(most_kg - standing).ravel())
    for block, sign in ((week.collected, 1.0), (week.packed, -1.0), (week.set_aside, -1.0)):
        on_hand = (days >= block.day[:, None]) & lasts[block.lot] & counts[block.lot][:, None]
        column, t = np.nonzero(on_hand)
        weight = np.ones(n_lots) if sign > 0 else -1 / supply.yield_share
        row = rows[block.hub[column] * n_days + t]
        program.terms(row, block.columns[column], weight[block.lot[column]])
    h, t = np.divmod(np.arange(len(rows)), n_days)
    return rows_of(kind, rows, hub=h, day=t)


def _limit_net_flow(week: Week) -> Rows:  # (4)
    supply, program = week.supply, week.program
    n_days = supply.shape[2]
    used = np.zeros(supply.shape, dtype=bool)
    arrives = np.zeros(supply.shape, dtype=bool)
    for block in (week.packed, week.set_aside):
        used[block.lot, block.hub, block.day] = True
    x = week.collected
    from_day = x.day + supply.processing_days[x.hub]
    arrives[x.lot, x.hub, np.minimum(from_day, n_days - 1)] = True
    # A day's row says nothing new if nothing arrives until the next day that packs.
    later = np.flip(np.logical_or.accumulate(np.flip(arrives, axis=2), axis=2), axis=2)
    more_to_come = np.concatenate([later[:, :, 1:], np.zeros_like(later[:, :, :1])], axis=2)
    last_use = np.where(used, np.arange(n_days), -1).max(axis=2, initial=-1)
    needed = used & (more_to_come | (np.arange(n_days) == last_use[:, :, None]))
    lot, h, t = np.nonzero(needed)
    here = supply.stands_at[lot] == h
    rows = program.rows(len(lot), upper=here * supply.gross_kg[lot] * supply.yield_share[lot])
    where = np.full(supply.shape, -1)
    where[lot, h, t] = rows
    days = np.arange(n_days)
    for block, start in ((week.packed, week.packed.day), (week.set_aside, week.set_aside.day)):
        column, later_t = np.nonzero(days >= start[:, None])
        _cumulate(program, where, block, column, later_t, np.ones(len(supply.gross_kg)))
    column, later_t = np.nonzero(days >= from_day[:, None])
    _cumulate(program, where, x, column, later_t, -supply.yield_share)
    return rows_of("opening", rows, hub=np.where(here, h, -1), other=lot)


def _cumulate(
    program: Program, where: Index, block: Block, column: Index, day: Index, weight: Floats
) -> None:
    row = where[block.lot[column], block.hub[column], day]
    kept = row >= 0
    column = column[kept]
    program.terms(row[kept], block.columns[column], weight[block.lot[column]])


def _follow_recipes(week: Week) -> None:  # (5)
    program, made = week.program, week.made
    recipe = program.rows(len(made), lower=0.0, upper=0.0)
    program.terms(recipe, made.columns, -week.basket_kg[made.basket_type])
    g = week.packed
    program.terms(recipe[week.packed_recipe], g.columns, 1.0)
    shared = program.rows(len(made), lower=0.0, upper=0.0)
    program.terms(shared, made.columns, -1.0)
    program.terms(shared[week.pair_recipe], week.given, 1.0)


def _limit_products(week: Week, problem: Problem) -> Rows:  # (6)
    g, made = week.packed, week.made
    share = np.array([basket.max_product_share for basket in problem.baskets])
    bound = share[g.basket_type] < 1
    recipe = week.packed_recipe[bound]
    product = week.supply.product[g.lot[bound]]
    cell, row = np.unique(recipe * len(problem.products) + product, return_inverse=True)
    made_row = cell // max(len(problem.products), 1)
    rows = week.program.rows(len(cell), upper=0.0)
    week.program.terms(rows[row], g.columns[bound], 1.0)
    kind = made.basket_type[made_row]
    week.program.terms(rows, made.columns[made_row], -share[kind] * week.basket_kg[kind])
    return rows_of("composition", rows, hub=made.hub[made_row], day=made.day[made_row])
