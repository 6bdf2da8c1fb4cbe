"""A comparison as its page shows it: verdicts, measures, sites, stops, remedies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foodplan.domain.changes import digest
from foodplan.domain.ids import PlaceId
from foodplan.evaluate import (
    ComparedMeasure,
    Comparison,
    Difference,
    Remedy,
    SiteChange,
    StopChange,
)
from foodplan.evaluate.stop_changes import Call
from foodplan.web.measures_view import MAIN_CODES, change, figure, unit_of
from foodplan.web.words import Words

N_SITES = 8
"""So many sites of a side are shown at once; the rest unfolds."""
_WHAT = ("added", "removed", "day", "vehicle", "order")


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

    site_id: str
    label: str
    town: str
    change: str
    fill: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Sites that gain, or sites that lose; `more` unfolds."""

    title: str
    told: str
    why_title: str
    sites: tuple[SiteRow, ...]
    more: tuple[SiteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """One place that is served otherwise."""

    label: str
    week: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """One plan against the base."""

    name: str
    verdict: str
    inputs: tuple[str, ...]
    sides: tuple[Side, ...]
    told_stops: str
    stops: tuple[StopRow, ...]


def rows_view(comparison: Comparison, words: Words, *, are_main: bool) -> list[Row]:
    """The measures on the face of a plan, or all others."""
    return [_row(row, words) for row in comparison.measures if (row.code in MAIN_CODES) is are_main]


def others_view(
    comparison: Comparison,
    names: Sequence[str],
    places: Mapping[PlaceId, str],
    words: Words,
) -> list[Other]:
    """Each other plan against the base; `places` are the labels of places by id."""
    return [
        Other(
            name=name,
            verdict=_verdict(name, i, comparison, words),
            inputs=digest(difference.inputs, words.language),
            sides=(
                _side("compare-lose", difference.losses, words, why=words.say("compare-why")),
                _side(
                    "compare-gain",
                    difference.gains,
                    words,
                    why=words.say("compare-why-before", base=names[0]),
                ),
            ),
            told_stops=_stops(difference, words),
            stops=tuple(_stop_row(one, places, words) for one in difference.stops),
        )
        for i, (name, difference) in enumerate(zip(names[1:], comparison.differences, strict=True))
    ]


def remedies_view(found: Iterable[Remedy], words: Words, *, is_row: bool) -> tuple[str, ...]:
    """Deed, baskets and price, one sentence each; the week where there are several."""
    return tuple(
        words.say("compare-in-week", week=words.monday(one.week), told=_remedy(one, words))
        if is_row
        else _remedy(one, words)
        for one in found
    )


def _verdict(name: str, i: int, comparison: Comparison, words: Words) -> str:
    """What a person asks first, in one sentence."""
    gaps = {row.code: row.differences[i] or 0.0 for row in comparison.measures}
    difference = comparison.differences[i]
    return words.say(
        "compare-verdict",
        plan=name,
        baskets=_more_or_less("compare-verdict-baskets", gaps["baskets_given"], words),
        lose=_how_many("compare-verdict-lose", len(difference.losses), words),
        gain=_how_many("compare-verdict-gain", len(difference.gains), words),
        eur=_more_or_less("compare-verdict-eur", gaps["eur"], words),
    )


def _more_or_less(code: str, gap: float, words: Words) -> str:
    n = round(gap)
    return words.say(f"{code}-{'more' if n > 0 else 'less' if n < 0 else 'none'}", n=abs(n))


def _how_many(code: str, n: int, words: Words) -> str:
    return words.say(code, n=n) if n else words.say(f"{code}-none")


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


def _side(code: str, sites: Sequence[SiteChange], words: Words, *, why: str) -> Side:
    baskets = sum(abs(one.baskets) for one in sites)
    rows = tuple(
        SiteRow(
            site_id=one.site_id,
            label=one.label,
            town=one.town,
            change=words.say("compare-before-after", before=one.given_before, after=one.given),
            fill=words.say(
                "compare-fill", before=_fill(one.fill_before, words), after=_fill(one.fill, words)
            ),
            # The first is the strongest; a table of all of them would hide who loses.
            why=next((words.sentence(row.code, **row.params) for row in one.why), ""),
        )
        for one in sites
    )
    return Side(
        title=words.say(code),
        told=words.say("compare-side", n=len(rows), baskets=baskets),
        why_title=why,
        sites=rows[:N_SITES],
        more=rows[N_SITES:],
    )


def _fill(fill: float | None, words: Words) -> str:
    return "–" if fill is None else words.share(fill)


def _stops(difference: Difference, words: Words) -> str:
    found = Counter(what for stop in difference.stops for what in stop.what)
    told = [words.say(f"compare-n-{what}", n=found[what]) for what in _WHAT if found[what]]
    if not told:
        return words.say("compare-stops-none")
    return words.say("compare-stops", told=", ".join(told))


def _stop_row(stop: StopChange, places: Mapping[PlaceId, str], words: Words) -> StopRow:
    return StopRow(
        label=places.get(stop.place_id, stop.place_id),
        week=words.monday(stop.week),
        what=", ".join(words.say(f"stop-change-{what}") for what in stop.what),
        before=_calls(stop.before, words),
        after=_calls(stop.after, words),
    )


def _calls(calls: Sequence[Call], words: Words) -> str:
    told = [f"{words.say(f'day-short-{day}')} {vehicle_id}" for day, vehicle_id in calls]
    return ", ".join(told) or "–"


def _remedy(remedy: Remedy, words: Words) -> str:
    deed = words.say(remedy.code, **remedy.params)
    params: dict[str, object] = {
        "deed": f"{deed[:1].upper()}{deed[1:]}",
        "colon": words.say("colon"),
        "baskets": remedy.baskets,
    }
    if remedy.eur is None:
        return words.say("compare-remedy", **params)
    return words.say(
        "compare-remedy-eur", eur=remedy.eur, each=remedy.eur / remedy.baskets, **params
    )
