"""What the rest of a day costs at least: a table that stops most labels early.

B(S, j, r, q) = least reduced cost from the start of service at visit j to the end of the day, with
r steps of time on duty and q units of room left in the trip; -1 as successor: home. S is the set of
dear visits (`dear`) that were made before, j among them: they are made only once. Of all others
only going straight back to where one came from is forbidden. Windows, where time on duty is all
that is counted, trips and pauses are left out. Times and loads are rounded down, so a sum of steps
never exceeds the real sum. A step that takes less than one step of time counts as one, and there is
one spare for each visit that can be reached so: the table needs an order to be filled in.
"""

from __future__ import annotations

from typing import NamedTuple

from foodplan.optimise.routing.bound.fields import NEVER
from foodplan.optimise.routing.bound.graph import FAR, Limits
from foodplan.optimise.routing.bound.jit import innermost
from foodplan.optimise.routing.task import Longs

SPAN_S = 1800
"""Days so far that are through within such a span are taken for one."""


class Completion(NamedTuple):
    """The table, and the second best, with another successor."""

    best: Longs
    """(sets, n, steps, units); set by set of dear visits that were made before, j among them."""
    free: Longs
    """The same without windows: steps of time on duty; empty if not needed. With `by_clock` there
    are no dear visits, which matter less there."""
    successor: Longs
    """The first of its twins."""
    second: Longs
    dear: Longs
    """Visits that are made once, the first of their twins each."""
    bit: Longs
    """(n,) of a visit in the number of a set; 0: it is not dear."""
    units: Longs
    """(n,) of the scarcer of weight and pallets, rounded down."""
    step_s: int
    spare: int
    """Steps of time added for steps that are shorter than one."""
    by_mpal: int
    """1 if pallets are scarcer than weight."""
    unit: int
    """Decagrams or thousandths of a pallet."""
    by_clock: int
    """1: steps of time are those left until the end of the shift, and windows count."""
    most: Longs
    """(n,) most steps of time that are left when service begins."""
    fewest: Longs
    """(n,) with fewer steps left the window is closed."""
    before: Longs
    """(sets, steps) what the trips before cost at least that make none of a set of dear visits, by
    when they are through; steps from the start of the shift."""


@innermost
def made_before(places: Longs, table: Completion, memory: int) -> int:
    """Number of the set of dear visits in a memory; (n,) the place of each visit there, or -1."""
    made = 0
    for place in range(len(table.dear)):
        at = places[table.dear[place]]
        if at >= 0 and memory >> at & 1:
            made |= 1 << place
    return made


@innermost
def at_least(
    limits: Limits,
    table: Completion,
    made: int,
    j: int,
    cost: int,
    early_s: int,
    work_s: int,
    late_s: int,
    since_s: int,
    room: int,
) -> int:
    """Lower bound on every day with the trip of a label at j, whatever is before it and after.

    `made` and `room` are those of the table.

    A driver who had no pause is home before one is due, or makes one.
    """
    waited_s = max(0, early_s - late_s - work_s)
    units = room // table.unit
    left_s = limits.end_s - early_s if table.by_clock else limits.longest_s - waited_s - work_s
    best = FAR
    if left_s >= 0:
        best = table.best[made, j, left_s // table.step_s + table.spare, units]
    if limits.rests and since_s >= NEVER:
        fresh, idle_s = FAR, waited_s * (1 - limits.idles)
        met = 0 if table.by_clock else made
        soon_s = min(left_s, limits.work_s - work_s - idle_s)
        after_s = min(left_s, limits.longest_s - waited_s - work_s) - limits.pause_s
        if soon_s >= 0:
            fresh = table.free[met, j, soon_s // table.step_s + table.spare, units]
        if after_s >= 0:
            rest = table.free[met, j, after_s // table.step_s + table.spare, units]
            fresh = min(fresh, rest + limits.millicents_per_second * limits.pause_s)
        best = max(best, fresh)
    by = min(max(0, late_s - limits.start_s) // table.step_s, table.before.shape[1] - 1)
    before = table.before[made, by]
    return int(before + cost + best + limits.millicents_per_second * waited_s)


@innermost
def at_least_after(
    limits: Limits,
    table: Completion,
    made: int,
    j: int,
    cost: int,
    early_s: int,
    work_s: int,
    late_s: int,
    room: int,
) -> int:
    """As `at_least`, for a later trip: what is cheap before it is through later as well.

    Waits and rests are left out.
    """
    units, least, steps = room // table.unit, FAR, SPAN_S // table.step_s
    for step in range(0, (late_s - limits.start_s) // table.step_s + 1, steps):
        now_s = max(early_s, limits.start_s + step * table.step_s + work_s)
        left_s = limits.end_s - now_s if table.by_clock else limits.longest_s - work_s
        if left_s < 0:
            break
        by = min(step + steps, (late_s - limits.start_s) // table.step_s, table.before.shape[1] - 1)
        rest = table.best[made, j, left_s // table.step_s + table.spare, units]
        least = min(least, table.before[made, by] + rest)
    return int(cost + least)
