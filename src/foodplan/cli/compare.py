"""`foodplan compare`: two to four plans or scenarios side by side."""

from __future__ import annotations

import click

from foodplan.cli.desk import LARGEST_SEED, MOST_WORK, limits_of, make_plan, planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.side_by_side import show_comparison
from foodplan.cli.spoken import Refused, Span, Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId
from foodplan.domain.names import closest
from foodplan.errors import NotFound
from foodplan.planning import Planner

_FEWEST, _MOST = 2, 4
_N_RECENT = 200


@spoken_command("compare")
@argument("names", metavar="several", nargs=-1, required=True)
@option("--time", type=Span(), metavar="time")
@option("--work", type=Whole(1, MOST_WORK), metavar="number")
@option("--seed", type=Whole(0, LARGEST_SEED), default=1, metavar="number")
@shared_options
def command(
    session: Session, names: tuple[str, ...], time: float | None, work: int | None, seed: int
) -> int:
    """Scenarios are planned first, each with the same time and seed."""
    ctx = click.get_current_context()
    if not _FEWEST <= len(names) <= _MOST:
        raise Refused(session.say("error-compare-few"), ctx)
    if time is not None and work is not None:
        raise Refused(session.say("cli-time-or-work"), ctx)
    limits = limits_of(time=time, work=work, seed=seed, engine=None)
    with planner_of(session) as planner:
        # A wrong last name must not be found out after minutes of planning the first ones.
        kept = [_kept_plan(planner, name, session) for name in names]
        run_ids = [
            run_id or make_plan(planner, name, limits, session)
            for name, run_id in zip(names, kept, strict=True)
        ]
        show_comparison(names, run_ids, planner.compare(run_ids), session)
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
