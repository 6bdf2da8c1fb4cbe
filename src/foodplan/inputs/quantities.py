"""Quantities with their unit, as scenarios write them: `20 min`, `1.5 h`, `2 days`, `1.2 t`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from foodplan.domain.names import closest
from foodplan.inputs.wrong import Wrong, shown
from foodplan.units import KG_PER_TONNE, MINUTES_PER_DAY, MINUTES_PER_HOUR

MINUTES: Mapping[str, float] = {"min": 1, "h": MINUTES_PER_HOUR}
KILOGRAMS: Mapping[str, float] = {"kg": 1, "t": KG_PER_TONNE}
DAYS: Mapping[str, float] = dict.fromkeys(("day", "days", "jour", "jours"), 1)
WEEKS: Mapping[str, float] = dict.fromkeys(("week", "weeks", "semaine", "semaines"), 1)
HOURS: Mapping[str, float] = {"h": 1}
DELAYS: Mapping[str, float] = {**dict.fromkeys(("days", *DAYS), MINUTES_PER_DAY), **MINUTES}
"""Days, hours or minutes, in minutes."""
KG_PER_HOUR: Mapping[str, float] = {"kg/h": 1}
KG_PER_LITRE: Mapping[str, float] = {"kg/l": 1}
LITRES_PER_100KM: Mapping[str, float] = {"l/100km": 1}
EUR_PER_KM: Mapping[str, float] = dict.fromkeys(("EUR/km", "€/km"), 1)
EUR_PER_KG: Mapping[str, float] = dict.fromkeys(("EUR/kg", "€/kg"), 1)
EUR_PER_HOUR: Mapping[str, float] = dict.fromkeys(("EUR/h", "€/h"), 1)
EUR_PER_STOP: Mapping[str, float] = dict.fromkeys(("EUR/stop", "EUR/arrêt", "€/arrêt", "€/stop"), 1)
EUR_PER_DAY: Mapping[str, float] = dict.fromkeys(("EUR/day", "EUR/jour", "€/jour", "€/day"), 1)
EUR_PER_WEEK: Mapping[str, float] = dict.fromkeys(
    ("EUR/week", "EUR/semaine", "€/semaine", "€/week"), 1
)

_QUANTITY = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(\S*)")


def quantity(value: object, units: Mapping[str, float]) -> float:
    """The amount in the first of the units; a bare number is refused."""
    first = next(iter(units))
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Wrong("quantity-no-unit", example=f"{value} {first}")
    match = _QUANTITY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Wrong("quantity-not-read", text=shown(value), example=f"20 {first}")
    amount, unit = match[1], match[2]
    if not unit:
        raise Wrong("quantity-no-unit", example=f"{amount} {first}")
    if unit not in units:
        near = closest(unit, units)
        code = "quantity-unit-near" if near else "quantity-unit"
        raise Wrong(code, unit=shown(unit), units=", ".join(units), near=near)
    return float(amount.replace(",", ".")) * units[unit]


def whole_quantity(value: object, units: Mapping[str, float]) -> int:
    """A quantity that counts whole days or weeks."""
    amount = quantity(value, units)
    if amount != int(amount):
        raise Wrong("quantity-fraction", text=shown(value), unit=next(iter(units)))
    return int(amount)
