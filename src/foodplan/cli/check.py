"""`foodplan check`: everything that would stop a plan, before solving."""

from __future__ import annotations

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import argument
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.finding import Finding, Severity
from foodplan.errors import InvalidInput
from foodplan.planning import CheckReport


@spoken_command("check")
@argument("name", metavar="week")
@shared_options
def command(session: Session, name: str) -> int:
    """Exit code 3 where the week cannot be planned at all."""
    with planner_of(session) as planner:
        report = planner.check(name)
    if session.json:
        session.data(
            {
                "name": name,
                "can_be_planned": report.resolved is not None,
                "findings": [_finding_data(one, session) for one in report.findings],
            }
        )
    else:
        session.list_findings(report.findings, err=False)
        _conclude(name, report, session)
    return InvalidInput.exit_code if report.resolved is None else 0


def _conclude(name: str, report: CheckReport, session: Session) -> None:
    n_blocks = sum(one.severity is Severity.BLOCKS for one in report.findings)
    if report.resolved is None:
        session.note("cli-check-blocked", name=name, n_blocks=n_blocks)
        return
    problem = report.resolved.problem
    session.note(
        "cli-check-part" if n_blocks else "cli-check-clean",
        name=name,
        n_blocks=n_blocks,
        sites=len(problem.sites),
        baskets=sum(need.baskets for need in problem.needs),
        lots=len(problem.lots),
    )


def _finding_data(finding: Finding, session: Session) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.file or None,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "path": finding.path or None,
        "detail": session.say(finding.code, **finding.params),
    }
