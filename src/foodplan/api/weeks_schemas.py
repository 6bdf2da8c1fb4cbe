"""The report over weeks in a row, as JSON."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel

from foodplan.evaluate.horizon import SiteLine, WeekLine
from foodplan.planning import KeptWeeks


class WeekOut(BaseModel):
    """One week that is planned."""

    plan_id: str
    week: str
    baskets_needed: int
    baskets_given: int
    min_fill_share: float | None
    min_rolling_fill_share: float | None
    gini: float
    given_kg: float
    kept_kg: float
    """Left over from the week before and still good."""
    km: float
    eur: float
    n_stops_of_other_day: int | None
    """Since the week before; null in the first week."""
    n_stops_of_other_vehicle: int | None
    n_stops_reordered: int | None

    @classmethod
    def from_line(cls, plan_id: str, line: WeekLine) -> Self:
        """With the plan that it tells of."""
        return cls(
            plan_id=plan_id,
            week=line.week,
            baskets_needed=line.needed,
            baskets_given=line.given,
            min_fill_share=line.min_fill,
            min_rolling_fill_share=line.min_rolling_fill,
            gini=line.gini,
            given_kg=line.given_kg,
            kept_kg=line.kept_kg,
            km=line.km,
            eur=line.eur,
            n_stops_of_other_day=line.stops_moved,
            n_stops_of_other_vehicle=line.stops_of_other_vehicle,
            n_stops_reordered=line.stops_reordered,
        )


class SiteWeeksOut(BaseModel):
    """One site, week by week."""

    site_id: str
    label: str
    town: str
    baskets_needed: list[int]
    baskets_given: list[int]
    fill_share: float

    @classmethod
    def from_line(cls, line: SiteLine) -> Self:
        """In the order of the weeks."""
        return cls(
            site_id=line.site_id,
            label=line.label,
            town=line.town,
            baskets_needed=list(line.needed),
            baskets_given=list(line.given),
            fill_share=line.fill,
        )


class WeeksOut(BaseModel):
    """Weeks in a row, each planned after the one before."""

    jobs: list[str]
    """Runs of all weeks that are queued so far, planned or not."""
    n_later: int
    """Weeks that will be queued when the one before is planned."""
    baskets_needed: int
    baskets_given: int
    min_fill_share: float | None
    gini: float | None
    weeks: list[WeekOut]
    sites: list[SiteWeeksOut]
    """The worst served first."""

    @classmethod
    def from_weeks(cls, weeks: KeptWeeks) -> Self:
        """Empty figures where no week is planned yet."""
        found = weeks.horizon
        lines = found.weeks if found else ()
        return cls(
            jobs=[run.run_id for run in weeks.runs],
            n_later=weeks.n_later,
            baskets_needed=found.needed if found else 0,
            baskets_given=found.given if found else 0,
            min_fill_share=found.min_fill if found else None,
            gini=found.gini if found else None,
            weeks=[
                WeekOut.from_line(run.run_id, line)
                for run, line in zip(weeks.planned, lines, strict=True)
            ],
            sites=[SiteWeeksOut.from_line(site) for site in (found.sites if found else ())],
        )
