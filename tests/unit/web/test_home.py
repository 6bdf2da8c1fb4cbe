"""The home page: what is to do comes first, what can wait is folded away."""

from dataclasses import replace

from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId
from foodplan.planning import DatasetSummary


class PlannerOfWeeks(FakePlanner):
    """`trial-week` was planned; one of the user's own, one unreadable and two examples were not."""

    def datasets(self) -> tuple[DatasetSummary, ...]:
        (trial,) = super().datasets()

        def week(
            name: str, iso_week: str, *, is_own: bool = False, n_sites: int = 4
        ) -> DatasetSummary:
            return replace(
                trial,
                dataset_id=DatasetId(name),
                label=Label(fr=name, en=name),
                week=iso_week,
                is_own=is_own,
                n_sites=n_sites,
            )

        return (
            week("example", "2027-W01", n_sites=3),
            week("large-example", "2020-W17", n_sites=180),
            week("ours", "2020-W17", is_own=True),
            trial,
            week("unreadable", ""),
        )


def weeks_shown(client: TestClient) -> tuple[str, str]:
    """The text of the weeks in sight, and of those folded away."""
    _, _, main = client.get("/?lang=en").text.partition("<main")
    section = main.partition('id="plans"')[0]
    in_sight, _, folded = section.partition("<details")
    return in_sight, folded


def test_examples_never_planned_are_folded_away(client: TestClient, planner: FakePlanner) -> None:
    planner.datasets = PlannerOfWeeks().datasets  # type: ignore[method-assign]

    in_sight, folded = weeks_shown(client)

    assert "2 other weeks" in folded
    assert "example" in folded
    assert "example" not in in_sight


def test_the_week_planned_last_comes_first_and_ones_own_stay_in_sight(
    client: TestClient, planner: FakePlanner
) -> None:
    planner.datasets = PlannerOfWeeks().datasets  # type: ignore[method-assign]

    in_sight, _ = weeks_shown(client)

    label = planner.problem.label.en
    assert 0 < in_sight.index(label) < in_sight.index("ours") < in_sight.index("unreadable")


def test_before_a_first_plan_the_largest_example_is_in_sight_and_offered(
    client: TestClient, planner: FakePlanner
) -> None:
    examples = [one for one in PlannerOfWeeks().datasets() if "example" in one.dataset_id]
    planner.datasets = lambda: tuple(examples)  # type: ignore[method-assign]
    planner.runs = lambda limit=20: ()  # type: ignore[method-assign,assignment,misc]

    in_sight, folded = weeks_shown(client)

    assert "large-example" in in_sight
    assert "One other week" in folded
    assert '<option value="large-example"' in (form := client.get("/run").text)
    assert form.index("selected") > form.index('<option value="large-example"')


def test_after_a_first_plan_the_next_step_is_a_question(
    client: TestClient, planner: FakePlanner
) -> None:
    first = planner.runs(limit=9)[-1:]
    planner.runs = lambda limit=20: first  # type: ignore[method-assign,assignment,misc]
    assert 'href="/scenarios/write?week=trial-week"' in client.get("/?lang=en").text
