"""A sweep as its page shows it: a row a run, small pictures of every measure, what moves what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from foodplan.evaluate.measures import KINDS, Measure
from foodplan.planning import Axis, SweepState, SweptRun
from foodplan.web.measures_view import figure, unit_of
from foodplan.web.words import Words

_ALWAYS = ("baskets_given", "min_fill_share", "n_sites_served", "left_kg", "km", "eur")
_WITH_HANDOUTS = ("baskets_given", "handout_baskets", "brought_baskets", *_ALWAYS[1:])
"""Measures with a picture and a column; all others are in the table to take along."""
WIDTH, HEIGHT = 260, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 246, 14, 116
_MOST_VALUES = 12
"""Values of a lever that have room below a picture."""
_PALEST = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run of the sweep."""

    number: int
    words: str
    run_id: str
    status: str
    is_reused: bool
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A run in a picture, and what it says."""

    x: float
    y: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One measure over one lever, or over the runs where there is none."""

    title: str
    lever: str
    low: str
    high: str
    dots: tuple[Dot, ...]
    line: str
    """Points of the line through the means."""
    ticks: tuple[tuple[float, str], ...]
    told: str
    """From where to where, and the mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A pair of values of two levers."""

    value: str
    shade: float
    """Opacity, 0 to 1; the number stands in the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """One measure over two levers."""

    title: str
    across: str
    down: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """By how much each lever moves a measure: the largest mean less the smallest."""

    label: str
    by_lever: tuple[str, ...]
    most: int
    """Number of the lever that moves it most; -1 if none does."""


def shown(sweep: SweepState) -> tuple[str, ...]:
    """Codes of the main measures; baskets needed where they differ, or collected where they are."""
    collects = any(member.figures.get("handout_baskets") for member in sweep.members)
    codes = _WITH_HANDOUTS if collects else _ALWAYS
    return ("baskets_needed", *codes) if sweep.needs_differ else codes


def run_rows(sweep: SweepState, words: Words) -> tuple[RunRow, ...]:
    """Every member with its main measures."""
    return tuple(
        RunRow(
            number=member.number,
            words=sweep.words_of(member, words.language),
            run_id=member.run.run_id,
            status=member.status.value,
            is_reused=member.is_reused,
            figures=tuple(_told(code, member.figures.get(code), words) for code in shown(sweep)),
        )
        for member in sweep.members
    )


def headings(sweep: SweepState, words: Words) -> tuple[str, ...]:
    """Names of the measures shown."""
    return tuple(words.say(f"measure-{code}") for code in shown(sweep))


def pictures(sweep: SweepState, words: Words) -> tuple[Picture, ...]:
    """A picture of each measure for each lever; over the runs themselves where nothing is named."""
    levers: Sequence[Axis | None] = sweep.axes or (None,)
    found = (_picture(sweep, lever, code, words) for code in shown(sweep) for lever in levers)
    return tuple(one for one in found if one is not None)


def heat_maps(sweep: SweepState, words: Words) -> tuple[HeatMap, ...]:
    """Where exactly two levers vary: each measure over both."""
    if len(sweep.axes) != 2:
        return ()
    across, down = sweep.axes
    return tuple(
        _heat_map(sweep, across, down, code, words)
        for code in shown(sweep)
        if _has_values(sweep, code)
    )


def moves(sweep: SweepState, words: Words) -> tuple[Moves, ...]:
    """Which lever matters for what; empty where fewer than two vary."""
    if len(sweep.axes) < 2:
        return ()
    found = []
    for code in shown(sweep):
        if not _has_values(sweep, code):
            continue
        effects = [_effect(sweep, axis, code) for axis in sweep.axes]
        most = max(range(len(effects)), key=effects.__getitem__) if any(effects) else -1
        found.append(
            Moves(
                label=words.say(f"measure-{code}"),
                by_lever=tuple(_told(code, effect, words) for effect in effects),
                most=most,
            )
        )
    return tuple(found)


def _effect(sweep: SweepState, axis: Axis, code: str) -> float:
    means = [mean(values) for values in _by_value(sweep, axis, code).values() if values]
    return max(means) - min(means) if means else 0.0


def _by_value(sweep: SweepState, axis: Axis, code: str) -> dict[str, list[float]]:
    """The measure of all runs, by the value of a lever."""
    found: dict[str, list[float]] = {text: [] for text in axis.values}
    for member in sweep.members:
        value = member.figures.get(code)
        text = dict(member.values).get(axis.key)
        if value is not None and text is not None:
            found[text].append(value)
    return found


def _has_values(sweep: SweepState, code: str) -> bool:
    return any(member.figures.get(code) is not None for member in sweep.members)


def _picture(sweep: SweepState, lever: Axis | None, code: str, words: Words) -> Picture | None:
    points = _points(sweep, lever, code)
    if not points:
        return None
    values = [value for _, value, _ in points]
    low, high = min(values), max(values)
    differs = _differ(code, low, high, words)
    places = [place for place, _, _ in points]
    across = max(1, len(lever.values) - 1 if lever else len(sweep.members) - 1)

    def at(place: float, value: float) -> tuple[float, float]:
        x = _LEFT + (_RIGHT - _LEFT) * (place / across if len(set(places)) > 1 else 0.5)
        share = (value - low) / (high - low) if differs else 0.5
        return round(x, 1), round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)

    by_place: dict[int, list[float]] = defaultdict(list)
    for place, value, _ in points:
        by_place[place].append(value)
    through = [at(place, mean(found)) for place, found in sorted(by_place.items())]
    name = words.say(f"measure-{code}")
    return Picture(
        title=name,
        lever=lever.key if lever else "",
        low=_told(code, low, words),
        high=_told(code, high, words),
        dots=tuple(
            Dot(
                x=x,
                y=y,
                told=f"{sweep.words_of(member, words.language)}: {_told(code, value, words)}",
            )
            for (place, value, member) in points
            for x, y in [at(place, value)]
        ),
        line=" ".join(f"{x},{y}" for x, y in through) if lever else "",
        ticks=_ticks(lever, at),
        told=words.say(
            "sweep-picture-told",
            low=_told(code, low, words),
            high=_told(code, high, words),
            mean=_told(code, mean(values), words),
        ),
    )


def _ticks(lever: Axis | None, at: object) -> tuple[tuple[float, str], ...]:
    if lever is None or len(lever.values) > _MOST_VALUES or not callable(at):
        return ()
    return tuple((at(place, 0.0)[0], text) for place, text in enumerate(lever.values))


def _points(sweep: SweepState, lever: Axis | None, code: str) -> list[tuple[int, float, SweptRun]]:
    """Place across, value and run; without a lever the runs stand in the order of the value."""
    found = [
        (member, value)
        for member in sweep.members
        if (value := member.figures.get(code)) is not None
    ]
    if lever is None:
        ranked = sorted(found, key=lambda pair: pair[1])
        return [(place, value, member) for place, (member, value) in enumerate(ranked)]
    return [
        (lever.values.index(text), value, member)
        for member, value in found
        if (text := dict(member.values).get(lever.key)) is not None
    ]


def _heat_map(sweep: SweepState, across: Axis, down: Axis, code: str, words: Words) -> HeatMap:
    cells: dict[tuple[str, str], list[float]] = defaultdict(list)
    for member in sweep.members:
        of, value = dict(member.values), member.figures.get(code)
        if value is not None and across.key in of and down.key in of:
            cells[of[across.key], of[down.key]].append(value)
    means = {key: mean(values) for key, values in cells.items()}
    low, high = min(means.values()), max(means.values())
    differs = _differ(code, low, high, words)

    def cell(column: str, row: str) -> Cell:
        value = means.get((column, row))
        if value is None:
            return Cell(value="–", shade=0.0)
        share = (value - low) / (high - low) if differs else 0.5
        return Cell(value=_told(code, value, words), shade=round(_PALEST + 0.4 * share, 2))

    return HeatMap(
        title=words.say(f"measure-{code}"),
        across=across.key,
        down=down.key,
        columns=across.values,
        rows=tuple(
            (row, tuple(cell(column, row) for column in across.values)) for row in down.values
        ),
    )


def _differ(code: str, low: float, high: float, words: Words) -> bool:
    """Whether people can tell them apart: cents are not drawn as if they were a great fall."""
    return _told(code, low, words) != _told(code, high, words)


def _told(code: str, value: float | None, words: Words) -> str:
    if value is None:
        return "–"
    unit, better = KINDS[code]
    measure = Measure(code=code, value=value, unit=unit, better=better)
    sign = unit_of(measure, words)
    number = figure(measure, value, words)
    return f"{number}\u00a0{sign}" if sign else number
