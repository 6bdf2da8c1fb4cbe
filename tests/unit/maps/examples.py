"""Plans to draw: one by hand with wicked names, and one as large as the reference week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.builders import HUB, a_need, a_problem, a_site, a_vehicle
from tests.plans import hand_plan, hand_problem

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Label, Location, VehicleKind
from foodplan.domain.ids import BasketId, LotId, SiteId, VehicleId
from foodplan.domain.plan import Drop, Gift, Handout, Plan, Route, Stop, Trip
from foodplan.domain.policy import RoadSettings
from foodplan.domain.problem import Problem
from foodplan.maps import render_map
from foodplan.roads import read_backdrop, route_lines
from foodplan.texts import Language

REGIONS = Path(__file__).resolve().parents[3] / "data"
WICKED = (
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "'\"`\u2028-->",
)
SQUARE = (
    Location(lat=43.2, lon=5.1),
    Location(lat=43.2, lon=5.2),
    Location(lat=43.3, lon=5.2),
    Location(lat=43.2, lon=5.1),
)

Lines = Mapping[tuple[str, str, VehicleKind], Sequence[Location]]


def straight_lines(problem: Problem) -> Lines:
    """A straight line for every pair and kind."""
    places = problem.locations
    return {
        (a, b, kind): (places[a], places[b]) for a in places for b in places for kind in VehicleKind
    }


def a_backdrop(**changes: object) -> Backdrop:
    """A bit of water, a road, a town."""
    values: dict[str, object] = {
        "water": (SQUARE,),
        "roads": (("A7", "motorway", SQUARE[:2]),),
        "towns": (("Marseille", 870_000, Location(lat=43.3, lon=5.37)),),
        "source": "IGN",
    }
    return Backdrop(**(values | changes))  # type: ignore[arg-type]


def hand_map(
    problem: Problem | None = None,
    *,
    language: Language = "en",
    tile_url: str | None = None,
    backdrop: Backdrop | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
    plan: Plan | None = None,
) -> str:
    """The page of the plan made by hand."""
    problem = problem or hand_problem()
    return render_map(
        plan or hand_plan(),
        problem,
        lines=straight_lines(problem),
        backdrop=backdrop or a_backdrop(),
        language=language,
        tile_url=tile_url,
        notes=notes,
    )


def without_vehicles() -> Plan:
    """The plan made by hand; A also collects at the hub on Wednesday, P1 brings B apples."""
    drop = Drop(basket_id=BasketId("basket"), n_baskets=4)
    handout = Handout(site_id=SiteId("A"), hub_id=HUB, day=2, from_min=540.0, drops=(drop,))
    gift = Gift(lot_id=LotId("L2"), site_id=SiteId("B"), day=3, crates=3, gross_kg=30.0)
    return replace(hand_plan(), handouts=(handout,), gifts=(gift,))


def wicked_problem(text: str) -> Problem:
    """The problem made by hand with one text wherever people can write."""
    problem = hand_problem()
    return replace(
        problem,
        label=Label(fr=text, en=text),
        products=tuple(replace(one, label=Label(fr=text, en=text)) for one in problem.products),
        producers=tuple(replace(one, label=text, town=text) for one in problem.producers),
        hubs=tuple(replace(one, label=text, town=text) for one in problem.hubs),
        sites=tuple(replace(one, label=text, town=text, district=text) for one in problem.sites),
        vehicles=tuple(replace(one, label=text) for one in problem.vehicles),
    )


def wicked_backdrop(text: str) -> Backdrop:
    """The same for what lies under the plan."""
    town = (text, 870_000, Location(lat=43.3, lon=5.37))
    return a_backdrop(roads=((text, "motorway", SQUARE[:2]),), towns=(town,), source=text)


@cache
def large_map() -> str:
    """180 sites, 60 routes of six stops on the real network: every site is called at twice."""
    places = {f"S{i:03d}": _spread(i) for i in range(180)}
    vehicles = tuple(a_vehicle(f"V{i:02d}", label=f"Fourgon {i + 1}") for i in range(12))
    problem = replace(
        a_problem(
            {},
            sites=tuple(
                a_site(site_id, label=f"Centre social {site_id}", location=location)
                for site_id, location in places.items()
            ),
            vehicles=vehicles,
            roads=RoadSettings(region="region-amp"),
        ),
        needs=tuple(a_need(site_id, 43) for site_id in places),
    )
    # Nearly full, half full and nothing at all: all kinds of fill rate.
    given = {site_id: (21, 10, 20, 21)[i % 4] for i, site_id in enumerate(places)}
    given |= {"S000": 0, "S090": 0}
    routes = tuple(_route(n, list(places), given) for n in range(60))
    plan = Plan(collections=(), recipes=(), routes=routes)
    legs = [(a, b, VehicleKind.VAN) for route in routes for a, b in _legs(route)]
    return render_map(
        plan,
        problem,
        lines=route_lines(problem, legs, regions=REGIONS),
        backdrop=read_backdrop(REGIONS / "region-amp"),
        language="fr",
    )


def _spread(i: int) -> Location:
    """Places over the metropolis, two thirds of them in Marseille."""
    column, row = i % 12, i // 12
    if i % 3:
        return Location(lat=43.27 + 0.008 * row, lon=5.36 + 0.008 * column)
    return Location(lat=43.42 + 0.015 * row, lon=4.98 + 0.045 * column)


def _route(n: int, site_ids: list[str], given: dict[str, int]) -> Route:
    chosen = [site_ids[(6 * n + i) % len(site_ids)] for i in range(6)]
    halves = (chosen[:3], chosen[3:])
    return Route(
        vehicle_id=VehicleId(f"V{n % 12:02d}"),
        day=n // 12,
        trips=tuple(_trip(480 + 240 * i, half, given) for i, half in enumerate(halves)),
    )


def _trip(start_min: float, site_ids: list[str], given: dict[str, int]) -> Trip:
    stops = tuple(
        Stop(
            place_id=SiteId(site_id),
            km=10.0,
            drive_min=20.0,
            arrive_min=start_min + 40 * i,
            start_min=start_min + 40 * i,
            leave_min=start_min + 40 * i + 15,
            drops=(Drop(basket_id=BasketId("basket"), n_baskets=given[site_id]),)
            if given[site_id]
            else (),
        )
        for i, site_id in enumerate(site_ids, start=1)
    )
    return Trip(
        load_min=start_min,
        leave_min=start_min + 20,
        stops=stops,
        home_km=10.0,
        home_drive_min=20.0,
        return_min=start_min + 200,
    )


def _legs(route: Route) -> list[tuple[str, str]]:
    return [
        leg
        for trip in route.trips
        for leg in pairwise(("H", *(stop.place_id for stop in trip.stops), "H"))
    ]
