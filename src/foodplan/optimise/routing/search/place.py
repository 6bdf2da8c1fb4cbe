"""A place for a visit in a route, what it costs, and which of two places comes first."""

from __future__ import annotations

from typing import NamedTuple

from foodplan.optimise.routing.search.jit import compiled, inner, whole

NEVER = 2**61
"""Dearer than every place."""
NONE = 2 * NEVER
"""Where there is no place at all; still dearer with something taken off."""
NOWHERE = -1
IN_TRIP = 0
BEFORE_TRIP = 1
"""As a new trip, before the trip that begins here."""
LAST_TRIP = 2
"""As a new trip, after all others."""


class Place(NamedTuple):
    """A position for a visit: right after `position`."""

    cost: int
    """Added cost, in money."""
    slot: int
    position: int
    manner: int
    window: int


@compiled
def place_at(cost: int, slot: int, position: int, manner: int, window: int) -> Place:
    """A place; whole numbers of one width, as compiled code wants them."""
    return Place(whole(cost), whole(slot), whole(position), whole(manner), whole(window))


@inner
def is_past(past: Place, cost: int, position: int, manner: int) -> bool:
    """Whether a place comes after `past`: new trips before places in trips, then by position."""
    if cost != past.cost:
        return bool(cost > past.cost)
    if (manner == IN_TRIP) != (past.manner == IN_TRIP):
        return bool(manner == IN_TRIP)
    return bool(position > past.position)
