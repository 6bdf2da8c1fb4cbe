"""Write docs/data-dictionary.md from tables/columns.py: `python scripts/data_dictionary.py`."""

from pathlib import Path

from foodplan.tables.columns import TABLES
from foodplan.tables.declaration import Column, Table
from foodplan.texts import say

HEAD = """\
# Data dictionary

<!-- Written by scripts/data_dictionary.py from src/foodplan/tables/columns.py; edit that file. -->

A dataset is a folder of CSV tables with `week.yaml`, or one XLSX or ODS workbook with the same
tables as sheets and `week.yaml` (or a YAML file of the workbook's name) beside it. Tables are
written as UTF-8 with commas and points. Also read: semicolons and tabs, decimal commas, spaces
between thousands, Windows-1252, French headings and words (with or without accents and capitals),
empty rows and columns at the end. A file may have 20 MB at most. Ids and post codes are text.
`hubs`, `producers` and `sites` share one name space. Rows of `needs` and `orders` for other weeks
are not read.

**Bold** columns are needed: the column must exist and none of its cells may be empty. The French
heading stands behind the meaning; other headings that are understood are in `tables/columns.py`.
"""

WEEK = """\
## week.yaml

```yaml
schema: 1
id: reference-week                  # empty: the folder's name
label: {fr: "Semaine de référence", en: "Reference week"}
region: region-amp                  # folder of roads and outlines under data/; may be absent
start: 2026-11-23                   # a Monday
days: 5                             # 1 to 7
timezone: Europe/Paris
baskets:                            # types; none where every load is an order, routed as it is
  - id: garden
    label: {fr: "Panier du jardin", en: "Garden basket"}
    kg: 9.1                         # net weight
    min_groups: 3                   # so many product groups …
    min_group_share: 0.1            # … with at least this share each
    max_product_share: 0.35         # no product makes up more
    temperatures: [ambient]         # classes that may go in
    groups: []                      # product groups that may go in; empty: all
    per_pallet: 60
rules:                              # what follows may all be left out
  driving_break_after_min: 270
  driving_break_min: 45
  work_pause_after_min: 360
  work_pause_min: 30
  max_stops: 40
  chilled_pickup_max_route_min: 300 # longest route with a cold pick-up; left out: as any other
  latest_end: "18:00"
costs: {kg_co2e_per_litre: 3.17, eur_per_sorting_hour: 0}
roads:
  source: skeleton                  # or table (travel.csv) or straight-line
  departures: ["10:30"]             # departure times whose traffic counts
policy:
  fairness_loss: 0                  # share of baskets that may be given up for fairer shares
  fairness_window_weeks: 4
  fill_max: 1.0                     # no site gets more than this times its need
  freshness_margin_days: 0
  allowed_changes: all              # or keep_vehicles or insert_only
  balance_max_route_min: 420        # longest route; left out: as the shifts allow
  eur_per_changed_day: 20           # a delivery on no usual day of its site; left out: never
```
"""


def dictionary() -> str:
    """The whole document."""
    return "\n".join([HEAD, *(_section(table) for table in TABLES), WEEK])


def _section(table: Table) -> str:
    needed = "needed" if table.mandatory else "may be absent or empty"
    if table.name in ("needs", "orders"):
        needed = "needs or orders is needed, or both"
    french = f" (French: `{table.also[0]}`)" if table.also else ""
    lines = [
        f"## {table.name}{french}",
        "",
        f"{say(f'dataset-{table.name}', 'en')} {needed.capitalize()}.",
        "",
        "| column | how it is written | unit | empty means | meaning | en français |",
        "|---|---|---|---|---|---|",
        *(_row(table, column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _row(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    written = say(f"kind-{column.kind}", "en")
    if column.choices:
        written = ", ".join(choice[0] for choice in column.choices)
        written += " (separated by ;)" if column.kind.endswith("s") else ""
    if column.refers:
        written = f"id in {' or '.join(column.refers)}"
    meaning, french = (say(f"column-{table.name}-{column.name}", lang) for lang in ("en", "fr"))
    if column.headers:
        french = f"{french} (`{column.headers[0]}`)"
    empty = "" if column.required else (column.default or "nothing")
    cells = (name, _limits(column, written), column.unit, empty, meaning, french)
    return f"| {' | '.join(cells)} |"


def _limits(column: Column, written: str) -> str:
    if column.above is not None:
        written += f" above {column.above:g}"
    elif column.low is not None:
        written += f", {column.low:g} or more"
    if column.high is not None and column.high <= 180:
        written += f", up to {column.high:g}"
    return written


if __name__ == "__main__":
    path = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
    path.write_text(dictionary(), encoding="utf-8")
