"""Column generation for visits and vehicle-days that hang together.

Round by round: prices from the linear programme; days worth while at these, found roughly; exact
prices, which raise the bound; cuts and branches of fleets, first the one that stands at the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from foodplan.optimise.routing.bound.arena import Arena, Arenas
from foodplan.optimise.routing.bound.classes import VehicleClass
from foodplan.optimise.routing.bound.cuts import Cuts
from foodplan.optimise.routing.bound.fleets import Branch, Fleets
from foodplan.optimise.routing.bound.graph import WORD
from foodplan.optimise.routing.bound.master import Duals, Master
from foodplan.optimise.routing.bound.prices import Prices, prices_of
from foodplan.optimise.routing.bound.pricing import Priced, price_roughly
from foodplan.optimise.routing.bound.proof import Proof, prove, weigh, worth_while
from foodplan.optimise.routing.task import Floats

_FEW = 5
"""With fewer new columns, rough pricing has done what it can at these prices."""
_SHARE = 0.5
"""How far from the best prices so far to the newest rough pricing looks first."""
_DEAR = 5e-3
"""A branch is dear where the programme comes out so much above the plan."""
_SLACK = 0.05
"""Prices of a dear branch are mild: by the days known so far they prove so much more than the plan
costs, and no more than half of what the programme's newest would."""
_ALIKE = 3
"""With so few classes fleets are parted as soon as rough pricing is through."""
_GROWTH, _SMALL = 1e-3, 24
"""Fleets wait for cuts as long as each round of them raises the programme by this share; in parts
of so few visits, where too few vehicle-days are soon shown to be too few, for one round only."""
_NEAR, _CLOSE = 0.02, 2e-3
"""Shares of the programme's value within which a bound is near enough for cuts, and close enough to
go on to other fleets."""
_MUCH = 0.02
"""Share of the programme's value by which exact prices must promise to raise the bound, and within
which the prices must come to it, to be worth their time before rough pricing is through; in parts
of more than `WORD` visits, where that takes long."""
_BEAMS = (2, 64)
"""Ways to a visit in one span of time that rough pricing follows: at first, and at most."""
_WIDER, _ENOUGH = 4, 20
"""So many times as wide does it look next time with fewer columns than so many."""


@dataclass(frozen=True, kw_only=True)
class _Proven:
    """Prices at which every class was proven, and what they prove of the branch."""

    prices: Prices
    limits: Floats
    """(classes,) what a day was asked to cost less than."""
    value: int


@dataclass(kw_only=True)
class Part:
    """One part of a day, and how far its bound has come."""

    classes: list[VehicleClass]
    master: Master
    fleets: Fleets
    cuts: Cuts
    arenas: Arenas
    is_over: Callable[[], bool]
    upper: int
    """Millicents of the plan; the work ends when they are reached."""
    pinned: Prices | None
    mild: Prices | None
    """The last pinned of a branch that was not dear; each begins with them."""
    pinned_at: int = -1
    share: float = _SHARE
    beam: int = _BEAMS[0]
    cut_at: float = 0.0
    """Value of the programme when it was cut last."""
    quiet: set[int] = field(default_factory=set)
    """Classes that lately had no day worth while; asked again when the others have none."""
    proven: _Proven | None = None
    """Prices of the best proof for the branch and the cuts at hand."""
    between: bool = True
    """Whether the next proof is sought half-way to the newest prices."""
    spent_s: float = 0.0
    """Time that went into it."""
    raised: bool = False
    stuck: bool = False

    @property
    def bound(self) -> int:
        """Millicents that the part costs at least."""
        return min(self.fleets.bound, self.upper)

    @property
    def turn(self) -> float:
        """Parts take turns so that each has time in proportion to what it may gain."""
        return self.spent_s / max(1, self.upper - self.bound)

    @property
    def done(self) -> bool:
        """Whether the bound will move no more."""
        return self.stuck or self.bound >= self.upper

    def step(self) -> None:
        """One round."""
        branch = self.fleets.cheapest
        self.master.limit(self.fleets.limits(branch, self.upper))
        duals = self.master.solve()
        if duals is None:
            self.stuck = True
            return
        found = self._rough(duals, branch)
        if self._goes_on(duals, found):
            if self._promises_much(duals, branch):
                self._exact(duals, branch, found)
        elif self.pinned_at >= self.upper and self.beam == _BEAMS[1]:
            self._exact(duals, branch, found)
        elif self.share < 1:
            self.share = 1.0
        elif self.beam < _BEAMS[1]:
            self.beam = min(_WIDER * self.beam, _BEAMS[1])
        elif not self._parts_early(duals, branch):
            self._exact(duals, branch, found)

    def _is_dear(self, duals: Duals) -> bool:
        """Whether no fleet of the branch seems to beat the plan: only that is to be shown."""
        return duals.millicents > self.upper * (1 + _DEAR)

    def _goes_on(self, duals: Duals, found: int) -> bool:
        """Whether rough pricing has more to find; all of it in a dear branch."""
        return found > 0 if self._is_dear(duals) else found >= _FEW and self.pinned_at < self.upper

    def _parts_early(self, duals: Duals, branch: Branch) -> bool:
        """Part the fleets before anything is proven of them, where few classes make that pay."""
        is_early = len(self.classes) <= _ALIKE and duals.millicents < self.upper
        return is_early and self._part(branch, self.master.counts()[:1])

    def settle(self) -> None:
        """A bound from what there is, when time was over before there was one."""
        if not self.raised and (duals := self.master.solve()) is not None:
            self._exact(duals, self.fleets.cheapest, 0)

    def _promises_much(self, duals: Duals, branch: Branch) -> bool:
        """Whether exact prices would raise the bound a good deal, though days are still found."""
        much = _MUCH * duals.millicents
        enough = max(duals.millicents - much, self.fleets.of(branch) + much)
        return len(duals.visits) > WORD and self.pinned_at > enough

    def _rough(self, duals: Duals, branch: Branch) -> int:
        """Add days worth while, without proof that there are no others; how many there are."""
        prices, limits = self._sought(duals, branch)
        least, found = [int(limit) for limit in limits], 0
        able, is_dear = self.fleets.able(branch, self.upper), self._is_dear(duals)
        asked = [one for one in self.classes if able[one.number]]
        first = [one for one in asked if one.number not in self.quiet]
        last = [one for one in asked if one.number in self.quiet]

        def priced_of(one: VehicleClass, arena: Arena) -> Priced:
            charges = self.cuts.priced(prices.cuts, one.graph, one.visits)
            below = int(limits[one.number])
            return price_roughly(
                one, prices.visits, charges, below=below, beam=self.beam, arena=arena
            )

        for some in (first, last):
            if self.is_over() or (some is last and found >= _FEW and not is_dear):
                break
            for one, priced in zip(some, self.arenas.map(priced_of, some), strict=True):
                below, least[one.number] = least[one.number], priced.found
                new = self.master.add(worth_while(priced.columns, prices, self.cuts, below))
                found += new
                (self.quiet.discard if new else self.quiet.add)(one.number)
        if found < _ENOUGH:
            self.beam = min(_WIDER * self.beam, _BEAMS[1])
        value = self.fleets.under(branch, prices.worth, least, self.upper)
        if value > self.pinned_at:
            self.pinned, self.pinned_at = prices, value
        if not is_dear:
            self.mild = self.pinned
        return found

    def _sought(self, duals: Duals, branch: Branch) -> tuple[Prices, Floats]:
        """Prices at which rough pricing looks, and what days are to cost less than, by class."""
        newest = prices_of(duals.visits, duals.cuts, self.cuts.allowed)
        if self.pinned is None:
            return newest, duals.classes
        if not self._is_dear(duals):
            return self.pinned.towards(newest, self.share), duals.classes
        goal = min(self.upper * (1 + _SLACK), (self.upper + duals.millicents) / 2)

        def is_enough(prices: Prices) -> bool:
            least = self.master.least(prices)
            return self.fleets.under(branch, prices.worth, least, self.upper) >= goal

        prices = self.pinned.mildest(newest, is_enough)
        return prices, self._eased(branch, prices)

    def _eased(self, branch: Branch, prices: Prices) -> Floats:
        """What the days known cost, but no more than shows that no fleet beats the plan."""
        known = np.array(self.master.least(prices), dtype=np.float64)
        return self.fleets.eased(branch, prices.worth, known, self.upper)

    def _cut(self, duals: Duals) -> bool:
        """Add the cuts that the programme oversteps; whether there are any."""
        self.cut_at = duals.millicents
        new = self.cuts.separate([(one.stops, value) for one, value in self.master.used()])
        self.master.cut(new)
        self.share, self.pinned_at = _SHARE, -1
        return bool(new)

    def _exact(self, duals: Duals, branch: Branch, found: int) -> None:
        """Raise the bound at prices between the best proven and the newest; see what to do next.

        `found`: days that rough pricing has added since.
        """
        prices, limits, is_newest = self._chosen(duals, branch)
        limits = self.fleets.eased(branch, prices.worth, limits, self.upper)
        able = self.fleets.able(branch, self.upper)

        def proof_of(one: VehicleClass, arena: Arena) -> Proof:
            is_worth_it = able[one.number] and not self.is_over()
            ask = partial(prove, beam=self.beam, is_over=self.is_over) if is_worth_it else weigh
            return ask(one, prices, self.cuts, below=int(limits[one.number]), arena=arena)

        proofs = self.arenas.map(proof_of, self.classes)
        self.classes = [proof.of for proof in proofs]
        least = [proof.least for proof in proofs]
        self.fleets.raise_by(prices.worth, least)
        self.raised = True
        new = found + self.master.add(column for proof in proofs for column in proof.columns)
        value = self.fleets.under(branch, prices.worth, least, self.upper)
        is_best = self.proven is None or value > self.proven.value
        if is_best:
            self.proven = _Proven(prices=prices, limits=limits, value=value)
        self.between = is_newest or (is_best and new > 0)
        if self.fleets.of(branch) >= self.upper or self.fleets.cheapest is not branch:
            self._begin_again()
        else:
            self._go_deeper(duals, branch, is_settled=is_newest and not new)

    def _chosen(self, duals: Duals, branch: Branch) -> tuple[Prices, Floats, bool]:
        """Prices to prove, limits of the classes, and whether there are none newer.

        Those at which rough pricing found nothing cheaper than the plan, if there are any.
        """
        newest, limits = prices_of(duals.visits, duals.cuts, self.cuts.allowed), duals.classes
        if self.pinned is not None and self.pinned_at >= self.upper:
            self.pinned_at = -1
            return self.pinned, self._eased(branch, self.pinned), not self.between
        if self._is_dear(duals):
            return *self._sought(duals, branch), not self.between
        if self.between and self.proven is not None:
            limits = self.proven.limits + _SHARE * (limits - self.proven.limits)
            return self.proven.prices.towards(newest, _SHARE), limits, False
        if self.between and self.pinned is not None:
            return self.pinned.towards(newest, _SHARE), limits, False
        return newest, limits, True

    def _go_deeper(self, duals: Duals, branch: Branch, *, is_settled: bool) -> None:
        """The programme is nearly solved: cuts while they help, other fleets, all other cuts."""
        apart = (duals.millicents - self.fleets.of(branch)) / max(1.0, duals.millicents)
        is_near, in_all = apart <= _NEAR, self.master.counts()[:1]
        is_growing = self.cut_at * (1 + _GROWTH) < duals.millicents < self.upper
        if is_near and len(duals.visits) <= _SMALL and self.cut_at and self._part(branch, in_all):
            return
        if is_near and ((is_growing and self._cut(duals)) or self._part(branch, in_all)):
            return
        is_done = apart <= _CLOSE or is_settled
        if not (is_done and self._part(branch, self.master.counts())) and is_settled:
            self.stuck = not self._cut(duals)

    def _part(self, branch: Branch, used: Sequence[float]) -> bool:
        """Go on with fewer vehicle-days or more, where a broken number is used; whether it is."""
        is_broken = self.fleets.divide(branch, used)
        if is_broken:
            self._begin_again()
        return is_broken

    def _begin_again(self) -> None:
        self.share, self.pinned_at, self.proven, self.between = _SHARE, -1, None, True
        self.beam, self.cut_at, self.quiet = _BEAMS[0], 0.0, set()
        self.pinned = self.mild
