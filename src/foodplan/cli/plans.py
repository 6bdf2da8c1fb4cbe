"""`foodplan plans`: what is kept."""

from __future__ import annotations

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import command as spoken_command

_LISTED = 50


@spoken_command("plans")
@shared_options
def command(session: Session) -> int:
    """The newest fifty runs."""
    with planner_of(session) as planner:
        runs = planner.runs(limit=_LISTED)
    if session.json:
        session.data(
            [
                {
                    "plan": run.run_id,
                    "label": run.label.words(session.language),
                    "scenario": run.scenario_id or None,
                    "dataset": run.dataset_id,
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
    heads = ("cli-plan-name", "cli-made", "cli-status", "cli-what")
    session.table(
        [session.say(head) for head in heads],
        [
            (
                run.run_id,
                f"{run.created_at.astimezone():%Y-%m-%d %H:%M}",
                session.say(f"status-{run.status.value}"),
                run.label.words(session.language),
            )
            for run in runs
        ],
    )
    return 0
