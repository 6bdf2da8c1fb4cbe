"""`foodplan bound`: how far from the best each day of a kept plan can be."""

from __future__ import annotations

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Span, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.planning import DayBound, gap_of, week_of

_PERCENT = 100


@spoken_command("bound")
@argument("plan", metavar="plan")
@option("--time", type=Span(), default=20.0, metavar="time", help="cli-option-time-bound")
@shared_options
def command(session: Session, plan: str, time: float) -> int:
    """Day by day; a bound that is known already is never replaced by a weaker one."""
    days: list[DayBound] = []
    with planner_of(session) as planner:
        for one in planner.bounds.ask(RunId(plan), seconds=time):
            days.append(one)
            if not session.json:
                click.echo(_told(session.say(f"day-{one.day}"), one.bound, session))
    week = week_of(days)
    if session.json:
        session.data(
            {
                "plan": plan,
                "days": [{"day": one.day, **_figures(one.bound)} for one in days],
                "week": _figures(week),
            }
        )
    elif week is not None:
        click.echo(_told(session.say("bounds-week"), week, session))
        session.note("bounds-means")
    return 0


def _told(day: str, bound: Bound | None, session: Session) -> str:
    if bound is None:
        return session.say("bounds-none", day=day)
    code = "bounds-within" if gap_of(bound) > 0 else "bounds-best"
    return session.say(code, day=day, gap=_PERCENT * gap_of(bound))


def _figures(bound: Bound | None) -> dict[str, float | None]:
    return {
        "eur": bound.value if bound else None,
        "bound_eur": bound.bound if bound else None,
        "gap": gap_of(bound) if bound else None,
    }
