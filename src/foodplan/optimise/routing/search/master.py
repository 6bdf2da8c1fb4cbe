"""The best plan that can be put together from routes already seen (set partitioning).

Given     columns c: class g(c), visits, cost k_c; jobs j with price p_j
Decide    x_c in {0, 1} route c is driven; u_j in {0, 1} job j is left out
Minimise  sum_c k_c x_c + sum_j p_j u_j
Such that (1) cover  sum_{c makes j} x_c + u_j = 1                  each job j
          (2) fleet  sum_{c in g} x_c <= slots of g                 each class g
          (3) apart  sum_{c makes twins on days t .. t+gap-1} x_c <= 1    each set of twins, day t
          (4) caps   sum_c load_c x_c <= cap(h, t), days up to t    each hub h, day t with a cap

First the linear relaxation. Its reduced costs prove that a column dearer than the gap cannot be in
any better plan; the cheapest of the others, and those of the plan in hand, go to CP-SAT with that
plan as a hint. Where the relaxation is far below the plan, the pool holds no proof and little hope:
then the search's time is better spent on searching.

Weekly costs of vehicles tie classes together and are not modelled; `worth_it` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from foodplan.optimise.allocation.program import Program
from foodplan.optimise.routing.search.arrays import Facts
from foodplan.optimise.routing.search.pool import Column, Pool
from foodplan.optimise.status import cp_outcome

_LEAST_JOBS = 10
_MOST_COLUMNS = 3000
_HOPELESS_GAP = 0.03
"""Relative gap of the relaxation beyond which the master is left out."""
_CENT = 1000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One constraint over columns: coefficients and upper bound (1, 2, 3 or 4 above)."""

    members: tuple[tuple[int, int], ...]
    """Column number, coefficient."""
    most: int


def worth_it(facts: Facts) -> bool:
    """Whether the task is large enough, and of a form that the master knows."""
    return len(facts.jobs) >= _LEAST_JOBS and not facts.slots["weekly"].any()


def best_of(
    facts: Facts, pool: Pool, incumbent: Sequence[Column], *, seconds: float | None, work: float
) -> tuple[Column, ...] | None:
    """A better choice of columns than `incumbent`, None if there is none or no hope for one.

    `work` limits CP-SAT in its own deterministic unit, `seconds` by the clock if given.
    """
    columns = list(pool)
    rows = tuple(_rows(facts, columns))
    reduced, bound = _relax(facts, columns, rows)
    value = _value(facts, incumbent)
    gap = value - bound
    if gap <= 0 or gap > _HOPELESS_GAP * max(1, value):
        return None
    keep = _promising(columns, reduced, gap, incumbent)
    found = _choose(facts, columns, rows, keep, incumbent, seconds, work)
    return found if found is not None and _value(facts, found) < value else None


def _value(facts: Facts, plan: Sequence[Column]) -> float:
    """Cost of routes and prices of what they leave out, in cents."""
    served = {facts.nodes["job"].item(v) for one in plan for v in one.visits}
    left = [job for job in range(len(facts.jobs)) if job not in served]
    return float(sum(one.cost for one in plan) + facts.jobs["price"][left].sum()) / _CENT


def _rows(facts: Facts, columns: Sequence[Column]) -> Iterator[Row]:
    """Constraints (2), (3) and (4)."""
    of_group: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for c, column in enumerate(columns):
        of_group[column.group].append((c, 1))
    for group, members in sorted(of_group.items()):
        yield Row(members=tuple(members), most=facts.groups["n_slots"].item(group))
    yield from _apart_rows(facts, columns)
    yield from _cap_rows(facts, columns)


def _apart_rows(facts: Facts, columns: Sequence[Column]) -> Iterator[Row]:
    n_hubs, slots = len(facts.cap), facts.slots
    day = [slots["day"].item(facts.groups["first"].item(one.group)) for one in columns]
    for first in range(n_hubs, len(facts.nodes)):
        twins = _ring(facts, first)
        if len(twins) < 2 or first != min(twins):
            continue
        gap = max(facts.nodes["min_gap_days"].item(x) for x in twins)
        makes = [(c, len(twins & set(one.visits))) for c, one in enumerate(columns)]
        for begin in range(facts.cap.shape[1]):
            members = tuple((c, n) for c, n in makes if n and begin <= day[c] < begin + gap)
            if members and gap > 0:
                yield Row(members=members, most=1)


def _ring(facts: Facts, first: int) -> set[int]:
    """All visits that must lie some days apart from one."""
    found, x = {first}, facts.nodes["next_apart"].item(first)
    while x != first:
        found.add(x)
        x = facts.nodes["next_apart"].item(x)
    return found


def _cap_rows(facts: Facts, columns: Sequence[Column]) -> Iterator[Row]:
    if not facts.rules["capped"][0]:
        return
    nodes, slots = facts.nodes, facts.slots
    leaves: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for c, column in enumerate(columns):
        slot = facts.groups["first"].item(column.group)
        visits = np.array(column.visits)
        load = int(nodes["load_dag"][visits][nodes["pickup"][visits] == 0].sum())
        leaves[slots["hub"].item(slot)].append((c, slots["day"].item(slot), load))
    for hub, rows in sorted(leaves.items()):
        for until in range(facts.cap.shape[1]):
            members = tuple((c, load) for c, day, load in rows if day <= until and load)
            if members:
                yield Row(members=members, most=facts.cap.item(hub, until))


def _relax(
    facts: Facts, columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[np.ndarray, float]:
    """Reduced costs in cents, and the value of the linear relaxation."""
    prices = facts.jobs["price"]
    program = Program()
    x = program.columns(len(columns))
    left = program.columns(len(prices))
    cover = program.rows(len(prices), lower=1.0, upper=1.0)
    program.terms(cover, left, 1.0)
    pairs = [(facts.nodes["job"].item(v), c) for c, one in enumerate(columns) for v in one.visits]
    jobs, made_by = np.array(pairs).T
    program.terms(cover[jobs], x[made_by], 1.0)
    limits = program.rows(len(rows), upper=[float(row.most) for row in rows])
    for limit, row in zip(limits, rows, strict=True):
        members, coefficients = np.array(row.members).reshape(-1, 2).T
        program.terms(np.full(len(members), limit), x[members], coefficients.astype(float))
    costs = np.array([one.cost for one in columns], dtype=float)
    answer = program.best(np.concatenate([x, left]), np.concatenate([costs, prices]) / _CENT)
    return answer.reduced_costs[: len(columns)], answer.objective


def _promising(
    columns: Sequence[Column], reduced: np.ndarray, gap: float, incumbent: Sequence[Column]
) -> list[int]:
    """Columns of least reduced cost within the gap, and those of the plan in hand."""
    order = np.argsort(reduced, kind="stable")
    within = [c for c in order.tolist() if reduced[c] <= gap][:_MOST_COLUMNS]
    mine = {(one.group, one.visits) for one in incumbent}
    own = [c for c, one in enumerate(columns) if (one.group, one.visits) in mine]
    return sorted({*within, *own})


def _choose(
    facts: Facts,
    columns: Sequence[Column],
    rows: Sequence[Row],
    keep: Sequence[int],
    incumbent: Sequence[Column],
    seconds: float | None,
    work: float,
) -> tuple[Column, ...] | None:
    """The best plan from the columns kept, by CP-SAT."""
    model = cp_model.CpModel()
    chosen = {c: model.new_bool_var("") for c in keep}
    left = [model.new_bool_var("") for _ in facts.jobs]
    cover: list[list[cp_model.IntVar]] = [[u] for u in left]
    for c in keep:
        for v in columns[c].visits:
            cover[facts.nodes["job"].item(v)].append(chosen[c])
    for literals in cover:
        model.add_exactly_one(literals)
    for row in rows:
        terms = [(chosen[c], coefficient) for c, coefficient in row.members if c in chosen]
        if sum(coefficient for _, coefficient in terms) > row.most:
            model.add(sum(coefficient * var for var, coefficient in terms) <= row.most)
    costs = [columns[c].cost // _CENT for c in keep]
    prices = (facts.jobs["price"] // _CENT).tolist()
    model.minimize(cp_model.LinearExpr.weighted_sum([*chosen.values(), *left], [*costs, *prices]))
    mine = {(one.group, one.visits) for one in incumbent}
    for c in keep:
        model.add_hint(chosen[c], (columns[c].group, columns[c].visits) in mine)
    solver = cp_model.CpSolver()
    _limit(solver, seconds, work)
    if not cp_outcome(solver.solve(model)).has_solution:
        return None
    return tuple(columns[c] for c in keep if solver.boolean_value(chosen[c]))


def _limit(solver: cp_model.CpSolver, seconds: float | None, work: float) -> None:
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = 1
    # Probing and symmetry cost seconds here and find nothing.
    parameters.linearization_level = 2
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.max_deterministic_time = work
    if seconds is not None:
        parameters.max_time_in_seconds = max(0.05, seconds)
