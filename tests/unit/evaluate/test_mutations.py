"""Any single meaningful change of the valid plan is caught."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.plans import (
    BASKET,
    hand_plan,
    hand_problem,
    hand_travel,
    with_route,
    with_stop,
    with_trip,
)

from foodplan.domain.plan import Drop, Part, Plan
from foodplan.evaluate import check

PLAN, PROBLEM, TRAVEL = hand_plan(), hand_problem(), hand_travel()
MINUTES = st.floats(min_value=0.1, max_value=2000)
ANYWHERE = st.sampled_from([(0, 0), (0, 1), (1, 0)])


def is_caught(plan: Plan) -> bool:
    return check(plan, PROBLEM, TRAVEL) != ()


@given(place=ANYWHERE, earlier_min=MINUTES)
def test_arriving_before_one_can_is_caught(place: tuple[int, int], earlier_min: float) -> None:
    stop = PLAN.routes[place[0]].trips[0].stops[place[1]]
    assert is_caught(with_stop(PLAN, *place, arrive_min=stop.arrive_min - earlier_min))


@given(place=ANYWHERE, shorter_min=MINUTES)
def test_leaving_before_unloading_is_done_is_caught(
    place: tuple[int, int], shorter_min: float
) -> None:
    stop = PLAN.routes[place[0]].trips[0].stops[place[1]]
    assert is_caught(with_stop(PLAN, *place, leave_min=stop.leave_min - shorter_min))


@given(place=ANYWHERE, field=st.sampled_from(["km", "drive_min"]), factor=st.floats(0, 0.99))
def test_a_leg_made_shorter_is_caught(place: tuple[int, int], field: str, factor: float) -> None:
    stop = PLAN.routes[place[0]].trips[0].stops[place[1]]
    assert is_caught(with_stop(PLAN, *place, **{field: getattr(stop, field) * factor}))


@given(route=st.sampled_from([0, 1]), earlier_min=MINUTES)
def test_being_home_too_early_is_caught(route: int, earlier_min: float) -> None:
    trip = PLAN.routes[route].trips[0]
    assert is_caught(with_trip(PLAN, route, return_min=trip.return_min - earlier_min))


@given(route=st.sampled_from([0, 1]), later_min=MINUTES)
def test_loading_less_than_the_turnaround_is_caught(route: int, later_min: float) -> None:
    trip = PLAN.routes[route].trips[0]
    assert is_caught(with_trip(PLAN, route, load_min=trip.load_min + later_min))


@given(place=st.sampled_from([(0, 0), (1, 0)]), extra=st.integers(1, 10_000))
def test_more_baskets_than_were_packed_are_caught(place: tuple[int, int], extra: int) -> None:
    drop = PLAN.routes[place[0]].trips[0].stops[place[1]].drops[0]
    drops = (Drop(basket_id=BASKET, n_baskets=drop.n_baskets + extra),)
    assert is_caught(with_stop(PLAN, *place, drops=drops))


@given(number=st.sampled_from([0, 1]), extra_kg=st.floats(0.1, 5000) | st.floats(-40, -0.1))
def test_a_recipe_of_another_weight_is_caught(number: int, extra_kg: float) -> None:
    recipes = list(PLAN.recipes)
    first, *rest = recipes[number].parts
    parts = (Part(lot_id=first.lot_id, net_kg=first.net_kg + extra_kg), *rest)
    recipes[number] = replace(recipes[number], parts=parts)
    assert is_caught(replace(PLAN, recipes=tuple(recipes)))


@given(number=st.sampled_from([0, 1]), extra=st.integers(-5, 50).filter(bool))
def test_another_number_of_baskets_in_a_recipe_is_caught(number: int, extra: int) -> None:
    recipes = list(PLAN.recipes)
    recipes[number] = replace(recipes[number], n_baskets=recipes[number].n_baskets + extra)
    assert is_caught(replace(PLAN, recipes=tuple(recipes)))


@given(gross_kg=st.floats(0, 5000).filter(lambda kg: abs(kg - 100) > 0.1))
def test_another_weight_collected_than_picked_up_is_caught(gross_kg: float) -> None:
    collection = replace(PLAN.collections[0], gross_kg=gross_kg)
    assert is_caught(replace(PLAN, collections=(collection,)))


@given(route=st.sampled_from([0, 1]), day=st.integers(-3, 9))
def test_a_route_on_another_day_is_caught(route: int, day: int) -> None:
    if day != PLAN.routes[route].day:
        assert is_caught(with_route(PLAN, route, day=day))


@given(number=st.sampled_from([0, 1]), day=st.integers(-3, 9))
def test_a_recipe_of_another_day_is_caught(number: int, day: int) -> None:
    recipes = list(PLAN.recipes)
    if day != recipes[number].day:
        recipes[number] = replace(recipes[number], day=day)
        assert is_caught(replace(PLAN, recipes=tuple(recipes)))


@given(earlier_min=st.floats(30.1, 400))
def test_a_trip_before_opening_hours_is_caught(earlier_min: float) -> None:
    trip = PLAN.routes[0].trips[0]
    stop = trip.stops[0]
    moved = replace(
        stop,
        arrive_min=stop.arrive_min - earlier_min,
        start_min=stop.start_min - earlier_min,
    )
    stops = (moved, *trip.stops[1:])
    earlier = with_trip(
        PLAN,
        0,
        load_min=trip.load_min - earlier_min,
        leave_min=trip.leave_min - earlier_min,
        stops=stops,
    )
    assert {"stop_window", "shift"} <= {row.rule for row in check(earlier, PROBLEM, TRAVEL)}
