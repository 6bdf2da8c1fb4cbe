"""Stops that people put elsewhere, on weeks small enough to check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import (
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_site,
    a_vehicle,
    all_week,
    near,
    straight_travel,
)

from foodplan.domain.accident import Repaired
from foodplan.domain.adjustment import Insert, Move
from foodplan.domain.finding import Violation
from foodplan.domain.ids import SiteId, VehicleId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits
from foodplan.errors import InvalidInput
from foodplan.evaluate import check
from foodplan.optimise import optimise
from foodplan.optimise.repair import adjust

V1, V2 = VehicleId("V1"), VehicleId("V2")


def planned(problem: Problem) -> Plan:
    ticks = iter(range(10**9))
    return optimise(
        problem,
        straight_travel(problem),
        Limits(work=300),
        clock=lambda: next(ticks) / 1000,
        stop=lambda: False,
        report=lambda _: None,
    )


def adjusted(
    problem: Problem, plan: Plan, wish: Move | Insert
) -> tuple[Repaired, tuple[Violation, ...]]:
    travel = straight_travel(problem)
    answer = adjust(problem, travel, plan, wish)
    return answer, check(answer.plan, problem, travel)


def calls(plan: Plan) -> dict[str, tuple[int, str]]:
    return {
        stop.place_id: (route.day, route.vehicle_id)
        for route in plan.routes
        for stop in route.stops()
    }


def only_on(*days: int) -> tuple[object, ...]:
    return tuple(window for window in all_week() if window.day in days)


def a_line() -> tuple[Problem, Plan]:
    """A at 5 km and B at 10 km on one road, both on Monday with V1; V2 stands by."""
    sites = (
        a_site("A", location=near(east_km=5), windows=only_on(0)),
        a_site("B", location=near(east_km=10), windows=only_on(0)),
    )
    vehicles = (a_vehicle("V1"), a_vehicle("V2", fixed_eur_per_day=500.0))
    problem = a_problem({"A": 10, "B": 10}, sites=sites, vehicles=vehicles)
    plan = planned(problem)
    assert calls(plan) == {"A": (0, "V1"), "B": (0, "V1")}
    wide = tuple(replace(site, windows=all_week()) for site in sites)
    return replace(problem, sites=wide), plan


def a_move(place: str, to: str = "V1", day: int = 0, **where: int | bool | None) -> Move:
    return Move(
        place_id=place,
        day=0,
        vehicle_id=V1,
        to_day=day,
        to_vehicle_id=VehicleId(to),
        **where,  # type: ignore[arg-type]
    )


def test_a_stop_goes_with_another_vehicle_and_nothing_else_changes() -> None:
    # V1 alone: 20 km. A with V2: 10 km more, B still 20 km.
    problem, plan = a_line()

    answer, broken = adjusted(problem, plan, a_move("A", "V2"))

    assert broken == ()
    assert calls(answer.plan) == {"A": (0, "V2"), "B": (0, "V1")}
    assert answer.plan.recipes == plan.recipes
    km = sum(route.km for route in answer.plan.routes)
    assert km - sum(route.km for route in plan.routes) == pytest.approx(10.0, abs=0.05)
    (moved,) = answer.lost
    assert moved.to is not None
    assert (moved.to.km, moved.vehicle_id) == (pytest.approx(10.0, abs=0.05), "V1")


def test_a_stop_changes_its_position_within_its_trip() -> None:
    problem, plan = a_line()
    order = [stop.place_id for stop in plan.routes[0].stops()]
    first = order[0]

    answer, broken = adjusted(problem, plan, a_move(first, trip=1, position=2))

    assert broken == ()
    assert [stop.place_id for stop in answer.plan.routes[0].stops()] == order[::-1]


def test_baskets_wait_at_the_hub_for_a_stop_that_goes_on_a_later_day() -> None:
    problem, plan = a_line()

    answer, broken = adjusted(problem, plan, a_move("A", day=2))

    assert broken == ()
    assert calls(answer.plan) == {"A": (2, "V1"), "B": (0, "V1")}
    assert {(row.day, row.n_baskets) for row in answer.plan.recipes} == {(0, 10), (2, 10)}


def test_a_stop_goes_on_an_earlier_day_with_food_that_stands_there() -> None:
    problem, plan = a_line()
    later, _ = adjusted(problem, plan, a_move("A", day=2))

    back = Move(place_id="A", day=2, vehicle_id=V1, to_day=1, to_vehicle_id=V1)
    answer, broken = adjusted(problem, later.plan, back)

    assert broken == ()
    assert calls(answer.plan)["A"] == (1, "V1")
    assert answer.plan.baskets_given() == {"A": 10, "B": 10}


def test_a_stop_goes_from_another_hub_with_that_hubs_food() -> None:
    problem, plan = a_line()
    problem = replace(
        problem,
        hubs=(*problem.hubs, a_hub("H2", location=near(east_km=12))),
        lots=(*problem.lots, a_lot("L2", hub_id="H2", gross_kg=400.0)),
        vehicles=(*problem.vehicles, a_vehicle("V3", hub_id="H2")),
    )

    answer, broken = adjusted(problem, plan, a_move("B", "V3"))

    assert broken == ()
    assert calls(answer.plan) == {"A": (0, "V1"), "B": (0, "V3")}
    assert answer.plan.baskets_given() == {"A": 10, "B": 10}
    assert {(row.hub_id, row.n_baskets) for row in answer.plan.recipes} == {("H", 10), ("H2", 10)}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"payload_kg": 50.0}, "payload"),
        ({"pallets": 0.1}, "pallets"),
        ({"shifts": all_week(480, 510)}, "shift"),
    ],
)
def test_rules_that_a_move_breaks_are_named_by_the_checker(
    changes: dict[str, object], rule: str
) -> None:
    problem, plan = a_line()
    v1, v2 = problem.vehicles
    problem = replace(problem, vehicles=(v1, replace(v2, **changes)))  # type: ignore[arg-type]

    answer, broken = adjusted(problem, plan, a_move("A", "V2"))

    assert calls(answer.plan)["A"] == (0, "V2")
    assert rule in {one.rule for one in broken}


def test_a_site_that_is_closed_or_refuses_the_vehicle_is_named() -> None:
    problem, plan = a_line()
    a, b = problem.sites
    a = replace(a, windows=only_on(0), refused_vehicles=frozenset({"V2"}))  # type: ignore[arg-type]
    problem = replace(problem, sites=(a, b))

    _, closed = adjusted(problem, plan, a_move("A", day=2))
    _, refused = adjusted(problem, plan, a_move("A", "V2"))

    assert {one.rule for one in closed} == {"stop_window"}
    assert {one.rule for one in refused} == {"site_access"}


def test_others_give_way_where_a_move_would_break_a_rule() -> None:
    # V2 carries 100 kg, so A or B: with A put on it, B goes with V1, and nothing is lost.
    problem, plan = a_line()
    v1, v2 = problem.vehicles
    problem = replace(problem, vehicles=(v1, replace(v2, payload_kg=100.0, max_trips=1)))
    both, _ = adjusted(problem, plan, a_move("B", "V2"))
    assert calls(both.plan) == {"A": (0, "V1"), "B": (0, "V2")}

    _, broken = adjusted(problem, both.plan, a_move("A", "V2"))
    answer, sound = adjusted(problem, both.plan, a_move("A", "V2", others_give_way=True))

    assert "payload" in {one.rule for one in broken}
    assert sound == ()
    assert calls(answer.plan) == {"A": (0, "V2"), "B": (0, "V1")}
    assert answer.plan.baskets_given() == {"A": 10, "B": 10}


def test_a_stop_that_fits_no_way_does_not_go_elsewhere() -> None:
    problem, plan = a_line()
    a, b = problem.sites
    problem = replace(problem, sites=(replace(a, refused_vehicles=frozenset({"V2"})), b))

    with pytest.raises(InvalidInput) as refusal:
        adjusted(problem, plan, a_move("A", "V2", others_give_way=True))

    assert [finding.code for finding in refusal.value.findings] == ["adjust-no-way"]  # type: ignore[attr-defined]


def test_a_stop_does_not_go_before_its_food_is_there() -> None:
    sites = (a_site("A", location=near(east_km=5), windows=only_on(1)),)
    lots = (replace(a_lot("L1", gross_kg=400.0), ready_day=1),)
    problem = a_problem({"A": 10}, sites=sites, lots=lots)
    plan = planned(problem)
    assert calls(plan) == {"A": (1, "V1")}
    wide = replace(problem, sites=(replace(sites[0], windows=all_week()),))

    with pytest.raises(InvalidInput) as refusal:
        adjusted(wide, plan, Move(place_id="A", day=1, vehicle_id=V1, to_day=0, to_vehicle_id=V1))

    assert [finding.code for finding in refusal.value.findings] == ["adjust-no-food"]  # type: ignore[attr-defined]


def test_a_trip_that_does_not_exist_is_refused() -> None:
    problem, plan = a_line()

    with pytest.raises(InvalidInput) as refusal:
        adjusted(problem, plan, a_move("A", trip=3, position=1))

    assert [finding.code for finding in refusal.value.findings] == ["adjust-impossible"]  # type: ignore[attr-defined]


def test_a_pickup_goes_with_another_vehicle_of_its_day() -> None:
    problem = a_problem(
        {"A": 10},
        producers=(a_producer("P1"),),
        lots=(a_lot("L1", hub_id=None, producer_id="P1", gross_kg=200.0),),
        hubs=(a_hub(processing_days=1),),
        vehicles=(a_vehicle("V1"), a_vehicle("V2", fixed_eur_per_day=500.0)),
    )
    plan = planned(problem)
    day, van = calls(plan)["P1"]
    assert van == "V1"

    wish = Move(place_id="P1", day=day, vehicle_id=V1, to_day=day, to_vehicle_id=V2)
    answer, broken = adjusted(problem, plan, wish)

    assert broken == ()
    assert calls(answer.plan)["P1"] == (day, "V2")
    assert answer.plan.collections == plan.collections


def unserved() -> tuple[Problem, Plan]:
    """C could not be served when the plan was made, and can now; there is food for it."""
    problem, _ = a_line()
    with_c = a_problem(
        {"A": 10, "B": 10, "C": 6},
        sites=(*problem.sites, a_site("C", location=near(east_km=7), windows=only_on(0))),
        vehicles=problem.vehicles,
    )
    sites = (*with_c.sites[:2], replace(with_c.sites[2], allowed_vehicles=frozenset({"V9"})))
    narrow = tuple(replace(site, windows=only_on(0)) for site in sites)  # type: ignore[arg-type]
    plan = planned(replace(with_c, sites=narrow))
    assert set(calls(plan)) == {"A", "B"}
    return with_c, plan


def test_an_unserved_site_is_inserted_at_its_best_place_with_what_it_needs() -> None:
    # C lies on the way from A to B: no kilometre more.
    problem, plan = unserved()

    answer, broken = adjusted(problem, plan, Insert(site_id=SiteId("C")))

    assert broken == ()
    assert calls(answer.plan)["C"] == (0, "V1")
    assert answer.plan.baskets_given() == {"A": 10, "B": 10, "C": 6}
    (inserted,) = answer.lost
    assert inserted.places[0].km == pytest.approx(0.0, abs=0.05)
    assert [place.vehicle_id for place in inserted.places] == ["V1", "V2"]


def test_another_of_its_best_places_may_be_chosen() -> None:
    problem, plan = unserved()

    answer, broken = adjusted(problem, plan, Insert(site_id=SiteId("C"), nth=2))

    assert broken == ()
    assert calls(answer.plan)["C"] == (0, "V2")


@pytest.mark.parametrize(
    ("site", "nth", "code"), [("C", 3, "adjust-no-nth"), ("A", 1, "adjust-no-day")]
)
def test_an_insertion_without_a_place_says_why(site: str, nth: int, code: str) -> None:
    problem, plan = unserved()
    a = problem.needs[0]
    problem = replace(problem, needs=(replace(a, baskets=20), *problem.needs[1:]))

    with pytest.raises(InvalidInput) as refusal:
        adjusted(problem, plan, Insert(site_id=SiteId(site), nth=nth))

    assert [finding.code for finding in refusal.value.findings] == [code]  # type: ignore[attr-defined]
