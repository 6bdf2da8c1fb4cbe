"""Follow a sweep and show its table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from foodplan.cli.figures import amount
from foodplan.cli.session import Session
from foodplan.cli.spoken import Refused
from foodplan.cli.writing import write_bytes
from foodplan.domain.ids import SweepId
from foodplan.domain.run import Limits, RunStatus
from foodplan.planning import Planner, SweepState, SweepStatus, SweptRun
from foodplan.tables.frames import csv_text
from foodplan.texts import number

TABLES = (".csv", ".xlsx")
_PARTS = ("handout_baskets", "brought_baskets")
"""Columns where people collect at hubs."""


def follow_sweep(planner: Planner, sweep: SweepState, session: Session) -> SweepState:
    """Show a sweep until it is over; the first interruption stops it."""
    question = sweep.question
    label = question.label.words(session.language)
    session.note(
        "cli-sweep-begins",
        sweep=sweep.sweep_id,
        label=label,
        n=len(sweep.members),
        limit=_limit(question.limits, session),
        reused=sweep.n_reused,
    )
    try:
        return _show(planner, sweep.sweep_id, session)
    except KeyboardInterrupt:
        planner.sweeps.stop(sweep.sweep_id)
        session.note("cli-stopping")
    return _show(planner, sweep.sweep_id, session)


def show_sweep(sweep: SweepState, session: Session) -> int:
    """The table of a sweep; 130 where it was stopped, 1 where a member failed."""
    if session.json:
        session.data(sweep_data(sweep))
    else:
        collects = any(member.figures.get("handout_baskets") for member in sweep.members)
        parts = ("handouts", "brought") if collects else ()
        heads = ("number", "what", "baskets", *parts, "min-fill", "eur", "km")
        columns = [session.say(f"cli-sweep-{head}") for head in heads]
        rows = [_row(sweep, member, session, collects=collects) for member in sweep.members]
        right = {0, *range(2, len(heads))}
        session.table([*columns, session.say("cli-status")], rows, right=right)
    failed = [member for member in sweep.members if member.status is RunStatus.FAILED]
    if failed:
        session.note("cli-sweep-failed", n=len(failed), error=failed[0].error)
        return 1
    if sweep.status is SweepStatus.STOPPED:
        session.note("cli-sweep-stopped", sweep=sweep.sweep_id)
        return 130
    session.note("cli-sweep-next", sweep=sweep.sweep_id)
    return 0


def sweep_data(sweep: SweepState) -> dict[str, object]:
    """For programmes."""
    return {
        "sweep": sweep.sweep_id,
        "scenario": sweep.question.scenario_id,
        "n_weeks": sweep.n_weeks,
        "status": sweep.status.value,
        "done": sweep.n_done,
        "failed": sweep.n_failed,
        "reused": sweep.n_reused,
        "runs": [
            {
                "number": member.number,
                "values": dict(member.values),
                "plan": member.run.run_id,
                "weeks": [run.run_id for run in member.weeks],
                "status": member.status.value,
                "reused": member.is_reused,
                "error": member.error,
                "measures": dict(member.figures),
            }
            for member in sweep.members
        ],
    }


def check_table(path: Path, session: Session) -> None:
    """Refuse a name whose ending says no kind of table, before anything is worked out."""
    if path.suffix.casefold() not in TABLES:
        raise Refused(session.say("cli-table-kind", path=path), click.get_current_context())


def write_table(planner: Planner, sweep_id: SweepId, path: Path, session: Session) -> None:
    """The table of a sweep as CSV or XLSX, by the ending of the name."""
    if path.suffix.casefold() == ".xlsx":
        content = planner.sweeps.workbook(sweep_id, session.language)
    else:
        content = csv_text(planner.sweeps.table(sweep_id, session.language)).encode()
    write_bytes(path, content, session)
    session.note("cli-written", path=path)


def _show(planner: Planner, sweep_id: SweepId, session: Session) -> SweepState:
    states = planner.sweeps.watch(sweep_id)
    if session.quiet or session.json:
        return _last(states)
    if not sys.stderr.isatty():
        return _show_lines(states, session)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        for state in states:
            bar.update(task, completed=state.share, description=_told(state, session))
    return state


def _show_lines(states: Iterator[SweepState], session: Session) -> SweepState:
    """One line whenever another plan is done, for logs and pipes."""
    told = ""
    for state in states:
        if _told(state, session) != told:
            told = _told(state, session)
            click.echo(told, err=True)
    return state


def _told(state: SweepState, session: Session) -> str:
    return session.say("cli-sweep-progress", done=state.n_done, n=len(state.members))


def _last(states: Iterator[SweepState]) -> SweepState:
    *_, state = states
    return state


def _row(sweep: SweepState, member: SweptRun, session: Session, *, collects: bool) -> list[str]:
    figures = member.figures
    fill = figures.get("min_fill_share")
    baskets = _number(figures.get("baskets_given"), session)
    if figures and sweep.needs_differ:
        given, needed = figures["baskets_given"], figures["baskets_needed"]
        baskets = session.say("cli-low-site", given=given, needed=needed)
    return [
        str(member.number),
        sweep.words_of(member, session.language),
        baskets,
        *(_number(figures.get(code), session) for code in (_PARTS if collects else ())),
        "" if fill is None else amount(fill, "share", session),
        _number(figures.get("eur"), session),
        _number(figures.get("km"), session),
        session.say(f"status-{member.status.value}"),
    ]


def _number(value: float | None, session: Session) -> str:
    return "" if value is None else number(value, session.language)


def _limit(limits: Limits, session: Session) -> str:
    if limits.seconds is not None:
        return session.say("cli-sweep-limit-s", s=limits.seconds)
    return session.say("cli-sweep-limit-work", n=limits.work)
