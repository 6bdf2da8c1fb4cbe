"""Food under repair: what comes, what is packed when, and what stands at the hubs meanwhile."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from foodplan.domain.ids import BasketId, HubId, LotId, ProductId, SiteId
from foodplan.domain.past import Past
from foodplan.domain.plan import Collection, OrderPacking, Part, Plan, Recipe
from foodplan.domain.problem import Problem
from foodplan.optimise.repair.mixing import is_mixed_well, portion, sum_of
from foodplan.optimise.repair.store import StoreDay, is_cold, over_kg
from foodplan.optimise.visits import Load

_KG = 1e-6
_TOLERANCE_KG = 0.02
HubDay = tuple[HubId, int]
PackKey = tuple[HubId, int, BasketId]


class Larder:
    """Collections, recipes and order packings of a plan, as they change."""

    def __init__(self, problem: Problem, plan: Plan, past: Past) -> None:
        self.problem, self.past = problem, past
        self.collections: list[Collection] = list(plan.collections)
        self.packings: list[OrderPacking] = list(plan.order_packings)
        self.recipes: dict[PackKey, Recipe] = {
            (row.hub_id, row.day, row.basket_id): row for row in plan.recipes
        }
        self.planned: Mapping[PackKey, Recipe] = dict(self.recipes)

    def is_open(self, hub_id: HubId, day: int) -> bool:
        """Whether the baskets of a hub-day can still be packed otherwise."""
        return day >= self.past.packed_until[hub_id]

    def fetch_none(self, load: Load) -> None:
        """Give up what a pick-up was to bring."""
        for pick in load.picks:
            for i, row in enumerate(self.collections):
                if (row.lot_id, row.hub_id, row.day) == (pick.lot_id, load.hub_id, load.day):
                    kg, crates = row.gross_kg - pick.gross_kg, row.crates - pick.crates
                    self.collections[i] = replace(
                        row, gross_kg=max(0.0, kg), crates=max(0.0, crates)
                    )
        self.collections = [row for row in self.collections if row.gross_kg > _KG]

    def unpack_orders(self, load: Load) -> None:
        """Set nothing aside for the orders of a delivery that is not made, where it is not yet."""
        for order in load.orders if self.is_open(load.hub_id, load.day) else ():
            kg = order.kg
            key = load.hub_id, load.day, load.place_id, order.product_id
            for i, row in enumerate(self.packings):
                if (row.hub_id, row.day, row.site_id, row.product_id) == key:
                    less_kg = min(kg, row.net_kg)
                    kg -= less_kg
                    self.packings[i] = replace(row, net_kg=row.net_kg - less_kg)
        self.packings = [row for row in self.packings if row.net_kg > _KG]

    def cut_to_stock(self) -> dict[Collection, Collection | None]:
        """Collect no more of a lot than there is; what each collection became, latest cut first.

        Whole crates, but for the last one of a lot.
        """
        cut: dict[Collection, Collection | None] = {}
        gross: dict[LotId, float] = defaultdict(float)
        for row in self.collections:
            gross[row.lot_id] += row.gross_kg
        for lot_id, kg in sorted(gross.items()):
            lot = self.problem.lot.get(lot_id)
            there_kg = lot.gross_kg - self.past.gifts_kg(lot_id) if lot else 0.0
            rows = [row for row in self.collections if row.lot_id == lot_id]
            for row in sorted(rows, key=lambda one: one.day, reverse=True):
                if kg <= there_kg + _TOLERANCE_KG or row in self.past.collections:
                    break
                kg -= row.gross_kg
                cut[row] = self._smaller(row, max(0.0, there_kg - kg))
                kg += cut[row].gross_kg if cut[row] else 0.0  # type: ignore[union-attr]
        self.collections = [cut.get(row, row) for row in self.collections]  # type: ignore[misc]
        self.collections = [row for row in self.collections if row is not None]
        return cut

    def _smaller(self, row: Collection, kg: float) -> Collection | None:
        """At most so many kg in whole crates; all that is left of the lot may end a crate early."""
        lot = self.problem.lot.get(row.lot_id)
        if lot is None or kg <= _TOLERANCE_KG:
            return None
        crate_kg = self.problem.product[lot.product_id].crate_kg
        return replace(row, gross_kg=kg, crates=float(math.ceil(kg / crate_kg - _KG)))

    def arrived_net_kg(self, lot_id: LotId, hub_id: HubId, day: int) -> float:
        """Net kg of a lot that can have been packed at a hub up to the end of a day."""
        lot = self.problem.lot.get(lot_id)
        if lot is None:
            return 0.0
        wait = self.problem.hub[hub_id].processing_days
        opening_kg = lot.gross_kg if lot.hub_id == hub_id and lot.ready_day <= day else 0.0
        came_kg = sum(
            row.gross_kg
            for row in self.collections
            if (row.lot_id, row.hub_id) == (lot_id, hub_id) and row.day + wait <= day
        )
        return lot.yield_share * (opening_kg + came_kg)

    def arrivals(self, lot_id: LotId, hub_id: HubId) -> list[tuple[int, float]]:
        """First day of packing and gross kg of everything that comes of a lot to a hub."""
        lot = self.problem.lot[lot_id]
        wait = self.problem.hub[hub_id].processing_days
        found = [
            (row.day + wait, row.gross_kg)
            for row in self.collections
            if (row.lot_id, row.hub_id) == (lot_id, hub_id)
        ]
        if lot.hub_id == hub_id:
            found.append((lot.ready_day, lot.gross_kg))
        return sorted(found)

    def packed_before_kg(self, lot_id: LotId, hub_id: HubId, day: int) -> float:
        """Net kg packed into baskets before a day, and into orders on any day."""
        baskets_kg = sum(
            part.net_kg
            for (hub, when, _), recipe in self.recipes.items()
            if hub == hub_id and when < day
            for part in recipe.parts
            if part.lot_id == lot_id
        )
        orders_kg = sum(
            row.net_kg for row in self.packings if (row.lot_id, row.hub_id) == (lot_id, hub_id)
        )
        return baskets_kg + orders_kg

    def trim_orders(self) -> dict[tuple[HubId, int, str, ProductId], float]:
        """Set aside no more for orders than packed baskets leave; kg left of each order cut."""
        cut: dict[tuple[HubId, int, str, ProductId], float] = {}
        used: dict[tuple[LotId, HubId], float] = defaultdict(float)
        for (hub_id, day, _), recipe in self.recipes.items():
            if not self.is_open(hub_id, day):
                for part in recipe.parts:
                    used[part.lot_id, hub_id] += part.net_kg
        kept: list[OrderPacking] = []
        for row in sorted(self.packings, key=lambda one: (one.day, one.site_id, one.lot_id)):
            key = row.lot_id, row.hub_id
            there_kg = self.arrived_net_kg(row.lot_id, row.hub_id, row.day) - used[key]
            net_kg = min(row.net_kg, max(0.0, there_kg))
            if net_kg < row.net_kg - _TOLERANCE_KG and self.is_open(row.hub_id, row.day):
                cut[row.hub_id, row.day, row.site_id, row.product_id] = 0.0
                row = replace(row, net_kg=net_kg)
            used[key] += row.net_kg
            kept.append(row)
        self.packings = [row for row in kept if row.net_kg > _KG]
        for hub_id, day, site_id, product_id in cut:
            cut[hub_id, day, site_id, product_id] = sum(
                row.net_kg
                for row in self.packings
                if (row.hub_id, row.day, row.site_id, row.product_id)
                == (hub_id, day, site_id, product_id)
            )
        return cut

    def can_wait(self, load: Load, until: int) -> bool:
        """Whether the baskets of a delivery may stay at the hub until a later day.

        They keep, mix with those of that day within the rules, and find room in the store.
        """
        if load.orders or until <= load.day or not self.is_open(load.hub_id, until):
            return False
        margin = self.problem.policy.freshness_margin_days
        for drop in load.drops:
            recipe = self.recipes.get((load.hub_id, load.day, drop.basket_id))
            if recipe is None or recipe.n_baskets < drop.n_baskets:
                return False
            lots = [self.problem.lot[part.lot_id] for part in recipe.parts]
            if any(lot.last_day - margin < until for lot in lots):
                return False
            there = self.recipes.get((load.hub_id, until, drop.basket_id))
            moved = portion(recipe, drop.n_baskets)
            mixed = sum_of([*moved, *(there.parts if there else ())])
            if not is_mixed_well(self.problem, self.problem.basket[drop.basket_id], mixed):
                return False
        return self._store_holds(load, until)

    def wait(self, load: Load, until: int) -> None:
        """Pack the baskets of a delivery on a later day: the same food, handed out later."""
        for drop in load.drops:
            here = load.hub_id, load.day, drop.basket_id
            there = load.hub_id, until, drop.basket_id
            recipe = self.recipes[here]
            moved = portion(recipe, drop.n_baskets)
            left = recipe.n_baskets - drop.n_baskets
            parts = tuple(
                replace(part, net_kg=part.net_kg * left / recipe.n_baskets) for part in recipe.parts
            )
            self.recipes[here] = replace(recipe, n_baskets=left, parts=parts)
            if left == 0:
                del self.recipes[here]
            self.add_baskets(there, drop.n_baskets, moved)

    def add_baskets(self, key: PackKey, n_baskets: int, parts: Sequence[Part]) -> None:
        """Pack more baskets of a type on a day of a hub."""
        hub_id, day, basket_id = key
        old = self.recipes.get(key)
        self.recipes[key] = Recipe(
            hub_id=hub_id,
            day=day,
            basket_id=basket_id,
            n_baskets=n_baskets + (old.n_baskets if old else 0),
            parts=sum_of([*parts, *(old.parts if old else ())]),
        )

    def hand_orders(self, load: Load, hub_id: HubId, day: int) -> None:
        """What is set aside for the orders of a delivery goes out from a hub on another day."""
        key = load.hub_id, load.day, load.place_id
        self.packings = [
            replace(row, hub_id=hub_id, day=day)
            if (row.hub_id, row.day, row.site_id) == key
            else row
            for row in self.packings
        ]

    def pack_no_more_than(
        self,
        drops: Mapping[tuple[SiteId, HubId, int, BasketId], int],
        hub_id: HubId,
        first_day: int,
    ) -> None:
        """Leave unpacked what nobody gets."""
        handed: dict[PackKey, int] = defaultdict(int)
        for (_, hub, day, basket_id), n in drops.items():
            handed[hub, day, basket_id] += n
        for key, recipe in sorted(self.recipes.items()):
            n_baskets = handed[key]
            if key[0] != hub_id or key[1] < first_day or n_baskets >= recipe.n_baskets:
                continue
            scaled = [
                replace(part, net_kg=part.net_kg * n_baskets / recipe.n_baskets)
                for part in recipe.parts
            ]
            self.recipes[key] = replace(recipe, n_baskets=n_baskets, parts=tuple(scaled))
            if n_baskets == 0:
                del self.recipes[key]

    def over_kg(self) -> dict[StoreDay, float]:
        """Gross kg not yet packed at the end of each day beyond the hub's store."""
        return over_kg(self.problem, self.collections, self.packed())

    def used_net_kg(self, lot_id: LotId, hub_id: HubId, day: int) -> float:
        """Net kg of a lot packed at a hub up to the end of a day."""
        by_day = self.packed().get((lot_id, hub_id), {})
        return sum(kg for when, kg in by_day.items() if when <= day)

    def _store_holds(self, load: Load, until: int) -> bool:
        more_kg = {True: 0.0, False: 0.0}
        for drop in load.drops:
            for part in portion(
                self.recipes[load.hub_id, load.day, drop.basket_id], drop.n_baskets
            ):
                kg = part.net_kg / self.problem.lot[part.lot_id].yield_share
                more_kg[False] += kg
                if is_cold(self.problem, part.lot_id):
                    more_kg[True] += kg
        over_kg = self.over_kg()
        return all(
            not more_kg[cold] or over_kg[load.hub_id, day, cold] + more_kg[cold] <= _KG
            for cold in (False, True)
            for day in range(load.day, until)
        )

    def packed(self) -> Mapping[tuple[LotId, HubId], Mapping[int, float]]:
        """Net kg by lot and hub, then day."""
        found: dict[tuple[LotId, HubId], dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for (hub_id, day, _), recipe in self.recipes.items():
            for part in recipe.parts:
                found[part.lot_id, hub_id][day] += part.net_kg
        for row in self.packings:
            found[row.lot_id, row.hub_id][row.day] += row.net_kg
        return found
