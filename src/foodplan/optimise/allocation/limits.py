"""What limits the week, in baskets: duals of the allocation as `Limit`s.

Two questions, two sources. What one more unit would bring is its dual in the programme of most
baskets (an upper bound of the gain, exact for small amounts). Whom it holds down is told by the
round of the fair filling that fixed a site: every limit with a dual there stood in its way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.ids import PlaceId, SiteId
from foodplan.domain.plan import Limit
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Rows, Week
from foodplan.optimise.allocation.program import Answer

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

_DUAL = 1e-7
Key = tuple[str, PlaceId | None, int | None]


@dataclass(kw_only=True)
class Ledger:
    """Collects duals while the shares are filled up."""

    week: Week
    problem: Problem
    rows: tuple[Rows, ...]
    gain: dict[Key, float] = field(default_factory=dict)
    sites: dict[Key, set[SiteId]] = field(default_factory=lambda: defaultdict(set))

    def most(self, answer: Answer) -> None:
        """Take the programme of most baskets: what one more unit brings."""
        for key, dual in self._tight(answer):
            self.gain[key] = max(self.gain.get(key, 0.0), dual)

    def round(self, answer: Answer, fixed: Index) -> None:
        """Take one round of the fair filling: whom each limit holds down."""
        own = self.week.own_cap[fixed]
        given = self._given(answer)[fixed]
        self_held = given >= own - 1e-6
        held = self._site_ids(fixed[~self_held])
        for key, _ in self._tight(answer):
            if key[0] != "site_storage":
                self.sites[key] |= held
        for claim in fixed[self_held].tolist():
            self._by_own_limit(claim)
        self._by_site_storage(answer, fixed[~self_held])

    def limits(self) -> tuple[Limit, ...]:
        """Every limit that costs baskets or holds a site down, dearest first within its kind."""
        for kind, site_id in self.week.demand.left_out:
            self.sites[kind, None, None].add(site_id)
        answer = [
            Limit(
                kind=kind,
                place_id=place_id,
                day=day,
                unit=_UNITS.get(kind, "kg"),
                baskets_per_unit=round(self.gain.get((kind, place_id, day), 0.0), 9),
                site_ids=tuple(sorted(self.sites.get((kind, place_id, day), ()))),
            )
            for kind, place_id, day in sorted(
                self.gain.keys() | self.sites.keys(), key=lambda k: tuple(str(part) for part in k)
            )
        ]
        kept = [limit for limit in answer if limit.baskets_per_unit > _DUAL or limit.site_ids]
        return tuple(sorted(kept, key=lambda limit: (limit.kind, -limit.baskets_per_unit)))

    def stuck(self, claims: Index) -> None:
        """Claims for which nothing can be packed in time."""
        self.sites["ready", None, None] |= self._site_ids(claims)

    def crowded(self, rows: Index) -> None:
        """Rows of `demand.order_row` that gave way: their hub stores no crate more that day."""
        demand, supply = self.week.demand, self.week.supply
        product = {one.product_id: i for i, one in enumerate(self.problem.products)}
        for row in rows.tolist():
            visit = int(demand.order_visit[row])
            hub, day = int(demand.visit_hub[visit]), int(demand.visit_day[visit])
            order = self.problem.orders[int(demand.order_row[row])]
            kinds = ["storage"]
            if supply.cold[supply.product == product[order.product_id]].any():
                kinds.append("chilled_storage")
            upper = {
                rows.kind: self.week.program.row_upper(rows.rows)[hub * supply.shape[2] + day]
                for rows in self.rows
                if rows.kind in kinds
            }
            kind = min(kinds, key=lambda one: upper[one])
            key: Key = (kind, self.problem.hubs[hub].hub_id, day)
            self.sites[key] |= set(demand.cohorts[demand.visit_cohort[visit]])

    def _tight(self, answer: Answer) -> list[tuple[Key, float]]:
        """Every scarce thing with the dual of its dearest row; rows of one opening lot add up."""
        by_row: dict[tuple[Key, int], float] = defaultdict(float)
        for rows in self.rows:
            # Shares of a recipe bind from below (groups) or from above (products).
            dual = np.abs(answer.duals[rows.rows])
            for i in np.flatnonzero(dual > _DUAL).tolist():
                key, per_unit = self._key(rows, i)
                if key is not None:
                    which = int(rows.other[i]) if rows.kind == "opening" else -1 - i
                    by_row[key, which] += float(dual[i]) * per_unit
        found: dict[Key, float] = {}
        for (key, _), gain in by_row.items():
            found[key] = max(found.get(key, 0.0), gain)
        return sorted(found.items(), key=lambda item: tuple(str(part) for part in item[0]))

    def _key(self, rows: Rows, i: int) -> tuple[Key | None, float]:
        """What is scarce, where and when, and how much of the row one unit is."""
        problem, supply = self.problem, self.week.supply
        hub = None if rows.hub[i] < 0 else problem.hubs[rows.hub[i]]
        day = None if rows.day[i] < 0 else int(rows.day[i])
        if rows.kind == "supply":
            return ("supply", problem.lots[rows.other[i]].producer_id, None), 1.0
        if rows.kind == "opening":
            lot = int(rows.other[i])
            key: Key = ("supply", problem.lots[lot].hub_id, None)
            return (key, float(supply.yield_share[lot])) if hub else (None, 0.0)
        if rows.kind == "site_storage":
            visit = int(rows.other[i])
            cohort = self.week.demand.cohorts[self.week.demand.visit_cohort[visit]]
            return ("site_storage", cohort[0], int(self.week.demand.visit_day[visit])), 1.0
        if rows.kind == "sorting" and hub is not None:
            return ("sorting", hub.hub_id, day), hub.sorting_kg_per_hour
        return (rows.kind, None if hub is None else hub.hub_id, day), 1.0

    def _by_own_limit(self, claim: int) -> None:
        demand, week = self.week.demand, self.week
        full = demand.need[claim] * self.problem.policy.fill_max
        sites = self._site_ids(np.array([claim]))
        if week.own_cap[claim] >= full * (1 - 1e-9):
            self.sites["need", None, None] |= sites
            return
        visit = int(demand.pair_visit[demand.pair_claim == claim][0])
        kg = demand.visit_kg[visit]
        room = kg / week.basket_kg[demand.claim_type[claim]]
        kind = "site_storage" if week.own_cap[claim] >= room * (1 - 1e-9) else "routes"
        for site_id in sorted(sites):
            self.sites[kind, site_id, int(demand.visit_day[visit])].add(site_id)
            if kind == "site_storage":
                key: Key = (kind, site_id, int(demand.visit_day[visit]))
                self.gain.setdefault(key, 0.0)

    def _by_site_storage(self, answer: Answer, claims: Index) -> None:
        """Storage that several claims of a site share."""
        demand = self.week.demand
        cohorts = set(demand.claim_cohort[claims].tolist())
        for rows in self.rows:
            if rows.kind != "site_storage":
                continue
            for i in np.flatnonzero(answer.duals[rows.rows] > _DUAL).tolist():
                visit = int(rows.other[i])
                cohort = int(demand.visit_cohort[visit])
                if cohort in cohorts:
                    key = self._key(rows, i)[0]
                    if key is not None:
                        self.sites[key] |= set(demand.cohorts[cohort])

    def _given(self, answer: Answer) -> Floats:
        demand = self.week.demand
        return np.bincount(
            demand.pair_claim,
            weights=answer.values[self.week.given],
            minlength=len(demand.need),
        ).astype(float)

    def _site_ids(self, claims: Index) -> set[SiteId]:
        demand = self.week.demand
        return {
            site_id
            for cohort in demand.claim_cohort[claims].tolist()
            for site_id in demand.cohorts[cohort]
        }


_UNITS = {
    "sorting": "hour",
    "routes": "basket",
    "need": "basket",
    "closed": "basket",
    "ready": "basket",
}
