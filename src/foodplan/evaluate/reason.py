"""One answer to 'why?': a code for `texts.say`, its parameters, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foodplan.domain.basics import Label
from foodplan.domain.ids import PlaceId
from foodplan.texts import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a site got less, why a lot is left, or what limits the week."""

    code: str
    about: str
    """Site, lot or hub id; empty where it is about the week."""
    params: Mapping[str, object] = field(default_factory=dict)
    """For `texts.say(code, language, **params)`; names in two languages are `Label`s."""
    place_id: PlaceId | None = None
    """The hub that limits, where one does."""
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Everything a plan can say for itself."""

    sites: tuple[Reason, ...]
    """Why each site with less than its need is low, worst served first; may be several a site."""
    lots: tuple[Reason, ...]
    """Why each lot, or the rest of it, is left; by lot."""
    limits: tuple[Reason, ...]
    """What limits the week: up to three calls that are missed, then one to three limits."""

    def of_site(self, site_id: str) -> tuple[Reason, ...]:
        """The reasons of one site."""
        return tuple(reason for reason in self.sites if reason.about == site_id)

    def of_lot(self, lot_id: str) -> tuple[Reason, ...]:
        """The reasons of one lot."""
        return tuple(reason for reason in self.lots if reason.about == lot_id)


def day_label(day: int) -> Label:
    """Name of a day of the week in both languages."""
    code = f"day-{day}"
    return Label(fr=say(code, "fr"), en=say(code, "en"))
