"""The cheapest day of a class, proven: no visit is repeated.

Labels remember few visits, for speed. Where the days that they find come back to a visit, it is
remembered from then on, and labels are grown again, until the cheapest day is a real one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from foodplan.optimise.routing.bound.arena import Arena
from foodplan.optimise.routing.bound.classes import Column, VehicleClass
from foodplan.optimise.routing.bound.cuts import Cuts
from foodplan.optimise.routing.bound.graph import Graph
from foodplan.optimise.routing.bound.memory import prizes_kept, remembering
from foodplan.optimise.routing.bound.prices import Prices
from foodplan.optimise.routing.bound.pricing import price, price_roughly

_LOWER = 0.01, 0.04
"""Where room does not do, nothing is asked of days so little below the threshold: shares of what
all visits are worth. The bound is lower by no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found out about a class at some prices."""

    least: int
    """No day of the class costs less."""
    columns: tuple[Column, ...]
    """Days without repeated visits that are worth while."""
    of: VehicleClass
    """The class as it remembers now."""


def prove(
    of: VehicleClass,
    prices: Prices,
    cuts: Cuts,
    *,
    below: int,
    beam: int,
    arena: Arena,
    is_over: Callable[[], bool],
) -> Proof:
    """The least cost of a day of a class, as far as it is below a threshold."""
    of = replace(of, graph=prizes_kept(of.graph, prices.visits[of.visits]))
    charges = cuts.priced(prices.cuts, of.graph, of.visits)
    rough = price_roughly(of, prices.visits, charges, below=below, beam=beam, arena=arena)
    columns = worth_while(rough.columns, prices, cuts, below)
    threshold = min([below, *(_cost(column, prices, cuts) for column in columns)])
    shares = list(_LOWER)
    while True:
        found = price(
            of, prices.visits, charges, below=threshold, checks=arena.most_checks, arena=arena
        )
        if not found.is_whole and shares and not is_over():
            threshold -= int(shares.pop(0) * abs(prices.worth))
            continue
        columns += worth_while(found.columns, prices, cuts, threshold)
        graph, of = of.graph, replace(of, graph=_wiser(of, found.columns))
        if columns or found.least >= threshold or of.graph is graph or is_over():
            return Proof(least=found.least, columns=tuple(columns), of=of)


def weigh(of: VehicleClass, prices: Prices, cuts: Cuts, *, below: int, arena: Arena) -> Proof:
    """A weak bound on the days of a class, at once."""
    charges = cuts.priced(prices.cuts, of.graph, of.visits)
    found = price(of, prices.visits, charges, below=below, checks=-1, arena=arena)
    return Proof(least=found.least, columns=(), of=of)


def worth_while(
    columns: tuple[Column, ...], prices: Prices, cuts: Cuts, below: int
) -> list[Column]:
    """Days that repeat nothing and cost less than a threshold, charged in full."""
    return [one for one in columns if _is_simple(one) and _cost(one, prices, cuts) < below]


def _cost(column: Column, prices: Prices, cuts: Cuts) -> int:
    """What a day costs, its earnings taken off."""
    return column.millicents - prices.earned(column.stops, cuts.sets)


def _is_simple(column: Column) -> bool:
    return len(set(column.stops)) == len(column.stops)


def _wiser(of: VehicleClass, columns: tuple[Column, ...]) -> Graph:
    """The graph that remembers what these days come back to."""
    number = of.number_of
    routes = [[number[visit] for visit in one.stops] for one in columns if not _is_simple(one)]
    return remembering(of.graph, routes)
