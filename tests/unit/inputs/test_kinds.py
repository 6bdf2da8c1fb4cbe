"""How each kind of change is written, and what it becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foodplan.domain.basics import Location, Temperature, VehicleKind
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.scenario import (
    AddHub,
    AddLot,
    AddSite,
    AddVehicle,
    Change,
    CloseHub,
    CloseRoad,
    CostValues,
    DelayLot,
    Distribution,
    DrawNeed,
    DrawYield,
    DriverHours,
    GridSweep,
    ListSweep,
    PolicyValues,
    RandomSweep,
    RestrictZone,
    ScaleSorting,
    SetCost,
    SetNeed,
    SetPolicy,
    Shape,
    SlowRoads,
    Sweep,
    Where,
)
from foodplan.inputs.kinds import KINDS
from foodplan.inputs.scenario import read_scenario

HEAD = """\
schema: 1
id: base
label: {fr: "Base", en: "Base"}
asks: {fr: "Quoi ?", en: "What?"}
dataset: test
"""
ZONE = "43.30 5.40; 43.31 5.41; 43.29 5.42"
CORNERS = (
    Location(lat=43.30, lon=5.40),
    Location(lat=43.31, lon=5.41),
    Location(lat=43.29, lon=5.42),
)


def written(folder: Path, change: str) -> Change:
    """The change that a line in a file becomes."""
    path = folder / "base.yaml"
    path.write_text(f"{HEAD}changes:\n  - {{id: a, {change}}}\n", encoding="utf-8")
    reading = read_scenario(path)
    assert [finding.words("en") for finding in reading.findings] == []
    assert reading.scenario is not None
    (found,) = reading.scenario.changes
    return found


def swept(folder: Path, sweep: str) -> Sweep:
    """The sweep that lines in a file become."""
    path = folder / "base.yaml"
    changes = (
        "changes:\n"
        "  - {id: inflow, kind: scale_need, by: 1.3}\n"
        "  - {id: late, kind: delay_lot, by: 1 day, where: {lots: [L1]}}\n"
    )
    path.write_text(f"{HEAD}{changes}sweep: {sweep}\n", encoding="utf-8")
    reading = read_scenario(path)
    assert [finding.words("en") for finding in reading.findings] == []
    assert reading.scenario is not None
    assert reading.scenario.sweep is not None
    return reading.scenario.sweep


def where(**names: str) -> Where:
    return Where(**{selector: frozenset({name}) for selector, name in names.items()})


WRITTEN: list[tuple[str, Change]] = [
    (
        "kind: set_need, where: {sites: [S1]}, baskets: 40, basket: fresh, baskets_high: 50",
        SetNeed(
            change_id="a",
            where=where(sites="S1"),
            baskets=40,
            basket_id="fresh",  # type: ignore[arg-type]
            baskets_high=50,
        ),
    ),
    (
        "kind: draw_need, factor: {triangular: [0.8, 1, 1.3]}, seed: 4",
        DrawNeed(
            change_id="a",
            factor=Distribution(shape=Shape.TRIANGULAR, parameters=(0.8, 1.0, 1.3)),
            seed=4,
        ),
    ),
    ("kind: draw_need", DrawNeed(change_id="a")),
    (
        "kind: draw_yield, factor: {normal: [1, 0.1]}",
        DrawYield(change_id="a", factor=Distribution(shape=Shape.NORMAL, parameters=(1.0, 0.1))),
    ),
    (
        "kind: add_lot, lot_id: L9, product_id: carrot, producer_id: P1, gross_kg: 1.2 t,"
        " ready: 2026-11-24 06:30, best_before: 2026-12-01, price_eur_per_kg: 0.60 EUR/kg",
        AddLot(
            change_id="a",
            lot_id="L9",  # type: ignore[arg-type]
            product_id="carrot",  # type: ignore[arg-type]
            producer_id="P1",  # type: ignore[arg-type]
            gross_kg=1200,
            ready=date(2026, 11, 24),
            ready_min=390,
            best_before=date(2026, 12, 1),
            price_eur_per_kg=0.6,
        ),
    ),
    (
        "kind: delay_lot, by: 2 jours, where: {producers: [P1]}",
        DelayLot(change_id="a", by_min=2880, where=where(producers="P1")),
    ),
    (
        "kind: add_vehicle, vehicle_id: V9, like: V1, payload_kg: 900 kg,"
        ' vehicle_kind: truck, temperatures: [chilled], eur_per_km: "0,42 €/km"',
        AddVehicle(
            change_id="a",
            vehicle_id="V9",  # type: ignore[arg-type]
            like="V1",  # type: ignore[arg-type]
            payload_kg=900,
            vehicle_kind=VehicleKind.TRUCK,
            temperatures=frozenset({Temperature.CHILLED}),
            eur_per_km=0.42,
        ),
    ),
    (
        'kind: driver_hours, between: ["07:30-12:00", "13:00-15:00"], days: [mon],'
        " max_route_min: 6 h",
        DriverHours(
            change_id="a",
            spans=((450, 720), (780, 900)),
            days=frozenset({0}),
            max_route_min=360,
        ),
    ),
    (
        "kind: close_hub, where: {hubs: [H]}, days: [ven]",
        CloseHub(change_id="a", where=where(hubs="H"), days=frozenset({4})),
    ),
    (
        "kind: scale_sorting, by: 0.5, days: [mon-tue]",
        ScaleSorting(change_id="a", by=0.5, days=frozenset({0, 1})),
    ),
    (
        f'kind: slow_roads, by: 2, zone: "{ZONE}", roads: [A7]',
        SlowRoads(change_id="a", by=2, zone=CORNERS, roads=frozenset({"A7"})),
    ),
    ("kind: slow_roads, by: 2, zone: all", SlowRoads(change_id="a", by=2)),
    (
        'kind: close_road, road: D5, stretch: [H, S1], between: "07:00-09:00"',
        CloseRoad(change_id="a", road="D5", stretch=("H", "S1"), start_min=420, end_min=540),
    ),
    (
        f'kind: restrict_zone, zone: "{ZONE}", refused_vehicles: [truck], allowed_vehicles: [T1]',
        RestrictZone(
            change_id="a",
            zone=CORNERS,
            refused=frozenset({"truck"}),
            allowed=frozenset({"T1"}),
        ),
    ),
    (
        "kind: set_policy, values: {allowed_changes: insert_only, freshness_margin_days: 2 days}",
        SetPolicy(
            change_id="a",
            values=PolicyValues(
                allowed_changes=AllowedChanges.INSERT_ONLY, freshness_margin_days=2
            ),
        ),
    ),
    (
        "kind: set_policy, values: {eur_per_changed_day: 20 EUR/arrêt}",
        SetPolicy(change_id="a", values=PolicyValues(eur_per_changed_day=20)),
    ),
    (
        "kind: set_cost, where: {hubs: [H]}, values: {fixed_eur_per_day: 90 EUR/jour,"
        " litres_per_100km: 9.5 l/100km}",
        SetCost(
            change_id="a",
            where=where(hubs="H"),
            values=CostValues(fixed_eur_per_day=90, litres_per_100km=9.5),
        ),
    ),
]


@pytest.mark.parametrize(("text", "change"), WRITTEN, ids=lambda value: str(value)[:40])
def test_a_change_is_read_with_its_units(tmp_path: Path, text: str, change: Change) -> None:
    assert written(tmp_path, text) == change


def test_a_site_is_written_like_a_row_of_its_table(tmp_path: Path) -> None:
    change = written(
        tmp_path,
        "kind: add_site, site_id: S9, label: Neuf, town: Aubagne, lat: 43.29, lon: 5.57,"
        ' windows: "mer 09:00-12:00", needs: {fresh: 30, garden: 10}, unloading_min: 12 min,'
        " max_vehicle_kg: 3.5 t, refused_vehicles: [truck], storage_kg: 300 kg, collected_at: H1",
    )
    assert isinstance(change, AddSite)
    site = change.site
    assert (site.site_id, site.town, site.location) == (
        "S9",
        "Aubagne",
        Location(lat=43.29, lon=5.57),
    )
    assert [(window.day, window.start_min) for window in site.windows] == [(2, 540)]
    assert (site.unloading_min, site.max_vehicle_kg, site.storage_kg) == (12, 3500, 300)
    assert site.refused_vehicles == {"truck"}
    assert site.collected_at == "H1"
    assert change.needs == (("fresh", 30), ("garden", 10))


def test_a_hub_is_written_with_hours_for_every_day_or_by_day(tmp_path: Path) -> None:
    text = (
        "kind: add_hub, hub_id: H9, label: Neuve, town: Aubagne, lat: 43.29, lon: 5.57,"
        ' windows: "mon-fri 06:00-18:00", sorting_kg_per_hour: 90 kg/h, storage_kg: 8 t,'
        " processing_days: 0 days, vehicles: [V1], sorting_hours: "
    )
    by_day = written(tmp_path, text + "mon 20 h; tue-wed 30 h")
    assert isinstance(by_day, AddHub)
    assert by_day.hub.sorting_hours == (20, 30, 30, 0, 0, 0, 0)
    assert (by_day.hub.storage_kg, by_day.hub.processing_days) == (8000, 0)
    assert by_day.vehicle_ids == ("V1",)
    every = written(tmp_path, text + "25 h")
    assert isinstance(every, AddHub)
    assert every.hub.sorting_hours == (25,) * 7


def test_every_kind_of_change_of_the_domain_has_its_model() -> None:
    assert {name: model.makes.kind for name, model in KINDS.items()} == {n: n for n in KINDS}


def test_a_grid_is_read_with_the_units_of_its_keys(tmp_path: Path) -> None:
    sweep = swept(tmp_path, "{grid: {changes.inflow.by: [1, 1.5], changes.late.by: [1 day, 6 h]}}")
    assert isinstance(sweep, GridSweep)
    assert sweep.n_runs == 4
    delays = [setting.values for setting in sweep.axes[1]]
    assert delays == [(), ((("by_min",), 360.0),)]
    assert [setting.text for setting in sweep.axes[1]] == ["1 day", "6 h"]


def test_zip_puts_values_side_by_side(tmp_path: Path) -> None:
    sweep = swept(tmp_path, "{zip: {changes.inflow.by: [1, 2], changes.late.by: [3 h, 6 h]}}")
    assert isinstance(sweep, ListSweep)
    texts = [tuple(setting.text for setting in run) for run in sweep.runs]
    assert texts == [("1", "3 h"), ("2", "6 h")]


def test_a_list_of_runs_may_add_a_key_that_the_change_leaves_out(tmp_path: Path) -> None:
    runs = "[{changes.inflow.where.towns: [Aix]}, {changes.inflow.by: 2, changes.late.by: 2 h}, {}]"
    sweep = swept(tmp_path, f"{{list: {runs}}}")
    assert isinstance(sweep, ListSweep)
    assert [len(run) for run in sweep.runs] == [1, 2, 0]
    assert sweep.runs[0][0].values == ((("where", "towns"), {"Aix"}),)


def test_random_weeks_are_read_with_their_laws(tmp_path: Path) -> None:
    sweep = swept(
        tmp_path,
        "{random: {runs: 60, seed: 3, need: declared, yield: {uniform: [0.8, 1]},"
        " draw: {changes.inflow.by: {normal: [1.2, 0.1]}}}, max_runs: 60}",
    )
    assert isinstance(sweep, RandomSweep)
    assert (sweep.n_runs, sweep.seed, sweep.need, sweep.is_need_declared) == (60, 3, None, True)
    assert sweep.yields == Distribution(shape=Shape.UNIFORM, parameters=(0.8, 1.0))
    assert [(draw.change_id, draw.field) for draw in sweep.draws] == [("inflow", "by")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_key_stands_in_the_documentation(kind: str) -> None:
    text = (Path(__file__).parents[3] / "docs" / "scenario-language.md").read_text("utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith(f"| `{kind}` |")]
    keys = KINDS[kind].model_fields.keys() - {
        "id",
        "kind",
        "because",
        "optional",
        "in_weeks",
        "where",
    }
    assert {key for key in keys if key not in row} == set()
