"""Two to four plans side by side: measures, sites that gain and lose, stops that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from foodplan.domain.ids import PlaceId, SiteId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.errors import InvalidValue
from foodplan.evaluate.measures import measure
from foodplan.evaluate.shares import SiteShare, site_shares

MOST_PLANS = 4
_SAME = 1e-9

Compared = tuple[Plan, Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMeasure:
    """One measure in every plan, the base first."""

    code: str
    unit: str
    values: tuple[float | None, ...]
    differences: tuple[float | None, ...]
    """Of each other plan from the base; None where one of the two does not exist."""
    better: tuple[bool | None, ...]
    """Whether each other plan is better than the base; None: the same, or neither is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChange:
    """What one site gains or loses in one other plan."""

    site_id: SiteId
    label: str
    town: str
    needed: int
    """In the other plan (in the base where the site is gone)."""
    given_before: int
    given: int
    fill_before: float | None
    """None where the site has no need."""
    fill: float | None

    @property
    def baskets(self) -> int:
        """Baskets more than in the base; negative: fewer."""
        return self.given - self.given_before


@dataclass(frozen=True, slots=True, kw_only=True)
class StopChange:
    """A place that is served otherwise than in the base."""

    place_id: PlaceId
    what: tuple[str, ...]
    """added, removed, day, vehicle, order: text codes `stop-change-<what>`."""
    before: tuple[tuple[int, VehicleId], ...]
    """Days and vehicles of its stops in the base."""
    after: tuple[tuple[int, VehicleId], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One other plan against the base."""

    gains: tuple[SiteChange, ...]
    """Largest gain of baskets first; then by site."""
    losses: tuple[SiteChange, ...]
    stops: tuple[StopChange, ...]
    """By place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Measures of all plans, and each other plan against the base."""

    measures: tuple[ComparedMeasure, ...]
    differences: tuple[Difference, ...]


def compare(base: Compared, *others: Compared) -> Comparison:
    """The base and one to three other plans; InvalidValue for fewer or more."""
    if not 1 <= len(others) < MOST_PLANS:
        raise InvalidValue(f"{len(others) + 1} plans cannot be compared; give 2 to {MOST_PLANS}")
    return Comparison(
        measures=tuple(_measures(base, others)),
        differences=tuple(_difference(base, other) for other in others),
    )


def _measures(base: Compared, others: tuple[Compared, ...]) -> Iterator[ComparedMeasure]:
    tables = [measure(*each).table() for each in (base, *others)]
    for rows in zip(*tables, strict=True):
        first = rows[0]
        gaps = tuple(_gap(row.value, first.value) for row in rows[1:])
        yield ComparedMeasure(
            code=first.code,
            unit=first.unit,
            values=tuple(row.value for row in rows),
            differences=gaps,
            better=tuple(_better(gap, first.better) for gap in gaps),
        )


def _gap(value: float | None, base: float | None) -> float | None:
    return None if value is None or base is None else value - base


def _better(gap: float | None, wanted: str) -> bool | None:
    if gap is None or abs(gap) < _SAME or not wanted:
        return None
    return (gap > 0) == (wanted == "more")


def _difference(base: Compared, other: Compared) -> Difference:
    changes = [change for change in _site_changes(base, other) if change.baskets or _moved(change)]
    gains = [change for change in changes if _gain(change) > 0]
    losses = [change for change in changes if _gain(change) < 0]
    return Difference(
        gains=tuple(sorted(gains, key=lambda row: (-row.baskets, row.site_id))),
        losses=tuple(sorted(losses, key=lambda row: (row.baskets, row.site_id))),
        stops=stop_changes(base[0], other[0]),
    )


def _moved(change: SiteChange) -> bool:
    gap = _gap(change.fill, change.fill_before)
    return gap is not None and abs(gap) > _SAME


def _gain(change: SiteChange) -> float:
    """Baskets decide; at equal baskets the fill rate does."""
    return change.baskets or _gap(change.fill, change.fill_before) or 0.0


def _site_changes(base: Compared, other: Compared) -> Iterator[SiteChange]:
    before, after = _by_site(base), _by_site(other)
    for site_id in sorted(before.keys() | after.keys()):
        old, new = before.get(site_id), after.get(site_id)
        known = new or old
        if known is not None:
            yield SiteChange(
                site_id=site_id,
                label=known.label,
                town=known.town,
                needed=known.needed,
                given_before=old.given if old else 0,
                given=new.given if new else 0,
                fill_before=old.fill_rate if old else None,
                fill=new.fill_rate if new else None,
            )


def _by_site(each: Compared) -> dict[SiteId, SiteShare]:
    return {share.site_id: share for share in site_shares(*each)}


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


def _what(
    old: tuple[tuple[int, VehicleId], ...],
    new: tuple[tuple[int, VehicleId], ...],
    *,
    is_reordered: bool,
) -> tuple[str, ...]:
    if not old or not new:
        return ("added",) if new else ("removed",)
    changed = {
        "day": sorted(day for day, _ in old) != sorted(day for day, _ in new),
        "vehicle": sorted(row for _, row in old) != sorted(row for _, row in new),
        "order": is_reordered,
    }
    return tuple(name for name, is_so in changed.items() if is_so)


def _calls(plan: Plan) -> dict[PlaceId, list[tuple[int, VehicleId]]]:
    calls: defaultdict[PlaceId, list[tuple[int, VehicleId]]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops():
            calls[stop.place_id].append((route.day, route.vehicle_id))
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


def _sequences(plan: Plan) -> dict[tuple[int, VehicleId], list[PlaceId]]:
    return {
        (route.day, route.vehicle_id): [stop.place_id for stop in route.stops()]
        for route in plan.routes
    }
