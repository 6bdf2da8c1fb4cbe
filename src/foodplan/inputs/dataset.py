"""Read a whole dataset: a problem, or every finding at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Calendar
from foodplan.domain.finding import Finding
from foodplan.domain.places import Site
from foodplan.domain.problem import Problem
from foodplan.errors import FoodplanError
from foodplan.inputs.book import Book, open_book
from foodplan.inputs.fleet import (
    read_closures,
    read_links,
    read_own_legs,
    read_vehicles,
    read_zones,
)
from foodplan.inputs.food import read_history, read_lots, read_needs, read_orders, read_products
from foodplan.inputs.places import Ground, read_hubs, read_producers, read_sites
from foodplan.inputs.sheets import TABLE_FILES, WORKBOOKS, Sheet, sheets_of
from foodplan.inputs.week import Week, read_week
from foodplan.inputs.wrong import Findings, Wrong

WEEK_FILE = "week.yaml"
ANY_WEEK = Calendar(start=date(2001, 1, 1), n_days=7)
"""Stands in where week.yaml is wrong, so that the tables are still read for their own faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of reading a dataset: a problem unless a finding blocks it."""

    problem: Problem | None
    findings: tuple[Finding, ...]


def read_dataset(path: Path, *, backdrop_of: Callable[[str | None], Backdrop]) -> Reading:
    """Read a folder of CSV tables or workbooks with week.yaml, or a workbook with it beside it.

    `backdrop_of` gives the outlines of a region, to find places that lie in the sea.
    """
    findings = Findings()
    code = _unfit(path)
    if code is not None:
        findings.add(Finding(code=code, file=str(path)))
        return Reading(problem=None, findings=findings.sorted())
    week_path, week = week_path_of(path), None
    if week_path.exists():
        dataset_id = path.resolve().name if path.is_dir() else path.stem
        week = read_week(week_path, findings, dataset_id=dataset_id)
    else:
        findings.add(Finding(code="week-missing", file=week_path.name))
    sheets, unread = _sheets(path, findings)
    if unread and not sheets:
        return Reading(problem=None, findings=findings.sorted())
    book = open_book(sheets, findings, folder=path.name, unread=unread)
    problem = _problem(book, week, Ground(backdrop=_backdrop(week, backdrop_of, findings)))
    blocked = findings.block or week is None
    return Reading(problem=None if blocked else problem, findings=findings.sorted())


def _unfit(path: Path) -> str | None:
    """Why there is nothing to be read at all, so that this alone is said."""
    if not path.exists():
        return "dataset-missing"
    if path.is_dir():
        is_empty = not week_path_of(path).exists() and not tables_of(path)
        return "dataset-no-tables" if is_empty else None
    return None if path.suffix.casefold() in WORKBOOKS else "dataset-no-format"


def tables_of(path: Path) -> list[Path]:
    """The CSV tables and workbooks of a dataset.

    A workbook that somebody has open leaves a lock file beside it, which is none.
    """
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.iterdir()) if not file.name.startswith((".", "~"))]
    return [file for file in files if file.suffix.casefold() in TABLE_FILES]


def week_path_of(path: Path) -> Path:
    """Where the week of a dataset stands, if it has one."""
    if path.is_dir():
        return path / WEEK_FILE
    own = path.with_suffix(".yaml")
    return own if own.exists() else path.parent / WEEK_FILE


def _sheets(path: Path, findings: Findings) -> tuple[list[Sheet], list[str]]:
    """Sheets, and the names of those that cannot be read."""
    sheets: list[Sheet] = []
    unread: list[str] = []
    for file in tables_of(path):
        try:
            sheets += sheets_of(file)
        except Wrong as wrong:
            findings.add_file(file.name, wrong)
            unread.append(file.stem)
    return sheets, unread


def _backdrop(
    week: Week | None, backdrop_of: Callable[[str | None], Backdrop], findings: Findings
) -> Backdrop:
    if week is None:
        return Backdrop()
    try:
        return backdrop_of(week.roads.region)
    except (FoodplanError, OSError):
        params = {"region": week.roads.region}
        findings.add(Finding(code="week-region", file=WEEK_FILE, path="region", params=params))
        return Backdrop()


def _problem(book: Book, week: Week | None, ground: Ground) -> Problem | None:
    """Read every table, also where the week is unknown and no problem can come of it."""
    calendar = week.calendar if week else None
    days = calendar or ANY_WEEK
    products = read_products(book)
    hubs = read_hubs(book, days, ground)
    producers = read_producers(book, days, ground)
    sites = read_sites(book, days, ground)
    vehicles = read_vehicles(book, days)
    by_id = {product.product_id: product for product in products}
    lots = read_lots(book, days, by_id, is_week_known=week is not None)
    resting = _resting(sites, days) if week else set()
    needs = read_needs(book, calendar, week.baskets if week else None, resting)
    orders = read_orders(book, calendar, by_id, resting)
    history = read_history(book, calendar)
    links = (*read_links(book), *read_zones(book, sites, vehicles))
    closures, own_legs = read_closures(book), read_own_legs(book)
    if week is None:
        return None
    _expect_travel(book, week)
    return Problem(
        dataset_id=week.dataset_id,
        label=week.label,
        calendar=week.calendar,
        products=tuple(sorted(products, key=lambda product: product.product_id)),
        producers=tuple(sorted(producers, key=lambda producer: producer.producer_id)),
        lots=tuple(sorted(lots, key=lambda lot: lot.lot_id)),
        hubs=tuple(sorted(hubs, key=lambda hub: hub.hub_id)),
        sites=tuple(sorted(sites, key=lambda site: site.site_id)),
        baskets=week.baskets,
        needs=needs,
        orders=orders,
        history=history,
        vehicles=tuple(sorted(vehicles, key=lambda vehicle: vehicle.vehicle_id)),
        links=links,
        own_legs=own_legs,
        policy=week.policy,
        rules=week.rules,
        costs=week.costs,
        roads=replace(week.roads, changes=closures),
    )


def _resting(sites: Sequence[Site], days: Calendar) -> set[str]:
    """Sites that are served in other weeks only."""
    return {str(site.site_id) for site in sites if not site.weeks.include(days.week_number)}


def _expect_travel(book: Book, week: Week) -> None:
    if week.roads.source == "table" and not book.rows.get("travel"):
        book.findings.add(Finding(code="week-no-travel", file=WEEK_FILE, path="roads.source"))
