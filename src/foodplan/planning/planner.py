"""The use cases, one method each; what commands, API and pages ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from foodplan import __version__
from foodplan.documents.sheets import sheets_page
from foodplan.documents.workbook import comparison_workbook, plan_workbook, weeks_workbook
from foodplan.domain.adjustment import PlanEvent
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.names import closest
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.errors import InvalidValue, NotFound
from foodplan.evaluate import Comparison, compare_rows, feasibility
from foodplan.evaluate.comparison import MOST_PLANS
from foodplan.evaluate.exports import frames
from foodplan.evaluate.robustness import WeekTried
from foodplan.planning.answers import (
    CheckReport,
    DatasetSummary,
    Health,
    KeptPlan,
    Resolved,
    ScenarioSummary,
)
from foodplan.planning.bounding import Bounds
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.drafting import Drafts
from foodplan.planning.hands import Hands
from foodplan.planning.marking import Marking
from foodplan.planning.new_run import new_run
from foodplan.planning.own_weeks import OwnWeeks
from foodplan.planning.repairing import Repair, Repairs
from foodplan.planning.route_files import Ending, route_file
from foodplan.planning.sweeping import Sweeps
from foodplan.planning.trials import tried_weeks
from foodplan.planning.weeks import KeptWeeks, compared_rows, gone_on, kept_weeks, weeks_of
from foodplan.planning.workshop import Workshop
from foodplan.store.store import Store
from foodplan.texts import Language, Sentence

_N_NEAR = 200


class Planner:
    """Opened by `open_planner`; safe between threads."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        workshop: Workshop,
        repairs: Repairs,
        marking: Marking,
        drafts: Drafts,
        own_weeks: OwnWeeks,
        bounds: Bounds,
        sweeps: Sweeps,
        hands: Hands,
        language: Language,
        tile_url: str | None,
    ) -> None:
        self._store, self._catalogue, self._workshop = store, catalogue, workshop
        self._repairs = repairs
        self.marking, self.drafts, self.bounds, self.sweeps = marking, drafts, bounds, sweeps
        self.own_weeks = own_weeks
        self._hands, self._language, self._tile_url = hands, language, tile_url
        self._is_closed = False

    def close(self) -> None:
        """End watching and working; runs that are not over go back to the queue. Once is enough."""
        if self._is_closed:
            return
        self._is_closed = True
        self._repairs.close()
        self.bounds.close()
        self._hands.close()

    # Data

    def datasets(self) -> tuple[DatasetSummary, ...]:
        """Every dataset, by id."""
        return self._catalogue.datasets()

    def scenarios(self) -> tuple[ScenarioSummary, ...]:
        """Every scenario, by id."""
        return self._catalogue.scenarios()

    def resolve(self, name: str) -> Resolved:
        """The week of a scenario id, a dataset id or a path.

        InvalidInput with every finding; NotFound, with what may have been meant.
        """
        return self._catalogue.resolve(name)

    def check(self, name: str) -> CheckReport:
        """Every finding: of reading, and of what would stop a plan."""
        report = self._catalogue.read(name)
        if report.resolved is None:
            return report
        problem = report.resolved.problem
        found = feasibility(problem, self._workshop.travel(problem))
        return replace(report, findings=(*report.findings, *found))

    # Runs

    def start(
        self,
        name: str,
        limits: Limits,
        *,
        after: RunId | None = None,
        n_weeks: int | None = None,
        n_together: int = 1,
        idempotency_key: str | None = None,
    ) -> Run:
        """Queue a run and return at once; the same run for the same idempotency key.

        It goes on from what the plan of the week before leaves, where `after` names one. Of several
        weeks in a row, as many as `n_weeks` or the scenario says, the others follow by themselves.
        `n_together` runs that are queued together share the cores.
        """
        resolved = self._catalogue.resolve(name, n_weeks=n_weeks)
        if after is not None:
            resolved = gone_on(resolved, self.kept(after), self._language)
        run = new_run(resolved, self._hands.granted(limits, n_together=n_together), after=after)
        queued = self._store.add_run(
            run, resolved.problem, later=resolved.later, idempotency_key=idempotency_key
        )
        self._hands.set_to_work()
        return queued

    def run(self, run_id: RunId) -> Run:
        """One run; NotFound, with what may have been meant."""
        try:
            return self._store.run(run_id)
        except NotFound:
            near = closest(run_id, [run.run_id for run in self.runs(limit=_N_NEAR)])
            code = "error-no-run-near" if near else "error-no-run"
            said = Sentence(code, self._language, name=run_id, near=near)
            raise NotFound(said) from None

    def runs(self, *, limit: int, before: RunId | None = None) -> tuple[Run, ...]:
        """The newest runs, newest first; those older than `before` if it is given."""
        return self._store.runs(limit=limit, before=before)

    def watch(self, run_id: RunId) -> Iterator[Run]:
        """The run at every change, and at least once a second, until it is over."""
        return self._hands.watch(lambda: self.run(run_id), lambda run: run.status.is_over)

    def stop(self, run_id: RunId) -> Run:
        """Ask a run to stop; the best plan so far is kept."""
        self.run(run_id)
        run = self._store.queue.ask_stop(run_id, now=datetime.now(UTC))
        self._hands.tell()
        return run

    # Plans

    def has_plan(self, run_id: RunId) -> bool:
        """Whether the run has a plan."""
        return self._store.has_plan(run_id)

    def kept(self, run_id: RunId) -> KeptPlan:
        """The plan of a run with its measures, shares and reasons; NotFound if it has none."""
        self.run(run_id)
        return self._workshop.kept(run_id, self._language)

    def repair(self, run_id: RunId, event: PlanEvent) -> Repair:
        """What a repair or an adjustment of a kept plan would change; nothing is kept."""
        self.run(run_id)
        return self._repairs.show(run_id, event)

    def keep_repair(
        self, run_id: RunId, event: PlanEvent, *, seen: Sequence[RunId] | None = None
    ) -> Run:
        """Keep the changed plan as a run of its own, whose parent is the plan changed.

        Changed where other plans than those that were `seen` are made from it by now.
        """
        self.run(run_id)
        return self._repairs.keep(run_id, event, seen=seen)

    def compare(self, run_ids: Sequence[RunId], *, n_weeks: int | None = None) -> Comparison:
        """Two to four plans, each against the first.

        Plans of weeks in a row stand for these weeks, `n_weeks` of them at most, as far as all of
        them are planned.
        """
        if not 2 <= len(run_ids) <= MOST_PLANS:
            raise InvalidValue(Sentence("error-compare-few", self._language))
        return compare_rows(*compared_rows(self._store, run_ids, self.kept, most=n_weeks))

    def tried_weeks(self, run_id: RunId, *, n_weeks: int, seed: int) -> Iterator[WeekTried]:
        """What becomes of a plan in so many random weeks, repairs included, one after the other.

        The same for the same seed.
        """
        kept = self.kept(run_id)
        return tried_weeks(
            kept.plan,
            kept.problem,
            n_weeks=n_weeks,
            seed=seed,
            mend=lambda *what: self._repairs.mended(*what, limits=kept.run.limits),
        )

    def map_html(self, run_id: RunId, *, language: Language, embed: bool) -> str:
        """The map as one page; background tiles only where it is embedded in a page of ours.

        A page that is saved asks no other host for anything.
        """
        tile_url = self._tile_url if embed else None
        return self._workshop.page(self.kept(run_id), language=language, tile_url=tile_url)

    def sheets_html(
        self,
        run_id: RunId,
        *,
        language: Language,
        day: int | None = None,
        vehicle_id: str | None = None,
        links: Sequence[tuple[str, str]] = (),
    ) -> str:
        """What hubs and drivers need on paper, as one page: all, of a day, or of a vehicle."""
        kept = self.kept(run_id)
        return sheets_page(
            kept.plan,
            kept.problem,
            name=run_id,
            label=kept.run.label,
            language=language,
            day=day,
            vehicle_id=vehicle_id,
            links=links,
        )

    def geojson(self, run_id: RunId) -> dict[str, object]:
        """Places and trips (RFC 7946)."""
        return self._workshop.geojson(self.kept(run_id))

    def route_file(
        self, run_id: RunId, day: int, vehicle_id: VehicleId, *, ending: Ending, language: Language
    ) -> bytes:
        """The stops of a vehicle's day for a navigation app, or its trips for a calendar."""
        kept = self.kept(run_id)
        return route_file(kept, day, vehicle_id, ending=ending, language=language)

    def tables(self, run_id: RunId) -> dict[str, pd.DataFrame]:
        """Every exported table of a plan, by name."""
        kept = self.kept(run_id)
        return frames(kept.plan, kept.problem)

    def week_runs(self, run_id: RunId) -> tuple[Run, ...]:
        """The weeks in a row that a run is one of, as far as they are queued; itself alone else."""
        return weeks_of(self._store, self.run(run_id))

    def weeks(self, run_id: RunId) -> KeptWeeks:
        """The same with the report over those that are planned."""
        return kept_weeks(self._store, self.run(run_id), self.kept)

    def weeks_workbook(self, run_id: RunId, *, language: Language) -> bytes:
        """The report as XLSX; NotFound where no week is planned yet."""
        found = self.weeks(run_id)
        if found.horizon is None:
            raise NotFound(Sentence("weeks-none", self._language))
        plan_ids, made_at = [run.run_id for run in found.planned], found.planned[0].created_at
        return weeks_workbook(plan_ids, found.horizon, made_at=made_at, language=language)

    def workbook(self, run_id: RunId, *, language: Language) -> bytes:
        """Every exported table of a plan as XLSX."""
        made_at = self.run(run_id).created_at
        return plan_workbook(self.tables(run_id), made_at=made_at, language=language)

    def comparison_workbook(
        self, run_ids: Sequence[RunId], *, language: Language, n_weeks: int | None = None
    ) -> bytes:
        """A comparison as XLSX; plans are named by their runs."""
        found = self.compare(run_ids, n_weeks=n_weeks)
        made_at = max(self.run(run_id).created_at for run_id in run_ids)
        return comparison_workbook(run_ids, found, made_at=made_at, language=language)

    def health(self) -> Health:
        """Whether it can work; Unavailable if the database does not answer."""
        counts = self._store.queue.counts()
        running = (RunStatus.RUNNING, RunStatus.STOPPING)
        return Health(
            version=__version__,
            works_here=self._hands.runner.works_here,
            n_workers=self._hands.runner.n_workers(),
            n_waiting=counts.get(RunStatus.QUEUED, 0),
            n_running=sum(counts.get(status, 0) for status in running),
        )
