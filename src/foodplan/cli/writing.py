"""Write what a plan exports to files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from foodplan.cli.session import Session
from foodplan.documents.driven import file_name
from foodplan.domain.ids import RunId
from foodplan.domain.run import RunStatus
from foodplan.errors import NotFound, Unavailable
from foodplan.planning import Planner
from foodplan.planning.route_files import Ending
from foodplan.tables.frames import csv_text

Writer = Callable[[Planner, RunId, Path, Session], list[Path]]


def write_all(planner: Planner, run_id: RunId, folder: Path, session: Session) -> None:
    """Every export into one folder."""
    for writer in WRITERS.values():
        for path in writer(planner, run_id, folder, session):
            session.note("cli-written", path=path)


def newest_plan(planner: Planner, session: Session) -> RunId:
    """The last run that has a plan; NotFound where there is none."""
    for run in planner.runs(limit=200):
        if run.status in (RunStatus.DONE, RunStatus.STOPPED) and planner.has_plan(run.run_id):
            return run.run_id
    raise NotFound(session.say("cli-no-plan-yet"))


def prepare(folder: Path, session: Session) -> None:
    """Make the folder, so that a name that cannot be one is told before anything is worked out."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error, session) from error


def _refused(path: Path, error: OSError, session: Session) -> Unavailable:
    return Unavailable(session.say("cli-no-folder", path=path, why=error.strerror))


def write_bytes(path: Path, content: bytes, session: Session) -> list[Path]:
    """Write one file; a reason in words where that cannot be done."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _refused(path, error, session) from error
    return [path]


def _write(path: Path, text: str, session: Session) -> list[Path]:
    return write_bytes(path, text.encode(), session)


def _write_map(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    page = planner.map_html(run_id, language=session.language, embed=False)
    return _write(folder / f"{run_id}.html", page, session)


def _write_sheets(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    page = planner.sheets_html(run_id, language=session.language)
    return _write(folder / f"{run_id}-sheets.html", page, session)


def _write_gpx(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    return _write_routes(planner, run_id, folder, session, ending="gpx")


def _write_calendars(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    return _write_routes(planner, run_id, folder, session, ending="ics")


def _write_routes(
    planner: Planner, run_id: RunId, folder: Path, session: Session, *, ending: Ending
) -> list[Path]:
    """A folder of one file for each vehicle and day, which is what a driver needs."""
    inside = folder / f"{run_id}-{ending}"
    prepare(inside, session)
    for route in planner.kept(run_id).plan.routes:
        vehicle_id, day = route.vehicle_id, route.day
        content = planner.route_file(
            run_id, day, vehicle_id, ending=ending, language=session.language
        )
        write_bytes(inside / file_name(day, vehicle_id, ending), content, session)
    return [inside]


def _write_geojson(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    text = json.dumps(planner.geojson(run_id), ensure_ascii=False, separators=(",", ":"))
    return _write(folder / f"{run_id}.geojson", text, session)


def _write_csv(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    written: list[Path] = []
    for name, frame in planner.tables(run_id).items():
        written += _write(folder / f"{run_id}-{name}.csv", csv_text(frame), session)
    return written


def _write_xlsx(planner: Planner, run_id: RunId, folder: Path, session: Session) -> list[Path]:
    book = planner.workbook(run_id, language=session.language)
    return write_bytes(folder / f"{run_id}.xlsx", book, session)


WRITERS: dict[str, Writer] = {
    "map": _write_map,
    "sheets": _write_sheets,
    "gpx": _write_gpx,
    "ics": _write_calendars,
    "geojson": _write_geojson,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
"""What can be exported, by the word after `foodplan export`."""
