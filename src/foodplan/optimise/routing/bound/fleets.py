"""Every fleet at once: what a day costs at least, by which vehicle-days it uses.

For whole duals p_i >= 0 of visits and q_s >= 0 of cuts let m_c be at most the least cost of a day
of class c with the duals of its visits taken off, and those of the cuts that charge it put on. A
plan that uses k_g days of each group g costs at least

    L(k) = sum_i p_i - sum_s q_s
           + sum_g (sum of the k_g least of m_c, each as often as the class has days)

because every day that it uses pays at least its m_c, every visit is made and no cut charges it
more than once. This holds for all
fleets k at once, so each pricing may raise the whole table; the least entry is the bound. To find
duals that raise it, fleets are parted into branches: those with at most, and those with more than
so many vehicle-days of a group, of a kind, or in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from foodplan.optimise.routing.bound.classes import VehicleClass
from foodplan.optimise.routing.task import Bools, Floats, Longs

_MOST_FLEETS = 20_000
_WHOLE = 2e-3
"""Vehicle-days this near to a whole number are one; more than the programme's limits give way."""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """Some of the fleets."""

    fleets: Bools
    """(fleets,) whether they are among them."""


class Fleets:
    """The table L(k), as high as the duals so far have raised it; millicents."""

    def __init__(self, classes: Sequence[VehicleClass], kinds: Sequence[int]) -> None:
        """`kinds`: of vehicle, by class."""
        groups = _groups_of(classes, kinds)
        self._members = [
            [(one.number, one.n) for one, of in zip(classes, groups, strict=True) if of == group]
            for group in range(max(groups) + 1)
        ]
        most = [sum(n for _, n in members) for members in self._members]
        fleets = np.array(list(product(*(range(n + 1) for n in most))), dtype=np.int64)
        self._fleets = fleets[fleets.any(axis=1)]
        self._millicents = np.zeros(len(self._fleets), dtype=np.int64)
        by_group = [{number for number, _ in members} for members in self._members]
        by_kind = [
            {one.number for one, of in zip(classes, kinds, strict=True) if of == kind}
            for kind in sorted(set(kinds))
        ]
        sets = [{one.number for one in classes}, *by_kind, *by_group]
        self.rows = tuple(sorted(row) for i, row in enumerate(sets) if row not in sets[:i])
        """Sets of classes whose vehicle-days are counted together, the largest first."""
        self._counts = np.stack(
            [
                sum(
                    (self._fleets[:, group] for group, of in enumerate(by_group) if of <= set(row)),
                    start=np.zeros(len(self._fleets), dtype=np.int64),
                )
                for row in self.rows
            ]
        )
        self._branches = [Branch(fleets=np.ones(len(self._fleets), dtype=bool))]
        # Whatever it makes, a day goes out once and comes home once.
        out_and_home = [one.graph.first_cost.min() + one.graph.last_cost.min() for one in classes]
        self.raise_by(0, [int(cost) for cost in out_and_home])

    def raise_by(self, worth: int, least: Sequence[int]) -> None:
        """Use the sum of the duals and the least cost of a day of each class under them."""
        self._millicents = np.maximum(self._millicents, self._by_fleet(worth, least))

    def limits(self, branch: Branch, upper: int) -> tuple[tuple[int, int], ...]:
        """Least and most vehicle-days by row, over fleets that may cost less than the plan."""
        counts = self._counts[:, self._open(branch, upper)]
        return tuple(zip(counts.min(axis=1).tolist(), counts.max(axis=1).tolist(), strict=True))

    def able(self, branch: Branch, upper: int) -> list[bool]:
        """Whether a class is used by any fleet of a branch that may cost less than the plan."""
        able = [True] * sum(len(members) for members in self._members)
        for row, (_, most) in zip(self.rows, self.limits(branch, upper), strict=True):
            for number in row:
                able[number] &= most > 0
        return able

    def under(self, branch: Branch, worth: int, least: Sequence[int], upper: int) -> int:
        """What any fleet of a branch that is still open costs at least, by these figures alone."""
        return int(self._by_fleet(worth, least)[self._open(branch, upper)].min())

    def eased(self, branch: Branch, worth: int, limits: Floats, upper: int) -> Floats:
        """Least costs by class no higher than it takes to show that no fleet beats the plan."""
        value = self.under(branch, worth, [int(limit) for limit in limits], upper)
        most = self.limits(branch, upper)[0][1]
        # Limits are cut to whole millicents afterwards.
        return limits - max(0, value - upper - most) / max(1, most)

    def _open(self, branch: Branch, upper: int) -> Bools:
        """Fleets of a branch that may cost less than the plan; all of them where none does."""
        open_ = branch.fleets & (self._millicents < upper)
        return open_ if open_.any() else branch.fleets

    def _by_fleet(self, worth: int, least: Sequence[int]) -> Longs:
        found = np.full(len(self._fleets), worth, dtype=np.int64)
        for group, members in enumerate(self._members):
            each = np.repeat([least[number] for number, _ in members], [n for _, n in members])
            paid = np.append(0, np.cumsum(np.sort(each)))
            found += paid[self._fleets[:, group]]
        return found

    def of(self, branch: Branch) -> int:
        """What any fleet of a branch costs at least."""
        return int(self._millicents[branch.fleets].min())

    @property
    def bound(self) -> int:
        """What any fleet costs at least."""
        return int(self._millicents.min())

    @property
    def cheapest(self) -> Branch:
        """The branch that stands at the bound."""
        return min(self._branches, key=self.of)

    def divide(self, branch: Branch, used: Sequence[float]) -> bool:
        """Part a branch where it uses a broken number of vehicle-days; False if it does nowhere.

        `used`: vehicle-days by row, of all rows or of the first.
        """
        for i, number in enumerate(used):
            below = int(np.floor(number + _WHOLE))
            fewer = branch.fleets & (self._counts[i] <= below)
            more = branch.fleets & (self._counts[i] > below)
            if number - below > _WHOLE and fewer.any() and more.any():
                self._branches = [one for one in self._branches if one is not branch]
                self._branches += [Branch(fleets=fewer), Branch(fleets=more)]
                return True
        return False


def _groups_of(classes: Sequence[VehicleClass], kinds: Sequence[int]) -> list[int]:
    """The group of each class: its own, else by kind, else one for all if fleets are too many."""
    number = {kind: i for i, kind in enumerate(sorted(set(kinds)))}
    for groups in (list(range(len(classes))), [number[kind] for kind in kinds]):
        sizes = [1] * (max(groups) + 1)
        for one, group in zip(classes, groups, strict=True):
            sizes[group] += one.n
        if np.prod(sizes, dtype=float) <= _MOST_FLEETS:
            return groups
    return [0] * len(classes)
