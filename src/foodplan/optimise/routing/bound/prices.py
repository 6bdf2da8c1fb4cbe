"""What visits are worth and what cuts charge, in whole millicents: all that a bound rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from foodplan.optimise.routing.bound.cuts import Cut, pairs
from foodplan.optimise.routing.task import Floats, Longs

_HALVINGS = 10
"""Steps in search of the mildest prices."""


@dataclass(frozen=True, kw_only=True)
class Prices:
    """At least 0 each."""

    visits: Longs
    """(n,) what a day earns for a visit."""
    cuts: Longs
    """(cuts,) what it pays for two visits of a cut; later cuts are free."""
    allowed: Longs
    """(cuts,) how often a plan may pay."""

    @property
    def worth(self) -> int:
        """What all visits together earn, each cut paid as often as plans may."""
        return int(self.visits.sum() - (self.cuts * self.allowed).sum())

    def earned(self, stops: Sequence[int], cuts: Sequence[Cut]) -> int:
        """What one day earns."""
        paid = sum(
            price * pairs(stops, cut)
            for price, cut in zip(self.cuts.tolist(), cuts, strict=False)
            if price
        )
        return int(self.visits[list(stops)].sum() - paid)

    def towards(self, other: Prices, share: float) -> Prices:
        """Prices on the way to others; `share` 1: there."""
        cuts = np.zeros(len(other.cuts))
        cuts[: len(self.cuts)] = self.cuts
        visits = self.visits + share * (other.visits - self.visits)
        cuts += share * (other.cuts - cuts)
        return prices_of(visits, cuts, other.allowed)

    def mildest(self, other: Prices, is_enough: Callable[[Prices], bool]) -> Prices:
        """Those nearest to these on the way to others that are enough; the others if none are."""
        near, far = 0.0, 1.0
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            if is_enough(self.towards(other, middle)):
                far = middle
            else:
                near = middle
        return self.towards(other, far)


def prices_of(visits: Floats, cuts: Floats, allowed: Longs) -> Prices:
    """Duals of a linear programme, at least 0, cut to whole millicents."""
    return Prices(
        visits=np.floor(visits).astype(np.int64),
        cuts=np.floor(cuts).astype(np.int64),
        allowed=allowed,
    )
