"""`foodplan robustness`: a plan tried on many random weeks."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from foodplan.cli.desk import LARGEST_SEED, planner_of
from foodplan.cli.figures import amount
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId, SiteId
from foodplan.evaluate.robustness import Robustness, WeekTried, robustness_lines

_MOST_WEEKS = 10_000
_LOWEST = 5
_STOPPED = 130


@spoken_command("robustness")
@argument("plan", metavar="plan")
@option("--weeks", type=Whole(1, _MOST_WEEKS), default=100, metavar="number")
@option("--seed", type=Whole(0, LARGEST_SEED), default=1, metavar="number")
@shared_options
def command(session: Session, plan: str, weeks: int, seed: int) -> int:
    """Repairs are tried and not kept; Ctrl-C shows what is done."""
    tried: list[WeekTried] = []
    code = 0
    with planner_of(session) as planner:
        try:
            found = planner.tried_weeks(RunId(plan), n_weeks=weeks, seed=seed)
            tried.extend(_watched(found, weeks, session))
        except KeyboardInterrupt:
            code = _STOPPED
        sites = planner.kept(RunId(plan)).problem.site
    if not tried:
        return code
    summed = Robustness(weeks=tuple(tried))
    if session.json:
        session.data(_data(summed))
        return code
    _show(summed, session, {site_id: site.label for site_id, site in sites.items()})
    return code


def _watched(weeks: Iterator[WeekTried], n: int, session: Session) -> Iterator[WeekTried]:
    """With a bar where a person looks on."""
    if session.quiet or session.json or not sys.stderr.isatty():
        yield from weeks
        return
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=n)
        for number, week in enumerate(weeks, start=1):
            told = session.say("robustness-progress", n=number, weeks=n)
            bar.update(task, completed=number, description=told)
            yield week


def _show(found: Robustness, session: Session, labels: dict[SiteId, str]) -> None:
    for code, params in robustness_lines(found):
        session.paragraph(session.say(code, **params), indent="  ", first="- ")
    session.heading(session.say("robustness-lowest"))
    session.table(
        [session.say("robustness-site"), session.say("robustness-fill")],
        [
            (labels[site_id], amount(fill, "share", session))
            for site_id, fill in found.site_fills()[:_LOWEST]
        ],
        right={1},
    )
    session.note("robustness-note")


def _data(found: Robustness) -> dict[str, object]:
    return {
        "weeks": len(found.weeks),
        "hold_share": found.hold_share,
        "mean_repairs": found.mean_repairs,
        "mean_stops_changed": found.mean_stops_changed,
        "mean_baskets_given": found.mean_baskets_given,
        "mean_min_fill_share": found.mean_min_fill,
        "p10_min_fill_share": found.p10_min_fill,
        "p10_min_fill_share_as_it_is": found.p10_min_fill_as_it_is,
        "sites": [
            {"site": site_id, "mean_fill_share": fill} for site_id, fill in found.site_fills()
        ],
    }
