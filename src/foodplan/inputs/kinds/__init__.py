"""Kinds of change as scenario files write them.

A new kind is a model in this package and a line in `KINDS`, its type in `domain/scenario` and how
it works in `domain/changes`; the JSON schema, the findings and their places follow. Keys are named
as the columns of the tables are, and quantities carry their unit.
"""

from __future__ import annotations

from collections.abc import Mapping

from foodplan.inputs.kinds.base import ChangeModel
from foodplan.inputs.kinds.choices import SetCostModel, SetPolicyModel
from foodplan.inputs.kinds.fleet import (
    AddVehicleModel,
    DriverHoursModel,
    RestrictZoneModel,
    VehicleOutModel,
)
from foodplan.inputs.kinds.food import (
    AddLotModel,
    DelayLotModel,
    DrawNeedModel,
    DrawYieldModel,
    RemoveProducerModel,
    ScaleNeedModel,
    ScaleSupplyModel,
    SetNeedModel,
)
from foodplan.inputs.kinds.places import (
    AddHubModel,
    AddSiteModel,
    CloseHubModel,
    CloseSiteModel,
    ScaleSortingModel,
)
from foodplan.inputs.kinds.roads import CloseRoadModel, SlowRoadsModel

__all__ = ["KINDS", "ChangeModel"]

KINDS: Mapping[str, type[ChangeModel]] = {
    "scale_need": ScaleNeedModel,
    "set_need": SetNeedModel,
    "draw_need": DrawNeedModel,
    "add_site": AddSiteModel,
    "close_site": CloseSiteModel,
    "scale_supply": ScaleSupplyModel,
    "draw_yield": DrawYieldModel,
    "remove_producer": RemoveProducerModel,
    "add_lot": AddLotModel,
    "delay_lot": DelayLotModel,
    "vehicle_out": VehicleOutModel,
    "add_vehicle": AddVehicleModel,
    "driver_hours": DriverHoursModel,
    "close_hub": CloseHubModel,
    "add_hub": AddHubModel,
    "scale_sorting": ScaleSortingModel,
    "slow_roads": SlowRoadsModel,
    "close_road": CloseRoadModel,
    "restrict_zone": RestrictZoneModel,
    "set_policy": SetPolicyModel,
    "set_cost": SetCostModel,
}
