from __future__ import annotations

from dataclasses import replace

from tests.builders import a_problem, label

from foodplan.domain.changes import apply
from foodplan.domain.ids import DatasetId, ScenarioId
from foodplan.domain.scenario import (
    Change,
    Distribution,
    Draw,
    GridSweep,
    ListSweep,
    PolicyValues,
    RandomSweep,
    ScaleNeed,
    Scenario,
    SetPolicy,
    Setting,
    Shape,
    Sweep,
    Where,
    settings_between,
)

INFLOW = ScaleNeed(change_id="inflow", by=1.0)
POLICY = SetPolicy(change_id="fair", values=PolicyValues(fairness_loss=0.1))


def scenario(sweep: Sweep | None, *changes: Change) -> Scenario:
    return Scenario(
        scenario_id=ScenarioId("s"),
        label=label("S"),
        asks=label("?"),
        dataset_id=DatasetId("test"),
        changes=changes or (INFLOW, POLICY),
        sweep=sweep,
    )


def by(value: float) -> Setting:
    return Setting(
        key="changes.inflow.by",
        text=f"{value:g}",
        change_id="inflow",
        values=settings_between(INFLOW, replace(INFLOW, by=value)),
    )


def loss(value: float) -> Setting:
    other = SetPolicy(change_id="fair", values=PolicyValues(fairness_loss=value))
    return Setting(
        key="changes.fair.values.fairness_loss",
        text=f"{value:g}",
        change_id="fair",
        values=settings_between(POLICY, other),
    )


def asked(one: Scenario) -> tuple[float, float | None]:
    inflow, policy = one.changes
    assert isinstance(inflow, ScaleNeed)
    assert isinstance(policy, SetPolicy)
    return inflow.by, policy.values.fairness_loss


def test_a_scenario_without_sweep_is_the_only_one() -> None:
    one = scenario(None)
    assert one.expanded() == (one,)


def test_a_grid_tries_every_value_with_every_other_the_last_key_first() -> None:
    sweep = GridSweep(axes=((by(1), by(2)), (loss(0.1), loss(0.2), loss(0.3))))
    runs = scenario(sweep).expanded()
    assert sweep.n_runs == len(runs) == 6
    assert [asked(one) for one in runs] == [
        (1, 0.1), (1, 0.2), (1, 0.3), (2, 0.1), (2, 0.2), (2, 0.3)
    ]  # fmt: skip
    assert [one.scenario_id for one in runs[:2]] == ["s-1", "s-2"]
    assert runs[1].label.en == "S (inflow.by 1, fair.values.fairness_loss 0.2)"
    assert runs[0].sweep is None


def test_a_list_changes_only_what_each_run_names() -> None:
    sweep = ListSweep(runs=((by(2),), (loss(0.3),), ()))
    assert [asked(one) for one in scenario(sweep).expanded()] == [(2, 0.1), (1, 0.3), (1, 0.1)]


def test_numbers_of_runs_have_as_many_digits_as_the_last() -> None:
    sweep = GridSweep(axes=(tuple(by(value) for value in range(1, 12)),))
    names = [one.scenario_id for one in scenario(sweep).expanded()]
    assert (names[0], names[-1]) == ("s-01", "s-11")


def test_two_keys_of_one_change_both_take_their_values() -> None:
    elsewhere = Where(towns=frozenset({"Aix"}), sites=frozenset({"A"}))
    values = settings_between(INFLOW, replace(INFLOW, where=elsewhere))
    assert values == ((("where", "towns"), {"Aix"}), (("where", "sites"), {"A"}))
    town = Setting(key="k", text="Aix", change_id="inflow", values=values)
    (run,) = scenario(ListSweep(runs=((by(3), town),))).expanded()
    assert run.changes[0] == replace(INFLOW, by=3.0, where=elsewhere)


def test_random_weeks_are_the_same_for_a_seed_and_more_of_them_keep_the_first() -> None:
    spread = Distribution(shape=Shape.TRIANGULAR, parameters=(0.8, 1, 1.3))
    draw = Draw(change_id="inflow", field="by", distribution=spread)
    sweep = RandomSweep(n_runs=4, seed=7, draws=(draw,), need=spread, yields=spread)
    runs = scenario(sweep).expanded()
    assert runs == scenario(sweep).expanded()
    more = scenario(replace(sweep, n_runs=9)).expanded()
    assert [one.changes for one in more[:4]] == [one.changes for one in runs]
    others = scenario(replace(sweep, seed=8)).expanded()
    assert [one.changes for one in others] != [one.changes for one in runs]
    factors = [one.changes[0].by for one in runs if isinstance(one.changes[0], ScaleNeed)]
    assert len(set(factors)) == 4
    assert all(0.8 <= factor <= 1.3 for factor in factors)


def test_random_weeks_draw_needs_and_yields_of_the_dataset() -> None:
    spread = Distribution(shape=Shape.UNIFORM, parameters=(0.5, 0.9))
    sweep = RandomSweep(n_runs=2, seed=1, need=spread, yields=spread)
    problem = a_problem({"A": 100})
    weeks = [apply(problem, one) for one in scenario(sweep, INFLOW).expanded()]
    assert [findings for _, findings in weeks] == [(), ()]
    first, second = (week for week, _ in weeks)
    assert 50 <= first.needs[0].baskets <= 90
    assert 0.5 <= first.lots[0].yield_share <= 0.9
    assert first != second


def test_a_draw_depends_on_its_seeds_alone() -> None:
    uniform = Distribution(shape=Shape.UNIFORM, parameters=(0, 1))
    assert uniform.draw(1, "SITE-1") == uniform.draw(1, "SITE-1")
    assert uniform.draw(1, "SITE-1") != uniform.draw(1, "SITE-2")
    # Draws are part of what a seed promises: another value here is a change that users notice.
    assert round(uniform.draw(1, "SITE-1"), 6) == 0.853623
    normal = Distribution(shape=Shape.NORMAL, parameters=(0.1, 5))
    assert min(normal.draw(seed) for seed in range(50)) == 0
