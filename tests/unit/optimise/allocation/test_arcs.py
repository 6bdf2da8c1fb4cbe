from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from foodplan.optimise.allocation.arcs import leximin_over_arcs


def test_a_zone_that_only_a_small_point_reaches_does_not_hold_the_others_down() -> None:
    # Point 0 (10) reaches zones 0 and 1, point 1 (20) reaches zones 1 and 2; every demand is 20.
    shares = leximin_over_arcs(
        point=np.array([0, 0, 1, 1]),
        zone=np.array([0, 1, 1, 2]),
        capacity=[10.0, 20.0],
        demand=[20.0, 20.0, 20.0],
    )
    assert shares.fill == pytest.approx([0.5, 0.5, 0.5])


def test_levels_rise_one_after_the_other() -> None:
    shares = leximin_over_arcs(
        point=np.array([0, 1, 1]),
        zone=np.array([0, 1, 2]),
        capacity=[2.0, 20.0],
        demand=[20.0, 20.0, 20.0],
        site_cap=[20.0, 6.0, 20.0],
    )
    assert shares.fill == pytest.approx([0.1, 0.3, 0.7], abs=1e-6)
    assert shares.min_fill == pytest.approx(0.1)


def test_an_unreached_zone_gets_nothing_and_is_not_the_lowest_fill() -> None:
    shares = leximin_over_arcs(
        point=np.array([0]), zone=np.array([0]), capacity=[5.0], demand=[10.0, 10.0]
    )
    assert shares.fill == pytest.approx([0.5, 0.0])
    assert shares.min_fill == pytest.approx(0.5)


@settings(max_examples=40)
@given(
    reach=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, unique=True),
    capacity=st.lists(st.integers(1, 30), min_size=3, max_size=3),
    demand=st.lists(st.integers(1, 30), min_size=4, max_size=4),
)
def test_lowest_fill_is_that_of_another_solver(
    reach: list[tuple[int, int]], capacity: list[int], demand: list[int]
) -> None:
    point, zone = (np.array(ends) for ends in zip(*reach, strict=True))
    shares = leximin_over_arcs(point=point, zone=zone, capacity=capacity, demand=demand)
    reached = sorted(set(zone.tolist()))
    n = len(reach)
    above, below = [], []
    for p, most in enumerate(capacity):
        above.append([*(point == p).astype(float), 0.0])
        below.append(float(most))
    for z in reached:
        above.append([*(zone == z).astype(float), 0.0])
        below.append(float(demand[z]))
        above.append([*-(zone == z).astype(float), float(demand[z])])
        below.append(0.0)
    other = linprog([*([0.0] * n), -1.0], A_ub=above, b_ub=below, method="highs")
    assert shares.min_fill == pytest.approx(-other.fun, abs=1e-6)
    assert shares.fill[reached].min() == pytest.approx(-other.fun, abs=1e-4)
