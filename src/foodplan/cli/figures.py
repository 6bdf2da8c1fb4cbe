"""Measures in groups, as people read them."""

from __future__ import annotations

from foodplan.cli.session import Session
from foodplan.evaluate.measure_weeks import WEEKS_KINDS
from foodplan.texts import number
from foodplan.texts.catalogue import signed

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

_WITH_SIGN = ("eur", "kg", "km", "hour", "min", "litre")
_NO_VALUE = "–"
_SMALL = 10
"""Below it two decimals are shown."""


def amount(value: float | None, unit: str, session: Session) -> str:
    """A measure with its unit; a dash where it does not exist."""
    if value is None:
        return _NO_VALUE
    shown, decimals = _shown(value, unit)
    told = number(shown, session.language, decimals=decimals)
    return session.say("per-cent", n=told) if unit == "share" else _with_sign(told, unit, session)


def changed_by(value: float, unit: str, session: Session) -> str:
    """A difference with its sign and unit; shares differ by points."""
    shown, decimals = _shown(value, unit)
    told = signed(shown, session.language, decimals=decimals)
    return session.say("points", n=told) if unit == "share" else _with_sign(told, unit, session)


def _shown(value: float, unit: str) -> tuple[float, int]:
    """The number and how many of its decimals."""
    shown = value * 100 if unit == "share" else value
    decimals = 3 if unit == "index" else 1 if unit == "share" else 0
    if decimals == 0 and abs(shown) < _SMALL and shown != int(shown):
        decimals = 2
    return shown, decimals


def _with_sign(told: str, unit: str, session: Session) -> str:
    return f"{told}\u00a0{session.say(f'sign-{unit}')}" if unit in _WITH_SIGN else told
