"""Pictures of a sweep: what people cannot tell apart is drawn level."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.fake_planner import FakePlanner

from foodplan.domain.basics import Label
from foodplan.domain.ids import DatasetId, ScenarioId, SweepId
from foodplan.domain.kept_sweep import SweepQuestion
from foodplan.domain.run import Limits
from foodplan.planning import SweepState, SweptRun
from foodplan.web.sweep_view import headings, pictures, run_rows
from foodplan.web.words import Words


def a_sweep(code: str, *values: float) -> SweepState:
    run = FakePlanner().runs(limit=1)[0]
    question = SweepQuestion(
        scenario_id=ScenarioId("crisis"),
        dataset_id=DatasetId("trial-week"),
        label=Label(fr="Besoin", en="Need"),
        asks=Label(fr="Et si ?", en="What if?"),
        week="2026-W48",
        kind="grid",
        limits=Limits(work=1),
    )
    return SweepState(
        sweep_id=SweepId("s1"),
        question=question,
        base_weeks=(run,),
        members=tuple(
            SweptRun(
                number=number,
                words=f"need.by {number}",
                values=(("need.by", str(number)),),
                weeks=(run,),
                is_reused=False,
                figures={code: value},
            )
            for number, value in enumerate(values, 1)
        ),
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("code", "values", "n_heights"),
    [("eur", (428.3, 428.1), 1), ("eur", (428.0, 427.0), 2), ("km", (279.0, 279.0), 1)],
)
def test_less_than_is_shown_is_drawn_level(
    code: str, values: tuple[float, ...], n_heights: int
) -> None:
    picture = next(one for one in pictures(a_sweep(code, *values), Words("en")))
    assert len({dot.y for dot in picture.dots}) == n_heights


def test_random_weeks_are_named_and_told_beside_what_they_need() -> None:
    sweep = a_sweep("baskets_given", 95.0, 100.0)
    needed = iter((100.0, 110.0))
    drawn = replace(
        sweep,
        question=replace(sweep.question, kind="random"),
        members=tuple(
            replace(one, values=(), figures={**one.figures, "baskets_needed": next(needed)})
            for one in sweep.members
        ),
    )
    assert [row.words for row in run_rows(drawn, Words("en"))] == ["random week 1", "random week 2"]
    assert run_rows(drawn, Words("en"))[0].figures[:2] == ("100", "95")
    assert headings(drawn, Words("en"))[:2] == ("Baskets needed", "Baskets given")
    given = pictures(drawn, Words("en"))[1]
    assert (given.title, given.lever) == ("Baskets given", "")
    assert given.told == "from 95 to 100, 98 on average"


def test_what_a_list_leaves_as_it_is_has_a_name() -> None:
    sweep = a_sweep("eur", 5.0)
    unchanged = replace(sweep.members[0], words="", values=())
    assert run_rows(replace(sweep, members=(unchanged,)), Words("fr"))[0].words == "sans changement"
