"""The report over weeks in a row, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foodplan.evaluate.horizon import Horizon, SiteLine, WeekLine
from foodplan.planning import KeptWeeks
from foodplan.units import tonnes
from foodplan.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekColumn:
    """One week; `run_id` leads to its plan."""

    run_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure in every week."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """One site over all weeks."""

    label: str
    town: str
    weeks: tuple[str, ...]
    all: str
    fill: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksView:
    """What the page says."""

    lead: str
    fairness: str
    columns: tuple[WeekColumn, ...]
    lines: tuple[Line, ...]
    sites: tuple[SiteView, ...]
    open: str
    """What is still to be planned; empty where nothing is."""


def weeks_view(weeks: KeptWeeks, words: Words) -> WeeksView:
    """Everything in words."""
    found = weeks.horizon
    n_open = len(weeks.runs) - len(weeks.planned) + weeks.n_later
    return WeeksView(
        lead=_lead(found, words) if found else words.say("weeks-none"),
        fairness=_fairness(found, words) if found else "",
        columns=tuple(
            WeekColumn(run_id=run.run_id, name=words.monday(run.week)) for run in weeks.planned
        ),
        lines=_lines(found.weeks, words) if found else (),
        sites=tuple(_site(site, words) for site in found.sites) if found else (),
        open=words.say("weeks-open", n=n_open) if n_open else "",
    )


def _lead(found: Horizon, words: Words) -> str:
    return words.say(
        "weeks-lead",
        n=len(found.weeks),
        given=found.given,
        needed=found.needed,
        tonnes=tonnes(sum(week.given_kg for week in found.weeks)),
    )


def _fairness(found: Horizon, words: Words) -> str:
    if found.min_fill is None:
        return ""
    return words.say("weeks-fairness", fill=words.share(found.min_fill), gini=found.gini)


def _lines(weeks: Sequence[WeekLine], words: Words) -> tuple[Line, ...]:
    rows = {
        "plan-given-needed": [
            f"{words.number(week.given)} / {words.number(week.needed)}" for week in weeks
        ],
        "weeks-min": [_share(week.min_fill, words) for week in weeks],
        "weeks-rolling": [_share(week.min_rolling_fill, words) for week in weeks],
        "weeks-gini": [words.number(week.gini, 3) for week in weeks],
        "weeks-tonnes": [words.number(tonnes(week.given_kg), 1) for week in weeks],
        "weeks-kept": [words.number(week.kept_kg) for week in weeks],
        "weeks-km": [words.number(week.km) for week in weeks],
        "weeks-eur": [words.number(week.eur) for week in weeks],
        "weeks-moved": [_moved(week, words) for week in weeks],
    }
    return tuple(Line(label=words.say(code), values=tuple(values)) for code, values in rows.items())


def _share(value: float | None, words: Words) -> str:
    return "–" if value is None else words.share(value)


def _moved(week: WeekLine, words: Words) -> str:
    if week.stops_moved is None:
        return "–"
    return words.say(
        "weeks-moved-told",
        day=week.stops_moved,
        vehicle=week.stops_of_other_vehicle,
        order=week.stops_reordered,
    )


def _site(site: SiteLine, words: Words) -> SiteView:
    return SiteView(
        label=site.label,
        town=site.town,
        weeks=tuple(
            f"{words.number(given)} / {words.number(needed)}"
            for given, needed in zip(site.given, site.needed, strict=True)
        ),
        all=f"{words.number(sum(site.given))} / {words.number(sum(site.needed))}",
        fill=words.share(site.fill),
        share=site.fill,
    )
