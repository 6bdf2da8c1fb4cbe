"""Pauses from work and breaks from driving: how labels rest, and what is due at the end of a way.

A pause is due where service would begin more than so long after the start of work, by the clock,
or more than so much work after the last pause; a break where more than so long would be driven
since the last one. Any rest that is as long as a pause is one, and so it is with breaks. Drivers
of `schedule` rest only when they must; here they may at any time, and what they wait in front of a
closed door meanwhile is not lost.

A rest can be moved to a later step as long as none is due before and it spares no wait. So labels
rest only on steps with a wait and where a rest is due.
"""

from __future__ import annotations

from foodplan.optimise.routing.bound.fields import NEVER
from foodplan.optimise.routing.bound.graph import Limits
from foodplan.optimise.routing.bound.jit import innermost

KINDS = 3
"""No rest, a pause, a break."""


@innermost
def rest_of(limits: Limits, kind: int, since_s: int, drove_s: int, left_s: int, wanted: int) -> int:
    """Seconds of a kind of rest; -1: not to be tried, or never due in the `left_s` of the shift."""
    if kind == 0 or not limits.rests:
        return -(kind > 0)
    worked_s = limits.longest_s if since_s >= NEVER else since_s + left_s
    if wanted and kind == 1 and worked_s > limits.work_s:
        return limits.pause_s
    if wanted and kind == 2 and drove_s + left_s > limits.drive_s:
        return limits.break_s
    return -1


@innermost
def since(seconds: int, kind: int, rest_s: int, enough_s: int) -> int:
    """Seconds since the last rest that was long enough."""
    return 0 if kind > 0 and rest_s >= enough_s else seconds
