"""`foodplan sweeps`: what is kept of sweeps; stop one, resume one, take its table along."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import SpokenCommand, SpokenGroup, argument, option
from foodplan.cli.sweep_view import (
    check_table,
    follow_sweep,
    show_sweep,
    sweep_data,
    write_table,
)
from foodplan.domain.ids import SweepId

_LISTED = 50


@click.group("sweeps", cls=SpokenGroup)
@shared_options
def command(session: Session) -> None:
    """The options before the subcommand count for it too."""


@command.command("list", cls=SpokenCommand)
@shared_options
def list_sweeps(session: Session) -> int:
    """The newest fifty."""
    with planner_of(session) as planner:
        found = planner.sweeps.newest(limit=_LISTED)
    if session.json:
        session.data([sweep_data(sweep) for sweep in found])
        return 0
    if not found:
        session.note("cli-no-sweep-yet")
        return 0
    heads = ("cli-sweep-name", "cli-scenario-name", "cli-sweep-plans", "cli-status", "cli-made")
    session.table(
        [session.say(head) for head in heads],
        [
            (
                sweep.sweep_id,
                sweep.question.scenario_id,
                f"{sweep.n_done}/{len(sweep.members)}",
                session.say(f"sweep-status-{sweep.status.value}"),
                f"{sweep.created_at.astimezone():%Y-%m-%d %H:%M}",
            )
            for sweep in found
        ],
    )
    return 0


@command.command("show", cls=SpokenCommand)
@argument("sweep", metavar="sweep")
@shared_options
def show(session: Session, sweep: str) -> int:
    """As it stands."""
    with planner_of(session) as planner:
        return show_sweep(planner.sweeps.state(SweepId(sweep)), session)


@command.command("stop", cls=SpokenCommand)
@argument("sweep", metavar="sweep")
@shared_options
def stop(session: Session, sweep: str) -> int:
    """Wherever it is worked on."""
    with planner_of(session) as planner:
        planner.sweeps.stop(SweepId(sweep))
    session.note("cli-sweep-stopped", sweep=sweep)
    return 0


@command.command("resume", cls=SpokenCommand)
@argument("sweep", metavar="sweep")
@shared_options
def resume(session: Session, sweep: str) -> int:
    """Follows it to its end."""
    with planner_of(session) as planner:
        state = follow_sweep(planner, planner.sweeps.resume(SweepId(sweep)), session)
        return show_sweep(state, session)


@command.command("export", cls=SpokenCommand)
@argument("sweep", metavar="sweep")
@option("--table", type=click.Path(path_type=Path), metavar="file", required=True)
@shared_options
def export(session: Session, sweep: str, table: Path) -> int:
    """By the ending of the file's name."""
    check_table(table, session)
    with planner_of(session) as planner:
        write_table(planner, SweepId(sweep), table, session)
    return 0
