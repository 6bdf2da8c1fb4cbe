"""Columns of the week's programme, and where they stand; the mathematics is in `week.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import BasketId
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

    @cached_property
    def made_at(self) -> Index:
        """(k, h, t) row of the recipe in `made`, -1 where there is none."""
        where = np.full((len(self.basket_kg), *self.supply.shape[1:]), -1)
        where[self.made.basket_type, self.made.hub, self.made.day] = np.arange(len(self.made))
        return where

    @cached_property
    def packed_recipe(self) -> Index:
        """Row of the recipe in `made` of every column of `packed`."""
        g = self.packed
        return np.asarray(self.made_at[g.basket_type, g.hub, g.day], dtype=np.int64)

    @cached_property
    def pair_recipe(self) -> Index:
        """Row of the recipe in `made` of every column B."""
        demand = self.demand
        visit, kind = demand.pair_visit, demand.claim_type[demand.pair_claim]
        at = (kind, demand.visit_hub[visit], demand.visit_day[visit])
        return np.asarray(self.made_at[at], dtype=np.int64)


def lay_out(problem: Problem, supply: Supply, demand: Demand) -> Week:
    """A programme with all columns, own needs (10) and order quantities (11)."""
    program = Program()
    basket_kg = np.array([basket.kg for basket in problem.baskets])
    made = _made(program, problem, supply, demand)
    packed = _packed(program, supply, made)
    set_aside = _set_aside(program, problem, supply, demand)
    collected = _collected(program, supply, packed, set_aside)
    given = program.columns(len(demand.pair_claim))
    ordered = program.columns(len(demand.order_row))
    alone = alone_cohorts(demand)
    own_cap = _own_cap(problem, demand, basket_kg, alone)
    own_need = program.rows(len(demand.need), upper=own_cap)
    program.terms(own_need[demand.pair_claim], given, 1.0)
    return Week(
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


def rows_of(
    kind: str,
    rows: Index,
    *,
    hub: Index | None = None,
    day: Index | None = None,
    other: Index | None = None,
) -> Rows:
    """Rows with the places that are known."""
    none = np.full(len(rows), -1)
    return Rows(
        kind=kind,
        rows=rows,
        hub=none if hub is None else hub,
        day=none if day is None else day,
        other=none if other is None else other,
    )


def alone_cohorts(demand: Demand) -> Flags:
    """(cohort,) one claim, one visit and no order: storage limits nothing but that claim."""
    n_cohorts = len(demand.cohorts)
    claims = np.bincount(demand.claim_cohort, minlength=n_cohorts)
    visits = np.bincount(demand.visit_cohort, minlength=n_cohorts)
    orders = np.bincount(demand.visit_cohort[demand.order_visit], minlength=n_cohorts)
    return np.asarray((claims == 1) & (visits == 1) & (orders == 0), dtype=bool)


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


def _own_cap(problem: Problem, demand: Demand, basket_kg: Floats, alone: Flags) -> Floats:  # (10)
    """Where a claim is the only one of its cohort and has one visit, its storage counts here."""
    cap = demand.need * problem.policy.fill_max
    claim, visit = demand.pair_claim, demand.pair_visit
    kept = alone[demand.claim_cohort[claim]]
    claim, visit = claim[kept], visit[kept]
    room = demand.visit_kg[visit] / basket_kg[demand.claim_type[claim]]
    cap[claim] = np.minimum(cap[claim], np.minimum(room, demand.visit_baskets[visit]))
    return np.asarray(cap, dtype=float)


def _limit_orders(program: Program, problem: Problem, demand: Demand, ordered: Index) -> Index:
    kg = [problem.product[o.product_id].kg_of(o.quantity, o.unit) for o in problem.orders]  # (11)
    rows = program.rows(len(kg), upper=np.array(kg, dtype=float))
    program.terms(rows[demand.order_row], ordered, 1.0)
    return rows
