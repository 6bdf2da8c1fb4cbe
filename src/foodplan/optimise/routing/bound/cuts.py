"""Of an odd set of visits vehicle-days make no more pairs than it has: cuts on broken days.

For three or five visits S let a_r be how many of them a vehicle-day makes (as often as it does).
Every plan keeps

    sum over its days r of floor(a_r / 2) <= floor(|S| / 2)

but a linear programme that uses three days by half, each with two of three visits, does not. The
price of a cut is taken for each second visit (`labels`, `hubs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from foodplan.optimise.routing.bound.graph import WORD, WORDS, CutPrices, Graph
from foodplan.optimise.routing.task import Floats, Longs

Cut = tuple[int, ...]

_BROKEN = 0.05
"""A cut is worth having when the programme oversteps it by more."""
_AT_ONCE = 15
"""Most cuts added together …"""
_EACH = 3
"""… and most of them with the same visit."""
_FEW = 10
"""With fewer broken cuts over three visits, those over five are sought …"""
_SEEDS, _NEARLY = 300, 0.5
"""… which add two to the most used sets of three, that are used at least so much."""


def pairs(stops: Sequence[int], cut: Cut) -> int:
    """Pairs of visits of a cut that a day makes."""
    return sum(stops.count(visit) for visit in cut) // 2


def allowed(cut: Cut) -> int:
    """Pairs of visits of a cut that all days of a plan make together."""
    return len(cut) // 2


class Cuts:
    """The cuts found so far, by number."""

    def __init__(self, n: int) -> None:
        """`n`: visits of the part."""
        self._n = n
        self.sets: list[Cut] = []

    def separate(self, used: Iterable[tuple[Sequence[int], float]]) -> list[Cut]:
        """Add cuts that days, each used so much, overstep; the new ones."""
        days = list(used)
        made = np.zeros((len(days), self._n))
        for row, (stops, _) in zip(made, days, strict=True):
            row[list(stops)] = 1
        share = np.array([value for _, value in days])
        threes = sorted(_threes(made, share), reverse=True)
        broken = [(value - 1, cut) for value, cut in threes if value > 1 + _BROKEN]
        if len(broken) < _FEW:
            broken += _fives(made, share, [cut for _, cut in threes[:_SEEDS]])
        known = set(self.sets)
        new = _spread([cut for _, cut in sorted(broken, reverse=True) if cut not in known])
        self.sets += new
        return new

    @property
    def allowed(self) -> Longs:
        """(cuts,) how often a plan may pay each."""
        return np.array([allowed(cut) for cut in self.sets], dtype=np.int64)

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
            counted = np.isin(visits, self.sets[number])
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


def _threes(made: Floats, share: Floats) -> Iterator[tuple[float, Cut]]:
    """Sets of three visits with what they are used, where that is much.

    `made`: (days, n) 1 where a day makes a visit; `share`: (days,) how much each is used.
    """
    n = made.shape[1]
    together = made.T @ (made * share[:, None])
    for i in range(n):
        all_three = made.T @ (made * (share * made[:, i])[:, None])
        value = together[i][:, None] + together[i][None] + together - 2 * all_three
        for j, k in np.argwhere(np.triu(value > _NEARLY, 1)).tolist():
            if i < j:
                yield value.item(j, k), (i, j, k)


def _fives(made: Floats, share: Floats, threes: Iterable[Cut]) -> list[tuple[float, Cut]]:
    """For each set of three the worst of those that add two visits, with what it oversteps by."""
    first, second = np.triu_indices(made.shape[1], 1)
    two = made[:, first] + made[:, second]
    found: dict[Cut, float] = {}
    for three in threes:
        over = share @ ((made[:, list(three)].sum(axis=1)[:, None] + two) // 2) - 2
        over[np.isin(first, three) | np.isin(second, three)] = -1
        worst = int(over.argmax())
        if over[worst] > _BROKEN:
            five = tuple(sorted((*three, first.item(worst), second.item(worst))))
            found[five] = over.item(worst)
    return [(value, five) for five, value in found.items()]


def _spread(found: Sequence[Cut]) -> list[Cut]:
    """The first of them, no visit too often."""
    times: dict[int, int] = {}
    chosen = []
    for cut in found:
        if all(times.get(visit, 0) < _EACH for visit in cut):
            chosen.append(cut)
            for visit in cut:
                times[visit] = times.get(visit, 0) + 1
    return chosen[:_AT_ONCE]
