"""Repair or adjust a kept plan: show what would change, then keep it as a plan of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock

from foodplan.domain.accident import Accident, LostStop, Moment, Repaired
from foodplan.domain.adjustment import Marks, PlanEvent, misfits
from foodplan.domain.finding import Finding, Severity, Violation
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.past import Past, past_of
from foodplan.domain.plan import Plan, Route
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.domain.striking import strike
from foodplan.errors import BrokenPlan, Changed, InvalidInput
from foodplan.evaluate import Compared, Difference, compare, explain, measure
from foodplan.evaluate.measures import Measures
from foodplan.evaluate.reason import day_label
from foodplan.planning.answers import KeptPlan
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.child import Mending
from foodplan.planning.driven import broken_rules
from foodplan.planning.marking import children_of, parent_of
from foodplan.planning.memory import Memory
from foodplan.planning.objecting import left_open, objections
from foodplan.planning.offspring import child_marks, child_run
from foodplan.planning.solver import Solver
from foodplan.planning.workshop import Workshop
from foodplan.store.store import Figure, Store
from foodplan.texts import Language, Sentence
from foodplan.units import clock


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What a repair or an adjustment would change; nothing is kept yet."""

    base: KeptPlan
    event: PlanEvent
    problem: Problem
    """As it is known after an accident."""
    plan: Plan
    measures: Measures
    difference: Difference
    """Sites that gain and lose, stops that changed day, vehicle or order."""
    lost: tuple[LostStop, ...]
    findings: tuple[Finding, ...]
    """Warnings: about the accident itself, and what its sites do not get."""
    violations: tuple[Violation, ...] = ()
    """Rules that an adjustment would break; it cannot be kept then. A repair breaks none."""

    @property
    def changes_nothing(self) -> bool:
        """Whether the plan stays as it was."""
        return self.plan.routes == self.base.plan.routes and not (
            self.difference.losses or self.difference.gains or self.lost
        )

    def changed_days(self) -> tuple[tuple[tuple[int, VehicleId], Route | None, Route | None], ...]:
        """Day and vehicle, before, after: whom to tell, by day; None where it does not drive."""
        before, after = (
            {(route.day, route.vehicle_id): route for route in plan.routes}
            for plan in (self.base.plan, self.plan)
        )
        keys = sorted(before.keys() | after.keys())
        rows = ((key, before.get(key), after.get(key)) for key in keys)
        return tuple(row for row in rows if row[1] != row[2])

    def change(self, code: str) -> float:
        """By how much a measure of the plan changes; 0.0 where one of the two has no value."""
        before, after = (
            next(row.value for row in one.table() if row.code == code)
            for one in (self.base.measures, self.measures)
        )
        return 0.0 if before is None or after is None else after - before


class Repairs:
    """Repairs in a child process that a lasting thread keeps ready.

    A repair that was shown is remembered, so that keeping it keeps just that.
    """

    def __init__(
        self,
        *,
        store: Store,
        workshop: Workshop,
        catalogue: Catalogue,
        new_solver: Callable[[], Solver],
        language: Language,
        keeps_warm: bool,
    ) -> None:
        self._store, self._workshop, self._language = store, workshop, language
        self._catalogue = catalogue
        self._solver, self._keeps_warm = new_solver(), keeps_warm
        self._shown: Memory[Repair] = Memory(size=8)
        self._keeping = Lock()
        # The kernel ends the child with the thread that started it: one thread for them all.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="foodplan-repair")
        if keeps_warm:
            self._thread.submit(self._solver.start)

    def close(self) -> None:
        """End the child."""
        self._thread.submit(self._solver.discard)
        self._thread.shutdown(wait=True)

    def show(self, run_id: RunId, event: PlanEvent) -> Repair:
        """The changed plan and what changes, under the plan's locks; the plan stays as it is.

        InvalidInput where it cannot be done, with what speaks against it.
        """
        base, marks = self._workshop.kept(run_id, self._language), self._store.marks(run_id)
        event = replace(event, locks=event.locks.with_stops(marks.locks))
        if isinstance(event, Accident):
            self._expect_not_before(event.at, marks.since, base.run)
        else:
            event = replace(event, at=max(event.at, marks.since))
        return self._shown.get((run_id, event), lambda: self._make(base, event))

    def keep(self, run_id: RunId, event: PlanEvent, *, seen: Sequence[RunId] | None) -> Run:
        """Keep the changed plan as a run of its own; InvalidInput if it breaks a rule.

        What was kept from this plan already is not kept twice. Changed where other plans than
        those that were `seen` are made from it by now.
        """
        with self._keeping:
            before = self._kept_before(run_id, event)
            if before is None and seen is not None:
                self._expect_no_other(run_id, seen)
            return before or self._keep(run_id, event)

    def _kept_before(self, run_id: RunId, event: PlanEvent) -> Run | None:
        """The run that was kept of the same change, such as by a button pressed twice."""
        plan = self.show(run_id, event).plan
        return next(
            (run for run in self._store.children(run_id) if _is_same(self._store, run, plan)), None
        )

    def _expect_no_other(self, run_id: RunId, seen: Sequence[RunId]) -> None:
        if {run.run_id for run in children_of(self._store, run_id)} != set(seen):
            raise Changed(Sentence("adjust-late", self._language))

    def _keep(self, run_id: RunId, event: PlanEvent) -> Run:
        repair = self.show(run_id, event)
        if repair.violations:
            said = Sentence("adjust-breaks", self._language, n=len(repair.violations))
            raise InvalidInput(said, [_finding(one) for one in repair.violations])
        travel = self._workshop.travel(repair.problem)
        reasons = explain(repair.plan, repair.problem, travel)
        base = repair.base.run
        run = child_run(
            base,
            self._root(base),
            repair.event,
            before=repair.base.problem,
            problem=repair.problem,
        )
        self._store.add_run(run, repair.problem)
        self._store.keep(
            run,
            repair.plan,
            figures=[
                Figure(code=row.code, value=row.value, unit=row.unit)
                for row in repair.measures.table()
            ],
            reasons=reasons,
            status=RunStatus.DONE,
            now=datetime.now(UTC),
        )
        marks = child_marks(self._store.marks(run_id), repair.event, repair.plan)
        self._store.set_marks(run.run_id, marks, seen=Marks())
        return self._store.run(run.run_id)

    def mended(
        self, before: Problem, problem: Problem, plan: Plan, event: Accident, *, limits: Limits
    ) -> Plan:
        """A plan repaired for a try; nothing is looked at twice or kept."""
        mending = Mending(
            before=before,
            problem=problem,
            travel=self._workshop.travel(problem),
            plan=plan,
            event=event,
            limits=limits,
        )
        return self._thread.submit(self._mend, mending).result().plan

    def _make(self, base: KeptPlan, event: PlanEvent) -> Repair:
        past = past_of(base.plan, base.problem, event.at)
        problem, findings = self._looked_at(base, event, past)
        if any(finding.severity is Severity.BLOCKS for finding in findings):
            code = "accident-does-not-fit" if isinstance(event, Accident) else "adjust-cannot"
            raise InvalidInput(Sentence(code, self._language), findings)
        travel = self._workshop.travel(problem)
        mending = Mending(
            before=base.problem,
            problem=problem,
            travel=travel,
            plan=base.plan,
            event=event,
            limits=base.run.limits,
        )
        try:
            repaired = self._thread.submit(self._mend, mending).result()
        except InvalidInput as error:
            raise InvalidInput(Sentence("adjust-cannot", self._language), error.findings) from error
        violations = broken_rules(repaired.plan, problem, travel, past)
        if isinstance(event, Accident):
            self._expect_sound(violations)
            findings = (*findings, *left_open(event, problem, repaired.plan, past))
        (difference,) = compare(
            Compared(plan=base.plan, problem=base.problem),
            Compared(plan=repaired.plan, problem=problem),
        ).differences
        return Repair(
            base=base,
            event=event,
            problem=problem,
            plan=repaired.plan,
            measures=measure(repaired.plan, problem),
            difference=difference,
            lost=repaired.lost,
            findings=findings,
            violations=violations,
        )

    def _looked_at(
        self, base: KeptPlan, event: PlanEvent, past: Past
    ) -> tuple[Problem, tuple[Finding, ...]]:
        """The week as it is known now, and what speaks against the event."""
        if not isinstance(event, Accident):
            return base.problem, misfits(event, base.problem, base.plan, past)
        problem, findings = strike(base.problem, base.plan, past, event.change)
        if any(finding.severity is Severity.BLOCKS for finding in findings):
            return problem, findings
        backdrop = self._catalogue.backdrop(base.problem.roads.region)
        against = objections(event, base.problem, problem, base.plan, past, backdrop)
        return problem, (*findings, *against)

    def _mend(self, mending: Mending) -> Repaired:
        """In the thread that owns the child."""
        try:
            return self._solver.mend(mending)
        finally:
            if self._keeps_warm:
                self._thread.submit(self._solver.start)

    def _expect_not_before(self, at: Moment, since: Moment, run: Run) -> None:
        if at < since:
            params = {"day": day_label(since.day), "time": clock(since.minute)}
            found = Finding(
                code="accident-before-since", params=params | {"parent": run.parent_id or ""}
            )
            raise InvalidInput(Sentence("accident-does-not-fit", self._language), (found,))

    def _expect_sound(self, violations: tuple[Violation, ...]) -> None:
        if violations:
            rules = ", ".join(sorted({violation.rule for violation in violations}))
            said = Sentence("error-broken-plan", self._language, n=len(violations), rules=rules)
            raise BrokenPlan(said, violations)

    def _root(self, run: Run) -> Run:
        """The plan that all began with."""
        while (parent := parent_of(self._store, run)) is not None:
            run = parent
        return run


def _is_same(store: Store, run: Run, plan: Plan) -> bool:
    return store.has_plan(run.run_id) and store.plan(run.run_id) == plan


def _finding(violation: Violation) -> Finding:
    params = {"where": violation.where, "amount": violation.amount, **violation.params}
    return Finding(code=f"violation-{violation.rule}", params=params)
