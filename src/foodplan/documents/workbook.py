"""Plans, comparisons and reports over weeks as XLSX workbooks: a sheet a table, text as text.

What people wrote never becomes a formula or a link, whatever sign it begins with.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd
from xlsxwriter import Workbook

from foodplan.domain.changes import digest
from foodplan.evaluate import ComparedMeasure, Comparison
from foodplan.evaluate.horizon import Horizon
from foodplan.evaluate.stop_changes import Call
from foodplan.texts import Language, say

Cell = str | float | int | None
Row = Sequence[Cell]
Sheet = tuple[str, Row, Iterable[Row]]
"""Name (at most 31 signs), headers, rows."""

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_WIDEST = 60
_NARROWEST = 8
_WEEK_HEADS = (
    "week",
    "plan",
    "needed",
    "given",
    "min-fill",
    "rolling",
    "gini",
    "given-kg",
    "kept-kg",
    "km",
    "eur",
    "day",
    "vehicle",
    "order",
)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def plan_workbook(
    frames: Mapping[str, pd.DataFrame], *, made_at: datetime, language: Language
) -> bytes:
    """Every exported table of a plan; column names as in the data dictionary."""
    return _workbook(
        (
            _sheet(say(f"export-{name}", language).capitalize(), frame)
            for name, frame in frames.items()
        ),
        made_at=made_at,
    )


def table_workbook(frame: pd.DataFrame, *, name: str, made_at: datetime) -> bytes:
    """One table on one sheet."""
    return _workbook([_sheet(name, frame)], made_at=made_at)


def sheets_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Tables of a dataset, a sheet each."""
    return _workbook(sheets, made_at=_LONG_AGO)


def comparison_workbook(
    names: Sequence[str], comparison: Comparison, *, made_at: datetime, language: Language
) -> bytes:
    """Measures, sites that gain or lose, stops that changed, remedies, what the weeks differ in.

    `names` are the plans' in the order compared, the base first.
    """
    sheets = (_measures, _sites, _stops, _remedies, _inputs)
    return _workbook((make(names, comparison, language) for make in sheets), made_at=made_at)


def weeks_workbook(
    plan_ids: Sequence[str], report: Horizon, *, made_at: datetime, language: Language
) -> bytes:
    """What each week brought, and what each site got in each of them; a plan for each week."""
    sheets = (_weeks(plan_ids, report, language), _sites_by_week(report, language))
    return _workbook(sheets, made_at=made_at)


def _weeks(plan_ids: Sequence[str], report: Horizon, language: Language) -> Sheet:
    heads = [say(f"sheet-weeks-{code}", language) for code in _WEEK_HEADS]
    rows = (
        (
            week.week,
            plan_id,
            week.needed,
            week.given,
            week.min_fill,
            week.min_rolling_fill,
            week.gini,
            week.given_kg,
            week.kept_kg,
            week.km,
            week.eur,
            week.stops_moved,
            week.stops_of_other_vehicle,
            week.stops_reordered,
        )
        for week, plan_id in zip(report.weeks, plan_ids, strict=True)
    )
    return say("sheet-weeks", language), heads, rows


def _sites_by_week(report: Horizon, language: Language) -> Sheet:
    heads = [say("sheet-site-id", language), say("plan-site", language), say("plan-town", language)]
    for week in report.weeks:
        heads += [f"{say(f'sheet-{code}', language)} {week.week}" for code in ("needed", "given")]
    heads += [say("sheet-needed", language), say("sheet-given", language)]
    rows: Iterable[Row] = (
        (
            site.site_id,
            site.label,
            site.town,
            *(n for pair in zip(site.needed, site.given, strict=True) for n in pair),
            sum(site.needed),
            sum(site.given),
            site.fill,
        )
        for site in report.sites
    )
    return say("sheet-sites", language), [*heads, say("plan-fill", language)], rows


def _measures(names: Sequence[str], comparison: Comparison, language: Language) -> Sheet:
    heads: list[Cell] = [say("compare-measure", language), say("sheet-unit", language), names[0]]
    for name in names[1:]:
        heads += [name, say("sheet-difference", language), say("sheet-verdict", language)]
    rows = (_measure_row(row, language) for row in comparison.measures)
    return say("sheet-measures", language), heads, rows


def _measure_row(row: ComparedMeasure, language: Language) -> Row:
    cells: list[Cell] = [say(f"measure-{row.code}", language), row.unit, row.values[0]]
    for value, gap, better in zip(row.values[1:], row.differences, row.better, strict=True):
        code = "" if better is None else "cli-better" if better else "cli-worse"
        cells += [value, gap, say(code, language) if code else ""]
    return cells


def _sites(names: Sequence[str], comparison: Comparison, language: Language) -> Sheet:
    codes = ("needed-before", "needed", "given-before", "given", "difference")
    heads = [
        say("sheet-plan", language),
        say("sheet-site-id", language),
        say("plan-site", language),
        say("plan-town", language),
        *(say(f"sheet-{code}", language) for code in codes),
        say("compare-why", language),
    ]
    rows = (
        (
            name,
            one.site_id,
            one.label,
            one.town,
            one.needed_before,
            one.needed,
            one.given_before,
            one.given,
            one.baskets,
            "; ".join(say(reason.code, language, **reason.params) for reason in one.why),
        )
        for name, difference in zip(names[1:], comparison.differences, strict=True)
        for one in (*difference.losses, *difference.gains)
    )
    return say("sheet-sites", language), heads, rows


def _stops(names: Sequence[str], comparison: Comparison, language: Language) -> Sheet:
    codes = (
        "sheet-plan",
        "sheet-weeks-week",
        "compare-place",
        "compare-what",
        "compare-before",
        "compare-after",
    )
    rows = (
        (
            name,
            one.week,
            one.place_id,
            ", ".join(say(f"stop-change-{what}", language) for what in one.what),
            _calls(one.before, language),
            _calls(one.after, language),
        )
        for name, difference in zip(names[1:], comparison.differences, strict=True)
        for one in difference.stops
    )
    return say("sheet-stops", language), [say(code, language) for code in codes], rows


def _calls(calls: Sequence[Call], language: Language) -> str:
    return ", ".join(f"{say(f'day-{day}', language)} {vehicle}" for day, vehicle in calls)


def _remedies(names: Sequence[str], comparison: Comparison, language: Language) -> Sheet:
    codes = ("sheet-plan", "sheet-weeks-week", "sheet-deed", "sheet-baskets", "sheet-eur")
    rows = (
        (name, one.week, say(one.code, language, **one.params), round(one.baskets, 1), one.eur)
        for name, found in zip(names, comparison.remedies, strict=True)
        for one in found
    )
    return say("sheet-remedies", language), [say(code, language) for code in codes], rows


def _inputs(names: Sequence[str], comparison: Comparison, language: Language) -> Sheet:
    codes = ("sheet-plan", "compare-inputs")
    rows = (
        (name, line)
        for name, difference in zip(names[1:], comparison.differences, strict=True)
        for line in digest(difference.inputs, language)
    )
    return say("sheet-inputs", language), [say(code, language) for code in codes], rows


def _sheet(name: str, frame: pd.DataFrame) -> Sheet:
    rows = frame.astype(object).where(frame.notna(), None).values.tolist()
    return name, list(frame.columns), rows


def _workbook(sheets: Iterable[Sheet], *, made_at: datetime) -> bytes:
    file = io.BytesIO()
    with Workbook(file, _PLAIN) as book:
        # The file would say when it was written otherwise, and no two would be the same.
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        for name, heads, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, heads, bold)
            widths = [len(str(head)) for head in heads]
            for i, row in enumerate(rows, 1):
                sheet.write_row(i, 0, row)
                widths = [max(w, len(str(c))) for w, c in zip(widths, row, strict=True)]
            for column, width in enumerate(widths):
                sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, width)))
    return file.getvalue()
