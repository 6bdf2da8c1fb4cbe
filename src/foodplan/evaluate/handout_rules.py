"""Rules of where and when people collect at hubs; the rest is judged as for any delivery."""

from __future__ import annotations

from collections.abc import Iterator

from foodplan.domain.basics import windows_of_day
from foodplan.evaluate.case import MIN_TOLERANCE, Breach, Case, Rule


def handout_hub(case: Case) -> Iterator[Breach]:
    """People collect at the hub that their site names, and at no other."""
    for row in case.plan.handouts:
        if case.problem.site[row.site_id].collected_at != row.hub_id:
            yield Breach(where=row.where)


def handout_time(case: Case) -> Iterator[Breach]:
    """Everything stands ready while people come, and while the hub is open."""
    for row in case.plan.handouts:
        both = (case.problem.site[row.site_id].windows, case.problem.hub[row.hub_id].windows)
        in_time = (
            any(
                window.start_min - MIN_TOLERANCE <= row.from_min <= window.end_min + MIN_TOLERANCE
                for window in windows_of_day(windows, row.day)
            )
            for windows in both
        )
        if not all(in_time):
            yield Breach(where=row.where, amount=row.from_min)


def one_handout(case: Case) -> Iterator[Breach]:
    """A site is handed what it gets on a day at once."""
    seen = set()
    for row in case.plan.handouts:
        if row.where in seen:
            yield Breach(where=row.where)
        seen.add(row.where)


RULES: tuple[Rule, ...] = (handout_hub, handout_time, one_handout)
