"""`foodplan check`: everything that would stop a plan, before solving."""

from __future__ import annotations

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.domain.finding import Severity
from foodplan.errors import InvalidInput
from foodplan.texts import say


@click.command("check", help=say("cli-check", language_of_environment()))
@click.argument("name", metavar="SCENARIO|DATASET")
@shared_options
def command(session: Session, name: str) -> int:
    """Exit code 3 where a finding blocks the whole."""
    with planner_of(session) as planner:
        report = planner.check(name)
    blocking = [one for one in report.findings if one.severity is Severity.BLOCKS]
    cannot_plan = report.resolved is None
    if session.json:
        session.data(
            {
                "name": name,
                "can_be_planned": not cannot_plan,
                "findings": [
                    {
                        "code": one.code,
                        "severity": one.severity.value,
                        "file": one.file,
                        "row": one.row,
                        "column": one.column,
                        "value": one.value,
                        "path": one.path,
                        "detail": say(one.code, session.language, **one.params),
                    }
                    for one in report.findings
                ],
            }
        )
    else:
        session.list_findings(report.findings)
    if report.resolved is not None and not blocking:
        problem = report.resolved.problem
        session.note(
            "cli-check-clean",
            name=name,
            sites=len(problem.sites),
            baskets=sum(need.baskets for need in problem.needs),
            lots=len(problem.lots),
        )
    else:
        session.note("cli-check-blocked", name=name, n_blocks=len(blocking))
    return InvalidInput.exit_code if cannot_plan else 0
