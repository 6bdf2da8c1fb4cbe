"""The home page: what is to do comes first, what can wait is folded away."""

from dataclasses import replace

from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId
from foodplan.planning import DatasetSummary


class PlannerOfWeeks(FakePlanner):
    """`trial-week` (2026-W48) was planned; three more weeks were not."""

    def datasets(self) -> tuple[DatasetSummary, ...]:
        (trial,) = super().datasets()

        def week(name: str, iso_week: str) -> DatasetSummary:
            return replace(
                trial,
                dataset_id=DatasetId(name),
                label=Label(fr=name, en=name),
                week=iso_week,
            )

        return (
            week("last-year", "2025-W48"),
            week("unreadable", ""),
            week("next", "2026-W49"),
            trial,
        )


def weeks_shown(client: TestClient) -> tuple[str, str]:
    """The text of the weeks in sight, and of those folded away."""
    section = client.get("/?lang=en").text.partition('id="plans"')[0]
    in_sight, _, folded = section.partition("<details")
    return in_sight, folded


def test_old_weeks_never_planned_are_folded_away(client: TestClient, planner: FakePlanner) -> None:
    planner.datasets = PlannerOfWeeks().datasets  # type: ignore[method-assign]

    in_sight, folded = weeks_shown(client)

    assert "One other week" in folded
    assert "last-year" in folded
    assert "last-year" not in in_sight


def test_the_week_planned_last_comes_first(client: TestClient, planner: FakePlanner) -> None:
    planner.datasets = PlannerOfWeeks().datasets  # type: ignore[method-assign]

    in_sight, _ = weeks_shown(client)

    label = planner.problem.label.en
    assert 0 < in_sight.index(label) < in_sight.index("unreadable") < in_sight.index("next")


def test_before_a_first_plan_all_weeks_are_in_sight(
    client: TestClient, planner: FakePlanner
) -> None:
    planner.datasets = PlannerOfWeeks().datasets  # type: ignore[method-assign]
    planner.runs = lambda limit=20: ()  # type: ignore[method-assign,assignment,misc]

    in_sight, folded = weeks_shown(client)

    assert folded == ""
    assert "last-year" in in_sight
