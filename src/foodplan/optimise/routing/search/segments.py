"""Constant-time arithmetic on pieces of a route.

A segment is a row of stops with the time in between. Three numbers say all that matters about its
times (Vidal, Crainic, Gendreau and Prins, Computers & Operations Research 40, 2013):

    duration   seconds from its begin to its end, with the least waiting
    earliest   first begin that needs no more than this duration
    latest     last begin that misses no window

Begun at `earliest` it ends as early as it possibly can; begun earlier, only waiting is added.
Joining two segments by a drive gives a segment again, so what an insertion does to a route is two
joins: what comes before, the stop, what comes after.
"""

from __future__ import annotations

from typing import NamedTuple

from foodplan.optimise.routing.search.jit import compiled, inner, whole


class Segment(NamedTuple):
    """Seconds; a negative duration means that some window would be missed."""

    duration: int
    earliest: int
    latest: int


@inner
def segment(duration: int, earliest: int, latest: int) -> Segment:
    """A segment; whole numbers of one width, as compiled code wants them."""
    return Segment(whole(duration), whole(earliest), whole(latest))


@compiled
def join(
    duration: int,
    earliest: int,
    latest: int,
    drive_s: int,
    next_duration: int,
    next_earliest: int,
    next_latest: int,
) -> Segment:
    """First segment, drive, second segment.

    waiting   w = max(0, E2 - (D1 + t) - L1), unavoidable
    duration  D = D1 + t + w + D2
    earliest  E = max(E1, E2 - (D1 + t)) - w
    latest    L = min(L1, L2 - (D1 + t))
    """
    away = duration + drive_s
    if earliest + away > next_latest:
        return segment(-1, 0, 0)
    wait = max(0, next_earliest - away - latest)
    return segment(
        away + next_duration + wait,
        max(earliest, next_earliest - away) - wait,
        min(latest, next_latest - away),
    )


@compiled
def least_rest(
    work_s: int, drive_s: int, work_limit_s: int, pause_s: int, drive_limit_s: int, break_s: int
) -> int:
    """Seconds of rest that so much work and driving ask for at the very least."""
    if work_s <= work_limit_s and drive_s <= drive_limit_s:
        return 0
    pauses = (work_s - 1) // work_limit_s * pause_s
    breaks = (drive_s - 1) // drive_limit_s * break_s
    return max(pauses, breaks)
