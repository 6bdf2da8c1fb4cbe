"""Orders give way in part where no whole crates fit with all of them held.

A hub that opening stock fills keeps not a kilo of what it collects, so whole crates may bring too
much for an order and too little for the next kilo of it: 10 kg net need 11.1 kg of lots with a
yield of 0.9, two crates of 5 kg give 9 kg and three leave 3.9 kg that have no place.

Given     the week's programme; what is held of each order, Q_j kg in units of u_j
Decide    m(l,h,t) crates, z(l,h,t) the lot's last crate, part full, v(j) units, N: all whole
          r, the lowest share of the firm orders that is kept
Maximise  firm orders (r, then their kg), then baskets, then other orders
Such that (1) crates  x = crate m + rest z ; z only with all other crates of the lot
          (2) units   q = u v where the order counts crates or pieces
          (3) share   sum of q >= r Q_j                               each firm order j
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.crates import Batches, short_of
from foodplan.optimise.allocation.limits import Ledger
from foodplan.optimise.allocation.orders import firm_of, unit_kg
from foodplan.optimise.allocation.program import Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

_NODES = 500
_TINY_KG = 1e-6
_FIRM, _SHORT, _OTHER, _COLLECTED = 100.0, 10.0, 0.01, -1e-4
"""Weights of a kg of firm orders, of a basket that sites keep, of a kg of other orders and of a kg
collected, against one more basket."""


def give_way(week: Week, problem: Problem, *, most: Index, keep: Index, ledger: Ledger) -> Batches:
    """Whole crates with as much of the orders as they allow; the week holds that from now on.

    The ledger notes the sites whose orders gave way.
    """
    held, made = week.program.upper(week.ordered), week.made.columns
    program = week.program.copy()
    program.bound(week.ordered, lower=0.0)
    program.bound(made, upper=most)
    program.whole(made)
    crates, last, rest_kg = _count_crates(program, week)
    unit, units = _count_units(program, week, problem)
    values = _solve(program, week, problem, held, keep)
    kg = np.clip(values[week.ordered], 0.0, held)
    kg[unit > 0] = values[units].round() * unit[unit > 0]
    # Kilograms are held with a little room for the solver's rounding; crates and pieces are exact.
    room_kg = np.where(unit > 0, 0.0, _TINY_KG)
    week.program.bound(
        week.ordered, lower=np.maximum(kg - room_kg, 0.0), upper=np.minimum(kg + room_kg, held)
    )
    ledger.crowded(np.flatnonzero(kg < held - 2 * _TINY_KG))
    return Batches(
        gross_kg=values[crates].round() * week.supply.crate_kg[week.collected.lot]
        + values[last].round() * rest_kg,
        n_baskets=values[made].round().astype(np.int64),
    )


def _solve(program: Program, week: Week, problem: Problem, held: Floats, keep: Index) -> Floats:
    """Values of all columns.

    Without an answer all are 0: nothing collected, packed or handed over always fits.
    """
    firm = firm_of(week, problem)
    lowest = _raise_lowest(program, week, held, firm)
    made = week.made.columns
    weights = (
        (lowest, _FIRM * held[firm].sum()),
        (week.ordered, np.where(firm, _FIRM, _OTHER)),
        (made, 1.0),
        (short_of(program, made, keep), -_SHORT),
        (week.collected.columns, _COLLECTED),
    )
    answer = program.solve(
        np.concatenate([columns for columns, _ in weights]),
        np.concatenate([np.broadcast_to(weight, len(columns)) for columns, weight in weights]),
        maximise=True,
        node_limit=_NODES,
    )
    return np.zeros(program.n_columns) if answer is None else answer.values


def _count_crates(program: Program, week: Week) -> tuple[Index, Index, Floats]:  # (1)
    """Crates and last crates of each collection, and the kg in a last crate."""
    x, supply = week.collected, week.supply
    crate_kg, lot_kg = supply.crate_kg[x.lot], supply.gross_kg[x.lot]
    full = np.floor(lot_kg / crate_kg + _TINY_KG)
    rest_kg = np.maximum(lot_kg - full * crate_kg, 0.0)
    crates = program.columns(len(x), upper=full)
    last = program.columns(len(x), upper=np.where(rest_kg > _TINY_KG, 1.0, 0.0))
    program.whole(crates)
    program.whole(last)
    same = program.rows(len(x), lower=0.0, upper=0.0)
    program.terms(same, x.columns, 1.0)
    program.terms(same, crates, -crate_kg)
    program.terms(same, last, -rest_kg)
    after = program.rows(len(x), lower=0.0)
    program.terms(after, crates, 1.0)
    program.terms(after, last, -full)
    return crates, last, rest_kg


def _count_units(program: Program, week: Week, problem: Problem) -> tuple[Floats, Index]:  # (2)
    """Kg of one unit of each order's delivery, 0 where it counts kg, and the columns of units."""
    unit = np.array([unit_kg(problem, problem.orders[row]) for row in week.demand.order_row])
    counted = unit > 0
    units = program.columns(int(counted.sum()))
    program.whole(units)
    same = program.rows(len(units), lower=0.0, upper=0.0)
    program.terms(same, week.ordered[counted], 1.0)
    program.terms(same, units, -unit[counted])
    return unit, units


def _raise_lowest(
    program: Program, week: Week, held: Floats, firm: NDArray[np.bool_]
) -> Index:  # (3)
    """The column of the lowest share."""
    lowest = program.columns(1, upper=1.0)
    orders, row = np.unique(week.demand.order_row[firm], return_inverse=True)
    rows = program.rows(len(orders), lower=0.0)
    program.terms(rows[row], week.ordered[firm], 1.0)
    held_kg = np.bincount(row, weights=held[firm], minlength=len(orders))
    program.terms(rows, np.repeat(lowest, len(orders)), -held_kg)
    return lowest
