"""Print the report over several weeks, for people or as JSON."""

from __future__ import annotations

from dataclasses import asdict

import click

from foodplan.cli.figures import amount
from foodplan.cli.report import SITES_LISTED
from foodplan.cli.session import Session
from foodplan.evaluate.horizon import Horizon, WeekLine
from foodplan.planning import KeptWeeks
from foodplan.units import tonnes


def show_weeks(weeks: KeptWeeks, session: Session) -> None:
    """Week by week, then all together, then who got least."""
    if session.json:
        session.data(_as_data(weeks))
        return
    found = weeks.horizon
    if found is None:
        session.note("cli-weeks-none")
        return
    _show_table(found, session)
    click.echo()
    session.paragraph(_together(found, session))
    _show_lowest(found, session)
    n_open = len(weeks.runs) - len(weeks.planned) + weeks.n_later
    if n_open:
        session.note("cli-weeks-open", n=n_open)
    session.note("cli-weeks-plans", runs=" ".join(run.run_id for run in weeks.planned))


def _show_table(found: Horizon, session: Session) -> None:
    heads = [session.say("cli-week"), *(week.week for week in found.weeks)]
    rows = [
        (session.say(f"cli-week-{code}"), *(_cell(code, week, session) for week in found.weeks))
        for code in ("baskets", "fill", "rolling", "given", "kept", "eur", "moved")
    ]
    session.table(heads, rows)


def _cell(code: str, week: WeekLine, session: Session) -> str:
    if code == "baskets":
        return session.say("cli-low-site", given=week.given, needed=week.needed)
    if code == "moved":
        if week.stops_moved is None:
            return "–"
        changed = (week.stops_moved, week.stops_of_other_vehicle, week.stops_reordered)
        return " / ".join(map(str, changed))
    values = {
        "fill": (week.min_fill, "share"),
        "rolling": (week.min_rolling_fill, "share"),
        "given": (week.given_kg, "kg"),
        "kept": (week.kept_kg, "kg"),
        "eur": (week.eur, "eur"),
    }
    value, unit = values[code]
    return amount(value, unit, session)


def _together(found: Horizon, session: Session) -> str:
    return session.say(
        "cli-weeks-together",
        n=len(found.weeks),
        given=found.given,
        needed=found.needed,
        tonnes=tonnes(sum(week.given_kg for week in found.weeks)),
        fill=amount(found.min_fill, "share", session),
        gini=amount(found.gini, "index", session),
    )


def _show_lowest(found: Horizon, session: Session) -> None:
    session.heading(session.say("cli-weeks-lowest"))
    for site in found.sites[:SITES_LISTED]:
        fill = amount(site.fill, "share", session)
        given = " + ".join(map(str, site.given))
        told = session.say("cli-weeks-site", given=given, needed=sum(site.needed))
        session.line(
            f"  {fill:>7}  {told}  {site.label}, {site.town} ({site.site_id})", indent=" " * 11
        )


def _as_data(weeks: KeptWeeks) -> dict[str, object]:
    found = weeks.horizon
    lines = found.weeks if found else ()
    return {
        "plans": [run.run_id for run in weeks.planned],
        "weeks_open": len(weeks.runs) - len(weeks.planned) + weeks.n_later,
        "baskets_needed": found.needed if found else 0,
        "baskets_given": found.given if found else 0,
        "min_fill_share": found.min_fill if found else None,
        "gini": found.gini if found else None,
        "weeks": [asdict(line) for line in lines],
        "sites": [{**asdict(site), "fill_share": site.fill} for site in found.sites]
        if found
        else [],
    }
