"""Public allocation instances beside the checkout, with reference answers worked out apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from foodplan.optimise.allocation.arcs import leximin_over_arcs

INSTANCES = Path(__file__).resolve().parents[3] / "shared" / "instances"


def folder(name: str) -> Path:
    """The instance, or a skip that says where it was looked for."""
    found = INSTANCES / name
    if not found.is_dir():
        pytest.skip(f"public instance {name} is not in ../shared/instances")
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_houston_food_bank_reaches_the_reference_fill_of_every_zone() -> None:
    here = folder("houston-foodbank")
    reference = json.loads((here / "LEXIMIN_REFERENCE.json").read_text(encoding="utf-8"))
    miles = np.loadtxt(here / "dist_pod_zone_mi.csv", delimiter=",")
    point, zone = np.nonzero(miles <= reference["radius_mi"])
    demand = np.array([float(row["population"]) * 0.25 * 13.39 for row in rows(here / "zones.csv")])
    shares = leximin_over_arcs(
        point=point,
        zone=zone,
        capacity=[float(row["capacity_lb_per_day"]) for row in rows(here / "pods.csv")],
        demand=demand,
        supply=reference["supply_lb_per_day"],
    )
    fills = rows(here / "LEXIMIN_REFERENCE.csv")
    expected = np.array([float(row["leximin_fill_rate"]) for row in fills])
    assert shares.fill == pytest.approx(expected, abs=1e-3)
    assert (shares.fill * demand).sum() == pytest.approx(reference["leximin_total"], rel=1e-6)
    assert shares.min_fill == pytest.approx(reference["min_fill_reachable"], abs=1e-6)


@pytest.mark.parametrize("case", range(6))
def test_the_mobile_pantry_is_shared_as_water_filling_does(case: int) -> None:
    here = folder("fbst-mobile-pantry")
    expected = rows(here / "ALLOCATION_REFERENCE.csv")[case]
    demand = np.array(
        [
            float(row["Average Demand per Visit"])
            for row in rows(here / "MFP.csv")
            if row["Average Demand per Visit"]
        ]
    )
    shares = leximin_over_arcs(
        point=np.zeros(len(demand), dtype=np.int64),
        zone=np.arange(len(demand)),
        capacity=[float(expected["supply"])],
        demand=demand,
        site_cap=float(expected["site_cap"] or "inf"),
    )
    assert (shares.fill * demand).sum() == pytest.approx(float(expected["allocated"]), abs=1e-2)
    assert shares.fill.min() == pytest.approx(float(expected["min_fill"]), abs=1e-6)
    assert shares.fill.max() == pytest.approx(float(expected["max_fill"]), abs=1e-6)
