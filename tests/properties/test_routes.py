"""What holds for any task: routes pass the timetable, and every visit is served once or open."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing_tasks import a_task

from foodplan.domain.policy import Rules
from foodplan.optimise.routing.draft import Draft
from foodplan.optimise.routing.ortools_engine import ortools_routes
from foodplan.optimise.routing.schedule import schedule
from foodplan.optimise.routing.task import RoutingTask, SearchLimits

PLACES = st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=3, max_size=7)
VISIT = st.fixed_dictionaries(
    {
        "kg": st.sampled_from([50, 300, 700, 1200]),
        "pickup": st.booleans(),
        "service_min": st.integers(0, 90),
        "windows": st.sampled_from(
            [[[(0, 1440)]], [[(480, 560)]], [[(540, 600), (780, 840)]], [[(900, 960)]], [[]]]
        ),
        "release_min": st.sampled_from([0, 0, 0, 620]),
        "first_only": st.booleans(),
    }
)
VEHICLE = st.fixed_dictionaries(
    {
        "kg": st.sampled_from([400, 1000, 3000]),
        "end_min": st.sampled_from([720, 960, 1080]),
        "max_trips": st.integers(1, 3),
        "millicents_per_second": st.sampled_from([0, 600]),
    }
)


@st.composite
def tasks(draw: st.DrawFn) -> RoutingTask:
    places = draw(PLACES)
    minutes = [[float(abs(a - c) + abs(b - d)) for c, d in places] for a, b in places]
    n = len(places) - 1
    return a_task(
        minutes,
        visits=draw(st.lists(VISIT, min_size=n, max_size=n)),
        vehicles=draw(st.lists(VEHICLE, min_size=1, max_size=3)),
        rules=Rules(),
    )


@settings(max_examples=40)
@given(tasks())
def test_every_route_passes_and_every_visit_counts_once(task: RoutingTask) -> None:
    found = ortools_routes(
        task,
        limits=SearchLimits(
            seconds=None,
            work=300,
            seed=1,
            clock=lambda: 0.0,
            stop=lambda: False,
            report=lambda cents, n_open: None,
        ),
    )
    served = [visit for route in found.routes for trip in route.trips for visit in trip]
    assert sorted([*served, *found.unserved]) == list(range(len(task.visits.place)))
    for route in found.routes:
        assert schedule(task, route.vehicle_day, route.trips) is not None


@settings(max_examples=60)
@given(tasks())
def test_times_of_a_route_add_up(task: RoutingTask) -> None:
    draft = Draft(task)
    draft.insert_all(range(len(task.visits.place)))
    for row, timed in draft.schedules.items():
        here = task.vehicles.start_s.item(row)
        for trip in timed.trips:
            assert trip.load_s >= here
            assert trip.leave_s >= trip.load_s + task.vehicles.turnaround_s.item(row)
            here = trip.leave_s
            for stop in trip.stops:
                assert stop.arrive_s == here + stop.drive_s
                assert stop.start_s >= stop.arrive_s
                assert stop.leave_s >= stop.start_s + task.visits.service_s.item(stop.visit)
                spans = task.visits.windows[stop.visit, 0].tolist()
                assert any(opens <= stop.start_s <= closes for opens, closes in spans)
                here = stop.leave_s
            assert trip.return_s == here + trip.home_drive_s
            here = trip.return_s
        assert here <= task.vehicles.end_s.item(row)
        rested = timed.start_s
        for rest in timed.rests:
            if rest.seconds >= 30 * 60:
                assert rest.start_s - rested <= 6 * 3600
                rested = rest.start_s + rest.seconds
        assert timed.end_s - rested <= 6 * 3600
