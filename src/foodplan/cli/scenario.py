"""`foodplan scenario`: list the scenarios, or write the schema for editors."""

from __future__ import annotations

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import SpokenGroup
from foodplan.planning import scenario_schema


@click.group("scenario", cls=SpokenGroup)
@shared_options
def command(session: Session) -> None:
    """The options before the subcommand count for it too."""


@command.command("list")
@shared_options
def list_scenarios(session: Session) -> int:
    """Every scenario file with the question that it asks."""
    with planner_of(session) as planner:
        found = planner.scenarios()
    rows = [
        (one.scenario_id, one.asks.fr if session.language == "fr" else one.asks.en) for one in found
    ]
    if session.json:
        session.data([{"scenario": name, "asks": asks} for name, asks in rows])
        return 0
    session.table([session.say("cli-scenario-name"), session.say("cli-asks")], rows)
    session.note("cli-scenario-next")
    return 0


@command.command("schema")
@shared_options
def schema(session: Session) -> int:
    """The JSON schema that editors complete and check scenario files with."""
    session.data(scenario_schema())
    return 0
