"""What runs are granted of the machine."""

from __future__ import annotations

from threading import Condition

import pytest

from foodplan.domain.run import Limits
from foodplan.planning.hands import Hands


class NoRunner:
    """Nobody works here."""

    works_here = False

    def n_workers(self) -> int:
        return 0

    def ensure(self) -> bool:
        return False

    def wake(self) -> None: ...

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("cores", "n_workers", "n_together", "granted"),
    [
        (4, 2, 1, 4),  # alone
        (4, 2, 2, 2),
        (4, 2, 9, 2),  # two at a time, however many wait
        (4, 2, None, 2),  # a sweep
        (2, 8, None, 1),  # never less than one
        (4, 0, 1, 4),  # a person's run, planned by somebody else
        (4, 0, None, 1),  # a sweep, by nobody knows how many
    ],
)
def test_runs_that_are_made_together_share_the_cores(
    cores: int, n_workers: int, n_together: int | None, granted: int
) -> None:
    hands = Hands(NoRunner(), changed=Condition(), memory_mb=None, cores=cores, n_workers=n_workers)
    assert hands.granted(Limits(work=1), n_together=n_together).cores == granted
