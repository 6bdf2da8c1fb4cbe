"""The routes of a plan as the page shows them: days, routes, trips, stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foodplan.domain.ids import ProducerId, SiteId
from foodplan.domain.plan import Handout, Plan, Route, Stop, Trip
from foodplan.domain.problem import Problem
from foodplan.web.words import Words

MOST_OPEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """One row of a trip's table."""

    place_id: str
    label: str
    town: str
    start_min: float
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripView:
    """One table."""

    caption: str
    stops: tuple[StopView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """One card."""

    route_id: str
    vehicle_id: str
    label: str
    start_min: float
    end_min: float
    facts: tuple[str, ...]
    trips: tuple[TripView, ...]
    pauses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterView:
    """One table of what people collect at a hub on a day."""

    caption: str
    rows: tuple[StopView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One tab."""

    day: int
    short: str
    label: str
    told: str
    routes: tuple[RouteView, ...]
    counters: tuple[CounterView, ...]
    is_open: bool
    """Whether the stops show at once; many routes are listed first, opened one by one."""


def days_view(plan: Plan, problem: Problem, words: Words) -> tuple[DayView, ...]:
    """Days on which somebody drives or collects; every day of the week where nobody does."""
    busy = {route.day for route in plan.routes} | {row.day for row in plan.handouts}
    return tuple(_day(day, plan, problem, words) for day in sorted(busy or problem.calendar.days))


def _day(day: int, plan: Plan, problem: Problem, words: Words) -> DayView:
    routes = [route for route in plan.routes if route.day == day]
    handouts = [row for row in plan.handouts if row.day == day]
    told = [words.say("plan-n-routes", n=len(routes))] if routes or not handouts else []
    told += [words.say("plan-day-handouts", n=len(handouts))] if handouts else []
    date = words.day(problem.calendar.date_of(day))
    return DayView(
        day=day,
        short=words.say(f"day-{day}").capitalize(),
        label=f"{words.say(f'day-{day}').capitalize()} {date}",
        told=", ".join(told),
        routes=tuple(_route(route, problem, words) for route in routes),
        counters=tuple(_counters(handouts, problem, words)),
        is_open=len(routes) <= MOST_OPEN,
    )


def _counters(handouts: Sequence[Handout], problem: Problem, words: Words) -> Iterator[CounterView]:
    for hub_id in sorted({row.hub_id for row in handouts}):
        yield CounterView(
            caption=words.say("plan-handouts-at", hub=problem.hub[hub_id].label),
            rows=tuple(
                StopView(
                    place_id=row.site_id,
                    label=problem.site[row.site_id].label,
                    town=problem.site[row.site_id].town,
                    start_min=row.from_min,
                    what=_handed(row, problem, words),
                )
                for row in handouts
                if row.hub_id == hub_id
            ),
        )


def _route(route: Route, problem: Problem, words: Words) -> RouteView:
    vehicle = problem.vehicle[route.vehicle_id]
    loads = [_on_board_kg(trip, problem) for trip in route.trips]
    baskets = sum(stop.n_baskets for stop in route.stops())
    facts = (
        vehicle.vehicle_id,
        words.say(f"vehicle-{vehicle.kind.value}"),
        words.say("plan-n-trips", n=len(route.trips)),
        words.say("plan-n-stops", n=sum(1 for _ in route.stops())),
        *((words.say("plan-n-baskets", n=baskets),) if baskets else ()),
        words.say("plan-km", km=route.km),
        words.say("plan-load", share=words.share(max(loads) / vehicle.payload_kg)),
    )
    return RouteView(
        route_id=route.route_id,
        vehicle_id=route.vehicle_id,
        label=vehicle.label,
        start_min=route.start_min,
        end_min=route.end_min,
        facts=facts,
        trips=tuple(
            _trip(trip, number, kg, problem.hub[vehicle.hub_id].label, problem, words)
            for number, (trip, kg) in enumerate(zip(route.trips, loads, strict=True), 1)
        ),
        pauses=_pauses(route, words),
    )


def _pauses(route: Route, words: Words) -> str:
    if not route.pauses:
        return ""
    told = [
        words.say("plan-pause", time=words.clock(pause.start_min), minutes=pause.minutes)
        for pause in route.pauses
    ]
    return words.say("plan-pauses", pauses=", ".join(told))


def _trip(trip: Trip, number: int, kg: float, hub: str, problem: Problem, words: Words) -> TripView:
    caption = words.say(
        "plan-trip",
        n=number,
        hub=hub,
        leave=words.clock(trip.leave_min),
        back=words.clock(trip.return_min),
        km=trip.home_km + sum(stop.km for stop in trip.stops),
        kg=kg,
    )
    return TripView(
        caption=caption, stops=tuple(_stop(stop, problem, words) for stop in trip.stops)
    )


def _stop(stop: Stop, problem: Problem, words: Words) -> StopView:
    place = problem.site.get(SiteId(stop.place_id)) or problem.producer[ProducerId(stop.place_id)]
    return StopView(
        place_id=stop.place_id,
        label=place.label,
        town=place.town,
        start_min=stop.start_min,
        what=_what(stop, problem, words),
    )


def _what(stop: Stop, problem: Problem, words: Words) -> str:
    told = [_handed(stop, problem, words)] if stop.drops or stop.orders else []
    if stop.picks:
        told.append(words.say("plan-picks", kg=sum(pick.gross_kg for pick in stop.picks)))
    return ", ".join(told) or words.say("plan-passes-by")


def _handed(one: Stop | Handout, problem: Problem, words: Words) -> str:
    told = [words.say("plan-n-baskets", n=one.n_baskets)] if one.drops else []
    told += [
        words.say(
            "plan-kg-of", kg=order.kg, product=words.label(problem.product[order.product_id].label)
        )
        for order in one.orders
    ]
    return ", ".join(told)


def _on_board_kg(trip: Trip, problem: Problem) -> float:
    """Heaviest moment of a trip: what it leaves with, less what it drops, more what it picks."""
    kg = sum(_dropped_kg(stop, problem) for stop in trip.stops)
    heaviest = kg
    for stop in trip.stops:
        kg += sum(pick.gross_kg for pick in stop.picks) - _dropped_kg(stop, problem)
        heaviest = max(heaviest, kg)
    return heaviest


def _dropped_kg(stop: Stop, problem: Problem) -> float:
    baskets_kg = sum(drop.n_baskets * problem.basket[drop.basket_id].kg for drop in stop.drops)
    return baskets_kg + sum(order.kg for order in stop.orders)
