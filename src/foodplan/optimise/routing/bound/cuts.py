"""Of any three visits at most one vehicle-day makes two: cuts that set broken days apart.

For three visits S let a_r be how many of them a vehicle-day makes (as often as it does). Every plan
keeps

    sum over its days r of floor(a_r / 2) <= 1

but a linear programme that uses three days by half, each with two of the three, does not. The price
of a cut is taken for each second visit (`labels`, `hubs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from foodplan.optimise.routing.bound.graph import WORD, WORDS, CutPrices, Graph
from foodplan.optimise.routing.task import Longs

Triple = tuple[int, int, int]

_BROKEN = 0.05
"""A cut is worth having when the programme oversteps it by more."""
_AT_ONCE = 15
"""Most cuts added together …"""
_EACH = 3
"""… and most of them with the same visit."""


def pairs(stops: Sequence[int], cut: Triple) -> int:
    """Pairs of visits of a cut that a day makes."""
    return sum(stops.count(visit) for visit in cut) // 2


class Cuts:
    """The cuts found so far, by number."""

    def __init__(self, n: int) -> None:
        """`n`: visits of the part."""
        self._n = n
        self.triples: list[Triple] = []

    def separate(self, used: Iterable[tuple[Sequence[int], float]]) -> list[Triple]:
        """Add cuts that days, each used so much, overstep; the new ones."""
        days = list(used)
        made = np.zeros((len(days), self._n))
        for row, (stops, _) in zip(made, days, strict=True):
            row[list(stops)] = 1
        share = np.array([value for _, value in days])
        known = set(self.triples)
        together = made.T @ (made * share[:, None])
        found = []
        for i in range(self._n):
            all_three = made.T @ (made * (share * made[:, i])[:, None])
            over = together[i][:, None] + together[i][None] + together - 2 * all_three - 1
            for j, k in np.argwhere(np.triu(over > _BROKEN, 1)).tolist():
                if i < j and (i, j, k) not in known:
                    found.append((over.item(j, k), (i, j, k)))
        new = _spread([cut for _, cut in sorted(found, reverse=True)])
        self.triples += new
        return new

    def priced(self, prices: Longs, graph: Graph, visits: Longs) -> CutPrices:
        """Prices by cut (at least 0) for a class; the highest, as far as there is room."""
        order = np.argsort(-prices, kind="stable")[: WORD * WORDS]
        chosen = [number for number in order.tolist() if prices[number] > 0]
        n = len(graph.dag)
        price = np.zeros((WORDS, 67), dtype=np.int64)
        of = np.zeros((n, WORDS), dtype=np.int64)
        most = np.zeros(n, dtype=np.int64)
        for place, number in enumerate(chosen):
            word, bit = divmod(place, WORD)
            price[word, 2**bit % 67] = prices[number]
            counted = np.isin(visits, self.triples[number])
            of[counted, word] |= 1 << bit
            most[counted] += prices[number]
        return CutPrices(price=price, of=of, most=most)


def charged(cuts: CutPrices, stops: Sequence[int]) -> int:
    """What a day through the visits of a graph is charged."""
    found, had = 0, [0] * WORDS
    for k in stops:
        for word in range(WORDS):
            counts = cuts.of.item(k, word)
            both = had[word] & counts
            had[word] ^= counts
            while both:
                lowest = both & -both
                found += cuts.price.item(word, lowest % 67)
                both ^= lowest
    return found


def _spread(found: Sequence[Triple]) -> list[Triple]:
    """The first of them, no visit too often."""
    times: dict[int, int] = {}
    chosen = []
    for cut in found:
        if all(times.get(visit, 0) < _EACH for visit in cut):
            chosen.append(cut)
            for visit in cut:
                times[visit] = times.get(visit, 0) + 1
    return chosen[:_AT_ONCE]
