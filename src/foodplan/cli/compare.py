"""`foodplan compare`: two to four plans or scenarios side by side."""

from __future__ import annotations

from pathlib import Path

import click

from foodplan.cli.desk import LARGEST_SEED, MOST_WORK, limits_of, make_plans, planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.side_by_side import show_comparison
from foodplan.cli.spoken import Refused, Span, Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.cli.writing import prepare, write_bytes
from foodplan.domain.ids import RunId
from foodplan.domain.names import closest
from foodplan.domain.scenario import MOST_WEEKS
from foodplan.errors import NotFound
from foodplan.planning import Planner

_FEWEST, _MOST = 2, 4
_N_RECENT = 200
_DEFAULT_S = 20.0
"""Each plan's time where none is given: a question asked in passing wants a quick answer."""


@spoken_command("compare")
@argument("names", metavar="several", nargs=-1, required=True)
@option("--time", type=Span(), metavar="time", help="cli-option-time-compare")
@option("--work", type=Whole(1, MOST_WORK), metavar="number")
@option("--seed", type=Whole(0, LARGEST_SEED), default=1, metavar="number")
@option("--weeks", type=Whole(1, MOST_WEEKS), metavar="number", help="cli-option-compare-weeks")
@option("--xlsx", type=click.Path(path_type=Path), metavar="file")
@shared_options
def command(
    session: Session,
    names: tuple[str, ...],
    time: float | None,
    work: int | None,
    seed: int,
    weeks: int | None,
    xlsx: Path | None,
) -> int:
    """Scenarios are planned first, each with the same time and seed, as many at once as cores."""
    ctx = click.get_current_context()
    if not _FEWEST <= len(names) <= _MOST:
        raise Refused(session.say("error-compare-few"), ctx)
    if time is not None and work is not None:
        raise Refused(session.say("cli-time-or-work"), ctx)
    if time is None and work is None:
        time = _DEFAULT_S
    limits = limits_of(time=time, work=work, seed=seed, engine=None)
    if xlsx is not None:
        prepare(xlsx.parent, session)
    with planner_of(session) as planner:
        # A wrong last name must not be found out after minutes of planning the first ones.
        kept = {name: _kept_plan(planner, name, session) for name in names}
        missing = [name for name, run_id in kept.items() if run_id is None]
        made = dict(zip(missing, make_plans(planner, missing, limits, session), strict=True))
        run_ids = [kept[name] or made[name] for name in names]
        found = planner.compare(run_ids, n_weeks=weeks)
        show_comparison(names, run_ids, found, session)
        if xlsx is not None:
            book = planner.comparison_workbook(run_ids, language=session.language, n_weeks=weeks)
            write_bytes(xlsx, book, session)
            session.note("cli-written", path=xlsx)
    return 0


def _kept_plan(planner: Planner, name: str, session: Session) -> RunId | None:
    """The plan of that name, or None for a week that is to be planned."""
    try:
        run_id = planner.run(RunId(name)).run_id
    except NotFound:
        pass
    else:
        planner.kept(run_id)
        return run_id
    try:
        planner.resolve(name)
    except NotFound as error:
        near = closest(name, [run.run_id for run in planner.runs(limit=_N_RECENT)])
        if near is not None and near.rpartition("-")[0] in name:
            raise NotFound(session.say("error-no-run-near", name=name, near=near)) from error
        raise
    return None
