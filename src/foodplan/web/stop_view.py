"""One stop, ready for its page: its locks, and where else it may go."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.domain.accident import LockKind, StopLock
from foodplan.domain.adjustment import Marks, stops_of
from foodplan.domain.basics import WEEKDAYS
from foodplan.errors import NotFound
from foodplan.planning import KeptPlan
from foodplan.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A stop, what it keeps, and what it may be moved to."""

    place: str
    accident: str
    """What can go wrong here: a site is closed, a producer fails."""
    name: str
    where: str
    of: str
    """Which stop of its place, as forms name it."""
    day: int
    vehicle_id: str
    vehicles: tuple[tuple[str, str], ...]
    days: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[str, bool], ...]
    seen: str
    """What it keeps, as the form goes on to tell."""


def stop_view(kept: KeptPlan, marks: Marks, *, place: str, of: str, words: Words) -> StopView:
    """The stop that `of` names, else the first of its place; NotFound where there is none."""
    calls = stops_of(kept.plan, place)
    chosen = [one for one in calls if f"{WEEKDAYS[one[0]]}:{one[1]}" == of] or calls
    if not chosen:
        raise NotFound(words.say("adjust-no-stops", place=place))
    day, vehicle_id, _ = chosen[0]
    problem = kept.problem
    labels: dict[str, str] = {site.site_id: site.label for site in problem.sites}
    labels |= {one.producer_id: one.label for one in problem.producers}
    return StopView(
        place=place,
        accident="closed" if place in problem.site else "fails",
        name=labels[place],
        where=f"{words.say(f'day-{day}')}, {problem.vehicle[vehicle_id].label}",
        of=f"{WEEKDAYS[day]}:{vehicle_id}",
        day=day,
        vehicle_id=vehicle_id,
        vehicles=tuple((one.vehicle_id, one.label) for one in problem.vehicles),
        days=tuple((one, words.say(f"day-{one}")) for one in problem.calendar.days),
        kinds=tuple(
            (kind.value, StopLock(place_id=place, day=day, kind=kind) in marks.locks)
            for kind in LockKind
        ),
        seen=kept_words(marks, place, day),
    )


def kept_words(marks: Marks, place: str, day: int) -> str:
    """What a stop keeps, as a form tells it."""
    mine = [
        one.kind.value for one in sorted(marks.locks) if (one.place_id, one.day) == (place, day)
    ]
    return " ".join(mine)
