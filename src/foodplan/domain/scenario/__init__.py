"""A scenario: a named list of typed changes to a problem, and the values that are swept."""

from __future__ import annotations

from foodplan.domain.scenario.chance import Distribution, Shape
from foodplan.domain.scenario.change import Change, Where
from foodplan.domain.scenario.choices import CostValues, PolicyValues, SetCost, SetPolicy
from foodplan.domain.scenario.fleet import AddVehicle, DriverHours, RestrictZone, VehicleOut
from foodplan.domain.scenario.food import (
    AddLot,
    DelayLot,
    DrawNeed,
    DrawYield,
    RemoveProducer,
    ScaleNeed,
    ScaleSupply,
    SetNeed,
)
from foodplan.domain.scenario.places import AddHub, AddSite, CloseHub, CloseSite, ScaleSorting
from foodplan.domain.scenario.roads import CloseRoad, SlowRoads
from foodplan.domain.scenario.scenario import MOST_WEEKS, Scenario
from foodplan.domain.scenario.sweep import (
    Draw,
    GridSweep,
    ListSweep,
    RandomSweep,
    Setting,
    Sweep,
    Variant,
    settings_between,
)

__all__ = [
    "MOST_WEEKS",
    "AddHub",
    "AddLot",
    "AddSite",
    "AddVehicle",
    "Change",
    "CloseHub",
    "CloseRoad",
    "CloseSite",
    "CostValues",
    "DelayLot",
    "Distribution",
    "Draw",
    "DrawNeed",
    "DrawYield",
    "DriverHours",
    "GridSweep",
    "ListSweep",
    "PolicyValues",
    "RandomSweep",
    "RemoveProducer",
    "RestrictZone",
    "ScaleNeed",
    "ScaleSorting",
    "ScaleSupply",
    "Scenario",
    "SetCost",
    "SetNeed",
    "SetPolicy",
    "Setting",
    "Shape",
    "SlowRoads",
    "Sweep",
    "Variant",
    "VehicleOut",
    "Where",
    "settings_between",
]
