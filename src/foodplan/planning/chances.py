"""Random weeks: what may turn out otherwise than planned, drawn the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from foodplan.domain.changes import apply
from foodplan.domain.ids import ScenarioId
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import Change, Distribution, DrawNeed, DrawYield, Scenario, Shape
from foodplan.evaluate.robustness import DrawnWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How likely things turn out otherwise."""

    need: Distribution = Distribution(shape=Shape.NORMAL, parameters=(1.0, 0.1))  # noqa: RUF009
    """Factor on each need, where the dataset declares no range (baskets_low, baskets_high)."""
    yields: Distribution = Distribution(  # noqa: RUF009
        shape=Shape.TRIANGULAR, parameters=(0.85, 1.0, 1.05)
    )
    """Factor on what each lot yields after sorting."""
    vehicle_out_share: float = 0.01
    """Of the routes of a vehicle's days, those that are not driven."""


USUAL = Chances()


def drawn_weeks(
    problem: Problem, *, n_weeks: int, seed: int, chances: Chances = USUAL
) -> Iterator[DrawnWeek]:
    """So many weeks; more of them leave the first ones as they are."""
    for number in range(n_weeks):
        yield DrawnWeek(
            problem=_turned_out(problem, chances, seed * 100_000 + number),
            out=frozenset(
                (day, vehicle.vehicle_id)
                for day in problem.calendar.days
                for vehicle in problem.vehicles
                if Random(f"{seed}/{number}/{day}/{vehicle.vehicle_id}").random()
                < chances.vehicle_out_share
            ),
        )


def _turned_out(problem: Problem, chances: Chances, seed: int) -> Problem:
    is_declared = any(need.baskets_low is not None for need in problem.needs)
    factor = None if is_declared else chances.need
    changes: tuple[Change, ...] = (
        DrawNeed(change_id="need", factor=factor, seed=seed),
        DrawYield(change_id="yield", factor=chances.yields, seed=seed),
    )
    week = Scenario(
        scenario_id=ScenarioId("drawn"),
        label=problem.label,
        asks=problem.label,
        dataset_id=problem.dataset_id,
        changes=changes,
    )
    return apply(problem, week)[0]
