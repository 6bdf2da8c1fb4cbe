"""Measures as people read them: value, unit, name, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass

from foodplan.evaluate import Measure, Measures
from foodplan.evaluate.comparison import ComparedMeasure
from foodplan.texts.catalogue import signed
from foodplan.web.words import Words

_DECIMALS = {"index": 3, "eur": 0, "hour": 1, "group": 1, "litre": 0}
_FINE = {"eur_per_basket": 2, "kg_co2e_per_basket": 2}
PER_CENT = 100
MAIN_CODES = (
    "baskets_given",
    "n_sites_served",
    "min_fill_share",
    "left_kg",
    "km",
    "n_routes",
    "eur_per_basket",
    "kg_co2e_per_basket",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """One measure in words."""

    code: str
    label: str
    value: str
    unit: str


def measure_view(measure: Measure, words: Words) -> MeasureView:
    """Value and unit; a dash where the measure does not exist."""
    return MeasureView(
        code=measure.code,
        label=words.say(f"measure-{measure.code}"),
        value="–" if measure.value is None else figure(measure, measure.value, words),
        unit="" if measure.value is None else unit_of(measure, words),
    )


def figure(measure: Measure | ComparedMeasure, value: float, words: Words) -> str:
    """The number alone; shares in per cent."""
    if measure.unit == "share":
        return words.share(value)
    decimals = _FINE.get(measure.code, _DECIMALS.get(measure.unit, 0))
    return words.number(value, decimals)


def change(measure: ComparedMeasure, difference: float, words: Words) -> str:
    """A difference with its sign; shares in points of per cent; empty if it shows as zero."""
    is_share = measure.unit == "share"
    scaled = difference * PER_CENT if is_share else difference
    decimals = 1 if is_share else _FINE.get(measure.code, _DECIMALS.get(measure.unit, 0))
    if round(scaled, decimals) == 0:
        return ""
    told = signed(scaled, words.language, decimals=decimals)
    return words.say("points", n=told) if is_share else told


def unit_of(measure: Measure | ComparedMeasure, words: Words) -> str:
    """The unit's sign, where the name of the measure does not say it already."""
    return words.known(f"sign-{measure.unit}", "")


def tiles_view(measures: Measures, words: Words) -> tuple[MeasureView, ...]:
    """The few measures on the face of a plan."""
    rows = {row.code: row for row in measures.table()}
    of = {"baskets_given": measures.baskets_needed, "n_sites_served": measures.n_sites}
    tiles = []
    for code in MAIN_CODES:
        view = measure_view(rows[code], words)
        label = words.say(f"tile-{code}", of=of.get(code, 0))
        tiles.append(MeasureView(code=code, label=label, value=view.value, unit=view.unit))
    return tuple(tiles)
