"""What hubs and drivers need on paper, as sheets of tables in a language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foodplan.domain.basics import Label, TimeWindow
from foodplan.domain.ids import BasketId, HubId, ProducerId, ProductId, SiteId
from foodplan.domain.plan import Drop, Handout, OrderDrop, Plan, Recipe, Route, Stop, Trip
from foodplan.domain.problem import Problem
from foodplan.texts import Language, day_and_month, number, say
from foodplan.units import clock

_SMALL_KG = 10.0
"""Below this a tenth of a kilogram matters."""
_LEAST_KG = 0.01

BROUGHT = ("producer", "product", "gross-kg", "crates", "lot", "done")
LEAVING = ("load-from", "leaves", "vehicle", "loads", "back", "brings")
HANDOUTS = ("ready", "place", "handed", "done")
STOPS = ("nth", "arrives", "place", "open", "handed", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings and rows; columns that people fill in by hand are empty."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: of a hub, or of a vehicle's day."""

    title: str
    when: str
    facts: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


class Paper:
    """Says what a plan decides in a language."""

    def __init__(self, plan: Plan, problem: Problem, language: Language) -> None:
        self.plan, self.problem, self.language = plan, problem, language

    def of_day(self, day: int, vehicle_id: str | None) -> Iterator[Sheet]:
        """Hubs first, then vehicles, each by its own order."""
        routes = [route for route in self.plan.routes if route.day == day]
        if vehicle_id is None:
            for hub in self.problem.hubs:
                tables = tuple(self._hub_tables(hub.hub_id, day, routes))
                if tables:
                    facts = (hub.town,) if hub.town else ()
                    title = self._say("paper-hub", hub=hub.label)
                    yield Sheet(title=title, when=self._date(day), facts=facts, tables=tables)
        for route in routes:
            if vehicle_id in (None, route.vehicle_id):
                yield self.of_route(route)

    def of_route(self, route: Route) -> Sheet:
        """One table a trip, one row a stop."""
        vehicle = self.problem.vehicle[route.vehicle_id]
        n_stops = sum(1 for _ in route.stops())
        pauses = (
            self._say("plan-pause", time=clock(one.start_min), minutes=one.minutes)
            for one in route.pauses
        )
        rests = ", ".join(pauses)
        return Sheet(
            title=f"{vehicle.label} ({vehicle.vehicle_id})",
            when=self._date(route.day),
            facts=(
                f"{clock(route.start_min)} – {clock(route.end_min)}",
                self._say("paper-stops", n=n_stops),
                self._say("plan-km", km=route.km),
            ),
            tables=tuple(self._trip(trip, nth, route) for nth, trip in enumerate(route.trips, 1)),
            notes=(self._say("plan-pauses", pauses=rests),) if rests else (),
        )

    def _hub_tables(self, hub_id: HubId, day: int, routes: Sequence[Route]) -> Iterator[Table]:
        for recipe in self.plan.recipes:
            if (recipe.hub_id, recipe.day) == (hub_id, day):
                yield self._recipe(recipe)
        handouts = (row for row in self.plan.handouts if (row.hub_id, row.day) == (hub_id, day))
        tables = (
            self._table("brought", BROUGHT, sorted(self._brought(hub_id, day))),
            self._table("leaving", LEAVING, sorted(self._leaving(hub_id, routes))),
            self._table("handouts", HANDOUTS, map(self._waiting, handouts)),
        )
        yield from (table for table in tables if table.rows)

    def _leaving(self, hub_id: HubId, routes: Sequence[Route]) -> Iterator[tuple[str, ...]]:
        for route in routes:
            vehicle = self.problem.vehicle[route.vehicle_id]
            for trip in route.trips if vehicle.hub_id == hub_id else ():
                yield (
                    clock(trip.load_min),
                    clock(trip.leave_min),
                    vehicle.label,
                    self._loads(trip) or "–",
                    clock(trip.return_min),
                    self._brings(trip),
                )

    def _waiting(self, row: Handout) -> tuple[str, ...]:
        site = self.problem.site[row.site_id].label
        return clock(row.from_min), site, self._handed(row), ""

    def _brought(self, hub_id: HubId, day: int) -> Iterator[tuple[str, ...]]:
        """What producers bring to the hub by their own means."""
        for row in self.plan.collections:
            lot = self.problem.lot[row.lot_id]
            producer = self.problem.producer[lot.producer_id] if lot.producer_id else None
            if (
                producer
                and producer.brings_to_hub == row.hub_id
                and (row.hub_id, row.day) == (hub_id, day)
            ):
                yield (
                    producer.label,
                    self._product(lot.product_id),
                    self._kg(row.gross_kg),
                    number(row.crates, self.language),
                    lot.lot_id,
                    "",
                )

    def _recipe(self, recipe: Recipe) -> Table:
        kg: defaultdict[str, float] = defaultdict(float)
        for part in recipe.parts:
            kg[self._product(self.problem.lot[part.lot_id].product_id)] += part.net_kg
        basket = self.problem.basket[recipe.basket_id]
        return self._captioned(
            self._say("paper-packs", n=recipe.n_baskets, basket=self._label(basket.label)),
            ("product", "kg", "kg-each"),
            (
                (
                    product,
                    self._kg(amount),
                    self._each(amount / recipe.n_baskets),
                )
                for product, amount in sorted(kg.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
        )

    def _trip(self, trip: Trip, nth: int, route: Route) -> Table:
        hub = self.problem.hub[self.problem.vehicle[route.vehicle_id].hub_id]
        loads = self._loads(trip)
        told = self._say(
            "paper-trip" if loads else "paper-trip-empty",
            n=nth,
            hub=hub.label,
            load=clock(trip.load_min),
            leave=clock(trip.leave_min),
            back=clock(trip.return_min),
        )
        caption = self._say("paper-trip-loads", trip=told, loads=loads) if loads else told
        return self._captioned(
            caption,
            STOPS,
            (self._stop(stop, nth, route.day) for nth, stop in enumerate(trip.stops, 1)),
        )

    def _stop(self, stop: Stop, nth: int, day: int) -> tuple[str, ...]:
        site = self.problem.site.get(SiteId(stop.place_id))
        place = site or self.problem.producer[ProducerId(stop.place_id)]
        town = f", {place.town}" if place.town else ""
        told = [self._handed(stop)] if stop.drops or stop.orders else []
        told += [
            self._say(
                "paper-pick",
                kg=pick.gross_kg,
                product=self._product(self.problem.lot[pick.lot_id].product_id),
                crates=pick.crates,
                lot=pick.lot_id,
            )
            for pick in stop.picks
        ]
        windows = self._windows(place.windows, day)
        return (
            str(nth),
            clock(stop.start_min),
            f"{place.label}{town}",
            windows,
            "; ".join(told),
            "",
        )

    def _windows(self, windows: Iterable[TimeWindow], day: int) -> str:
        found = sorted((one.start_min, one.end_min) for one in windows if one.day == day)
        return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in found)

    def _loads(self, trip: Trip) -> str:
        """What it leaves the hub with."""
        baskets: Counter[BasketId] = Counter()
        kg: defaultdict[ProductId, float] = defaultdict(float)
        for stop in trip.stops:
            for drop in stop.drops:
                baskets[drop.basket_id] += drop.n_baskets
            for order in stop.orders:
                kg[order.product_id] += order.kg
        drops = [
            Drop(basket_id=one.basket_id, n_baskets=baskets[one.basket_id])
            for one in self.problem.baskets
            if baskets[one.basket_id]
        ]
        orders = [
            OrderDrop(product_id=one.product_id, kg=kg[one.product_id])
            for one in self.problem.products
            if kg[one.product_id]
        ]
        return self._goods(drops, orders)

    def _brings(self, trip: Trip) -> str:
        kg = sum(pick.gross_kg for stop in trip.stops for pick in stop.picks)
        return f"{self._kg(kg)} kg" if kg else ""

    def _handed(self, one: Stop | Handout) -> str:
        return self._goods(one.drops, one.orders)

    def _goods(self, drops: Sequence[Drop], orders: Sequence[OrderDrop]) -> str:
        told = [
            f"{number(drop.n_baskets, self.language)} × "
            f"{self._label(self.problem.basket[drop.basket_id].label)}"
            for drop in drops
        ]
        told += [f"{self._kg(one.kg)} kg {self._product(one.product_id)}" for one in orders]
        return "; ".join(told)

    def _table(self, code: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
        return self._captioned(self._say(f"paper-{code}"), heads, rows)

    def _captioned(
        self, caption: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]
    ) -> Table:
        told = tuple(self._say(f"paper-col-{head}") for head in heads)
        return Table(caption=caption, heads=told, rows=tuple(rows))

    def _date(self, day: int) -> str:
        date = self.problem.calendar.date_of(day)
        told = day_and_month(date, self.language)
        return f"{self._say(f'day-{day}').capitalize()} {told} {date.year}"

    def _product(self, product_id: ProductId) -> str:
        return self._label(self.problem.product[product_id].label)

    def _label(self, label: Label) -> str:
        return label.fr if self.language == "fr" else label.en

    def _kg(self, kg: float) -> str:
        return number(kg, self.language, decimals=0 if kg >= _SMALL_KG else 1)

    def _each(self, kg: float) -> str:
        told = number(max(kg, _LEAST_KG), self.language, decimals=2)
        return f"< {told}" if kg < _LEAST_KG else told

    def _say(self, code: str, **params: object) -> str:
        return say(code, self.language, **params)
