"""Plans side by side: measures, who gains and who loses, two maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from foodplan.domain.ids import RunId
from foodplan.evaluate.comparison import (
    MOST_PLANS,
    ComparedMeasure,
    Comparison,
    Difference,
    SiteChange,
)
from foodplan.planning import Planner
from foodplan.web.asking import Asked, Spoken, label_of, safe_name
from foodplan.web.measures_view import MAIN_CODES, change, figure, unit_of
from foodplan.web.render import page
from foodplan.web.words import Words

N_CHOICES = 50
_WHAT = ("added", "removed", "day", "vehicle", "order")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A plan that can be chosen."""

    run_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One list of plans to choose from."""

    label: str
    chosen: str
    may_be_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One measure of one plan; how it differs from the base in words."""

    value: str
    told: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure in every plan."""

    label: str
    unit: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """One site that gains or loses."""

    label: str
    town: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Sites that gain, or sites that lose."""

    title: str
    told: str
    sites: tuple[SiteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """One plan against the base."""

    name: str
    sides: tuple[Side, ...]
    stops: str


@router.get("/compare")
def compare_plans(
    request: Request,
    planner: Asked,
    words: Spoken,
    plans: Annotated[list[str] | None, Query()] = None,
) -> HTMLResponse:
    """The first plan is the base; with fewer than two, the form alone."""
    asked = [RunId(safe_name(name, words)) for name in plans or () if name]
    chosen = tuple(dict.fromkeys(asked))[:MOST_PLANS]
    choices = _choices(planner, chosen, words)
    name_of = {choice.run_id: choice.label for choice in choices}
    names = [name_of[run_id] for run_id in chosen] if len(chosen) > 1 else []
    comparison = planner.compare(chosen) if names else None
    lead = "compare-lead-chosen" if names else "compare-lead"
    return page(
        request,
        "compare.html",
        lead=words.say(lead, plan=names[0]) if names else words.say(lead),
        choices=choices,
        slots=_slots(chosen, choices, words),
        chosen=chosen,
        names=names,
        main_measures=_rows(comparison, words, are_main=True),
        more_measures=_rows(comparison, words, are_main=False),
        others=_others(comparison, names, words) if comparison else (),
    )


def _choices(planner: Planner, chosen: Sequence[RunId], words: Words) -> list[Choice]:
    """Runs with a plan, newest first, and those asked for by name."""
    newest = planner.runs(limit=N_CHOICES)
    known = {run.run_id for run in newest}
    older = [planner.run(run_id) for run_id in chosen if run_id not in known]
    return [
        Choice(
            run_id=run.run_id,
            label=words.joined(label_of(run, words), words.moment(run.created_at)),
        )
        for run in (*newest, *older)
        if run.run_id in chosen or planner.has_plan(run.run_id)
    ]


def _slots(chosen: Sequence[RunId], choices: Sequence[Choice], words: Words) -> list[Slot]:
    """A base and one more plan; up to four in all."""
    free = [choice.run_id for choice in choices if choice.run_id not in chosen]
    filled = [*chosen, *free][:2] if len(chosen) < 2 else list(chosen)
    shown = [*filled, ""][:MOST_PLANS] if len(choices) > len(filled) else filled
    return [
        Slot(
            label=words.say("compare-other", n=i + 1) if i else words.say("compare-base"),
            chosen=run_id,
            may_be_empty=i > 1,
        )
        for i, run_id in enumerate(shown)
    ]


def _rows(comparison: Comparison | None, words: Words, *, are_main: bool) -> list[Row]:
    """The measures on the face of a plan, or all others."""
    if comparison is None:
        return []
    return [_row(row, words) for row in comparison.measures if (row.code in MAIN_CODES) is are_main]


def _row(row: ComparedMeasure, words: Words) -> Row:
    values = ["–" if value is None else figure(row, value, words) for value in row.values]
    told = [
        _told(row, gap, better=better, words=words)
        for gap, better in zip(row.differences, row.better, strict=True)
    ]
    others = (
        Cell(value=value, told=sentence, tone=tone)
        for value, (sentence, tone) in zip(values[1:], told, strict=True)
    )
    return Row(
        label=words.say(f"measure-{row.code}"),
        unit=unit_of(row, words),
        cells=(Cell(value=values[0]), *others),
    )


def _told(
    row: ComparedMeasure, gap: float | None, *, better: bool | None, words: Words
) -> tuple[str, str]:
    """Difference in words, and the tone that supports them."""
    if gap is None:
        return "", ""
    shown = change(row, gap, words)
    if not shown:
        return words.say("compare-same"), ""
    if better is None:
        return shown, ""
    code = "compare-better" if better else "compare-worse"
    return words.say(code, change=shown), "good" if better else "bad"


def _others(comparison: Comparison, names: Sequence[str], words: Words) -> list[Other]:
    return [
        Other(
            name=name,
            sides=(
                _side("compare-gain", difference.gains, words),
                _side("compare-lose", difference.losses, words),
            ),
            stops=_stops(difference, words),
        )
        for name, difference in zip(names[1:], comparison.differences, strict=True)
    ]


def _side(code: str, sites: Iterable[SiteChange], words: Words) -> Side:
    rows = tuple(sites)
    baskets = sum(abs(one.baskets) for one in rows)
    return Side(
        title=words.say(code),
        told=words.count("compare-side", len(rows), baskets=baskets),
        sites=tuple(
            SiteRow(
                label=one.label,
                town=one.town,
                change=words.say("compare-before-after", before=one.given_before, after=one.given),
            )
            for one in rows
        ),
    )


def _stops(difference: Difference, words: Words) -> str:
    found = Counter(what for stop in difference.stops for what in stop.what)
    told = [words.say(f"compare-n-{what}", n=found[what]) for what in _WHAT if found[what]]
    if not told:
        return words.say("compare-stops-none")
    return words.say("compare-stops", told=", ".join(told))
