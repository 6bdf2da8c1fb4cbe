"""One run from the queue to a kept plan: travel → optimise → check → measure → keep."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from foodplan.domain.following import following
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.run import Progress, Run, RunStatus
from foodplan.errors import BrokenPlan, FoodplanError, Stopped
from foodplan.evaluate import check, explain, measure
from foodplan.evaluate.measure_weeks import weeks_table
from foodplan.planning.new_run import following_run
from foodplan.planning.solver import Solver
from foodplan.planning.weeks import weeks_of
from foodplan.planning.workshop import Workshop
from foodplan.store.store import Figure, Store
from foodplan.tables.travel import TravelMatrix
from foodplan.texts import Language, Sentence, say

log = logging.getLogger(__name__)
_WRITE_EVERY_S = 0.25


class Interrupted(Exception):
    """The program ends; the run goes back to the queue."""


class Job:
    """Works off runs, one after the other, in the thread that owns the solver."""

    def __init__(
        self,
        *,
        store: Store,
        workshop: Workshop,
        solver: Solver,
        language: Language,
        is_closing: Callable[[], bool],
        changed: Callable[[], None],
    ) -> None:
        self._store, self._workshop, self._solver = store, workshop, solver
        self._language, self._is_closing, self._changed = language, is_closing, changed

    def do(self, run: Run) -> bool:
        """See a claimed run to its end; False if it was put back, because the program ends.

        Nothing that goes wrong in the run leaves this method; Unavailable if the database does not
        answer.
        """
        log.info("run %s begins", run.run_id)
        is_over = True
        try:
            self._make(run)
        except Interrupted:
            is_over = self._put_back(run)
        except Stopped as error:
            self._end(run, RunStatus.STOPPED, str(error))
        except FoodplanError as error:
            self._end(run, RunStatus.FAILED, str(error))
        except Exception as error:
            log.exception("run %s failed", run.run_id)
            detail = f"{type(error).__name__}: {error}"
            self._end(run, RunStatus.FAILED, say("error-job-fault", self._language, detail=detail))
        log.info("run %s is over", run.run_id)
        self._changed()
        return is_over

    def _make(self, run: Run) -> None:
        voice = _Voice(self._store, run, self._changed)
        self._solver.start()
        voice.say("reading", 0.0)
        problem = self._store.problem(run.input_hash)
        voice.say("travel", 0.0)
        travel = self._workshop.travel(problem)
        if voice.should_stop:
            raise Stopped(Sentence("error-stopped-early", self._language))
        plan = self._solve(run, problem, travel, voice)
        stopped = voice.should_stop
        voice.say("checking", 0.95)
        self._refuse_broken(plan, problem, travel)
        reasons = explain(plan, problem, travel)
        voice.say("keeping", 0.99)
        rows = measure(plan, problem).table()
        self._store.keep(
            run,
            plan,
            figures=[Figure(code=row.code, value=row.value, unit=row.unit) for row in rows],
            reasons=reasons,
            status=RunStatus.STOPPED if stopped else RunStatus.DONE,
            now=datetime.now(UTC),
            then=None if stopped else self._next_week(run, problem, plan),
            figures_of_weeks=self._of_weeks(run, problem, plan),
        )

    def _of_weeks(self, run: Run, problem: Problem, plan: Plan) -> list[Figure]:
        """Measures of all weeks of a sweep's member, where this is its last; else none."""
        if run.sweep_id is None or run.later:
            return []
        before = weeks_of(self._store, run)[:-1]
        kept = [self._workshop.kept(one.run_id, self._language) for one in before]
        if not kept:
            return []
        rows = weeks_table([*((one.plan, one.problem) for one in kept), (plan, problem)])
        return [Figure(code=row.code, value=row.value, unit=row.unit) for row in rows]

    def _next_week(self, run: Run, problem: Problem, plan: Plan) -> tuple[Run, Problem] | None:
        """The run of the week that is to be planned after this one, as this one leaves it."""
        if not run.later:
            return None
        week = following(self._store.problem(run.later[0]), problem, plan)
        return following_run(run, week), week

    def _solve(self, run: Run, problem: Problem, travel: TravelMatrix, voice: _Voice) -> Plan:
        def should_stop() -> bool:
            if self._is_closing():
                raise Interrupted
            return voice.should_stop

        return self._solver.solve(
            problem,
            travel,
            run.limits,
            report=voice.report,
            should_stop=should_stop,
            start=self._start(run),
        )

    def _start(self, run: Run) -> Plan | None:
        """The plan that the search starts from; none where that run gave none."""
        if run.start_id is None or not self._store.has_plan(run.start_id):
            return None
        return self._workshop.kept(run.start_id, self._language).plan

    def _refuse_broken(self, plan: Plan, problem: Problem, travel: TravelMatrix) -> None:
        violations = check(plan, problem, travel)
        if violations:
            for violation in violations[:10]:
                log.error("%s at %s by %s", violation.rule, violation.where, violation.amount)
            rules = ", ".join(sorted({violation.rule for violation in violations}))
            said = Sentence("error-broken-plan", self._language, n=len(violations), rules=rules)
            raise BrokenPlan(said, violations)

    def _put_back(self, run: Run) -> bool:
        """Back to the queue; what somebody asked to stop does not start again, and is over."""
        is_over = self._store.run(run.run_id).status is RunStatus.STOPPING
        if is_over:
            self._end(run, RunStatus.STOPPED, say("error-interrupted", self._language))
        else:
            self._store.queue.put_back(run)
        return is_over

    def _end(self, run: Run, status: RunStatus, error: str) -> None:
        self._store.queue.finish(run, status, now=datetime.now(UTC), error=error)


class _Voice:
    """Writes progress to the run's row, and hears there whether to stop."""

    def __init__(self, store: Store, run: Run, changed: Callable[[], None]) -> None:
        self._store, self._run, self._changed = store, run, changed
        self._phase, self._written_at = "", 0.0
        self._last: Progress | None = None
        self.should_stop = False

    def say(self, phase: str, share: float) -> None:
        """A phase of this process, with the best figures known."""
        last = self._last
        self.report(
            Progress(
                phase=phase,
                share=share,
                best_eur=last.best_eur if last else None,
                baskets_served=last.baskets_served if last else None,
            )
        )

    def report(self, progress: Progress) -> None:
        """A sign of life, from this process or from the child."""
        self._last = progress
        now = time.monotonic()
        if progress.phase == self._phase and now < self._written_at + _WRITE_EVERY_S:
            return
        self._phase, self._written_at = progress.phase, now
        status = self._store.queue.report(self._run, progress)
        self.should_stop = status is RunStatus.STOPPING
        self._changed()
