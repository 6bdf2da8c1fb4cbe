"""Print a comparison, for people or as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from foodplan.cli.figures import GROUPS, ROW_GROUPS, amount, changed_by
from foodplan.cli.report import SITES_LISTED
from foodplan.cli.session import Session
from foodplan.domain.changes import digest
from foodplan.evaluate import ComparedMeasure, Comparison, Difference, SiteChange
from foodplan.texts.catalogue import signed


def show_comparison(
    names: Sequence[str], run_ids: Sequence[str], comparison: Comparison, session: Session
) -> None:
    """Measures side by side, then who gains and who loses against the first."""
    if session.json:
        session.data(_as_data(names, run_ids, comparison, session))
        return
    if len(comparison.weeks) > 1:
        first, last = comparison.weeks[0], comparison.weeks[-1]
        told = session.say("cli-compared-weeks", n=len(comparison.weeks), first=first, last=last)
        session.paragraph(told)
    _show_measures(names, comparison, session)
    for name, difference in zip(names[1:], comparison.differences, strict=True):
        click.echo()
        session.heading(session.say("cli-against", name=name, base=names[0]))
        for line in digest(difference.inputs, session.language):
            session.paragraph(line, indent="      ", first="    ~ ")
        _show_sites("cli-loses", difference.losses, session)
        _show_sites("cli-gains", difference.gains, session)
        _show_stops(difference, session)
    _show_remedies(names, comparison, session)
    session.note("cli-compared", runs=" ".join(run_ids))


def _show_measures(names: Sequence[str], comparison: Comparison, session: Session) -> None:
    rows = {row.code: row for row in comparison.measures}
    lines = {
        group: [(session.say(f"measure-{code}"), _cells(rows[code], session)) for code in codes]
        for group, codes in (GROUPS | (ROW_GROUPS if len(comparison.weeks) > 1 else {})).items()
    }
    empty = [""] * len(names)
    table: list[list[str]] = []
    for group, members in lines.items():
        table.append([session.say(f"cli-group-{group}"), *empty])
        table += [[f"  {name}", *cells] for name, cells in members]
    session.table(["", *names], table, right=range(1, len(names) + 1))


def _cells(row: ComparedMeasure, session: Session) -> list[str]:
    """The base's value; then each other value, its difference and whether that is better."""
    cells = [amount(row.values[0], row.unit, session)]
    for value, gap, better in zip(row.values[1:], row.differences, row.better, strict=True):
        told = amount(value, row.unit, session)
        if gap is not None and better is not None:
            verdict = session.say("cli-better" if better else "cli-worse")
            told += f" ({changed_by(gap, row.unit, session)}, {verdict})"
        elif gap:
            told += f" ({changed_by(gap, row.unit, session)})"
        cells.append(told)
    return cells


def _show_sites(code: str, changes: Sequence[SiteChange], session: Session) -> None:
    """Who and how many baskets, and why."""
    told = "" if changes else f" {session.say('cli-nobody')}"
    session.line(f"  {session.say(code, n=len(changes))}{told}")
    for change in changes[:SITES_LISTED]:
        session.paragraph(_site(change, session), indent=" " * 11, first="  ")
    if len(changes) > SITES_LISTED:
        session.line("    " + session.say("cli-more", n=len(changes) - SITES_LISTED))


def _site(change: SiteChange, session: Session) -> str:
    """Baskets, fill, name and the first reason."""
    fills = [amount(fill, "share", session) for fill in (change.fill_before, change.fill)]
    why = [session.say(one.code, **one.params) for one in change.why[:1]]
    told = " – ".join([f"{change.label}, {change.town}", *why])
    return session.say(
        "cli-site-change",
        gap=f"{signed(change.baskets, session.language):>5}",
        site=change.site_id,
        before=fills[0],
        after=fills[1],
        told=told,
    )


def _show_stops(difference: Difference, session: Session) -> None:
    found = Counter(what for stop in difference.stops for what in stop.what)
    told = [f"{session.say(f'stop-change-{what}')} {n}" for what, n in sorted(found.items())]
    line = session.say("cli-stops-changed", n=len(difference.stops))
    session.line(f"  {line}" + (f" ({', '.join(told)})" if told else ""))


def _show_remedies(names: Sequence[str], comparison: Comparison, session: Session) -> None:
    """What would help each plan, the cheapest first."""
    for name, found in zip(names, comparison.remedies, strict=True):
        if not found:
            continue
        click.echo()
        session.heading(session.say("cli-remedies", name=name))
        for one in found:
            code = "cli-remedy" if one.eur is None else "cli-remedy-eur"
            deed = session.say(one.code, **one.params)
            if len(comparison.weeks) > 1:
                deed = f"{one.week}, {deed}"
            told = session.say(code, deed=deed, baskets=one.baskets, eur=one.eur)
            session.paragraph(told, indent="    ", first="  ")


def _as_data(
    names: Sequence[str], run_ids: Sequence[str], comparison: Comparison, session: Session
) -> dict[str, object]:
    return {
        "names": list(names),
        "plans": list(run_ids),
        "weeks": list(comparison.weeks),
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
            _difference_data(run_id, difference, session)
            for run_id, difference in zip(run_ids[1:], comparison.differences, strict=True)
        ],
        "remedies": [
            {
                "plan": run_id,
                "deed": session.say(one.code, **one.params),
                "week": one.week,
                "place_id": one.place_id,
                "day": one.day,
                "baskets": one.baskets,
                "eur": one.eur,
            }
            for run_id, found in zip(run_ids, comparison.remedies, strict=True)
            for one in found
        ],
    }


def _difference_data(run_id: str, difference: Difference, session: Session) -> dict[str, object]:
    def rows(changes: Sequence[SiteChange]) -> list[dict[str, object]]:
        return [
            {
                "site_id": change.site_id,
                "site": change.label,
                "baskets": change.baskets,
                "baskets_needed": change.needed,
                "baskets_given": change.given,
                "why": [session.say(one.code, **one.params) for one in change.why],
            }
            for change in changes
        ]

    return {
        "plan": run_id,
        "inputs": list(digest(difference.inputs, session.language)),
        "gains": rows(difference.gains),
        "losses": rows(difference.losses),
        "stops": [
            {
                "place_id": stop.place_id,
                "week": stop.week,
                "what": stop.what,
                "before": stop.before,
                "after": stop.after,
            }
            for stop in difference.stops
        ],
    }
