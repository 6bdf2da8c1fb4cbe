"""Each kind of id has its own type, so that a lot cannot stand where a site is meant."""

from __future__ import annotations

from typing import NewType

ProductId = NewType("ProductId", str)
ProducerId = NewType("ProducerId", str)
LotId = NewType("LotId", str)
HubId = NewType("HubId", str)
SiteId = NewType("SiteId", str)
BasketId = NewType("BasketId", str)
VehicleId = NewType("VehicleId", str)
DatasetId = NewType("DatasetId", str)
ScenarioId = NewType("ScenarioId", str)
RunId = NewType("RunId", str)
SweepId = NewType("SweepId", str)
PlaceId = str
"""A producer, hub or site; the three share one name space within a dataset."""
