"""The coordinator's choices and the rules of work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foodplan.domain.basics import Location
from foodplan.errors import InvalidValue


class AllowedChanges(StrEnum):
    """How far a repair may change what was planned."""

    ALL = "all"
    KEEP_VEHICLES = "keep_vehicles"
    INSERT_ONLY = "insert_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the coordinator weighs: fairness, freshness, how much may change."""

    fairness_loss: float = 0.0
    """Share of all baskets that may be given up for fairer shares, 0 to 1."""
    fairness_window_weeks: int = 4
    fill_max: float = 1.0
    """No site gets more than this times its need."""
    freshness_margin_days: int = 0
    """Food is packed so many days before its last day."""
    allowed_changes: AllowedChanges = AllowedChanges.ALL
    balance_max_route_min: float | None = None
    """Longest route anyone drives; None: as the shifts allow."""
    eur_per_changed_day: float | None = None
    """What it is worth that a delivery keeps to a usual day of its site; None: it always does."""

    def __post_init__(self) -> None:
        if not 0 <= self.fairness_loss <= 1:
            raise InvalidValue(f"fairness_loss {self.fairness_loss}; give 0 to 1")
        if not self.fill_max > 0:
            raise InvalidValue(f"fill_max {self.fill_max}; give more than 0")
        if self.eur_per_changed_day is not None and not self.eur_per_changed_day >= 0:
            raise InvalidValue(f"eur_per_changed_day {self.eur_per_changed_day}; give 0 or more")
        if self.fairness_window_weeks < 1 or self.freshness_margin_days < 0:
            raise InvalidValue(
                "fairness_window_weeks is 1 or more, freshness_margin_days 0 or more"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Rules of driving and work (Regulation (EC) 561/2006 and the French labour code, L3312-2)."""

    driving_break_after_min: float = 270.0
    driving_break_min: float = 45.0
    work_pause_after_min: float = 360.0
    work_pause_min: float = 30.0
    max_stops: int = 40
    """Most stops of one route."""
    chilled_pickup_max_route_min: float | None = None
    """Longest route with a chilled or frozen pick-up; None: no shorter than any other."""
    latest_end_min: float = 1440.0
    """No route ends later, minutes after midnight."""

    def __post_init__(self) -> None:
        spans = (self.driving_break_after_min, self.work_pause_after_min)
        pauses = (self.driving_break_min, self.work_pause_min)
        if any(not span > 0 for span in spans) or any(not pause >= 0 for pause in pauses):
            raise InvalidValue("work spans must be above 0 and pauses 0 or more minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Figures that turn litres and hours into the funders' measures."""

    kg_co2e_per_litre: float = 3.17
    """Diesel, well to wheel; French order of 26 April 2017."""
    eur_per_sorting_hour: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadChange:
    """Roads that take longer or are closed, everywhere, by road name or inside an area."""

    by: float
    """Travel time is multiplied by this, above 0; `inf` closes the road."""
    roads: frozenset[str] = frozenset()
    """Names such as A7; empty: all roads."""
    area: tuple[Location, ...] = ()
    """Polygon in which it holds; empty: everywhere."""
    start_min: float = 0.0
    end_min: float = 1440.0

    def __post_init__(self) -> None:
        if not self.by > 0:
            raise InvalidValue(f"a road change by {self.by}; give more than 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSettings:
    """Where travel times come from."""

    source: str = "skeleton"
    """skeleton (hand-made network), table (own travel.csv) or straight-line (× circuity)."""
    region: str | None = None
    """Folder of the network and outlines under data/."""
    departures_min: tuple[float, ...] = (630.0,)
    """Departure times whose traffic counts, ascending; each holds until the next."""
    changes: tuple[RoadChange, ...] = ()
