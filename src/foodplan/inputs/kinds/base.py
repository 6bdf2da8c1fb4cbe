"""What every change has, and what `where` may select."""

from __future__ import annotations

from typing import ClassVar

from foodplan.domain.scenario import Change, Where
from foodplan.inputs.checked import Strict
from foodplan.inputs.kinds.values import DistributionModel, Names, Weeks
from foodplan.inputs.week import Name


class WhereModel(Strict):
    """Selects things: every key that is given must match."""

    def to_domain(self) -> Where:
        """As the domain keeps it."""
        given = self.model_dump(exclude_none=True)
        return Where(**{selector: frozenset(names) for selector, names in given.items()})


class WhereSites(WhereModel):
    """Selects sites by town, district or id."""

    towns: Names | None = None
    districts: Names | None = None
    sites: Names | None = None


class WhereLots(WhereModel):
    """Selects lots by their producer's town, producer, hub (opening stock), product or id."""

    towns: Names | None = None
    producers: Names | None = None
    hubs: Names | None = None
    products: Names | None = None
    lots: Names | None = None


class WhereProducers(WhereModel):
    """Selects producers by town or id."""

    towns: Names | None = None
    producers: Names | None = None


class WhereHubs(WhereModel):
    """Selects hubs by town or id."""

    towns: Names | None = None
    hubs: Names | None = None


class WhereVehicles(WhereModel):
    """Selects vehicles by home hub or id."""

    hubs: Names | None = None
    vehicles: Names | None = None


class ChangeModel(Strict):
    """What every change has."""

    makes: ClassVar[type[Change]]
    """The change of the domain that it becomes."""
    id: Name
    because: str = ""
    optional: bool = False
    in_weeks: Weeks = frozenset()

    def to_domain(self) -> Change:
        """As the domain keeps it; InvalidValue if its parts do not fit together."""
        shared = {
            "change_id": self.id,
            "because": self.because,
            "optional": self.optional,
            "in_weeks": self.in_weeks,
        }
        return self.makes(**shared, **self.own_values())  # type: ignore[arg-type]

    def own_values(self) -> dict[str, object]:
        """Values of the kind's own keys; here they are named as the domain names them."""
        shared = {"id", "kind", "because", "optional", "in_weeks"}
        names = [name for name in type(self).model_fields if name not in shared]
        return {name: _plain(getattr(self, name)) for name in names}


def _plain(value: object) -> object:
    return value.to_domain() if isinstance(value, WhereModel | DistributionModel) else value
