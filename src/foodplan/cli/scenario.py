"""`foodplan scenario`: list the scenarios, or write the schema for editors."""

from __future__ import annotations

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.planning import scenario_schema
from foodplan.texts import say


@click.group("scenario", help=say("cli-scenario", language_of_environment()))
def command() -> None:
    """Scenarios as files."""


@command.command("list", help=say("cli-scenario-list", language_of_environment()))
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
    for name, asks in rows:
        click.echo(f"{name:<24}{asks}")
    return 0


@command.command("schema", help=say("cli-scenario-schema", language_of_environment()))
@shared_options
def schema(session: Session) -> int:
    """The JSON schema that editors complete and check scenario files with."""
    session.data(scenario_schema())
    return 0
