"""What a run of iterations is told."""

from __future__ import annotations

from typing import NamedTuple


class Knobs(NamedTuple):
    """How one run of iterations behaves."""

    first_heat: float
    """Temperature at the first iteration of this run, in money."""
    last_heat: float
    mean_removed: float
    longest_string: float
    whole_route: float
    """Probability that the first route is emptied."""
    kin: float
    """Probability that all routes of a ruin are of one kind of vehicle."""
    one_family: float
    """Probability that only one kind of vehicle may be sent out anew."""
    blink: float
    """Probability of overlooking a position."""
    sample: int
    """Every so many iterations a good plan's routes go to the pool; 0: never."""
    most_used: int
    """So many slots may be in use."""
    fleet: int
    """1: get everybody served by misses, 0: anneal on cost."""
    goal: int
    """In the fleet phase: the price of absent jobs at which it is done."""
    seed: int
