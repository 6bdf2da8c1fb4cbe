"""What an adjustment changes, ready for its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foodplan.domain.accident import Place
from foodplan.domain.adjustment import Insert, Marks, Move
from foodplan.domain.finding import Violation
from foodplan.domain.ids import PlaceId, RunId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.run import Run
from foodplan.planning import Planner, Repair
from foodplan.texts.catalogue import signed
from foodplan.units import MINUTES_PER_HOUR
from foodplan.web.repair_view import RepairView, place_cells, place_label, repair_view
from foodplan.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChoice:
    """One of the five best places, and the fields that choose it."""

    cells: tuple[str, ...]
    name: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustView:
    """The change in figures, broken rules, tables, and other places."""

    what: str
    """What moves from where to where, or is inserted."""
    summary: str
    changes_nothing: bool
    broken: tuple[str, ...]
    change: RepairView
    heads: tuple[str, ...]
    places: tuple[PlaceChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """The plan before, and the plans made from this one: id and label."""

    parent_id: str
    children: tuple[tuple[str, str], ...]

    @property
    def seen(self) -> str:
        """Goes with a form, to tell when another plan was made meanwhile."""
        return " ".join(run_id for run_id, _ in self.children)


def seen_in(form: Mapping[str, str]) -> tuple[RunId, ...]:
    """The plans made from this one that the page of a form knew of."""
    return tuple(RunId(one) for one in form.get("seen", "").split())


def family_view(planner: Planner, run: Run, words: Words) -> FamilyView:
    """An empty parent: it was made from no other."""
    parent = planner.marking.parent(run.run_id)
    children = planner.marking.children(run.run_id)
    return FamilyView(
        parent_id=parent.run_id if parent else "",
        children=tuple((child.run_id, words.label(child.label)) for child in children),
    )


def locked_view(marks: Marks, words: Words) -> dict[tuple[str, int], str]:
    """What each locked stop keeps, by place and day."""
    kinds: dict[tuple[str, int], list[str]] = {}
    for lock in sorted(marks.locks):
        told = words.say(f"lock-kind-{lock.kind.value}")
        kinds.setdefault((lock.place_id, lock.day), []).append(told)
    return {
        key: words.say("adjust-locked-mark", kinds=", ".join(told)) for key, told in kinds.items()
    }


def adjust_view(repair: Repair, of: str, words: Words) -> AdjustView:
    """`of` names the stop that moves."""
    figures = {
        "km": signed(repair.change("km"), words.language, decimals=1),
        "minutes": signed(repair.change("duty_hours") * MINUTES_PER_HOUR, words.language),
        "baskets": signed(repair.change("baskets_given"), words.language),
        "eur": signed(repair.change("eur"), words.language),
    }
    places = [place for one in repair.lost for place in one.places]
    heads = ("place", "km", "min", "kg", "pallets", "late")
    return AdjustView(
        what=_what(repair, words),
        summary=words.say("adjust-summary", **figures),
        changes_nothing=_calls(repair.plan) == _calls(repair.base.plan),
        broken=tuple(_broken(one, repair, words) for one in repair.violations),
        change=repair_view(repair, words),
        heads=tuple(words.say(f"repair-col-{head}") for head in heads),
        places=tuple(
            _choice(place, nth, repair, of, words) for nth, place in enumerate(places, start=1)
        ),
    )


def _calls(plan: Plan) -> list[list[tuple[int, VehicleId, PlaceId]]]:
    """Who calls where, trip by trip."""
    return [
        [(route.day, route.vehicle_id, stop.place_id) for stop in trip.stops]
        for route in plan.routes
        for trip in route.trips
    ]


def _what(repair: Repair, words: Words) -> str:
    event, problem = repair.event, repair.problem
    if isinstance(event, Insert):
        return words.say("adjust-what-insert", place=problem.site[event.site_id].label)
    if not isinstance(event, Move):
        raise AssertionError("an accident is no adjustment")
    before, after = (
        words.joined(words.say(f"day-{day}"), problem.vehicle[vehicle_id].label)
        for day, vehicle_id in ((event.day, event.vehicle_id), (event.to_day, event.to_vehicle_id))
    )
    place = place_label(event.place_id, repair)
    return words.say("adjust-what-move", place=place, before=before, after=after)


def _broken(one: Violation, repair: Repair, words: Words) -> str:
    """With the name of the stop that it is about: people do not know ids by heart."""
    told = one.words(words.language)
    _, is_stop, place_id = one.where.partition(", stop ")
    name = place_label(PlaceId(place_id), repair) if is_stop else ""
    return f"{told} ({name})" if name else told


def _choice(place: Place, nth: int, repair: Repair, of: str, words: Words) -> PlaceChoice:
    cells = place_cells(place, repair, words)
    fields: dict[str, str] = {}
    if isinstance(repair.event, Insert):
        fields = {"kind": "insert", "place": repair.event.site_id, "nth": str(nth)}
    elif isinstance(repair.event, Move):
        fields = {
            "kind": "move",
            "place": repair.event.place_id,
            "of": of,
            "to": place.vehicle_id,
            "day": str(place.day),
            "trip": str(place.trip),
            "position": str(place.position),
        }
    return PlaceChoice(cells=cells, name=cells[0], fields=tuple(fields.items()))
