"""Repair a kept plan: show what would change, then keep it as a plan of its own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from foodplan.domain.accident import Accident, LostStop, Repaired
from foodplan.domain.finding import Finding, Severity, Violation
from foodplan.domain.ids import RunId
from foodplan.domain.past import Past, past_of
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Run, RunStatus
from foodplan.domain.striking import strike
from foodplan.errors import BrokenPlan, InvalidInput
from foodplan.evaluate import Compared, Difference, check, compare, explain, measure
from foodplan.evaluate.measures import Measures
from foodplan.planning.answers import KeptPlan
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.child import Mending
from foodplan.planning.memory import Memory
from foodplan.planning.objecting import left_open, objections
from foodplan.planning.solver import Solver
from foodplan.planning.workshop import Workshop
from foodplan.store.codec import input_hash
from foodplan.store.store import Figure, Store
from foodplan.tables.travel import TravelMatrix
from foodplan.texts import Language, say

_SUFFIX = re.compile(r"-r[0-9a-f]{4}$")
_DRIVING_RULES = frozenset({"travel_time", "travel_km"})


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What a repair would change; nothing is kept yet."""

    base: KeptPlan
    accident: Accident
    problem: Problem
    """As it is known after the accident."""
    plan: Plan
    measures: Measures
    difference: Difference
    """Sites that gain and lose, stops that changed day, vehicle or order."""
    lost: tuple[LostStop, ...]
    findings: tuple[Finding, ...]
    """Warnings: about the accident itself, and what its sites do not get."""

    @property
    def changes_nothing(self) -> bool:
        """Whether the plan stays as it was."""
        difference = self.difference
        return not (difference.stops or difference.losses or difference.gains or self.lost)


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
        # The kernel ends the child with the thread that started it: one thread for them all.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="foodplan-repair")
        if keeps_warm:
            self._thread.submit(self._solver.start)

    def close(self) -> None:
        """End the child."""
        self._thread.submit(self._solver.discard)
        self._thread.shutdown(wait=True)

    def show(self, run_id: RunId, accident: Accident) -> Repair:
        """The repaired plan and what changes; the plan itself stays as it is."""
        return self._shown.get((run_id, accident), lambda: self._make(run_id, accident))

    def keep(self, run_id: RunId, accident: Accident) -> Run:
        """Keep the repaired plan as a run of its own."""
        repair = self.show(run_id, accident)
        travel = self._workshop.travel(repair.problem)
        reasons = explain(repair.plan, repair.problem, travel)
        run = self._run(repair)
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
        return self._store.run(run.run_id)

    def _make(self, run_id: RunId, accident: Accident) -> Repair:
        base = self._workshop.kept(run_id, self._language)
        past = past_of(base.plan, base.problem, accident.at)
        problem, findings = strike(base.problem, base.plan, past, accident.change)
        if not any(finding.severity is Severity.BLOCKS for finding in findings):
            backdrop = self._catalogue.backdrop(base.problem.roads.region)
            against = objections(accident, base.problem, problem, base.plan, past, backdrop)
            findings = (*findings, *against)
        if any(finding.severity is Severity.BLOCKS for finding in findings):
            raise InvalidInput(say("accident-does-not-fit", self._language), findings)
        travel = self._workshop.travel(problem)
        mending = Mending(
            before=base.problem,
            problem=problem,
            travel=travel,
            plan=base.plan,
            accident=accident,
            limits=base.run.limits,
        )
        repaired = self._thread.submit(self._mend, mending).result()
        violations = self._violations(repaired, travel, past, base.problem)
        if violations:
            rules = ", ".join(sorted({violation.rule for violation in violations}))
            said = say("error-broken-plan", self._language, n=len(violations), rules=rules)
            raise BrokenPlan(said, violations)
        (difference,) = compare(
            Compared(plan=base.plan, problem=base.problem),
            Compared(plan=repaired.plan, problem=problem),
        ).differences
        return Repair(
            base=base,
            accident=accident,
            problem=problem,
            plan=repaired.plan,
            measures=measure(repaired.plan, problem),
            difference=difference,
            lost=repaired.lost,
            findings=(*findings, *left_open(accident, problem, repaired.plan, past)),
        )

    def _mend(self, mending: Mending) -> Repaired:
        """In the thread that owns the child."""
        try:
            return self._solver.mend(mending)
        finally:
            if self._keeps_warm:
                self._thread.submit(self._solver.start)

    def _violations(
        self, repaired: Repaired, travel: TravelMatrix, past: Past, before: Problem
    ) -> tuple[Violation, ...]:
        """Broken rules; where roads changed, what was driven before took what it took."""
        found = check(repaired.plan, repaired.problem, travel)
        if before.roads == repaired.problem.roads:
            return found
        driven = _driven(past)
        return tuple(
            one for one in found if one.rule not in _DRIVING_RULES or one.where not in driven
        )

    def _run(self, repair: Repair) -> Run:
        base, because = repair.base.run, repair.accident.change.because
        now = datetime.now(UTC)
        return replace(
            base,
            run_id=RunId(f"{_SUFFIX.sub('', base.run_id)}-r{secrets.token_hex(2)}"),
            label_fr=say("repair-label", "fr", label=base.label_fr, because=because),
            label_en=say("repair-label", "en", label=base.label_en, because=because),
            status=RunStatus.RUNNING,
            input_hash=input_hash(repair.problem),
            created_at=now,
            started_at=now,
            ended_at=None,
            progress=None,
            error=None,
            parent_id=base.run_id,
        )


def _driven(past: Past) -> frozenset[str]:
    """Legs of trips that had set out, as violations name them."""
    found = set()
    for (day, vehicle_id), trips in past.trips.items():
        route = f"route {day}-{vehicle_id}"
        for number, trip in enumerate(trips, start=1):
            found.add(f"{route}, trip {number}")
            found |= {f"{route}, stop {stop.place_id}" for stop in trip.stops}
    return frozenset(found)
