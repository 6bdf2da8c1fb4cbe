"""Sweeps: expand a scenario, queue what was not planned before, tell how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from foodplan import __version__
from foodplan.documents.workbook import table_workbook
from foodplan.domain.ids import RunId, SweepId
from foodplan.domain.kept_sweep import KeptSweep, SweepMember, SweepQuestion
from foodplan.domain.names import closest
from foodplan.domain.problem import Problem
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.domain.scenario import GridSweep, RandomSweep, Sweep
from foodplan.errors import Changed, InvalidValue, NotFound
from foodplan.planning.answers import Resolved
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.hands import Hands
from foodplan.planning.new_run import later_hashes, sweep_id_for, sweep_run
from foodplan.planning.sweep_answers import SweepState, SweptRun, row_status
from foodplan.planning.sweep_table import sweep_frame
from foodplan.store.store import Store
from foodplan.texts import Language, Sentence, say

_N_NEAR = 200
Weeks = tuple[Problem, ...]


class Sweeps:
    """Sweeps on one catalogue and one store.

    The base plan (the scenario without its sweep) is made first; every member starts from it. What
    was planned before with the same input, limits and start is not planned again.
    """

    def __init__(
        self, *, store: Store, catalogue: Catalogue, hands: Hands, language: Language
    ) -> None:
        self._store, self._catalogue, self._hands = store, catalogue, hands
        self._language = language

    def start(self, name: str, limits: Limits, *, idempotency_key: str | None = None) -> SweepState:
        """Keep a sweep, queue its runs and return at once; the same for the same key.

        InvalidInput with every finding of the first member that cannot be planned; InvalidValue
        for a scenario without sweep.
        """
        base = self._catalogue.resolve(name)
        if base.scenario is None or base.scenario.sweep is None:
            raise InvalidValue(Sentence("error-no-sweep", self._language, name=name))
        question = _question(base, base.scenario.sweep, self._hands.granted(limits))
        earlier = self._store.sweeps.of_key(idempotency_key)
        if earlier is None:
            sweep, runs = self._planned(base, question)
            earlier = self._store.sweeps.add(sweep, runs, idempotency_key=idempotency_key)
        if earlier.question != question:
            key = idempotency_key
            raise Changed(
                Sentence("error-sweep-key", self._language, key=key, sweep=earlier.sweep_id)
            )
        self._hands.set_to_work()
        return self.state(earlier.sweep_id)

    def state(self, sweep_id: SweepId) -> SweepState:
        """One sweep with its members, their runs and measures; NotFound says what was meant."""
        sweep = self._known(sweep_id)
        # Runs first: what is done by then has its measures already.
        rows = self._store.sweeps.rows(_run_ids(sweep))
        ends = {row[-1].run_id for row in rows.values() if not row[-1].later}
        return _state(sweep, rows, self._store.sweeps.figures(ends))

    def newest(self, *, limit: int, before: SweepId | None = None) -> tuple[SweepState, ...]:
        """Without measures, newest first; those older than `before` if it is given."""
        found = self._store.sweeps.newest(limit=limit, before=before)
        rows = self._store.sweeps.rows(run_id for sweep in found for run_id in _run_ids(sweep))
        return tuple(_state(sweep, rows, {}) for sweep in found)

    def watch(self, sweep_id: SweepId) -> Iterator[SweepState]:
        """The sweep at every change, and at least once a second, until it is over."""
        return self._hands.watch(lambda: self.state(sweep_id), lambda sweep: sweep.status.is_over)

    def stop(self, sweep_id: SweepId) -> SweepState:
        """Take what waits out of the queue, and stop what runs; what is done stays."""
        self._known(sweep_id)
        self._store.sweeps.stop(sweep_id, now=datetime.now(UTC))
        self._hands.tell()
        return self.state(sweep_id)

    def resume(self, sweep_id: SweepId) -> SweepState:
        """Queue again what was stopped or failed."""
        self._known(sweep_id)
        self._store.sweeps.resume(sweep_id)
        self._hands.set_to_work()
        return self.state(sweep_id)

    def table(self, sweep_id: SweepId, language: Language) -> pd.DataFrame:
        """One row a member: what varies, how it stands, every measure."""
        return sweep_frame(self.state(sweep_id), language)

    def workbook(self, sweep_id: SweepId, language: Language) -> bytes:
        """The same as XLSX."""
        sweep = self.state(sweep_id)
        name, frame = say("sheet-sweep", language), sweep_frame(sweep, language)
        return table_workbook(frame, name=name, made_at=sweep.created_at)

    def _known(self, sweep_id: SweepId) -> KeptSweep:
        try:
            return self._store.sweeps.get(sweep_id)
        except NotFound:
            kept = self._store.sweeps.newest(limit=_N_NEAR)
            near = closest(sweep_id, [sweep.sweep_id for sweep in kept])
            code = "error-no-sweep-of-name-near" if near else "error-no-sweep-of-name"
            raise NotFound(Sentence(code, self._language, name=sweep_id, near=near)) from None

    def _planned(
        self, base: Resolved, question: SweepQuestion
    ) -> tuple[KeptSweep, list[tuple[Run, Weeks]]]:
        """The sweep, and the runs that it needs beside those that were made before."""
        sweep_id, limits = sweep_id_for(base), question.limits
        runs: list[tuple[Run, Weeks]] = []
        base_id = self._made([base], limits, start_id=None).get(_key(base))
        if base_id is None:
            run = sweep_run(base, limits, sweep_id, "base", start_id=None)
            base_id = run.run_id
            runs.append((run, base.weeks))
        variants = self._catalogue.expanded(base)
        # Equal members share a run, and one that changes nothing has that of the base; so what is
        # new is remembered beside what was made before.
        known = self._made([one for _, one in variants], limits, start_id=base_id)
        known[_key(base)] = base_id
        members = []
        width = len(str(len(variants)))
        for number, (variant, resolved) in enumerate(variants, start=1):
            if _key(resolved) not in known:
                part = f"{number:0{width}}"
                run = sweep_run(resolved, limits, sweep_id, part, start_id=base_id)
                known[_key(resolved)] = run.run_id
                runs.append((run, resolved.weeks))
            run_id = known[_key(resolved)]
            words, values = variant.words, variant.values
            members.append(SweepMember(number=number, run_id=run_id, words=words, values=values))
        now = datetime.now(UTC)
        sweep = KeptSweep(
            sweep_id=sweep_id,
            question=question,
            base_id=base_id,
            members=tuple(members),
            created_at=now,
        )
        return sweep, [(replace(run, created_at=now), weeks) for run, weeks in runs]

    def _made(
        self, wanted: Sequence[Resolved], limits: Limits, *, start_id: RunId | None
    ) -> dict[tuple[str, ...], RunId]:
        """Runs by their input, made by this version of the program.

        Weeks in a row count where a sweep planned all of them: it measured them together.
        """
        hashes = [one.input_hash for one in wanted]
        found = self._store.sweeps.made_before(hashes, limits, start_id=start_id)
        rows = self._store.sweeps.rows(run.run_id for run in found)
        return {
            (run.input_hash, *run.later): run.run_id
            for run in reversed(found)
            if dict(run.versions).get("foodplan") == __version__
            and (not run.later or run.sweep_id is not None)
            and len(rows[run.run_id]) == 1 + len(run.later)
            and row_status(rows[run.run_id]) is RunStatus.DONE
        }


def _key(resolved: Resolved) -> tuple[str, ...]:
    """What a run is known by: the input of each of its weeks."""
    return (resolved.input_hash, *later_hashes(resolved))


def _run_ids(sweep: KeptSweep) -> set[RunId]:
    return {sweep.base_id, *(member.run_id for member in sweep.members)}


def _question(base: Resolved, sweep: Sweep, limits: Limits) -> SweepQuestion:
    if base.scenario is None:
        raise AssertionError("a dataset has no sweep")
    is_grid, is_random = isinstance(sweep, GridSweep), isinstance(sweep, RandomSweep)
    return SweepQuestion(
        scenario_id=base.scenario.scenario_id,
        dataset_id=base.problem.dataset_id,
        label=base.label,
        asks=base.scenario.asks,
        week=base.problem.calendar.week,
        kind="grid" if is_grid else "random" if is_random else "list",
        limits=limits,
    )


def _state(
    sweep: KeptSweep,
    rows: Mapping[RunId, tuple[Run, ...]],
    figures: Mapping[RunId, Mapping[str, float | None]],
) -> SweepState:
    return SweepState(
        sweep_id=sweep.sweep_id,
        question=sweep.question,
        base_weeks=rows[sweep.base_id],
        members=tuple(
            SweptRun(
                number=member.number,
                words=member.words,
                values=member.values,
                weeks=rows[member.run_id],
                is_reused=rows[member.run_id][0].sweep_id != sweep.sweep_id,
                figures=figures.get(rows[member.run_id][-1].run_id, {}),
            )
            for member in sweep.members
        ),
        created_at=sweep.created_at,
    )
