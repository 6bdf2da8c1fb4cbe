"""`foodplan robustness`: a plan tried on many random weeks."""

from __future__ import annotations

from foodplan.cli.desk import LARGEST_SEED, planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Whole, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.ids import RunId
from foodplan.evaluate.robustness import Robustness

_MOST_WEEKS = 10_000
_LOWEST = 5


@spoken_command("robustness")
@argument("plan", metavar="plan")
@option("--weeks", type=Whole(1, _MOST_WEEKS), default=100, metavar="number")
@option("--seed", type=Whole(0, LARGEST_SEED), default=1, metavar="number")
@shared_options
def command(session: Session, plan: str, weeks: int, seed: int) -> int:
    """The plan stays as it is; nothing is solved."""
    with planner_of(session) as planner:
        found = planner.robustness(RunId(plan), n_weeks=weeks, seed=seed)
        sites = planner.kept(RunId(plan)).problem.site
    if session.json:
        session.data(_data(found))
        return 0
    lines: dict[str, dict[str, float]] = {
        "holds": {"n": sum(week.holds for week in found.weeks), "weeks": len(found.weeks)},
        "repairs": {"repairs": found.mean_repairs},
        "baskets": {"baskets": found.mean_baskets_given},
        "min-fill": {"mean": 100 * found.mean_min_fill, "p10": 100 * found.p10_min_fill},
    }
    for code, params in lines.items():
        session.paragraph(session.say(f"cli-robustness-{code}", **params), indent="  ", first="- ")
    session.heading(session.say("cli-robustness-lowest"))
    session.table(
        [session.say("cli-robustness-site"), session.say("cli-robustness-fill")],
        [(sites[site_id].label, f"{fill:.0%}") for site_id, fill in found.site_fills()[:_LOWEST]],
    )
    session.note("cli-robustness-note")
    return 0


def _data(found: Robustness) -> dict[str, object]:
    return {
        "weeks": len(found.weeks),
        "hold_share": found.hold_share,
        "mean_repairs": found.mean_repairs,
        "mean_baskets_given": found.mean_baskets_given,
        "mean_min_fill_share": found.mean_min_fill,
        "p10_min_fill_share": found.p10_min_fill,
        "sites": [
            {"site": site_id, "mean_fill_share": fill} for site_id, fill in found.site_fills()
        ],
    }
