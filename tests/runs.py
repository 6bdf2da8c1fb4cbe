"""A plan with one of everything, for keeping (tests.plans has a valid one), and a run."""

from __future__ import annotations

from datetime import UTC, datetime

from foodplan.domain.basics import Label
from foodplan.domain.ids import (
    BasketId,
    DatasetId,
    HubId,
    LotId,
    ProductId,
    RunId,
    ScenarioId,
    SiteId,
    VehicleId,
)
from foodplan.domain.plan import (
    Bound,
    Collection,
    Drop,
    Gift,
    Handout,
    Limit,
    OrderDrop,
    OrderPacking,
    Part,
    Pause,
    Pick,
    Plan,
    Recipe,
    Route,
    Stop,
    Trip,
)
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.store.codec import input_hash

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_run(run_id: str = "w48-test-1", problem: Problem | None = None, **changes: object) -> Run:
    """A queued run of at most one second."""
    values: dict[str, object] = {
        "run_id": RunId(run_id),
        "scenario_id": ScenarioId("test"),
        "dataset_id": DatasetId("test"),
        "label": Label(fr="essai", en="test"),
        "week": "2026-W48",
        "status": RunStatus.QUEUED,
        "limits": Limits(seconds=1.0),
        "input_hash": "0" * 64 if problem is None else input_hash(problem),
        "versions": (("foodplan", "1"), ("python", "3")),
        "created_at": NOON,
    }
    return Run(**(values | changes))  # type: ignore[arg-type]


def a_plan() -> Plan:
    """One of everything that a plan can hold: two trips of one van, a pick-up, an order."""
    hub, carrots = HubId("H"), LotId("L1")
    first = Stop(
        place_id="A",
        km=5.0,
        drive_min=10.0,
        arrive_min=510.0,
        start_min=515.0,
        leave_min=530.0,
        drops=(Drop(basket_id=BasketId("basket"), n_baskets=6),),
        orders=(OrderDrop(product_id=ProductId("carrot"), kg=12.5),),
    )
    second = Stop(
        place_id="P1",
        km=7.0,
        drive_min=14.0,
        arrive_min=620.0,
        start_min=620.0,
        leave_min=630.0,
        picks=(Pick(lot_id=carrots, crates=4.5, gross_kg=45.0),),
    )
    home = {"home_km": 5.0, "home_drive_min": 10.0}
    trips = (
        Trip(load_min=480.0, leave_min=500.0, stops=(first,), return_min=540.0, **home),
        Trip(load_min=540.0, leave_min=606.0, stops=(second,), return_min=640.0, **home),
    )
    return Plan(
        collections=(
            Collection(lot_id=carrots, hub_id=hub, day=0, crates=7.25, gross_kg=72.5),
            Collection(lot_id=LotId("L2"), hub_id=hub, day=1, crates=1.0, gross_kg=10.0),
        ),
        recipes=(
            Recipe(
                hub_id=hub,
                day=0,
                basket_id=BasketId("basket"),
                n_baskets=6,
                parts=(Part(lot_id=carrots, net_kg=50.0), Part(lot_id=LotId("L2"), net_kg=10.0)),
            ),
        ),
        routes=(
            Route(
                vehicle_id=VehicleId("V1"),
                day=0,
                trips=trips,
                pauses=(Pause(start_min=560.0, minutes=45.0),),
            ),
        ),
        handouts=(
            Handout(
                site_id=SiteId("A"),
                hub_id=hub,
                day=1,
                from_min=540.0,
                drops=(Drop(basket_id=BasketId("basket"), n_baskets=2),),
                orders=(OrderDrop(product_id=ProductId("carrot"), kg=5.0),),
            ),
        ),
        gifts=(Gift(lot_id=LotId("L2"), site_id=SiteId("A"), day=1, crates=2, gross_kg=20.0),),
        order_packings=(
            OrderPacking(
                hub_id=hub,
                day=0,
                site_id=SiteId("A"),
                product_id=ProductId("carrot"),
                lot_id=carrots,
                net_kg=12.5,
            ),
        ),
        limits=(Limit(kind="sorting", place_id="H", day=0, unit="hour", baskets_per_unit=1.5),),
        bounds=(Bound(stage="baskets", value=6.0, bound=10.0, proven=True),),
    )
