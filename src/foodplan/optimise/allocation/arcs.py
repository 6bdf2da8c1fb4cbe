"""Fair shares over arcs: food points serve zones within reach, nothing is packed.

The general form of the allocation, as public instances ask it: points with a capacity, zones with
a demand, an arc where a point may serve a zone, and one supply for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foodplan.optimise.allocation.leximin import Claims, Ladder, fill_up, lowest_level
from foodplan.optimise.allocation.program import Program

Floats = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Shares:
    """The fairest shares of the zones."""

    fill: Floats
    """(z,) given ÷ demand and weight; 0 where no point reaches."""
    flow: Floats
    """(a,) along every arc."""
    min_fill: float
    """θ* over the zones that can be served; 0.0 if there is none."""
    most: float
    """Largest total with θ* kept; the shares hand out at least (1 - fairness_loss) of it."""


def leximin_over_arcs(
    *,
    point: Index,
    zone: Index,
    capacity: ArrayLike,
    demand: ArrayLike,
    supply: float = np.inf,
    site_cap: ArrayLike = np.inf,
    fairness_loss: float = 0.0,
    weight: ArrayLike = 1.0,
    cost: ArrayLike = 1.0,
) -> Shares:
    """Leximin fill rates: first the lowest fill, then the total, then every level in turn.

    `point` and `zone` name the ends of each arc; `capacity` is by point, `demand` (above 0) and
    `site_cap` (most that a zone can take) and `weight` of its demand by zone; among equal fills the
    least `cost` of arcs.
    """
    wanted = np.asarray(demand, dtype=float)
    most_in = np.minimum(wanted, np.broadcast_to(np.asarray(site_cap, dtype=float), wanted.shape))
    scale = wanted * np.asarray(weight, dtype=float)
    program = Program()
    flow = program.columns(len(point))
    by_point = program.rows(len(np.atleast_1d(capacity)), upper=capacity)
    by_zone = program.rows(len(wanted), upper=most_in)
    in_all = program.rows(1, upper=supply)
    program.terms(by_point[point], flow, 1.0)
    program.terms(by_zone[zone], flow, 1.0)
    program.terms(np.repeat(in_all, len(flow)), flow, 1.0)
    claims = Claims(
        columns=flow, claim=zone, scale=scale, before=np.zeros(len(wanted)), own_cap=most_in
    )
    ladder = Ladder(program, claims)
    unreached = np.bincount(zone, minlength=len(wanted)) == 0
    theta, out, _ = lowest_level(ladder, out=unreached | (most_in <= 0))
    least = np.where(out, 0.0, np.minimum(theta * scale, most_in))
    most = ladder.most(least).objective
    ladder.keep(least, most * (1 - fairness_loss) * (1 - 1e-9))
    given = fill_up(ladder, out=out, watch=lambda _answer, _fixed: None)
    ladder.keep(given, 0.0)
    answer = program.best(flow, cost)
    return Shares(
        fill=claims.levels(answer.values), flow=answer.values[flow], min_fill=theta, most=most
    )
