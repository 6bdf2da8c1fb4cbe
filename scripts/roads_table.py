"""Compare the road estimates with published distances and write the table into docs/roads.md.

python scripts/roads_table.py
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from statistics import fmean, median

from foodplan.domain.basics import Calendar, Label, Location, TimeWindow, VehicleKind
from foodplan.domain.ids import DatasetId, SiteId
from foodplan.domain.places import Site
from foodplan.domain.policy import RoadSettings
from foodplan.domain.problem import Problem
from foodplan.roads import build_travel

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "roads.md"
REGIONS = ROOT / "data"
REGION = "region-amp"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
NOON_MIN = 720.0


def main() -> None:
    """Rewrite the block in docs/roads.md."""
    DOCS.write_text(with_table(DOCS.read_text(encoding="utf-8")), encoding="utf-8")


def with_table(text: str) -> str:
    """The page with its block made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


def table() -> str:
    """Markdown: published and estimated figures of each pair, and the mean and median error."""
    pairs = _rows("published_road_distances.csv")
    travel = build_travel(_problem(pairs), regions=REGIONS)
    lines = [
        "| from | to | straight line km | published km | estimate km | error "
        "| published min | estimate min at noon |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    errors = []
    for pair in pairs:
        ends = (pair["from"], pair["to"])
        leg = travel.leg(*ends, kind=VehicleKind.VAN, depart_min=NOON_MIN)
        error = leg.km / float(pair["known_km"]) - 1
        errors.append(abs(error))
        lines.append(
            f"| {pair['from_name']} | {pair['to_name']} | {float(pair['crow_km']):.1f} "
            f"| {pair['known_km']} | {leg.km:.1f} | {_percent(error)} "
            f"| {pair['known_min'] or '–'} | {leg.minutes:.0f} |"
        )
    summary = f"{len(pairs)} pairs: mean error {fmean(errors):.0%}, median {median(errors):.0%}."
    return "\n".join([summary, "", *lines, ""])


def _percent(share: float) -> str:
    percent = round(100 * share)
    return f"{percent:+d}%" if percent else "0%"


def _problem(pairs: list[dict[str, str]]) -> Problem:
    """A problem whose sites stand on the nodes that the published pairs name."""
    named = {pair[end] for pair in pairs for end in ("from", "to")}
    nodes = [node for node in _rows("road_nodes.csv") if node["id"] in named]
    return Problem(
        dataset_id=DatasetId("published"),
        label=Label(fr="publié", en="published"),
        calendar=Calendar(start=date(2026, 11, 23)),
        products=(),
        lots=(),
        hubs=(),
        sites=tuple(_site(node) for node in sorted(nodes, key=lambda node: node["id"])),
        baskets=(),
        vehicles=(),
        roads=RoadSettings(region=REGION, departures_min=(NOON_MIN,)),
    )


def _site(node: dict[str, str]) -> Site:
    return Site(
        site_id=SiteId(node["id"]),
        label=node["name"],
        town=node["name"],
        location=Location(lat=float(node["lat"]), lon=float(node["lon"])),
        windows=(TimeWindow(day=0, start_min=0, end_min=1440),),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (REGIONS / REGION / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
