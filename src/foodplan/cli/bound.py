"""`foodplan bound`: how far from the best a kept plan can be, by day or over the whole week."""

from __future__ import annotations

from threading import Event

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Span, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId
from foodplan.domain.plan import Bound
from foodplan.domain.week_bound import Nearing
from foodplan.planning import DayBound, closeness, gap_of, rounded_up, week_of
from foodplan.units import SECONDS_PER_MINUTE

_PERCENT = 100
_DAY_S, _WEEK_S = 20.0, 300.0


@spoken_command("bound")
@argument("plan", metavar="plan")
@option("--week", is_flag=True, help="cli-option-week-bound")
@option("--time", type=Span(), metavar="time", help="cli-option-time-bound")
@shared_options
def command(session: Session, plan: str, week: bool, time: float | None) -> int:
    """A bound that is known already is never replaced by a weaker one."""
    if week:
        _prove_week(session, RunId(plan), time or _WEEK_S)
    else:
        _prove_days(session, RunId(plan), time or _DAY_S)
    return 0


def _prove_days(session: Session, plan: RunId, seconds: float) -> None:
    days: list[DayBound] = []
    with planner_of(session) as planner:
        for one in planner.bounds.ask(plan, seconds=seconds):
            days.append(one)
            if not session.json:
                session.line(_told(one, session))
    week = week_of(days)
    if session.json:
        session.data(
            {
                "plan": plan,
                "days": [
                    {"day": one.day, **_figures(one.bound), "spread": one.spread} for one in days
                ],
                "week": _figures(week),
            }
        )
    elif week is not None:
        session.line(_said(session.say("bounds-week"), week, session))
        session.note("bounds-means")


def _prove_week(session: Session, plan: RunId, seconds: float) -> None:
    """The first interruption stops the work and keeps the best bound; the second gives up."""
    stopping = Event()
    with planner_of(session) as planner:
        work = planner.bounds.prove_week(
            plan, seconds=seconds, report=_Telling(session).tell, should_stop=stopping.is_set
        )
        session.note("cli-week-bound-working", minutes=seconds / SECONDS_PER_MINUTE)
        try:
            bound = work.result()
        except KeyboardInterrupt:
            stopping.set()
            session.note("cli-week-bound-stopping")
            bound = work.result()
    if session.json:
        session.data({"plan": plan, "week_any_days": _figures(bound)})
        return
    code, gap_percent = closeness(bound)
    session.line(session.say(f"week-bound-{code}", gap=gap_percent))
    if bound is not None:
        session.note("week-bound-means")


class _Telling:
    """One line each time that the bound rises by enough to be seen."""

    def __init__(self, session: Session) -> None:
        self._session, self._said = session, ""

    def tell(self, nearing: Nearing) -> None:
        """How far it is."""
        code, gap_percent = closeness(nearing.bound)
        said = self._session.say(f"week-bound-{code}", gap=gap_percent)
        if said != self._said and not (self._session.quiet or self._session.json):
            self._said = said
            click.echo(f"{nearing.share:4.0%} {said}", err=True)


def _told(day: DayBound, session: Session) -> str:
    name = session.say(f"day-{day.day}")
    if day.bound is None and day.spread is not None:
        return session.say("bounds-spread", day=name, spread=_PERCENT * rounded_up(day.spread))
    return _said(name, day.bound, session)


def _said(day: str, bound: Bound | None, session: Session) -> str:
    code, gap_percent = closeness(bound)
    return session.say(f"bounds-{code}", day=day, gap=gap_percent)


def _figures(bound: Bound | None) -> dict[str, float | None]:
    return {
        "eur": bound.value if bound else None,
        "bound_eur": bound.bound if bound else None,
        "gap": gap_of(bound) if bound else None,
    }
