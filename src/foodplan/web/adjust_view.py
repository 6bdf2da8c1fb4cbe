"""What an adjustment changes, ready for its page."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.domain.accident import Place
from foodplan.domain.adjustment import Insert, Marks, Move
from foodplan.domain.run import Run
from foodplan.planning import Planner, Repair
from foodplan.texts.catalogue import signed
from foodplan.units import MINUTES_PER_HOUR
from foodplan.web.asking import label_of
from foodplan.web.repair_view import RepairView, place_cells, repair_view
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

    summary: str
    broken: tuple[str, ...]
    change: RepairView
    heads: tuple[str, ...]
    places: tuple[PlaceChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """The plan before, and the plans made from this one: id and label."""

    parent_id: str
    children: tuple[tuple[str, str], ...]


def family_view(planner: Planner, run: Run, words: Words) -> FamilyView:
    """An empty parent: it was made from no other."""
    parent = planner.marking.parent(run.run_id)
    children = planner.marking.children(run.run_id)
    return FamilyView(
        parent_id=parent.run_id if parent else "",
        children=tuple((child.run_id, label_of(child, words)) for child in children),
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
        summary=words.say("adjust-summary", **figures),
        broken=tuple(one.words(words.language) for one in repair.violations),
        change=repair_view(repair, words),
        heads=tuple(words.say(f"repair-col-{head}") for head in heads),
        places=tuple(
            _choice(place, nth, repair, of, words) for nth, place in enumerate(places, start=1)
        ),
    )


def _choice(place: Place, nth: int, repair: Repair, of: str, words: Words) -> PlaceChoice:
    cells = place_cells(place, words)
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
