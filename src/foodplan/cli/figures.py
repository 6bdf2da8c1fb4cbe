"""Measures in groups, as people read them."""

from __future__ import annotations

from foodplan.cli.session import Session
from foodplan.evaluate.measure_weeks import WEEKS_KINDS
from foodplan.texts import number

GROUPS: dict[str, tuple[str, ...]] = {
    "baskets": ("baskets_needed", "baskets_given", "n_sites", "n_sites_served"),
    "fairness": ("min_fill_share", "p10_fill_share", "mean_fill_share", "gini"),
    "food": (
        "offered_kg",
        "given_kg",
        "left_kg",
        "orders_share",
        "groups_per_basket",
        "sorting_hours",
    ),
    "road": ("n_routes", "n_vehicles", "n_stops", "km", "duty_hours", "load_kg_share"),
    "cost": ("eur", "eur_per_basket", "kg_co2e_per_basket"),
}
"""Codes of the measures shown below each heading `cli-group-<name>`; --json has every measure."""
ROW_GROUPS: dict[str, tuple[str, ...]] = {"weeks": tuple(WEEKS_KINDS)}
"""The same of what there is only between one week and the next."""

_SIGNS = {
    "share": " %",
    "eur": " €",
    "kg": " kg",
    "km": " km",
    "hour": " h",
    "min": " min",
    "litre": " l",
}
_NO_VALUE = "–"
_SMALL = 10
"""Below it two decimals are shown."""


def amount(value: float | None, unit: str, session: Session, *, signed: bool = False) -> str:
    """A measure with its unit; a dash where it does not exist."""
    if value is None:
        return _NO_VALUE
    shown = value * 100 if unit == "share" else value
    decimals = 3 if unit == "index" else 1 if unit == "share" else 0
    if decimals == 0 and abs(shown) < _SMALL and shown != int(shown):
        decimals = 2
    plus = "+" if signed and round(shown, decimals) > 0 else ""
    return plus + number(shown, session.language, decimals=decimals) + _SIGNS.get(unit, "")
