"""Few pick-ups, whole crates and whole baskets of each recipe.

1. Few pick-ups. A linear programme whose costs per kg grow where little was collected (re-weighted
   l1, after Candès, Wakin and Boyd 2008) gathers each producer's lots on few hub-days and each lot
   on one, near hubs first.
2. Whole crates. Lots that are collected whole stay so; for the others crates are whole numbers, and
   so are the baskets of each recipe. The last crate of a lot may be part full and comes only with
   all the others. Goal: most baskets, no hub-day below what its sites keep after rounding down.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.errors import NoPlanFound
from foodplan.optimise.allocation.program import Answer, Program
from foodplan.optimise.allocation.week import Week

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ROUNDS = 4
_STOP_KM = 20.0
"""A pick-up costs as much as so many km."""
_SMALL_KG = 30.0
_NODES = 300
_KEEP = 10.0
"""Weight of a basket that sites keep, against one more basket."""


@dataclass(frozen=True, kw_only=True)
class Batches:
    """Whole crates and whole baskets."""

    gross_kg: Floats
    """By column of `week.collected`."""
    n_baskets: Index
    """By recipe, row of `week.made`."""


def few_pickups(week: Week, n_baskets: Floats) -> Floats:
    """Gross kg by column of `week.collected`, enough for so many baskets of each recipe."""
    program, x, supply = week.program.copy(), week.collected, week.supply
    program.bound(week.made.columns, lower=n_baskets)
    if not len(x):
        return np.zeros(0)
    n_hubs, n_days = supply.shape[1:]
    producer = supply.producer[x.lot]
    visit = np.unique((producer * n_hubs + x.hub) * n_days + x.day, return_inverse=True)[1]
    stop_km = _STOP_KM + np.where(supply.brings[x.lot], 0.0, supply.road_km[producer, x.hub])
    kg = supply.gross_kg[x.lot]
    best, fewest = kg, np.inf
    visit_kg, lot_kg = np.full(int(visit.max()) + 1, 1000.0), kg
    for _ in range(_ROUNDS):
        cost = stop_km / (visit_kg[visit] + _SMALL_KG) + 1.0 / (lot_kg + _SMALL_KG)
        answer = program.best(x.columns, cost)
        lot_kg = answer.values[x.columns]
        visit_kg = np.bincount(visit, weights=lot_kg)
        count = float((visit_kg > 1e-6).sum()) + 0.1 * float((lot_kg > 1e-6).sum())
        if count < fewest:
            best, fewest = lot_kg, count
    return best


def whole_batches(week: Week, gross_kg: Floats, *, most: Index, keep: Index) -> Batches:
    """Whole crates near `gross_kg`, at most `most` baskets of each recipe and `keep` if possible."""
    answer = _solve(week, gross_kg, most=most, keep=keep)
    if answer is None:
        answer = _solve(week, np.full(len(gross_kg), np.nan), most=most, keep=keep)
    if answer is None:
        raise NoPlanFound("no whole crates fit; check the opening stock and storage of the hubs")
    kg = answer.values[week.collected.columns]
    crate = week.supply.crate_kg[week.collected.lot]
    crates = (kg / crate).round()
    kg = np.where(np.abs(crates * crate - kg) < 1e-4, crates * crate, kg)
    return Batches(
        gross_kg=_complete(week, kg),
        n_baskets=answer.values[week.made.columns].round().astype(np.int64),
    )


def _solve(week: Week, gross_kg: Floats, *, most: Index, keep: Index) -> Answer | None:
    program, x = week.program.copy(), week.collected
    program.bound(week.made.columns, upper=most)
    program.whole(week.made.columns)
    _crates(program, week, gross_kg)
    short = program.columns(len(keep))
    kept = program.rows(len(keep), lower=keep)
    program.terms(kept, short, 1.0)
    program.terms(kept, week.made.columns, 1.0)
    columns = np.concatenate([week.made.columns, short, x.columns])
    weights = np.concatenate(
        [np.ones(len(keep)), np.full(len(keep), -_KEEP), np.full(len(x), -1e-6)]
    )
    return program.solve(columns, weights, maximise=True, node_limit=_NODES, gap_share=1e-5)


def _crates(program: Program, week: Week, gross_kg: Floats) -> None:
    """Fix what is whole already; elsewhere x = crate × whole number (+ the part crate)."""
    x, supply = week.collected, week.supply
    crate, lot_kg = supply.crate_kg[x.lot], supply.gross_kg[x.lot]
    unused = (gross_kg <= 1e-6) & ~_spare(week, gross_kg)
    whole = unused | (np.abs(gross_kg - lot_kg) <= 1e-6)
    whole |= np.abs(gross_kg / crate - (gross_kg / crate).round()) <= 1e-7
    broken = np.zeros(len(supply.gross_kg), dtype=bool)
    broken[x.lot[~whole]] = True
    broken[x.lot[_spare(week, gross_kg)]] = True
    fixed = np.flatnonzero(unused | ~broken[x.lot])
    kg = np.where(np.abs(gross_kg - lot_kg) <= 1e-6, lot_kg, (gross_kg / crate).round() * crate)
    program.bound(x.columns[fixed], lower=kg[fixed], upper=kg[fixed])
    open_ = np.flatnonzero(broken[x.lot] & ~unused)
    full = np.floor(lot_kg / crate + 1e-9)
    part_kg = np.where(lot_kg - full * crate > 1e-6, lot_kg - full * crate, 0.0)
    crates = program.columns(len(open_), upper=full[open_])
    parts = program.columns(len(open_), upper=(part_kg > 0)[open_].astype(float))
    program.whole(crates)
    program.whole(parts)
    same = program.rows(len(open_), lower=0.0, upper=0.0)
    program.terms(same, x.columns[open_], 1.0)
    program.terms(same, crates, -crate[open_])
    program.terms(same, parts, -part_kg[open_])
    lots, row = np.unique(x.lot[open_], return_inverse=True)
    only_last = program.rows(len(lots), upper=0.0)
    program.terms(only_last[row], parts, full[open_])
    program.terms(only_last[row], crates, -1.0)


def _spare(week: Week, gross_kg: Floats) -> Flags:
    """Columns whose lot is not collected whole and whose producer is called at that day anyway."""
    x, supply = week.collected, week.supply
    taken = np.bincount(x.lot, weights=gross_kg, minlength=len(supply.gross_kg))
    left = taken < supply.gross_kg - 1e-6
    called = np.zeros((int(supply.producer.max(initial=-1)) + 1, *supply.shape[1:]), dtype=bool)
    producer = supply.producer[x.lot]
    there = gross_kg > 1e-6
    called[producer[there], x.hub[there], x.day[there]] = True
    return np.asarray(left[x.lot] & called[producer, x.hub, x.day], dtype=bool)


def _complete(week: Week, kg: Floats) -> Floats:
    """Take the exact rest of lots that are collected whole, so that no gram stays by rounding."""
    x = week.collected
    total = np.bincount(x.lot, weights=kg, minlength=len(week.supply.gross_kg))
    near = (total > 0) & (np.abs(total - week.supply.gross_kg) < 1e-4)
    scale = np.where(near, week.supply.gross_kg / np.where(total > 0, total, 1.0), 1.0)
    return np.asarray(kg * scale[x.lot], dtype=float)
