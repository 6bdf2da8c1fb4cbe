"""A planner for tests of the API and the pages: a hand-made plan, and runs that move when told."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from tests.builders import (
    HUB,
    a_hub,
    a_lot,
    a_problem,
    a_producer,
    a_product,
    a_site,
    a_vehicle,
    near,
    straight_travel,
)

from foodplan.documents.sheets import sheets_page
from foodplan.documents.workbook import comparison_workbook, plan_workbook, weeks_workbook
from foodplan.domain.accident import Accident, StopLock
from foodplan.domain.adjustment import Marks, PlanEvent, misfits
from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Label
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.ids import BasketId, DatasetId, LotId, RunId, ScenarioId, SiteId, VehicleId
from foodplan.domain.past import past_of
from foodplan.domain.plan import (
    Bound,
    Collection,
    Drop,
    Gift,
    Part,
    Pause,
    Plan,
    Recipe,
    Route,
    Stop,
    Trip,
)
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Progress, Run, RunStatus
from foodplan.domain.scenario import ScaleNeed, Scenario
from foodplan.domain.striking import strike
from foodplan.domain.week_bound import WeekBound
from foodplan.errors import Changed, InvalidInput, NotFound
from foodplan.evaluate import check, measure, site_shares
from foodplan.evaluate.comparison import Compared, Comparison, compare, compare_rows
from foodplan.evaluate.horizon import horizon
from foodplan.evaluate.reason import Reason, Reasons
from foodplan.evaluate.robustness import Mended, Outcome, WeekTried
from foodplan.maps import render_map
from foodplan.optimise.repair import adjust, repair
from foodplan.planning import (
    CheckReport,
    DatasetSummary,
    DayBound,
    Health,
    KeptPlan,
    KeptWeeks,
    Repair,
    Resolved,
    ScenarioSummary,
)
from foodplan.planning.route_files import Ending, route_file
from foodplan.texts import Language

NEEDS = {"S1": 40, "S2": 30, "S3": 20, "S4": 10}
FULL = {"S1": 40, "S2": 30, "S3": 20, "S4": 10}
SHORT = {"S1": 40, "S2": 30, "S3": 15}
NASTY = "<script>alert(1)</script>\"'${1}{{1}}"
CREATED = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


def a_week(site_label: str = "Site") -> Problem:
    """Four sites in two towns, one hub, one farm, two vans."""
    towns = {"S1": "Marseille", "S2": "Marseille", "S3": "Martigues", "S4": "Martigues"}
    return a_problem(
        NEEDS,
        label=Label(fr="Semaine d'essai", en="Trial week"),
        dataset_id=DatasetId("trial-week"),
        products=(a_product(label=Label(fr="Carottes", en="Carrots")),),
        producers=(a_producer(label="Ferme du Test", brings_to_sites_km=20.0),),
        hubs=(a_hub(label="Plateforme"),),
        lots=(
            a_lot("L1", gross_kg=1200.0),
            a_lot("L2", producer_id="P1", gross_kg=220.0, direct_ok=True),
        ),
        sites=tuple(
            a_site(site_id, label=f"{site_label} {site_id}", town=town, location=near(i, 3 * i))
            for i, (site_id, town) in enumerate(towns.items(), 1)
        ),
        vehicles=(
            a_vehicle("V1", label="Camionnette 1", litres_per_100km=10.0),
            a_vehicle("V2", label="Camionnette 2", litres_per_100km=10.0),
        ),
    )


def a_plan(given: dict[str, int]) -> Plan:
    """Each van drives one day: S1 and S2 on Monday, the others on Tuesday; all from lot L1."""
    routes = tuple(
        Route(
            vehicle_id=VehicleId(vehicle_id),
            day=day,
            trips=(_trip({site: given[site] for site in sites if site in given}),),
            pauses=(Pause(start_min=600, minutes=15),) if day == 0 else (),
        )
        for day, vehicle_id, sites in ((0, "V1", ("S1", "S2")), (1, "V2", ("S3", "S4")))
    )
    recipes = tuple(
        Recipe(
            hub_id=HUB,
            day=route.day,
            basket_id=BasketId("basket"),
            n_baskets=sum(stop.n_baskets for stop in route.stops()),
            parts=(
                Part(
                    lot_id=LotId("L1"), net_kg=10.0 * sum(stop.n_baskets for stop in route.stops())
                ),
            ),
        )
        for route in routes
    )
    return Plan(
        collections=(Collection(lot_id=LotId("L2"), hub_id=HUB, day=0, crates=20, gross_kg=200.0),),
        gifts=(Gift(lot_id=LotId("L2"), site_id=SiteId("S3"), day=1, crates=2, gross_kg=20.0),),
        recipes=recipes,
        routes=routes,
        bounds=(Bound(stage="min_fill", value=min(given.values()) / 40, bound=1.0, proven=True),),
    )


def _trip(given: dict[str, int]) -> Trip:
    stops = tuple(
        Stop(
            place_id=site_id,
            km=6.0,
            drive_min=12.0,
            arrive_min=500.0 + 30 * i,
            start_min=500.0 + 30 * i,
            leave_min=515.0 + 30 * i,
            drops=(Drop(basket_id=BasketId("basket"), n_baskets=baskets),),
        )
        for i, (site_id, baskets) in enumerate(given.items())
    )
    return Trip(
        load_min=468, leave_min=488, stops=stops, home_km=9.0, home_drive_min=18, return_min=600
    )


class FakeMarking:
    """Locks in memory."""

    def __init__(self, runs: dict[RunId, Run]) -> None:
        self._runs = runs
        self._marks: dict[RunId, Marks] = {}

    def marks(self, run_id: RunId) -> Marks:
        return self._marks.get(run_id, Marks())

    def set_locks(self, run_id: RunId, locks: frozenset[StopLock], *, seen: Marks) -> Marks:
        if seen != self.marks(run_id):
            raise Changed("somebody changed the locks meanwhile; look at them again")
        self._marks[run_id] = replace(seen, locks=locks)
        return self._marks[run_id]

    def parent(self, run_id: RunId) -> Run | None:
        parent_id = self._runs[run_id].parent_id
        return self._runs[parent_id] if parent_id else None

    def children(self, run_id: RunId) -> tuple[Run, ...]:
        return tuple(run for run in self._runs.values() if run.parent_id == run_id)


class FakeBounds:
    """The first day is proven, the others are not known yet; of the other plan nothing is.

    Weeks wait until they are told to move.
    """

    def __init__(self, plans: dict[RunId, Plan]) -> None:
        self._plans = plans
        self._weeks: dict[RunId, WeekBound] = {}
        self._changed = threading.Condition()

    def of(self, run_id: RunId) -> tuple[DayBound, ...]:
        days = sorted({route.day for route in self._plans[run_id].routes})
        proven = Bound(stage="routes", value=101.2, bound=100.0, proven=True, day=days[0])
        return tuple(
            DayBound(day=day, is_known=True, bound=None, spread=0.0073)
            if run_id == "trial-week-0001"
            else DayBound(
                day=day, is_known=day == days[0], bound=proven if day == days[0] else None
            )
            for day in days
        )

    def week(self, run_id: RunId) -> WeekBound | None:
        return self._weeks.get(run_id)

    def asked_week(self, run_id: RunId) -> WeekBound:
        if run_id not in self._plans:
            raise NotFound(f"{run_id} has no plan")
        if run_id not in self._weeks:
            raise NotFound(f"{run_id}: nobody asked")
        return self._weeks[run_id]

    def ask_week(self, run_id: RunId, *, seconds: float) -> WeekBound:
        if run_id not in self._plans:
            raise NotFound(f"{run_id} has no plan")
        if run_id not in self._weeks or self._weeks[run_id].status.is_over:
            self._weeks[run_id] = WeekBound(
                status=RunStatus.QUEUED, seconds=seconds, share=0.0, asked_at=CREATED, bound=None
            )
        return self._weeks[run_id]

    def move_week(self, run_id: RunId, status: RunStatus, share: float, bound_eur: float) -> None:
        """The work gets so far."""
        bound = Bound(stage="routes", value=112.0, bound=bound_eur, proven=True)
        with self._changed:
            week = replace(self._weeks[run_id], status=status, share=share, bound=bound)
            self._weeks[run_id] = week
            self._changed.notify_all()

    def stop_week(self, run_id: RunId) -> WeekBound:
        week = self.asked_week(run_id)
        with self._changed:
            self._weeks[run_id] = replace(week, status=RunStatus.STOPPED)
            self._changed.notify_all()
        return self._weeks[run_id]

    def watch_week(self, run_id: RunId) -> Iterator[WeekBound]:
        yield (week := self.asked_week(run_id))
        while not week.status.is_over:
            with self._changed:
                self._changed.wait(timeout=0.2)
                week = self._weeks[run_id]
            yield week


class FakePlanner:
    """Answers like the real planner; `finish` ends a run, which otherwise waits."""

    def __init__(self, *, site_label: str = "Site") -> None:
        self.problem = a_week(site_label)
        self.is_closed = False
        self.n_workers = 1
        self.started: list[tuple[str, Limits]] = []
        self._rows: list[tuple[RunId, ...]] = []
        self.rows: list[tuple[RunId | None, int | None]] = []
        """What each run started after, and of how many weeks."""
        self._changed = threading.Condition()
        self._runs: dict[RunId, Run] = {}
        self._plans: dict[RunId, Plan] = {}
        self._keys: dict[str, RunId] = {}
        self.marking = FakeMarking(self._runs)
        self.drafts = self
        self.bounds = FakeBounds(self._plans)
        self._keep("trial-week-0001", FULL, scenario="trial-week", minutes=0)
        self._keep("crisis-0002", SHORT, scenario="crisis", minutes=60)

    @contextmanager
    def opened(self) -> Iterator[FakePlanner]:
        """Closed when the application ends."""
        yield self
        self.is_closed = True

    def datasets(self) -> tuple[DatasetSummary, ...]:
        return (
            DatasetSummary(
                dataset_id=DatasetId("trial-week"),
                label=self.problem.label,
                week="2026-W48",
                n_sites=4,
                n_lots=2,
                baskets_needed=100,
                path=Path("trial-week"),
                problem_findings=(),
            ),
        )

    def scenarios(self) -> tuple[ScenarioSummary, ...]:
        scenario = self._scenario()
        return (
            ScenarioSummary(
                scenario_id=scenario.scenario_id,
                label=scenario.label,
                asks=scenario.asks,
                dataset_id=DatasetId("trial-week"),
                path=Path("crisis.yaml"),
                findings=(),
            ),
        )

    def resolve(self, name: str) -> Resolved:
        if name == "broken":
            raise InvalidInput("broken.yaml cannot be planned", findings=(self._finding(),))
        if name not in ("crisis", "trial-week"):
            raise NotFound(f"{name}: did you mean crisis?")
        scenario = self._scenario() if name == "crisis" else None
        return Resolved(problem=self.problem, scenario=scenario, findings=(), input_hash="0" * 64)

    def check(self, name: str) -> CheckReport:
        if name == "broken" or name.startswith("schema:"):
            return CheckReport(findings=(self._finding(),), resolved=None)
        return CheckReport(findings=(), resolved=self.resolve(name))

    def start(
        self,
        name: str,
        limits: Limits,
        *,
        after: RunId | None = None,
        n_weeks: int | None = None,
        idempotency_key: str | None = None,
        n_together: int = 1,
    ) -> Run:
        with self._changed:
            if idempotency_key in self._keys:
                return self._runs[self._keys[idempotency_key]]
            self.resolve(name)
            self.started.append((name, limits))
            self.rows.append((after, n_weeks))
            run = self._run(f"{name}-new{len(self._runs)}", name, RunStatus.RUNNING, minutes=120)
            run = replace(
                run,
                limits=limits,
                ended_at=None,
                progress=Progress(phase="routing", share=0.4, best_eur=1234.0, baskets_served=85),
            )
            self._runs[run.run_id] = run
            if idempotency_key:
                self._keys[idempotency_key] = run.run_id
            return run

    def run(self, run_id: RunId) -> Run:
        if run_id not in self._runs:
            raise NotFound(f"{run_id}: did you mean crisis-0002?")
        return self._runs[run_id]

    def runs(self, *, limit: int, before: RunId | None = None) -> tuple[Run, ...]:
        newest_first = sorted(self._runs.values(), key=lambda run: run.created_at, reverse=True)
        ids = [run.run_id for run in newest_first]
        first = ids.index(before) + 1 if before else 0
        return tuple(newest_first[first : first + limit])

    def has_plan(self, run_id: RunId) -> bool:
        return run_id in self._plans

    def watch(self, run_id: RunId) -> Iterator[Run]:
        run = self.run(run_id)
        yield run
        while not run.status.is_over:
            with self._changed:
                self._changed.wait(timeout=0.2)
                run = self._runs[run_id]
            yield run

    def stop(self, run_id: RunId) -> Run:
        return self.finish(run_id, RunStatus.STOPPED)

    def hold(self, run_id: RunId) -> None:
        """Put a run back to where it waits."""
        run = self.run(run_id)
        self._runs[run_id] = replace(run, status=RunStatus.QUEUED, progress=None)

    def finish(self, run_id: RunId, status: RunStatus, *, given: dict[str, int] = SHORT) -> Run:
        """End a run; a failed one has no plan."""
        with self._changed:
            run = self.run(run_id)
            if run.status.is_over:
                return run
            error = "the road table is empty" if status is RunStatus.FAILED else None
            run = replace(
                run, status=status, error=error, ended_at=run.created_at + timedelta(minutes=1)
            )
            self._runs[run_id] = run
            if status is not RunStatus.FAILED:
                self._plans[run_id] = a_plan(given)
            self._changed.notify_all()
            return run

    def kept(self, run_id: RunId) -> KeptPlan:
        run = self.run(run_id)
        if run_id not in self._plans:
            raise NotFound(f"{run_id} has no plan")
        plan = self._plans[run_id]
        shares = site_shares(plan, self.problem)
        return KeptPlan(
            run=run,
            problem=self.problem,
            plan=plan,
            measures=measure(plan, self.problem),
            shares=shares,
            reasons=Reasons(
                sites=tuple(
                    Reason(
                        code="reason-vehicles",
                        about=one.site_id,
                        params={"site": one.label, "needed": one.needed, "given": one.given},
                    )
                    for one in shares
                    if one.given < one.needed
                ),
                lots=(),
                limits=(),
            ),
            violations=(),
        )

    def repair(self, run_id: RunId, event: PlanEvent) -> Repair:
        base = self.kept(run_id)
        event = replace(event, locks=event.locks.with_stops(self.marking.marks(run_id).locks))
        past = past_of(base.plan, base.problem, event.at)
        problem, findings = base.problem, ()
        if isinstance(event, Accident):
            problem, findings = strike(base.problem, base.plan, past, event.change)
            travel = straight_travel(problem)
            changed = repair(base.problem, problem, travel, base.plan, event)
        else:
            findings = misfits(event, problem, base.plan, past)
            if findings:
                raise InvalidInput("this change cannot be made", findings)
            travel = straight_travel(problem)
            changed = adjust(problem, travel, base.plan, event)
        (difference,) = compare(
            Compared(plan=base.plan, problem=base.problem),
            Compared(plan=changed.plan, problem=problem),
        ).differences
        before = {(one.rule, one.where) for one in check(base.plan, problem, travel)}
        return Repair(
            base=base,
            event=event,
            problem=problem,
            plan=changed.plan,
            measures=measure(changed.plan, problem),
            difference=difference,
            lost=changed.lost,
            findings=findings,
            violations=tuple(
                one
                for one in check(changed.plan, problem, travel)
                if (one.rule, one.where) not in before
            ),
        )

    def keep_repair(
        self, run_id: RunId, event: PlanEvent, *, seen: Sequence[RunId] | None = None
    ) -> Run:
        repair = self.repair(run_id, event)
        children = self.marking.children(run_id)
        for child in children:
            if self._plans[child.run_id] == repair.plan:
                return child
        if seen is not None and {child.run_id for child in children} != set(seen):
            raise Changed("another plan was made meanwhile")
        if repair.violations:
            raise InvalidInput("this change breaks a rule")
        name = RunId(f"{run_id}-r{len(children) + 1:04d}")
        run = replace(self.run(run_id), run_id=name, parent_id=run_id)
        self._runs[run.run_id], self._plans[run.run_id] = run, repair.plan
        return run

    def tried_weeks(self, run_id: RunId, *, n_weeks: int, seed: int) -> Iterator[WeekTried]:
        """Each week a van fails; without a repair nobody gets anything, with one half the need."""
        site_ids = [site.site_id for site in self.kept(run_id).problem.sites]
        for _ in range(n_weeks):
            yield WeekTried(
                n_vehicles_out=1,
                n_packings_short=0,
                baskets_needed=100,
                as_it_is=Outcome(baskets_given=0, fill=dict.fromkeys(site_ids, 0.0)),
                mended=Mended(
                    n_repairs=1,
                    n_stops_changed=3,
                    outcome=Outcome(baskets_given=50, fill=dict.fromkeys(site_ids, 0.5)),
                ),
            )

    def compare(self, run_ids: tuple[RunId, ...], *, n_weeks: int | None = None) -> Comparison:
        rows = [
            tuple(
                Compared(plan=one.plan, problem=one.problem, reasons=one.reasons)
                for one in map(self.kept, self._row(run_id)[:n_weeks])
            )
            for run_id in run_ids
        ]
        n = min(map(len, rows))
        return compare_rows(*(row[:n] for row in rows))

    def follow(self, *run_ids: str) -> None:
        """Make these plans weeks in a row."""
        self._rows.append(tuple(map(RunId, run_ids)))

    def _row(self, run_id: RunId) -> tuple[RunId, ...]:
        return next((row for row in self._rows if row[0] == run_id), (run_id,))

    def week_runs(self, run_id: RunId) -> tuple[Run, ...]:
        return tuple(map(self.run, self._row(run_id)))

    def weeks(self, run_id: RunId) -> KeptWeeks:
        runs = (self.run(run_id), self.run(RunId("crisis-0002")))
        weeks = [(self.kept(run.run_id).plan, self.problem) for run in runs]
        return KeptWeeks(runs=runs, planned=runs, n_later=2, horizon=horizon(weeks))

    def weeks_workbook(self, run_id: RunId, *, language: Language) -> bytes:
        found = self.weeks(run_id)
        assert found.horizon is not None
        ids = [run.run_id for run in found.planned]
        return weeks_workbook(ids, found.horizon, made_at=CREATED, language=language)

    def workbook(self, run_id: RunId, *, language: Language) -> bytes:
        return plan_workbook(self.tables(run_id), made_at=CREATED, language=language)

    def comparison_workbook(
        self, run_ids: tuple[RunId, ...], *, language: Language, n_weeks: int | None = None
    ) -> bytes:
        found = self.compare(run_ids, n_weeks=n_weeks)
        return comparison_workbook(run_ids, found, made_at=CREATED, language=language)

    def map_html(self, run_id: RunId, *, language: Language, embed: bool) -> str:
        return render_map(
            self.kept(run_id).plan,
            self.problem,
            lines={},
            backdrop=Backdrop(),
            language=language,
        )

    def sheets_html(self, run_id: RunId, *, language: Language, **which: Any) -> str:
        label = Label(fr="Semaine", en="Week")
        plan, name = self.kept(run_id).plan, str(run_id)
        return sheets_page(plan, self.problem, name=name, label=label, language=language, **which)

    def route_file(
        self, run_id: RunId, day: int, vehicle_id: VehicleId, *, ending: Ending, language: Language
    ) -> bytes:
        return route_file(self.kept(run_id), day, vehicle_id, ending=ending, language=language)

    def geojson(self, run_id: RunId) -> dict[str, Any]:
        self.kept(run_id)
        return {"type": "FeatureCollection", "features": []}

    def health(self) -> Health:
        return Health(
            version="0",
            works_here=self.n_workers > 0,
            n_workers=self.n_workers,
            n_waiting=0,
            n_running=0,
        )

    def tables(self, run_id: RunId) -> dict[str, pd.DataFrame]:
        self.kept(run_id)
        return {"stops": pd.DataFrame({"site_id": ["S1"], "baskets": [40]})}

    def _keep(self, run_id: str, given: dict[str, int], *, scenario: str, minutes: int) -> None:
        run = self._run(run_id, scenario, RunStatus.DONE, minutes=minutes)
        self._runs[run.run_id] = run
        self._plans[run.run_id] = a_plan(given)

    def _run(self, run_id: str, scenario: str, status: RunStatus, *, minutes: int) -> Run:
        created = CREATED + timedelta(minutes=minutes)
        label = self._scenario().label if scenario == "crisis" else self.problem.label
        return Run(
            run_id=RunId(run_id),
            scenario_id=ScenarioId("" if scenario == "trial-week" else scenario),
            dataset_id=DatasetId("trial-week"),
            label=label,
            week="2026-W48",
            status=status,
            limits=Limits(seconds=30),
            input_hash="0" * 64,
            versions=(("foodplan", "0"),),
            created_at=created,
            started_at=created,
            ended_at=created + timedelta(seconds=30),
        )

    def _scenario(self) -> Scenario:
        return Scenario(
            scenario_id=ScenarioId("crisis"),
            label=Label(fr="Besoin en hausse", en="More need"),
            asks=Label(fr="Que faire si le besoin monte ?", en="What if need rises?"),
            dataset_id=DatasetId("trial-week"),
            changes=(ScaleNeed(change_id="more", because="winter", by=1.2),),
        )

    def _finding(self) -> Finding:
        return Finding(
            code="problem-not-found-detail",
            severity=Severity.BLOCKS,
            file="needs.csv",
            row=14,
            column="baskets",
            value="-20",
            path="/needs/12",
        )


__all__ = ["FULL", "NASTY", "NEEDS", "SHORT", "FakePlanner", "SiteId", "a_plan", "a_week"]
