"""Print what a plan or a comparison says, for people or as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from foodplan.cli.session import Session
from foodplan.evaluate import Comparison, Difference, Reason, SiteChange
from foodplan.planning import KeptPlan
from foodplan.texts import number, say

UNSERVED = 4
"""Exit code: planned, but a site that could be served gets nothing."""
_SHOWN = (
    "baskets_needed",
    "baskets_given",
    "n_sites_served",
    "min_fill_share",
    "gini",
    "given_kg",
    "left_kg",
    "n_routes",
    "km",
    "eur",
    "eur_per_basket",
    "kg_co2e_per_basket",
)
_SITES_LISTED = 8


def show_plan(kept: KeptPlan, session: Session) -> None:
    """The measures a coordinator asks first, then what limits the week and who is low."""
    if session.json:
        session.data(
            {
                "plan": kept.run.run_id,
                "measures": {row.code: row.value for row in kept.measures.table()},
                "limits": [sentence(reason, session) for reason in kept.reasons.limits],
                "low_sites": [sentence(reason, session) for reason in kept.reasons.sites],
            }
        )
        return
    rows = [row for row in kept.measures.table() if row.code in _SHOWN]
    for row in rows:
        name = say(f"measure-{row.code}", session.language)
        print(f"{name:<32}{amount(row.value, row.unit, session):>16}")
    for reason in (*kept.reasons.limits, *kept.reasons.sites[:_SITES_LISTED]):
        print(sentence(reason, session))
    session.note("cli-kept", run=kept.run.run_id)


def unserved_exit_code(kept: KeptPlan, session: Session) -> int:
    """4 and a line where a site that could be served gets nothing, else 0."""
    empty = [share for share in kept.shares if share.needed > 0 and share.given == 0]
    if not empty:
        return 0
    names = ", ".join(share.site_id for share in empty[:_SITES_LISTED])
    session.note("cli-not-served", n=len(empty), sites=names)
    return UNSERVED


def show_comparison(names: Sequence[str], comparison: Comparison, session: Session) -> None:
    """Measures side by side, then who gains and who loses against the first."""
    if session.json:
        session.data(_as_data(names, comparison))
        return
    rows = [
        [
            say(f"measure-{row.code}", session.language),
            *(amount(value, row.unit, session) for value in row.values),
            *(_mark(better) for better in row.better),
        ]
        for row in comparison.measures
    ]
    session.table([say("cli-measure", session.language), *names, *["±"] * (len(names) - 1)], rows)
    for name, difference in zip(names[1:], comparison.differences, strict=True):
        print(f"\n{name}")
        _show_sites("cli-gains", difference.gains, session)
        _show_sites("cli-loses", difference.losses, session)


def sentence(reason: Reason, session: Session) -> str:
    """A reason in the language of the call."""
    return say(reason.code, session.language, **reason.params)


def amount(value: float | None, unit: str, session: Session) -> str:
    """A measure with its unit; a dash where it does not exist."""
    if value is None:
        return "–"
    if unit == "share":
        return number(value * 100, session.language, decimals=1) + " %"
    signs = {"eur": " €", "kg": " kg", "km": " km", "hour": " h", "min": " min", "litre": " l"}
    decimals = 3 if unit == "index" else 2 if abs(value) < 10 and value != int(value) else 0
    return number(value, session.language, decimals=decimals) + signs.get(unit, "")


def _show_sites(code: str, changes: Sequence[SiteChange], session: Session) -> None:
    told = ", ".join(f"{change.label} {change.baskets:+d}" for change in changes[:_SITES_LISTED])
    more = f" … (+{len(changes) - _SITES_LISTED})" if len(changes) > _SITES_LISTED else ""
    print(f"  {say(code, session.language)}: {told or say('cli-nobody', session.language)}{more}")


def _mark(better: bool | None) -> str:
    return "" if better is None else "+" if better else "−"


def _as_data(names: Sequence[str], comparison: Comparison) -> dict[str, object]:
    return {
        "plans": list(names),
        "measures": [
            {
                "code": row.code,
                "unit": row.unit,
                "values": row.values,
                "differences": row.differences,
            }
            for row in comparison.measures
        ],
        "against_the_first": [
            _difference_data(name, difference)
            for name, difference in zip(names[1:], comparison.differences, strict=True)
        ],
    }


def _difference_data(name: str, difference: Difference) -> dict[str, object]:
    def rows(changes: Sequence[SiteChange]) -> list[dict[str, object]]:
        return [
            {"site_id": change.site_id, "site": change.label, "baskets": change.baskets}
            for change in changes
        ]

    return {
        "plan": name,
        "gains": rows(difference.gains),
        "losses": rows(difference.losses),
        "stops_changed": len(difference.stops),
    }
