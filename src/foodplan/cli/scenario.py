"""`foodplan scenario`: list, check, show, explain, tell apart and sweep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from foodplan.cli.desk import LARGEST_SEED, MOST_WORK, limits_of, planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import (
    OneOf,
    Refused,
    Span,
    SpokenCommand,
    SpokenGroup,
    Whole,
    argument,
    option,
)
from foodplan.cli.sweep_view import check_table, follow_sweep, show_sweep, write_table
from foodplan.domain.changes import Difference, digest
from foodplan.domain.run import Engine
from foodplan.domain.scenario import Scenario
from foodplan.errors import InvalidInput
from foodplan.planning import scenario_schema
from foodplan.planning.questions import Questions, WrittenValue
from foodplan.settings import read_settings


@click.group("scenario", cls=SpokenGroup)
@shared_options
def command(session: Session) -> None:
    """The options before the subcommand count for it too."""


@command.command("list", cls=SpokenCommand)
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


@command.command("check", cls=SpokenCommand)
@argument("names", metavar="scenarios", nargs=-1)
@shared_options
def check(session: Session, names: tuple[str, ...]) -> int:
    """Every scenario of the library where none is named; exit code 3 where one cannot be used."""
    questions = _questions(session)
    is_right = True
    reports: dict[str, list[str]] = {}
    for name in names or questions.names():
        report = questions.check(name)
        reports[name] = [one.words(session.language) for one in report.findings]
        is_right = is_right and report.resolved is not None
        if session.json:
            continue
        session.list_findings(report.findings, err=False)
        scenario = report.resolved.scenario if report.resolved else None
        if report.resolved is None:
            session.note("cli-scenario-invalid", name=name, n=len(report.findings))
        else:
            n_changes, n_runs = _size(scenario)
            session.note("cli-scenario-valid", name=name, n_changes=n_changes, n_runs=n_runs)
    if session.json:
        session.data({"right": is_right, "findings": reports})
    return 0 if is_right else InvalidInput.exit_code


@command.command("show", cls=SpokenCommand)
@argument("name", metavar="scenario")
@option("--resolved", is_flag=True)
@option("--all", "is_all", is_flag=True, help="cli-option-all-differences")
@shared_options
def show(session: Session, name: str, resolved: bool, is_all: bool) -> int:
    """What it asks, and what it does to the week; with --resolved the whole file."""
    questions = _questions(session)
    if resolved:
        click.echo(questions.resolved_yaml(name), nl=False)
        return 0
    effects = questions.effects(name)
    if session.json:
        session.data(_scenario_data(effects.scenario, effects.differences, session))
        return 0
    scenario = effects.scenario
    session.heading(scenario.label.words(session.language))
    asks = scenario.asks.words(session.language)
    session.paragraph(session.say("cli-scenario-asks", asks=asks))
    session.paragraph(session.say("cli-scenario-dataset", dataset=scenario.dataset_id))
    for change in scenario.changes:
        why = f" ({change.because})" if change.because else ""
        weeks = ", ".join(map(str, sorted(change.in_weeks)))
        when = session.say("cli-scenario-in-weeks", weeks=weeks) if weeks else ""
        line = f"{change.change_id}: {change.kind}{why}{when}"
        session.paragraph(line, indent="    ", first="  - ")
    if scenario.sweep is not None:
        runs = [run.scenario_id for run in scenario.expanded()]
        told = {"n": len(runs), "first": runs[0], "last": runs[-1]}
        session.paragraph(session.say("cli-scenario-runs", **told))
    session.paragraph(session.say("cli-scenario-effects"))
    _tell(effects.differences, session, is_all=is_all)
    for number, found in enumerate(effects.later, start=2):
        if found != effects.differences:
            session.paragraph(session.say("cli-scenario-week", n=number))
            _tell(found, session, is_all=is_all)
    return 0


@command.command("explain", cls=SpokenCommand)
@argument("name", metavar="scenario")
@argument("key", metavar="key", required=False)
@shared_options
def explain(session: Session, name: str, key: str | None) -> int:
    """file:line:column of each value, and what it stands instead of."""
    values = _questions(session).values(name, key)
    if session.json:
        session.data([_value_data(value) for value in values])
        return 0
    width = max((len(value.place) for value in values), default=0)
    for value in values:
        told = f"{value.place:<{width}}  {value.key}: {value.value}"
        session.line(told, indent=" " * (width + 4))
        for hidden in value.hides:
            told = session.say("cli-scenario-instead", value=hidden.value, place=hidden.place)
            session.line(" " * (width + 2) + told, indent=" " * (width + 4))
    return 0


@command.command("diff", cls=SpokenCommand)
@argument("first", metavar="week")
@argument("second", metavar="week")
@option("--all", "is_all", is_flag=True, help="cli-option-all-differences")
@shared_options
def diff(session: Session, first: str, second: str, is_all: bool) -> int:
    """How the weeks of two scenarios or datasets differ, in their words."""
    found = _questions(session).difference(first, second)
    if session.json:
        session.data([_difference_data(one, session) for one in found])
        return 0
    _tell(found, session, is_all=is_all)
    return 0


@command.command("sweep", cls=SpokenCommand)
@argument("name", metavar="scenario")
@option("--time", type=Span(), metavar="time")
@option("--work", type=Whole(1, MOST_WORK), metavar="number")
@option("--seed", type=Whole(0, LARGEST_SEED), default=1, metavar="number")
@option("--engine", type=OneOf([engine.value for engine in Engine]))
@option("--table", type=click.Path(path_type=Path), metavar="file")
@shared_options
def sweep(
    session: Session,
    name: str,
    time: float | None,
    work: int | None,
    seed: int,
    engine: str | None,
    table: Path | None,
) -> int:
    """Every run has the same limits and seed; exit code 130 where it was stopped."""
    if time is not None and work is not None:
        raise Refused(session.say("cli-time-or-work"), click.get_current_context())
    if table is not None:
        check_table(table, session)
    limits = limits_of(time=time, work=work, seed=seed, engine=engine)
    with planner_of(session) as planner:
        state = follow_sweep(planner, planner.sweeps.start(name, limits), session)
        if table is not None:
            write_table(planner, state.sweep_id, table, session)
    return show_sweep(state, session)


@command.command("schema", cls=SpokenCommand)
@shared_options
def schema(session: Session) -> int:
    """The JSON schema that editors complete and check scenario files with."""
    session.data(scenario_schema())
    return 0


def _questions(session: Session) -> Questions:
    return Questions(read_settings(database=session.database).library, session.language)


def _tell(differences: Sequence[Difference], session: Session, *, is_all: bool) -> None:
    """One line a difference, indented."""
    most = len(differences) if is_all else None
    lines = digest(differences, session.language, most=most)
    for line in lines or (session.say("cli-scenario-same"),):
        session.paragraph(line, indent="    ", first="  ")


def _size(scenario: Scenario | None) -> tuple[int, int]:
    """Changes and runs; a dataset is one run without changes."""
    if scenario is None:
        return 0, 1
    return len(scenario.changes), scenario.sweep.n_runs if scenario.sweep else 1


def _scenario_data(
    scenario: Scenario, differences: Sequence[Difference], session: Session
) -> dict[str, object]:
    return {
        "scenario": scenario.scenario_id,
        "dataset": scenario.dataset_id,
        "changes": [
            {
                "id": change.change_id,
                "kind": change.kind,
                "because": change.because,
                "in_weeks": sorted(change.in_weeks),
            }
            for change in scenario.changes
        ],
        "weeks": scenario.weeks,
        "runs": [run.scenario_id for run in scenario.expanded()],
        "differences": [_difference_data(one, session) for one in differences],
    }


def _difference_data(one: Difference, session: Session) -> dict[str, object]:
    return {
        "table": one.table,
        "id": one.thing_id,
        "field": one.field or None,
        "detail": one.words(session.language),
    }


def _value_data(value: WrittenValue) -> dict[str, object]:
    return {
        "key": value.key,
        "value": value.value,
        "place": value.place,
        "hides": [{"value": one.value, "place": one.place} for one in value.hides],
    }
