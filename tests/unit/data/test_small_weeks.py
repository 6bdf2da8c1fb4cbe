from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).parents[3] / "data"

Row = dict[str, str]


def read(week: str, table: str) -> list[Row]:
    with (DATA / week / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(rows: list[Row], column: str) -> float:
    return sum(float(row[column]) for row in rows)


def test_the_script_writes_exactly_the_tables_that_are_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", DATA / "making" / "make.py", tmp_path], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.glob("*/*.csv"))
    weeks = {path.parts[0] for path in made}
    assert made == sorted(
        path.relative_to(DATA) for week in weeks for path in (DATA / week).glob("*.csv")
    )
    for path in made:
        kept = (DATA / path).read_bytes()
        assert (tmp_path / path).read_bytes() == kept, f"run make.py: {path} is old"


def test_every_week_says_what_it_is() -> None:
    for week in DATA.glob("*/week.yaml"):
        assert (week.parent / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_eight_thousand_loaves_are_baked_and_ordered_every_day() -> None:
    orders = read("bread-week", "orders")
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        assert total([row for row in orders if row["day"] == day], "quantity") == 8000
    baked = [row for row in read("bread-week", "lots") if row["product_id"] == "bread"]
    assert [float(row["gross_kg"]) for row in baked] == [3200.0] * 7
    assert all(float(row["quantity"]) % 20 == 0 for row in orders)


def test_the_citizen_hub_packs_3500_parcels_and_850_to_1200_for_its_queue() -> None:
    queue, *blocks = read("parcel-week", "needs")
    assert (queue["site_id"], queue["baskets_low"], queue["baskets_high"]) == (
        "COUNTER",
        "850",
        "1200",
    )
    assert (len(blocks), total(blocks, "baskets")) == (40, 3500)


def test_three_hundred_meals_are_asked_for_every_evening() -> None:
    assert total(read("outreach-week", "needs"), "baskets") == 7 * 300


def test_one_association_is_promised_43000_nappies() -> None:
    assert [row["quantity"] for row in read("nappy-week", "orders")] == ["43000"]


def test_each_week_at_the_year_end_brings_seven_tonnes_to_160_partners() -> None:
    assert len(read("year-end-week", "sites")) == 160
    gross_kg = total(read("year-end-week", "lots"), "gross_kg")
    assert round(gross_kg * 0.95) == round(7700 / 4 * 3.64)
