"""What a week brought goes into the next one: the exported history is read as it is."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from tests.integration.conftest import ROOT
from tests.plans import hand_plan, hand_problem

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.food import PastWeek
from foodplan.domain.ids import SiteId
from foodplan.evaluate.exports import frames
from foodplan.inputs.dataset import read_dataset


def test_the_history_table_holds_earlier_weeks_and_this_one() -> None:
    before = PastWeek(site_id=SiteId("B"), week="2020-W16", baskets_needed=10.0, baskets_given=6.0)
    problem = hand_problem(history=(before,))
    week = problem.calendar.week
    rows = frames(hand_plan(), problem)["history"].to_dict("records")
    assert [(row["site_id"], row["week"], row["baskets_given"]) for row in rows] == [
        ("B", "2020-W16", 6.0),
        ("A", week, 10.0),
        ("B", week, 8.0),
    ]


def test_a_corrected_history_is_read_by_the_next_week(tmp_path: Path) -> None:
    folder = tmp_path / "next"
    copytree(ROOT / "data" / "tiny-week", folder)
    exported = frames(hand_plan(), hand_problem())["history"]
    # As on the tiny week, a week earlier; somebody corrected what B really got.
    exported["site_id"] = ["SITE-A", "SITE-B"]
    exported["week"] = "2020-W16"
    exported.loc[1, "baskets_given"] = 5
    exported.to_csv(folder / "history.csv", index=False)

    reading = read_dataset(folder, backdrop_of=lambda _: Backdrop())

    assert reading.findings == ()
    assert reading.problem is not None
    assert [(row.site_id, row.baskets_given) for row in reading.problem.history] == [
        ("SITE-A", 10.0),
        ("SITE-B", 5.0),
    ]
