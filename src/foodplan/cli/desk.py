"""Open the planner for a command, make a plan and show how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
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

LARGEST_SEED = 2**31 - 1
MOST_WORK = 10**9
DEFAULT_S = 30.0


@contextmanager
def planner_of(session: Session) -> Iterator[Planner]:
    """The planner on the database of this call; its tables are brought up to date first."""
    settings = read_settings(database=session.database)
    with open_planner(
        library=settings.library,
        database=settings.database,
        tile_url=settings.tile_url,
        language=session.language,
        memory_mb=settings.memory_mb,
        cores=settings.cores,
        n_workers=settings.workers,
    ) as planner:
        yield planner


def limits_of(*, time: float | None, work: int | None, seed: int, engine: str | None) -> Limits:
    """Limits of a run; half a minute where neither time nor work is given."""
    seconds = None if work else (time or DEFAULT_S)
    chosen = Engine(engine) if engine else DEFAULT_ENGINE
    return Limits(seconds=seconds, work=work, seed=seed, engine=chosen)


def make_plan(
    planner: Planner,
    name: str,
    limits: Limits,
    session: Session,
    *,
    after: RunId | None = None,
    n_weeks: int | None = None,
) -> RunId:
    """Plan a week and follow it to its end; the error that tells why if no plan comes of it."""
    run = planner.start(name, limits, after=after, n_weeks=n_weeks)
    return _finish(planner, name, run, session)


def make_later_weeks(planner: Planner, run_id: RunId, session: Session) -> RunId:
    """Follow the weeks that come after a planned one, if there are any; the last one planned."""
    while (run := planner.week_runs(run_id)[-1]).run_id != run_id:
        session.note("cli-next-week", week=run.week)
        run_id = _finish(planner, run.scenario_id or run.dataset_id, run, session)
    return run_id


def make_plans(
    planner: Planner, names: Sequence[str], limits: Limits, session: Session
) -> list[RunId]:
    """The same for several names, queued together; of several weeks in a row, the first ones.

    If one fails, the others are stopped.
    """
    n_together = len(names)
    queued = [planner.start(name, limits, n_together=n_together) for name in names]
    try:
        made = [
            _finish(planner, name, run, session) for name, run in zip(names, queued, strict=True)
        ]
        for run_id in made:
            make_later_weeks(planner, run_id, session)
    except FoodplanError:
        for run in queued:
            planner.stop(planner.week_runs(run.run_id)[-1].run_id)
        raise
    return made


def _finish(planner: Planner, name: str, queued: Run, session: Session) -> RunId:
    label = queued.label.words(session.language)
    session.note("cli-planning", name=name, label=label)
    run = follow(planner, queued.run_id, session)
    if not planner.has_plan(run.run_id):
        raise _failure(run, session)
    if run.status is RunStatus.STOPPED:
        session.note("cli-stopped-with-plan")
    return run.run_id


def follow(planner: Planner, run_id: RunId, session: Session) -> Run:
    """Show a run until it is over.

    The first interruption stops it and keeps its best plan; the second one gives up.
    """
    try:
        return _show(planner, run_id, session)
    except KeyboardInterrupt:
        # Written down first: what is given up after this line does not start again.
        planner.stop(run_id)
        session.note("cli-stopping")
    return _show(planner, run_id, session)


def _failure(run: Run, session: Session) -> FoodplanError:
    """What a run that left no plan says."""
    if run.status is RunStatus.STOPPED:
        return Stopped(session.say("cli-stopped", run=run.run_id))
    return FoodplanError(session.say("cli-failed", run=run.run_id, error=run.error or ""))


def _show(planner: Planner, run_id: RunId, session: Session) -> Run:
    if session.quiet or session.json:
        return _last(planner.watch(run_id))
    if not sys.stderr.isatty():
        return _show_lines(planner, run_id, session)
    return _show_bar(planner, run_id, session)


def _show_bar(planner: Planner, run_id: RunId, session: Session) -> Run:
    columns = (
        TextColumn("{task.description}", justify="left"),
        BarColumn(bar_width=16),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[best]}"),
        TimeElapsedColumn(),
    )
    # Gone when done: what stays on the screen is the plan.
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(session.say("phase-queued"), total=1.0, best="")
        run = planner.run(run_id)
        for run in planner.watch(run_id):
            if run.progress is not None:
                bar.update(
                    task,
                    completed=run.progress.share,
                    description=session.say(f"phase-{run.progress.phase}"),
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
            told = session.say(f"phase-{phase}")
            click.echo(f"{run.progress.share:4.0%} {told} {_best(run, session)}".rstrip(), err=True)
    return run


def _best(run: Run, session: Session) -> str:
    now = run.progress
    if now is None or now.best_eur is None or now.baskets_served is None:
        return ""
    return session.say("cli-best", eur=now.best_eur, baskets=now.baskets_served)


def _last(runs: Iterator[Run]) -> Run:
    *_, run = runs
    return run
