"""The week's linear programme: from lots through hubs and recipes to sites.

Given     s_l gross kg, y_l yield, w_k kg per basket, n_c baskets needed, D_c weighted need, …
Decide    x(l,h,t) gross kg collected         g(l,k,h,t) net kg packed into baskets of type k
          B(c,v) baskets of claim c at visit v  N(k,h,t) baskets packed
          o(l,h,t) net kg set aside for orders  q(j,v) kg of order j handed over at visit v
Such that (1) supply       sum_ht x <= s_l
          (2) sorting      sum_l x(l,h,t) <= hours × rate                  opening stock is sorted already
          (3) storage      gross on hand at the end of day t <= storage    all classes, and cold ones
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
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import BasketId, HubId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.demand import Demand
from foodplan.optimise.allocation.program import Program
from foodplan.optimise.allocation.supply import Supply

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Block:
    """Columns with the row numbers that each belongs to."""

    columns: Index
    lot: Index
    hub: Index
    day: Index
    basket_type: Index
    """-1 where the column is of no basket type."""

    def __len__(self) -> int:
        return len(self.columns)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of one kind: where and when each holds (-1: nowhere in particular)."""

    kind: str
    rows: Index
    hub: Index
    day: Index
    other: Index
    """Lot, visit, claim or order of each row, by kind."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """The programme and where its columns and rows stand."""

    program: Program
    supply: Supply
    demand: Demand
    basket_ids: tuple[BasketId, ...]
    basket_kg: Floats
    collected: Block
    packed: Block
    set_aside: Block
    made: Block
    """N; `lot` is -1."""
    given: Index
    """B, by row of `demand.pair_claim`."""
    ordered: Index
    """q, by row of `demand.order_row`."""
    own_need: Index
    """Rows (10), by claim."""
    own_cap: Floats
    """(c,) right-hand side of (10): need and, where nobody else shares it, site storage."""
    order_rows: Index
    """Rows (11), by order of the problem."""
    limits: tuple[Rows, ...]


def week_of(
    problem: Problem, supply: Supply, demand: Demand, caps: Mapping[tuple[HubId, int], float]
) -> Week:
    """Build the programme; no objective yet."""
    program = Program()
    basket_kg = np.array([basket.kg for basket in problem.baskets])
    made = _made(program, problem, supply, demand)
    packed = _packed(program, supply, made)
    set_aside = _set_aside(program, problem, supply, demand)
    collected = _collected(program, supply, packed, set_aside)
    given = program.columns(len(demand.pair_claim))
    ordered = program.columns(len(demand.order_row))
    alone = _alone(demand)
    own_cap = _own_cap(problem, demand, basket_kg, alone)
    own_need = program.rows(len(demand.need), upper=own_cap)
    program.terms(own_need[demand.pair_claim], given, 1.0)
    week = Week(
        program=program,
        supply=supply,
        demand=demand,
        basket_ids=tuple(basket.basket_id for basket in problem.baskets),
        basket_kg=basket_kg,
        collected=collected,
        packed=packed,
        set_aside=set_aside,
        made=made,
        given=given,
        ordered=ordered,
        own_need=own_need,
        own_cap=own_cap,
        order_rows=_limit_orders(program, problem, demand, ordered),
        limits=(),
    )
    _follow_recipes(week, problem)
    _balance_orders(week, problem)
    limits = (
        _limit_supply(week),
        _limit_sorting(week),
        *_limit_storage(week),
        _limit_net_flow(week),
        _limit_products(week, problem),
        *_limit_fleet(week),
        _limit_caps(week, problem, caps),
        _limit_sites(week, alone),
    )
    return Week(**{**vars(week), "limits": limits})


# Columns


def _made(program: Program, problem: Problem, supply: Supply, demand: Demand) -> Block:
    wanted = np.zeros((len(problem.baskets), *supply.shape[1:]), dtype=bool)
    visit = demand.pair_visit
    types = demand.claim_type[demand.pair_claim]
    wanted[types, demand.visit_hub[visit], demand.visit_day[visit]] = True
    k, h, t = np.nonzero(wanted)
    return _block(program.columns(len(k)), lot=np.full(len(k), -1), hub=h, day=t, basket_type=k)


def _packed(program: Program, supply: Supply, made: Block) -> Block:
    wanted = np.zeros((len(supply.suits), *supply.shape[1:]), dtype=bool)
    wanted[made.basket_type, made.hub, made.day] = True
    may = supply.may_pack[:, None] & supply.suits.T[:, :, None, None] & wanted[None]
    lot, k, h, t = np.nonzero(may)
    return _block(program.columns(len(lot)), lot=lot, hub=h, day=t, basket_type=k)


def _set_aside(program: Program, problem: Problem, supply: Supply, demand: Demand) -> Block:
    product_row = {product.product_id: p for p, product in enumerate(problem.products)}
    products = np.array([product_row[order.product_id] for order in problem.orders], dtype=int)
    wanted = np.zeros((len(problem.products), *supply.shape[1:]), dtype=bool)
    visit = demand.order_visit
    wanted[products[demand.order_row], demand.visit_hub[visit], demand.visit_day[visit]] = True
    lot, h, t = np.nonzero(supply.may_pack & wanted[supply.product])
    return _block(program.columns(len(lot)), lot=lot, hub=h, day=t)


def _collected(program: Program, supply: Supply, packed: Block, set_aside: Block) -> Block:
    """Only where the lot can still be packed afterwards at that hub."""
    used = np.zeros(supply.shape, dtype=bool)
    for block in (packed, set_aside):
        used[block.lot, block.hub, block.day] = True
    n_days = supply.shape[2]
    lot, h, t = np.nonzero(supply.may_collect)
    last_use = np.where(used, np.arange(n_days), -1).max(axis=2, initial=-1)
    worth = t + supply.processing_days[h] <= last_use[lot, h]
    lot, h, t = lot[worth], h[worth], t[worth]
    return _block(program.columns(len(lot), upper=supply.gross_kg[lot]), lot=lot, hub=h, day=t)


def _block(
    columns: Index, *, lot: Index, hub: Index, day: Index, basket_type: Index | None = None
) -> Block:
    types = np.full(len(columns), -1) if basket_type is None else basket_type
    return Block(columns=columns, lot=lot, hub=hub, day=day, basket_type=types)


# Rows


def _limit_supply(week: Week) -> Rows:  # (1)
    x = week.collected
    lots, row = np.unique(x.lot, return_inverse=True)
    rows = week.program.rows(len(lots), upper=week.supply.gross_kg[lots])
    week.program.terms(rows[row], x.columns, 1.0)
    return _rows("supply", rows, other=lots)


def _limit_sorting(week: Week) -> Rows:  # (2)
    return _limit_collected(week, "sorting", week.supply.sorting_kg, np.ones(len(week.collected)))


def _limit_collected(week: Week, kind: str, most_kg: Floats, counts: Floats) -> Rows:
    x, shape = week.collected, week.supply.sorting_kg.shape
    cell, row = np.unique(x.hub * shape[1] + x.day, return_inverse=True)
    h, t = np.divmod(cell, shape[1])
    rows = week.program.rows(len(cell), upper=most_kg[h, t])
    week.program.terms(rows[row], x.columns, counts)
    return _rows(kind, rows, hub=h, day=t)


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
    return _rows(kind, rows, hub=h, day=t)


def _limit_net_flow(week: Week) -> Rows:  # (4)
    supply, program = week.supply, week.program
    n_hubs, n_days = supply.shape[1:]
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
    return _rows("opening", rows, hub=np.where(here, h, -1), other=lot)


def _cumulate(
    program: Program, where: Index, block: Block, column: Index, day: Index, weight: Floats
) -> None:
    row = where[block.lot[column], block.hub[column], day]
    kept = row >= 0
    column = column[kept]
    program.terms(row[kept], block.columns[column], weight[block.lot[column]])


def _follow_recipes(week: Week, problem: Problem) -> None:  # (5)
    program, made, demand = week.program, week.made, week.demand
    where = _made_at(week, len(problem.baskets))
    recipe = program.rows(len(made), lower=0.0, upper=0.0)
    program.terms(recipe, made.columns, -week.basket_kg[made.basket_type])
    g = week.packed
    program.terms(recipe[where[g.basket_type, g.hub, g.day]], g.columns, 1.0)
    shared = program.rows(len(made), lower=0.0, upper=0.0)
    program.terms(shared, made.columns, -1.0)
    visit, kind = demand.pair_visit, demand.claim_type[demand.pair_claim]
    cell = where[kind, demand.visit_hub[visit], demand.visit_day[visit]]
    program.terms(shared[cell], week.given, 1.0)


def _made_at(week: Week, n_types: int) -> Index:
    where = np.full((n_types, *week.supply.shape[1:]), -1)
    where[week.made.basket_type, week.made.hub, week.made.day] = np.arange(len(week.made))
    return where


def _limit_products(week: Week, problem: Problem) -> Rows:  # (6)
    g, made = week.packed, week.made
    share = np.array([basket.max_product_share for basket in problem.baskets])
    bound = share[g.basket_type] < 1
    recipe = _made_at(week, len(problem.baskets))[g.basket_type, g.hub, g.day][bound]
    product = week.supply.product[g.lot[bound]]
    cell, row = np.unique(recipe * len(problem.products) + product, return_inverse=True)
    made_row = cell // max(len(problem.products), 1)
    rows = week.program.rows(len(cell), upper=0.0)
    week.program.terms(rows[row], g.columns[bound], 1.0)
    kind = made.basket_type[made_row]
    week.program.terms(rows, made.columns[made_row], -share[kind] * week.basket_kg[kind])
    return _rows("composition", rows, hub=made.hub[made_row], day=made.day[made_row])


def _limit_fleet(week: Week) -> tuple[Rows, Rows]:  # (7)
    supply, demand, made = week.supply, week.demand, week.made
    n_hubs, n_days = supply.fleet_kg.shape
    rows = week.program.rows(n_hubs * n_days, upper=supply.fleet_kg.ravel())
    cell = made.hub * n_days + made.day
    week.program.terms(rows[cell], made.columns, week.basket_kg[made.basket_type])
    visit = demand.order_visit
    cell = demand.visit_hub[visit] * n_days + demand.visit_day[visit]
    week.program.terms(rows[cell], week.ordered, 1.0)
    h, t = np.divmod(np.arange(len(rows)), n_days)
    fetched = (~supply.brings[week.collected.lot]).astype(float)
    return (
        _rows("vehicles", rows, hub=h, day=t),
        _limit_collected(week, "vehicles", supply.fleet_kg, fetched),
    )


def _limit_caps(
    week: Week, problem: Problem, caps: Mapping[tuple[HubId, int], float]
) -> Rows:  # (8)
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
    return _rows("routes", rows, hub=h, day=t)


def _limit_sites(week: Week, alone: Flags) -> Rows:  # (9)
    demand, program = week.demand, week.program
    shared = ~alone[demand.visit_cohort]
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
    return _rows("site_storage", rows, other=tight)


def _own_cap(problem: Problem, demand: Demand, basket_kg: Floats, alone: Flags) -> Floats:  # (10)
    """Where a claim is the only one of its cohort and has one visit, its storage counts here."""
    cap = demand.need * problem.policy.fill_max
    claim, visit = demand.pair_claim, demand.pair_visit
    kept = alone[demand.claim_cohort[claim]]
    claim, visit = claim[kept], visit[kept]
    room = demand.visit_kg[visit] / basket_kg[demand.claim_type[claim]]
    cap[claim] = np.minimum(cap[claim], np.minimum(room, demand.visit_baskets[visit]))
    return np.asarray(cap, dtype=float)


def _alone(demand: Demand) -> Flags:
    """(cohort,) one claim, one visit and no order: storage limits nothing but that claim."""
    n_cohorts = len(demand.cohorts)
    claims = np.bincount(demand.claim_cohort, minlength=n_cohorts)
    visits = np.bincount(demand.visit_cohort, minlength=n_cohorts)
    orders = np.bincount(demand.visit_cohort[demand.order_visit], minlength=n_cohorts)
    return np.asarray((claims == 1) & (visits == 1) & (orders == 0), dtype=bool)


def _limit_orders(program: Program, problem: Problem, demand: Demand, ordered: Index) -> Index:
    kg = [problem.product[o.product_id].kg_of(o.quantity, o.unit) for o in problem.orders]  # (11)
    rows = program.rows(len(kg), upper=np.array(kg, dtype=float))
    program.terms(rows[demand.order_row], ordered, 1.0)
    return rows


def _balance_orders(week: Week, problem: Problem) -> None:  # (11)
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


def _rows(
    kind: str,
    rows: Index,
    *,
    hub: Index | None = None,
    day: Index | None = None,
    other: Index | None = None,
) -> Rows:
    none = np.full(len(rows), -1)
    return Rows(
        kind=kind,
        rows=rows,
        hub=none if hub is None else hub,
        day=none if day is None else day,
        other=none if other is None else other,
    )
