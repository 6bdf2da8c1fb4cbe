"""The cheapest day of a class, proven: visits that it repeats and cuts that it evades are met.

Labels remember few visits and cuts, for speed. Where the days that they find come back to a visit,
or are charged less than they should be, these are remembered from then on, and labels are grown
again, until the cheapest day is a real one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from foodplan.optimise.routing.bound.classes import Column, VehicleClass
from foodplan.optimise.routing.bound.cuts import Cuts
from foodplan.optimise.routing.bound.graph import Graph
from foodplan.optimise.routing.bound.memory import prizes_kept, remembering
from foodplan.optimise.routing.bound.prices import Prices
from foodplan.optimise.routing.bound.pricing import Arena, Priced, price, price_roughly

_LOWER = 0.01, 0.04
"""Where room does not do, nothing is asked of days so little below the threshold: shares of what
all visits are worth. The bound is lower by no more."""


_UNEVEN, _SPLIT_BY, _SPLITS = 1.5, 0.06, (0.2, 0.8)
"""With so many times the labels of the other half, a half is made shorter by this share of the day,
within these."""


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
        of = _balanced(of, found)
        if not found.is_whole and shares and not is_over():
            threshold -= int(shares.pop(0) * abs(prices.worth))
            continue
        columns += worth_while(found.columns, prices, cuts, threshold)
        wiser = _wiser(of, found.columns)
        learned = cuts.learn([one.stops for one in found.columns if _is_simple(one)])
        is_new = learned or wiser is not of.graph
        of = replace(of, graph=wiser)
        if columns or found.least >= threshold or not is_new or is_over():
            return Proof(least=found.least, columns=tuple(columns), of=of)
        charges = cuts.priced(prices.cuts, of.graph, of.visits)


def _balanced(of: VehicleClass, found: Priced) -> VehicleClass:
    """The class with its halves joined earlier or later, where one has far more labels."""
    uneven = (found.ahead > _UNEVEN * found.behind) - (found.behind > _UNEVEN * found.ahead)
    return replace(of, split=min(_SPLITS[1], max(_SPLITS[0], of.split - uneven * _SPLIT_BY)))


def worth_while(
    columns: tuple[Column, ...], prices: Prices, cuts: Cuts, below: int
) -> list[Column]:
    """Days that repeat nothing and cost less than a threshold, charged in full."""
    return [one for one in columns if _is_simple(one) and _cost(one, prices, cuts) < below]


def _cost(column: Column, prices: Prices, cuts: Cuts) -> int:
    """What a day costs, its earnings taken off."""
    return column.millicents - prices.earned(column.stops, cuts.triples)


def _is_simple(column: Column) -> bool:
    return len(set(column.stops)) == len(column.stops)


def _wiser(of: VehicleClass, columns: tuple[Column, ...]) -> Graph:
    """The graph that remembers what these days come back to."""
    number = of.number_of
    routes = [[number[visit] for visit in one.stops] for one in columns if not _is_simple(one)]
    return remembering(of.graph, routes)
