"""Write the tables of the small weeks, one for each kind of operation.

    python data/making/make.py [FOLDER]

Same code, same bytes. Places are those of the reference week, weights and names are invented (see
each folder's README.md); the week.yaml files are written by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import bread
import farms
import group_orders
import nappies
import outreach
import parcels
import ramadan
import year_end
from tables import DATA, Tables, write_csv

WEEKS: Mapping[str, Callable[[], Tables]] = {
    "bread-week": bread.make,
    "group-order-week": group_orders.make,
    "nappy-week": nappies.make,
    "outreach-week": outreach.make,
    "parcel-week": parcels.make,
    "ramadan-week": ramadan.make,
    "urban-farm-week": farms.make,
    "year-end-week": year_end.make,
}


def main() -> None:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for name, make in WEEKS.items():
        (root / name).mkdir(exist_ok=True)
        for table, rows in make().items():
            write_csv(root / name / f"{table}.csv", rows)


if __name__ == "__main__":
    main()
