from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import a_hub, a_lot, a_problem, a_producer, a_site, a_vehicle, near

from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation import basins
from foodplan.optimise.allocation.allocate import allocate
from foodplan.optimise.allocation.answer import Allocated
from foodplan.optimise.allocation.basins import basins_of
from foodplan.optimise.allocation.possible import open_deliveries, possible_week


def a_country(*, kg: tuple[float, ...], **changes: object) -> Problem:
    """Hubs every 100 km, each with a van, a site that needs 10 baskets and a farm of so much."""
    n = range(len(kg))
    values: dict[str, object] = {
        "hubs": tuple(a_hub(f"H{i}", location=near(east_km=100 * i)) for i in n),
        "vehicles": tuple(a_vehicle(f"V{i}", hub_id=HubId(f"H{i}")) for i in n),
        "sites": tuple(a_site(f"S{i}", location=near(east_km=100 * i + 5)) for i in n),
        "needs": {f"S{i}": 10 for i in n},
        "producers": tuple(a_producer(f"P{i}", location=near(east_km=100 * i + 9)) for i in n),
        "lots": tuple(
            a_lot(f"L{i}", producer_id=ProducerId(f"P{i}"), gross_kg=amount)
            for i, amount in enumerate(kg)
            if amount
        ),
    }
    return a_problem(**(values | changes))  # type: ignore[arg-type]


def shared(problem: Problem) -> Allocated:
    own = [
        one
        for one in open_deliveries(problem)
        if one.day == 4 and one.hub_id[1:] == one.site_id[1:]
    ]
    return allocate(problem, own)


def test_a_few_hubs_are_one_basin() -> None:
    problem = a_country(kg=(50.0,) * basins.TOGETHER)
    (basin,) = basins_of(problem, ())
    assert basin.problem is problem


def test_every_hub_site_lot_and_vehicle_is_in_one_basin() -> None:
    problem = a_country(kg=(50.0,) * 10)
    found = [basin.problem for basin in basins_of(problem, ())]
    assert [len(one.hubs) for one in found] == [2, 3, 2, 3]
    for name in ("hubs", "sites", "lots", "vehicles", "needs", "producers"):
        rows = [row for one in found for row in getattr(one, name)]
        assert len(rows) == 10
        assert {*rows} == {*getattr(problem, name)}


def test_neighbours_help_a_basin_without_food() -> None:
    # Hubs 0 and 1 are a basin without food of its own. Hubs 2, 3, 4 beside it have 200 kg each for
    # needs of 100 kg each: a farm of theirs gives to both.
    problem = a_country(kg=(0.0, 0.0, *(200.0,) * 8))
    given = shared(problem).given
    assert {row.site_id for row in given} == {site.site_id for site in problem.sites}
    assert sum(row.baskets for row in given) == 100


def test_a_site_with_deliveries_from_two_basins_joins_them() -> None:
    problem = a_country(kg=(50.0,) * 10)
    every = open_deliveries(problem)
    both = [one for one in every if one.site_id == "S0" and one.hub_id in ("H0", "H9")]
    sizes = sorted(len(basin.problem.hubs) for basin in basins_of(problem, both))
    assert sizes == [2, 3, 5]


def test_basins_that_share_nothing_are_planned_as_if_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Each farm may go to its own hub only, so nothing is lost by dividing. θ* = 0.3 is that of the
    # poorest; every other site gets what its own farm has.
    links = tuple(
        Link(
            kind=LinkKind.PRODUCER_HUB,
            first_id=f"P{i}",
            second_id=f"H{i}",
            rule=LinkRule.REQUIRED,
        )
        for i in range(10)
    )
    kg = tuple(30.0 + 10 * i for i in range(10))
    problem = a_country(kg=kg, links=links)
    apart = shared(problem)
    possible = possible_week(problem).bounds(apart.given)
    monkeypatch.setattr(basins, "TOGETHER", 10)
    whole = shared(problem)
    assert apart.given == whole.given
    assert apart.collections == whole.collections
    assert apart.fill == pytest.approx(whole.fill)
    for one, other in zip(apart.bounds, whole.bounds, strict=True):
        assert (one.stage, one.value) == (other.stage, other.value)
        assert one.bound == pytest.approx(other.bound)
        assert (one.proven, other.proven) == (False, True)
    # Before sites have days, hubs 0 and 1 serve each other's sites: 70 kg for 200.
    assert [bound.bound for bound in possible] == pytest.approx([0.35, 72.0])


def test_a_farm_that_drives_to_a_hub_belongs_to_its_basin() -> None:
    problem = a_country(kg=(50.0,) * 10)
    far = replace(problem.producers[0], brings_to_hub=HubId("H9"))
    problem = replace(problem, producers=(far, *problem.producers[1:]))
    (basin,) = (b.problem for b in basins_of(problem, ()) if HubId("H9") in b.problem.hub)
    assert {"L0", "L9"} <= {*basin.lot}
    assert SiteId("S0") not in basin.site
