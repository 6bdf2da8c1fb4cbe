"""Write docs/scenarios.md: every scenario with its question, a picture, its measures, its answer.

    python scripts/gallery.py [SCENARIO ...]

Each scenario is planned from its file with a limit in work units, so that the gallery is the same
on every machine. With names, only these are planned and the rest of the page stays as it is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from gallery_answers import answer
from gallery_picture import picture

from foodplan.domain.run import Limits, RunStatus
from foodplan.planning import KeptPlan, Library, Planner, open_planner
from foodplan.roads import read_backdrop

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "scenarios.md"
PICTURES = ROOT / "docs" / "scenarios"
BASE = "crisis-week"
WORK = {"reference-week": 1_000_000}
SMALL_WORK = 4_000
ORDER = (
    "crisis-week",
    "double-aid",
    "volunteers-half",
    "new-hub",
    "cut-off-north",
    "van-out",
    "driver-out",
    "farm-fails",
    "site-closed",
    "hub-closed",
    "august",
    "school-holidays",
    "ramadan",
    "year-end-baskets",
    "bread-every-day",
    "street-outreach",
    "fast-food-hub",
    "urban-farms",
    "group-orders",
    "nappies",
)
"""The crisis week first, its accidents and seasons, then other kinds of operation."""
HEAD = """# Scenarios: one question each

Every section below was made by `python scripts/gallery.py` from a real run of the scenario's file:
planned with a limit in work units (so it comes out the same anywhere), passed by the independent
checker, measured, drawn. People, farms, sites and weights are invented; see the README of each
dataset. Two runs of a week differ by 1 or 2 % of its cost, so a difference of less says nothing.

In the pictures a black square is a hub, a green triangle a producer that is called at, a black dot
a site that gets all it asked for, a white dot one that gets less, a red one a site that nobody
calls at. Lines are trips, one colour a day: blue Monday, vermilion Tuesday, green Wednesday, pink
Thursday, ochre Friday, light blue Saturday, violet Sunday. Roads are those of the
[main-road network](roads.md); between near places the line is straight.

`foodplan plan NAME` plans any of them, `foodplan compare crisis-week NAME` sets two side by side.
How such a file is written: [the scenario language](scenario-language.md).
"""


def main() -> None:
    names = sys.argv[1:] or list(ORDER)
    PICTURES.mkdir(parents=True, exist_ok=True)
    sections = _sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    with (
        tempfile.TemporaryDirectory() as folder,
        open_planner(
            library=Library(root=ROOT), database=f"sqlite:///{folder}/gallery.db"
        ) as planner,
    ):
        base = _planned(planner, BASE)
        for name in names:
            kept = base if name == BASE else _planned(planner, name)
            sections[name] = _section(planner, name, kept, base)
            _draw(planner, name, kept)
            print(f"{name}: {sections[name].splitlines()[-1]}", flush=True)
            _write(sections)


def _write(sections: Mapping[str, str]) -> None:
    known = [name for name in (*ORDER, *sorted(sections)) if name in sections]
    body = "\n".join(sections[name] for name in dict.fromkeys(known))
    PAGE.write_text(f"{HEAD}\n{body}", encoding="utf-8")


def _planned(planner: Planner, name: str) -> KeptPlan:
    """The plan of the week, or of the last one where there are several."""
    dataset_id = planner.resolve(name).problem.dataset_id
    run = planner.start(name, Limits(work=WORK.get(dataset_id, SMALL_WORK)))
    n_weeks = 1 + len(run.later)
    for number in range(n_weeks):
        *_, run = planner.watch(planner.week_runs(run.run_id)[number].run_id)
        if run.status is not RunStatus.DONE:
            raise SystemExit(f"{name}: {run.error}")
    return planner.kept(run.run_id)


def _section(planner: Planner, name: str, kept: KeptPlan, base: KeptPlan) -> str:
    scenario = planner.resolve(name).scenario
    if scenario is None:
        raise SystemExit(f"{name} is no scenario")
    dataset = kept.problem.dataset_id
    same_week = name != BASE and dataset == base.problem.dataset_id
    return "\n".join(
        [
            f"## {name}",
            "",
            f"**{scenario.label.en}** · {scenario.label.fr}",
            "",
            f"*{scenario.asks.en}* ({scenario.asks.fr})",
            "",
            f"![Routes of {name}](scenarios/{name}.svg)",
            "",
            *_table(kept, base if same_week else None),
            "",
            f"File: [`{name}.yaml`](../scenarios/{name}.yaml), "
            f"data: [`{dataset}`](../data/{dataset}/README.md).",
            "",
            answer(name, kept, base),
            "",
        ]
    )


def _table(kept: KeptPlan, base: KeptPlan | None) -> list[str]:
    heads = ("", "baskets", "lowest fill", "Gini", "food, kg", "routes", "km", "EUR", "kg CO2e")
    rows = [("this plan", kept)] if base is None else [("this plan", kept), (BASE, base)]
    return [
        _line(heads),
        _line(["---", *["---:"] * (len(heads) - 1)]),
        *(_line(_cells(words, one)) for words, one in rows),
    ]


def _cells(words: str, kept: KeptPlan) -> Sequence[str]:
    m = kept.measures
    asked = f"{m.baskets_given:,} of {m.baskets_needed:,}" if m.baskets_needed else "none asked"
    lowest = "–" if m.min_fill_share is None else f"{m.min_fill_share:.1%}"
    return (
        words,
        asked,
        lowest,
        f"{m.gini:.3f}",
        f"{m.given_kg:,.0f}",
        f"{m.n_routes}",
        f"{m.km:,.0f}",
        f"{m.eur:,.0f}",
        f"{m.kg_co2e:,.0f}",
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _draw(planner: Planner, name: str, kept: KeptPlan) -> None:
    region = kept.problem.roads.region
    if region is None:
        raise SystemExit(f"{name} has no region to draw on")
    drawn = picture(
        planner.geojson(kept.run.run_id),
        read_backdrop(ROOT / "data" / region),
        title=f"Routes of {name}",
    )
    (PICTURES / f"{name}.svg").write_text(drawn, encoding="utf-8")


def _sections(page: str) -> dict[str, str]:
    """The sections of the page as it is, by scenario."""
    _, *parts = page.split("\n## ")
    return {part.splitlines()[0]: f"## {part.rstrip()}\n" for part in parts}


if __name__ == "__main__":
    main()
