"""Orders of named products: firm ones before any basket, the others from what baskets leave.

If firm orders cannot all be met, the lowest share is raised first and then the total, as for
baskets. Crates and pieces are whole at every delivery.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import Unit
from foodplan.domain.food import Order
from foodplan.domain.ids import ProductId
from foodplan.domain.plan import OrderPacking
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import OrderGiven
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.leximin import Claims, Ladder, lowest_level
from foodplan.optimise.allocation.program import Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

_NODES = 500
_WHOLE = 1e-6


def promise(week: Week, problem: Problem) -> None:
    """Hold every firm order at what can be handed over at most; the others wait."""
    firm = firm_of(week, problem)
    week.program.bound(week.ordered[~firm], upper=0.0)
    if not firm.any():
        return
    program = week.program.copy()
    rows, claim = np.unique(week.demand.order_row[firm], return_inverse=True)
    kg = program.row_upper(week.order_rows[rows])
    columns = week.ordered[firm]
    claims = Claims(columns=columns, claim=claim, scale=kg, before=np.zeros(len(kg)), own_cap=kg)
    ladder = Ladder(program, claims)
    level, out, _ = lowest_level(ladder, out=np.zeros(len(kg), dtype=bool))
    answer = ladder.most(np.where(out, 0.0, level * kg))
    ladder.keep(np.zeros(len(kg)), 0.0)
    whole = _whole_units(
        program, week, problem, columns, week.demand.order_row[firm], answer.values
    )
    met = np.bincount(claim, weights=whole, minlength=len(kg))
    week.program.limit(week.order_rows[rows], lower=met * (1 - 1e-9), upper=met)


def fix_firm(week: Week, problem: Problem, values: Floats) -> bool:
    """Fix the kg of every delivery of a firm order; True if crates forced other amounts."""
    return _fix(week, problem, np.flatnonzero(firm_of(week, problem)), values)


def fill_others(week: Week, problem: Problem) -> None:
    """Give the orders that are not firm as much as possible, in whole units, and fix it."""
    loose = np.flatnonzero(~firm_of(week, problem))
    if not len(loose):
        return
    columns = week.ordered[loose]
    week.program.bound(columns, upper=np.inf)
    answer = week.program.best(columns, 1.0, maximise=True)
    _fix(week, problem, loose, answer.values)


def order_drops(week: Week, problem: Problem, values: Floats) -> tuple[OrderGiven, ...]:
    """What each delivery hands over for orders, by site, day and product."""
    kg: dict[tuple[int, ProductId], float] = {}
    demand = week.demand
    for column, row, visit in zip(
        week.ordered.tolist(), demand.order_row.tolist(), demand.order_visit.tolist(), strict=True
    ):
        if values[column] > _WHOLE:
            at = (visit, problem.orders[row].product_id)
            kg[at] = kg.get(at, 0.0) + float(values[column])
    return tuple(
        sorted(
            OrderGiven(
                site_id=demand.cohorts[demand.visit_cohort[visit]][0],
                hub_id=problem.hubs[demand.visit_hub[visit]].hub_id,
                day=int(demand.visit_day[visit]),
                product_id=product_id,
                kg=round(amount, 6),
            )
            for (visit, product_id), amount in kg.items()
        )
    )


def order_packings(
    week: Week, problem: Problem, values: Floats, drops: tuple[OrderGiven, ...]
) -> tuple[OrderPacking, ...]:
    """Lots set aside, dealt out to the drops of their product, hub and day in order."""
    stock: dict[tuple[object, ...], list[list[float]]] = {}
    o = week.set_aside
    for column, lot, hub, day in zip(o.columns, o.lot, o.hub, o.day, strict=True):
        if values[column] > 1e-9:
            key = (problem.lots[lot].product_id, problem.hubs[hub].hub_id, int(day))
            stock.setdefault(key, []).append([float(lot), float(values[column])])
    answer: list[OrderPacking] = []
    for drop in drops:
        wanted, shelf = drop.kg, stock.get((drop.product_id, drop.hub_id, drop.day), [])
        while wanted > 1e-9 and shelf:
            # The last lot of a shelf takes the rounding, so that every drop is packed in full.
            kg = wanted if len(shelf) == 1 else min(wanted, shelf[0][1])
            answer.append(
                OrderPacking(
                    hub_id=drop.hub_id,
                    day=drop.day,
                    site_id=drop.site_id,
                    product_id=drop.product_id,
                    lot_id=problem.lots[int(shelf[0][0])].lot_id,
                    net_kg=kg,
                )
            )
            wanted -= kg
            shelf[0][1] -= kg
            if shelf[0][1] <= 1e-9 and len(shelf) > 1:
                shelf.pop(0)
    return tuple(answer)


def firm_of(week: Week, problem: Problem) -> NDArray[np.bool_]:
    """Whether each delivery of an order is of a firm one, by row of `demand.order_row`."""
    firm = np.array([order.firm for order in problem.orders], dtype=bool)
    return firm[week.demand.order_row] if len(firm) else np.zeros(0, dtype=bool)


def _fix(week: Week, problem: Problem, which: Index, values: Floats) -> bool:
    if not len(which):
        return False
    columns, rows = week.ordered[which], week.demand.order_row[which]
    whole = _whole_units(week.program, week, problem, columns, rows, values)
    week.program.bound(columns, lower=whole, upper=whole)
    met = np.bincount(rows, weights=whole, minlength=len(problem.orders))
    asked = np.unique(rows)
    week.program.limit(week.order_rows[asked], lower=0.0, upper=met[asked] + _WHOLE)
    return bool((np.abs(whole - values[columns]) > _WHOLE).any())


def _whole_units(
    program: Program, week: Week, problem: Problem, columns: Index, rows: Index, values: Floats
) -> Floats:
    """Kg of each delivery of an order, in whole crates or pieces where the order counts so."""
    unit = np.array([unit_kg(problem, problem.orders[row]) for row in rows])
    counted = unit > 0
    n = np.divide(values[columns], unit, out=np.zeros(len(unit)), where=counted)
    if (np.abs(n - n.round()) <= _WHOLE)[counted].all():
        return np.where(counted, n.round() * unit, values[columns])
    program = program.copy()
    least = np.floor(n + _WHOLE) * unit
    program.bound(columns[counted], lower=least[counted])
    crates = program.columns(int(counted.sum()))
    program.whole(crates)
    same = program.rows(len(crates), lower=0.0, upper=0.0)
    program.terms(same, columns[counted], 1.0)
    program.terms(same, crates, -unit[counted])
    program.limit(week.order_rows, lower=0.0)
    answer = program.solve(columns, 1.0, maximise=True, node_limit=_NODES, gap_share=1e-6)
    if answer is None:
        return np.where(counted, least, values[columns])
    kg = answer.values[columns]
    return np.where(counted, (kg / np.where(counted, unit, 1.0)).round() * unit, kg)


def unit_kg(problem: Problem, order: Order) -> float:
    """Weight of one crate or piece, 0 where the order counts kg."""
    if order.unit is Unit.KG:
        return 0.0
    return problem.product[order.product_id].kg_of(1.0, order.unit)
