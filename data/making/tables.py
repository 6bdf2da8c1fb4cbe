"""Rows that several datasets share, and how tables are read and written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
REFERENCE = DATA / "reference-week"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Row = Mapping[str, str | float]
Tables = Mapping[str, Sequence[Row]]


def reference(table: str) -> list[dict[str, str]]:
    """A table of the reference week, whose places and products the other weeks borrow."""
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(n: int, *, prefix: str, town: str = "", districts: Iterable[str] = ()) -> list[Row]:
    """Sites of the reference week, spread evenly over its list, with ids of their own."""
    wanted = set(districts)
    found = [
        row
        for row in reference("sites")
        if (not town or row["town"] == town) and (not wanted or row["district"] in wanted)
    ]
    if len(found) < n:
        raise ValueError(f"{n} places wanted, {len(found)} found")
    chosen = [found[i * len(found) // n] for i in range(n)]
    kept = ("label", "town", "district", "lat", "lon")
    return [
        {"site_id": f"{prefix}-{i:02}", **{name: row[name] for name in kept}}
        for i, row in enumerate(chosen, start=1)
    ]


def products(*names: str) -> list[Row]:
    """Products of the reference week."""
    by_id = {row["product_id"]: row for row in reference("products")}
    return [by_id[name] for name in names]


def day_text(monday: date, day: int) -> str:
    """The date of a day of the week, as tables write it."""
    return str(monday + timedelta(days=day))


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
