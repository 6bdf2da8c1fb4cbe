"""`foodplan plans`: what is kept."""

from __future__ import annotations

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.texts import say


@click.command("plans", help=say("cli-plans", language_of_environment()))
@shared_options
def command(session: Session) -> int:
    """The newest fifty runs."""
    with planner_of(session) as planner:
        runs = planner.runs(limit=50)
    if session.json:
        session.data(
            [
                {
                    "plan": run.run_id,
                    "scenario": run.scenario_id,
                    "week": run.week,
                    "status": run.status.value,
                    "made_at": run.created_at.isoformat(),
                }
                for run in runs
            ]
        )
        return 0
    if not runs:
        session.note("cli-no-plan-yet")
        return 0
    heads = ("cli-plan-name", "cli-scenario-name", "cli-status", "cli-made")
    session.table(
        [say(head, session.language) for head in heads],
        [
            (
                run.run_id,
                run.scenario_id,
                say(f"status-{run.status.value}", session.language),
                f"{run.created_at:%Y-%m-%d %H:%M}",
            )
            for run in runs
        ],
    )
    return 0
