"""Print a comparison, for people or as JSON."""

from __future__ import annotations

from collections.abc import Sequence

import click

from foodplan.cli.figures import GROUPS, amount
from foodplan.cli.report import SITES_LISTED
from foodplan.cli.session import Session
from foodplan.evaluate import ComparedMeasure, Comparison, Difference, SiteChange


def show_comparison(
    names: Sequence[str], run_ids: Sequence[str], comparison: Comparison, session: Session
) -> None:
    """Measures side by side, then who gains and who loses against the first."""
    if session.json:
        session.data(_as_data(names, run_ids, comparison))
        return
    _show_measures(names, comparison, session)
    for name, difference in zip(names[1:], comparison.differences, strict=True):
        click.echo()
        session.heading(session.say("cli-against", name=name, base=names[0]))
        _show_sites("cli-gains", difference.gains, session)
        _show_sites("cli-loses", difference.losses, session)
        click.echo("  " + session.say("cli-stops-changed", n=len(difference.stops)))
    session.note("cli-compared", runs=" ".join(run_ids))


def _show_measures(names: Sequence[str], comparison: Comparison, session: Session) -> None:
    rows = {row.code: row for row in comparison.measures}
    lines = {
        group: [(session.say(f"measure-{code}"), _cells(rows[code], session)) for code in codes]
        for group, codes in GROUPS.items()
    }
    every = [line for group in lines.values() for line in group]
    first = 2 + max(len(name) for name, _ in every)
    columns = zip(*(cells for _, cells in every), strict=True)
    widths = [
        max(len(name), *map(len, column)) for name, column in zip(names, columns, strict=True)
    ]
    heads = [name.rjust(width) for name, width in zip(names, widths, strict=True)]
    session.heading(" " * first + "  " + "  ".join(heads))
    for group, members in lines.items():
        session.heading(session.say(f"cli-group-{group}"))
        for name, cells in members:
            told = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
            click.echo(f"  {name}".ljust(first) + "  " + "  ".join(told))


def _cells(row: ComparedMeasure, session: Session) -> list[str]:
    """The base's value; then each other value, its difference and whether that is better."""
    cells = [amount(row.values[0], row.unit, session)]
    for value, gap, better in zip(row.values[1:], row.differences, row.better, strict=True):
        told = amount(value, row.unit, session)
        if gap is not None and better is not None:
            verdict = session.say("cli-better" if better else "cli-worse")
            told += f" ({amount(gap, row.unit, session, signed=True)}, {verdict})"
        elif gap:
            told += f" ({amount(gap, row.unit, session, signed=True)})"
        cells.append(told)
    return cells


def _show_sites(code: str, changes: Sequence[SiteChange], session: Session) -> None:
    shown = [f"{change.label} {change.baskets:+d}" for change in changes[:SITES_LISTED]]
    if len(changes) > SITES_LISTED:
        shown.append(session.say("cli-more", n=len(changes) - SITES_LISTED))
    told = ", ".join(shown) or session.say("cli-nobody")
    session.paragraph(f"{session.say(code, n=len(changes))} {told}", indent="    ", first="  ")


def _as_data(
    names: Sequence[str], run_ids: Sequence[str], comparison: Comparison
) -> dict[str, object]:
    return {
        "names": list(names),
        "plans": list(run_ids),
        "measures": [
            {
                "code": row.code,
                "unit": row.unit,
                "values": row.values,
                "differences": row.differences,
                "better": row.better,
            }
            for row in comparison.measures
        ],
        "against_the_first": [
            _difference_data(run_id, difference)
            for run_id, difference in zip(run_ids[1:], comparison.differences, strict=True)
        ],
    }


def _difference_data(run_id: str, difference: Difference) -> dict[str, object]:
    def rows(changes: Sequence[SiteChange]) -> list[dict[str, object]]:
        return [
            {"site_id": change.site_id, "site": change.label, "baskets": change.baskets}
            for change in changes
        ]

    return {
        "plan": run_id,
        "gains": rows(difference.gains),
        "losses": rows(difference.losses),
        "stops_changed": len(difference.stops),
    }
