"""Segment arithmetic against trying every start."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from foodplan.optimise.routing.search.segments import join, least_rest

Stop = tuple[int, int, int, int]
"""Drive to it, service, opens, closes; the drive to the first one does not count."""


@pytest.mark.parametrize("seed", range(60))
def test_joined_segments_say_what_trying_every_start_says(seed: int) -> None:
    chance = random.Random(seed)
    stops = [_stop(chance) for _ in range(chance.randint(2, 5))]
    ends = {start: _end(stops, start) for start in range(60)}
    possible = {start: end for start, end in ends.items() if end is not None}
    duration, earliest, latest = _joined(stops)
    if not possible:
        assert duration == -1
        return
    assert duration == min(end - start for start, end in possible.items())
    assert latest == max(possible)
    assert earliest + duration == min(possible.values())
    assert possible[earliest] - earliest == duration


@pytest.mark.parametrize("seed", range(20))
def test_it_does_not_matter_where_a_route_is_cut(seed: int) -> None:
    chance = random.Random(seed)
    stops = [_stop(chance) for _ in range(5)]
    whole = _joined(stops)
    for cut in range(1, 5):
        head, tail = _joined(stops[:cut]), _joined(stops[cut:])
        if head[0] < 0 or tail[0] < 0:
            assert whole[0] == -1
        else:
            assert tuple(join(*head, stops[cut][0], *tail)) == whole


def test_rest_grows_with_work_and_driving() -> None:
    def rest(work_s: int, drive_s: int) -> int:
        return least_rest(work_s, drive_s, 360, 30, 270, 45)

    assert rest(360, 270) == 0
    assert rest(361, 0) == 30
    assert rest(300, 271) == 45
    assert rest(361, 271) == 45
    assert rest(721, 0) == 60


def _stop(chance: random.Random) -> Stop:
    opens = chance.randint(0, 30)
    return chance.randint(0, 8), chance.randint(0, 5), opens, opens + chance.randint(0, 20)


def _end(stops: Sequence[Stop], start: int) -> int | None:
    """When it ends if work at the first stop is offered from `start` on; None if too late."""
    now = start
    for i, (drive, service, opens, closes) in enumerate(stops):
        now += drive if i else 0
        if now > closes:
            return None
        if i == 0 and now < opens:
            return None
        now = max(now, opens) + service
    return now


def _joined(stops: Sequence[Stop]) -> tuple[int, int, int]:
    _, service, opens, closes = stops[0]
    found = (service, opens, closes)
    for drive, service, opens, closes in stops[1:]:
        joined = join(*found, drive, service, opens, closes)
        found = (joined.duration, joined.earliest, joined.latest)
        if found[0] < 0:
            return (-1, 0, 0)
    return found
