"""What one class of vehicle-days may do on a day, as arrays for the labels.

A visit with several windows stands there once for each of them. Whatever is not written here
(boxes, counts of stops, later departures of a trip) is left out, so every real route is among those
that the arrays allow, at the same cost or less.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foodplan.optimise.routing.task import Longs

FAR = 2**55
"""A cost that stands for 'no way'; a few of them still add up within 64 bits."""
WORD = 62
"""Bits in use of a word of memory."""
WORDS = 2
"""Words for the cuts of a class."""


class Limits(NamedTuple):
    """What a vehicle-day of the class may take; seconds, decagrams, thousandths of a pallet."""

    start_s: int
    end_s: int
    longest_s: int
    work_s: int
    """Work after which a pause is due."""
    pause_s: int
    drive_s: int
    """Driving after which a break is due."""
    break_s: int
    rests: int
    """1 if a day can be so long that a rest is due."""
    millicents_per_second: int
    dag: int
    mpal: int
    trips: int
    fixed_cost: int
    """Millicents of the day, in the steps to its first visit."""
    idles: int
    """1 if waiting costs nothing and the shift is all that limits it: work may start at once."""


class CutPrices(NamedTuple):
    """What cuts over three visits charge, by their bits in `WORDS` words.

    A cut charges for every second of its visits that a day makes.
    """

    price: Longs
    """(WORDS, 67) millicents; 2**b modulo 67 tells the bits of a word apart."""
    of: Longs
    """(n, WORDS) cuts that count a visit."""
    most: Longs
    """(n,) millicents of the cuts that count a visit."""


class Graph(NamedTuple):
    """Steps between the n visits of one class; costs in millicents, seconds on duty included.

    A visit with two windows is two of the n: twins, of which a route makes one.
    """

    first_cost: Longs
    """(n,) fixed cost, loading, way from the hub."""
    first_s: Longs
    first_drive_s: Longs
    next_cost: Longs
    """(n, n) service at the first and way to the second, within a trip."""
    next_s: Longs
    next_drive_s: Longs
    reload_cost: Longs
    """(n, n) the same through the hub, with loading."""
    reload_s: Longs
    last_cost: Longs
    """(n,) service and way to the hub."""
    last_s: Longs
    last_drive_s: Longs
    opens_s: Longs
    closes_s: Longs
    """(n,) window in which service may begin, shift and release considered."""
    dag: Longs
    mpal: Longs
    resets: Longs
    """(n, n) 1 where a step within a trip begins to fill the vehicle anew (after deliveries)."""
    twin: Longs
    """(n,) the first of its twins, by which it is remembered."""
    near: Longs
    """(n, up to WORD) visits remembered at each, itself first; -1 where there are fewer."""
    bit: Longs
    """(n, n) place of the second visit in the memory of the first, or -1."""
    held: Longs
    """(n,) place of a visit in the memory of the hub, or -1."""
    cuts: CutPrices
    limits: Limits


def no_cuts(n: int) -> CutPrices:
    """Nothing charged at n visits."""
    return CutPrices(
        price=np.zeros((WORDS, 67), dtype=np.int64),
        of=np.zeros((n, WORDS), dtype=np.int64),
        most=np.zeros(n, dtype=np.int64),
    )


def priced(graph: Graph, duals: Longs, cuts: CutPrices) -> Graph:
    """The graph with what each visit is worth taken off the steps that reach it, and cuts."""
    return graph._replace(
        cuts=cuts,
        first_cost=graph.first_cost - duals,
        next_cost=graph.next_cost - duals[None],
        reload_cost=graph.reload_cost - duals[None],
    )
