"""Every fleet at once: what a day costs at least, by how many vehicle-days of each group it uses.

For whole duals p_i >= 0 let m_c be at most the least cost of a day of class c with the duals of its
visits taken off. A plan that uses k_g days of each group g costs at least

    L(k) = sum_i p_i + sum_g (sum of the k_g least of m_c, each as often as the class has days)

because every day that it uses pays at least its m_c and every visit is made. This holds for all
fleets k at once, so each pricing may raise the whole table; the least entry is the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from foodplan.optimise.routing.bound.pricing import VehicleClass
from foodplan.optimise.routing.task import Longs

_MOST_FLEETS = 20_000


def groups_of(classes: Sequence[VehicleClass], kinds: Sequence[int]) -> tuple[int, ...]:
    """The group of each class: by kind of vehicle, or one for all if that makes too many fleets."""
    number = {kind: i for i, kind in enumerate(sorted(set(kinds)))}
    groups = tuple(number[kind] for kind in kinds)
    sizes = [1] * len(number)
    for one, group in zip(classes, groups, strict=True):
        sizes[group] += one.n
    return groups if int(np.prod(sizes, dtype=float)) <= _MOST_FLEETS else (0,) * len(classes)


class Fleets:
    """The table L(k), as high as the duals so far have raised it; millicents."""

    def __init__(self, classes: Sequence[VehicleClass], groups: Sequence[int]) -> None:
        self._members = [
            [(one.number, one.n) for one, of in zip(classes, groups, strict=True) if of == group]
            for group in range(max(groups) + 1)
        ]
        most = [sum(n for _, n in members) for members in self._members]
        fleets = np.array(list(product(*(range(n + 1) for n in most))), dtype=np.int64)
        self._fleets = fleets[fleets.any(axis=1)]
        self._millicents = np.zeros(len(self._fleets), dtype=np.int64)

    def raise_by(self, duals: Longs, least: Sequence[int]) -> None:
        """Use duals by visit and the least cost of a day of each class under them."""
        found = np.full(len(self._fleets), int(duals.sum()), dtype=np.int64)
        for group, members in enumerate(self._members):
            each = np.repeat([least[number] for number, _ in members], [n for _, n in members])
            paid = np.append(0, np.cumsum(np.sort(each)))
            found += paid[self._fleets[:, group]]
        self._millicents = np.maximum(self._millicents, found)

    def of(self, fleet: tuple[int, ...]) -> int:
        """What one fleet costs at least."""
        return int(self._millicents[(self._fleets == fleet).all(axis=1)].item())

    @property
    def bound(self) -> int:
        """What any fleet costs at least."""
        return int(self._millicents.min())

    @property
    def cheapest(self) -> tuple[int, ...]:
        """The fleet that stands at the bound."""
        return tuple(self._fleets[int(self._millicents.argmin())].tolist())
