"""Open the planner for a command, and follow a run with a progress bar."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from foodplan.cli.session import Session
from foodplan.domain.ids import RunId
from foodplan.domain.run import DEFAULT_ENGINE, Engine, Limits, Run, RunStatus
from foodplan.errors import FoodplanError, Stopped
from foodplan.planning import Planner, open_planner
from foodplan.settings import read_settings
from foodplan.texts import say
from foodplan.units import MINUTES_PER_HOUR, SECONDS_PER_MINUTE

_SPAN = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(s|sec|min|m|h)?\s*$")
_SECONDS = {"s": 1, "sec": 1, "m": SECONDS_PER_MINUTE, "min": SECONDS_PER_MINUTE}
_SECONDS["h"] = SECONDS_PER_MINUTE * MINUTES_PER_HOUR


@contextmanager
def planner_of(session: Session) -> Iterator[Planner]:
    """The planner on the database of this call; its tables are brought up to date first."""
    settings = read_settings(database=session.database)
    with open_planner(
        library=settings.library, database=settings.database, tile_url=settings.tile_url
    ) as planner:
        yield planner


class Span(click.ParamType[float]):
    """A time such as 30s, 2min or 1h, in seconds."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Seconds, above 0."""
        if isinstance(value, int | float):
            return float(value)
        match = _SPAN.match(str(value).lower())
        if not match or float(match[1].replace(",", ".")) <= 0:
            self.fail(f"{value!r}: 30s, 2min, 1h", param, ctx)
        return float(match[1].replace(",", ".")) * _SECONDS[match[2] or "s"]


def limits_of(*, time: float | None, work: int | None, seed: int, engine: str | None) -> Limits:
    """Limits of a run; half a minute where neither time nor work is given."""
    seconds = None if work else (time or 30.0)
    chosen = Engine(engine) if engine else DEFAULT_ENGINE
    return Limits(seconds=seconds, work=work, seed=seed, engine=chosen)


def follow(planner: Planner, run_id: RunId, session: Session) -> Run:
    """Show a run until it is over. The first interruption stops it and keeps the best plan."""
    while True:
        try:
            return _show(planner, run_id, session)
        except KeyboardInterrupt:
            session.note("cli-stopping")
            planner.stop(run_id)


def failure(run: Run, session: Session) -> FoodplanError:
    """What a run that left no plan says."""
    if run.status is RunStatus.STOPPED:
        return Stopped(say("cli-stopped", session.language, run=run.run_id))
    told = say("cli-failed", session.language, run=run.run_id, error=run.error or "")
    return FoodplanError(told)


def _show(planner: Planner, run_id: RunId, session: Session) -> Run:
    if session.quiet or session.json:
        return _last(planner.watch(run_id))
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        return _show_lines(planner, run_id, session)
    columns = (
        TextColumn("{task.description}", justify="left"),
        BarColumn(bar_width=32),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[best]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(say("phase-queued", session.language), total=1.0, best="")
        run = planner.run(run_id)
        for run in planner.watch(run_id):
            if run.progress is not None:
                bar.update(
                    task,
                    completed=run.progress.share,
                    description=say(f"phase-{run.progress.phase}", session.language),
                    best=_best(run, session),
                )
        return run


def _show_lines(planner: Planner, run_id: RunId, session: Session) -> Run:
    """One line for each new phase, for logs and pipes."""
    phase = ""
    run = planner.run(run_id)
    for run in planner.watch(run_id):
        if run.progress is not None and run.progress.phase != phase:
            phase = run.progress.phase
            told = say(f"phase-{phase}", session.language)
            click.echo(f"{run.progress.share:4.0%} {told} {_best(run, session)}".rstrip(), err=True)
    return run


def _best(run: Run, session: Session) -> str:
    if run.progress is None or run.progress.best_eur is None:
        return ""
    return say(
        "cli-best",
        session.language,
        eur=run.progress.best_eur,
        baskets=run.progress.baskets_served or 0,
    )


def _last(runs: Iterator[Run]) -> Run:
    *_, run = runs
    return run
