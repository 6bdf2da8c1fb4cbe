"""Places that two plans serve otherwise: another day, vehicle or order, added or removed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from foodplan.domain.ids import HubId, PlaceId, VehicleId
from foodplan.domain.plan import Plan

Call = tuple[int, VehicleId | HubId]
"""Day and vehicle of a stop, or day and hub of what people collect there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopChange:
    """A place that is served otherwise than in the base."""

    place_id: PlaceId
    what: tuple[str, ...]
    """added, removed, day, vehicle, order: text codes `stop-change-<what>`."""
    before: tuple[Call, ...]
    """Days and vehicles of its stops in the base."""
    after: tuple[Call, ...]
    week: str = ""
    """Calendar week, where several are looked at."""


def stop_changes(base: Plan, other: Plan) -> tuple[StopChange, ...]:
    """Places whose day, vehicle or order among the stops common to both plans changed."""
    before, after = _calls(base), _calls(other)
    reordered = _reordered(base, other)
    changes = []
    for place_id in sorted(before.keys() | after.keys()):
        old, new = tuple(before.get(place_id, ())), tuple(after.get(place_id, ()))
        what = _what(old, new, is_reordered=place_id in reordered)
        if what:
            changes.append(StopChange(place_id=place_id, what=what, before=old, after=new))
    return tuple(changes)


def _what(old: tuple[Call, ...], new: tuple[Call, ...], *, is_reordered: bool) -> tuple[str, ...]:
    if not old or not new:
        return ("added",) if new else ("removed",)
    changed = {
        "day": sorted(day for day, _ in old) != sorted(day for day, _ in new),
        "vehicle": sorted(row for _, row in old) != sorted(row for _, row in new),
        "order": is_reordered,
    }
    return tuple(name for name, is_so in changed.items() if is_so)


def _calls(plan: Plan) -> dict[PlaceId, list[Call]]:
    calls: defaultdict[PlaceId, list[Call]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops():
            calls[stop.place_id].append((route.day, route.vehicle_id))
    for row in plan.handouts:
        calls[row.site_id].append((row.day, row.hub_id))
    return {place_id: sorted(rows) for place_id, rows in calls.items()}


def _reordered(base: Plan, other: Plan) -> frozenset[PlaceId]:
    """Places that left the longest run of stops that a route keeps in order."""
    before, after = _sequences(base), _sequences(other)
    moved: set[PlaceId] = set()
    for key in before.keys() & after.keys():
        common = set(before[key]) & set(after[key])
        old = [place for place in before[key] if place in common]
        new = [place for place in after[key] if place in common]
        blocks = SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
        kept = {place for block in blocks for place in new[block.b : block.b + block.size]}
        moved |= common - kept
    return frozenset(moved)


def _sequences(plan: Plan) -> dict[Call, list[PlaceId]]:
    return {
        (route.day, route.vehicle_id): [stop.place_id for stop in route.stops()]
        for route in plan.routes
    }
