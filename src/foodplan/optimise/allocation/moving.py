"""The same baskets from other pick-ups, where these cost less on the road.

Given     places p where a vehicle could call at a producer on a hub-day: cost c_p, room in kg and
          pallets; what was collected so far (x°) and which places that uses (y°)
Decide    x(l,h,t) as in `week`; y_p in {0, 1} whether place p is used
Minimise  sum_p c_p y_p + m sum |x - x°|
Such that (1) room       sum_l x <= sum_p kg_p y_p                    each pick-up; pallets likewise
          (2) class      x(l,h,t) <= s_l (sum of y_p that carry its class)
          (3) trip       sum of y_p that are new <= 1                 each trip
          (4) few moves  sum of new y_p + sum of (1 - y_p) over old ones <= most

Costs are those of one change of the routes; several changes at once are worth less or more than
their sum, so few are made at a time, and routes have the last word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.domain.basics import Temperature
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.columns import Week
from foodplan.optimise.allocation.program import Program
from foodplan.optimise.allocation.supply import PickUp

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

_NODES = 20
_MOVED_EUR = 0.01
"""A kg moved: so that crates that need not move stay whole where they are."""
_LEAST_EUR = 1.0
"""A call costs something, even where the way round is a short cut."""
_MOST_NEW = 2
"""Places tried for a call that is not made yet, the cheapest of their kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlace:
    """Where a vehicle could call at a producer, or does so."""

    pickup: PickUp
    eur: float
    """What the call adds to the cost of the routes; of a call that is made, what it would save."""
    kg: float
    """Room on board for it."""
    pallets: float
    carries: frozenset[Temperature]
    trip: tuple[int, int]
    """Vehicle-day and trip: one new call for each."""
    is_made: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """All places, how many may change at once, and how long that may be thought about."""

    places: tuple[CallPlace, ...]
    most_changes: int
    seconds: float | None
    """By the clock; None: no clock is read."""


def moved_pickups(
    week: Week,
    problem: Problem,
    n_baskets: Floats,
    before_kg: Floats,
    calls: Calls,
) -> Floats | None:
    """Gross kg by column of `week.collected`, enough for so many baskets; None if none were found.

    `before_kg` is what was collected so far.
    """
    program, x = week.program.copy(), week.collected
    program.bound(week.made.columns, lower=n_baskets)
    places = _worth_trying(problem, week, calls.places)
    used = program.columns(len(places), upper=1.0)
    program.whole(used)
    _limit_room(program, week, problem, places, used)
    _limit_changes(program, places, used, calls.most_changes)
    moved = program.columns(len(x))
    for sign in (1.0, -1.0):
        rows = program.rows(len(x), upper=sign * before_kg)
        program.terms(rows, x.columns, sign)
        program.terms(rows, moved, -1.0)
    answer = program.solve(
        np.concatenate([used, moved]),
        np.concatenate(
            [[max(_LEAST_EUR, one.eur) for one in places], np.full(len(moved), _MOVED_EUR)]
        ),
        node_limit=_NODES,
        seconds=calls.seconds,
        hint=(
            np.concatenate([used, x.columns, moved]),
            np.concatenate([[one.is_made for one in places], before_kg, np.zeros(len(x))]),
        ),
    )
    return None if answer is None else np.maximum(answer.values[x.columns], 0.0)


def _worth_trying(
    problem: Problem, week: Week, places: Sequence[CallPlace]
) -> tuple[CallPlace, ...]:
    """Calls that are made; for each other pick-up the cheapest places, if they differ in room."""
    by_pickup: dict[PickUp, list[CallPlace]] = defaultdict(list)
    possible = set(_pickups(problem, week))
    for place in sorted(places, key=lambda one: (one.eur, one.trip)):
        if place.pickup in possible:
            by_pickup[place.pickup].append(place)
    kept: list[CallPlace] = []
    for pickup in sorted(by_pickup):
        found = by_pickup[pickup]
        made = [one for one in found if one.is_made]
        kept += made or _cheapest_of_kind(found)
    return tuple(kept)


def _cheapest_of_kind(places: Sequence[CallPlace]) -> list[CallPlace]:
    """Places that offer more room or other classes than all cheaper ones."""
    kept: list[CallPlace] = []
    for place in places:
        if len(kept) < _MOST_NEW and not any(_offers(one, place) for one in kept):
            kept.append(place)
    return kept


def _offers(one: CallPlace, other: CallPlace) -> bool:
    return one.kg >= other.kg and one.pallets >= other.pallets and one.carries >= other.carries


def _pickups(problem: Problem, week: Week) -> list[PickUp]:
    """Producer, hub and day of every column of `week.collected`."""
    x, supply = week.collected, week.supply
    return [
        (problem.producers[producer].producer_id, problem.hubs[hub].hub_id, day)
        for producer, hub, day in zip(
            supply.producer[x.lot].tolist(), x.hub.tolist(), x.day.tolist(), strict=True
        )
    ]


def _limit_room(
    program: Program, week: Week, problem: Problem, places: Sequence[CallPlace], used: Index
) -> None:
    """Rows (1) and (2); what producers bring themselves needs no call."""
    x, supply = week.collected, week.supply
    fetched = np.flatnonzero(~supply.brings[x.lot])
    pickups = _pickups(problem, week)
    row_of = {pickup: row for row, pickup in enumerate(sorted({pickups[c] for c in fetched}))}
    kg, pallets = (program.rows(len(row_of), upper=0.0) for _ in range(2))
    of = np.array([row_of[pickups[c]] for c in fetched], dtype=np.int64)
    at = np.array([row_of.get(one.pickup, -1) for one in places], dtype=np.int64)
    there = at >= 0
    lots, columns = x.lot[fetched], x.columns[fetched]
    program.terms(kg[of], columns, 1.0)
    program.terms(pallets[of], columns, _pallets_per_kg(problem)[lots])
    for rows, room in (
        (kg, [one.kg for one in places]),
        (pallets, [one.pallets for one in places]),
    ):
        program.terms(rows[at[there]], used[there], -np.array(room)[there])
    same_class = program.rows(len(fetched), upper=0.0)
    program.terms(same_class, columns, 1.0)
    kinds = [problem.product[lot.product_id].temperature for lot in problem.lots]
    pairs = [
        (row, p)
        for row, (pickup, lot) in enumerate(zip(of.tolist(), lots.tolist(), strict=True))
        for p in np.flatnonzero(at == pickup).tolist()
        if kinds[lot] in places[p].carries
    ]
    if pairs:
        rows, which = np.array(pairs).T
        program.terms(same_class[rows], used[which], -supply.gross_kg[lots[rows]])


def _pallets_per_kg(problem: Problem) -> Floats:
    """By lot."""
    products = [problem.product[lot.product_id] for lot in problem.lots]
    return np.array([1.0 / (one.crate_kg * one.crates_per_pallet) for one in products])


def _limit_changes(program: Program, places: Sequence[CallPlace], used: Index, most: int) -> None:
    """Rows (3) and (4)."""
    is_made = np.array([one.is_made for one in places], dtype=bool)
    few = program.rows(1, upper=float(most - is_made.sum()))
    program.terms(np.repeat(few, len(used)), used, np.where(is_made, -1.0, 1.0))
    new = [p for p, one in enumerate(places) if not one.is_made]
    trips = {trip: row for row, trip in enumerate(sorted({places[p].trip for p in new}))}
    rows = program.rows(len(trips), upper=1.0)
    of = np.array([trips[places[p].trip] for p in new], dtype=np.int64)
    program.terms(rows[of], used[new], 1.0)
