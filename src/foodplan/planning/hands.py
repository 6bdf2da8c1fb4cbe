"""The hands of a planner: set the runner to work, share the machine, follow what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Condition
from typing import TypeVar

from foodplan.domain.run import Limits
from foodplan.planning.runner import Runner
from foodplan.planning.watching import watch

T = TypeVar("T")


class Hands:
    """A runner with what it may use of the machine."""

    def __init__(
        self,
        runner: Runner,
        *,
        changed: Condition,
        memory_mb: int | None,
        cores: int,
        n_workers: int,
    ) -> None:
        self.runner, self._changed = runner, changed
        self._memory_mb, self._cores, self._n_workers = memory_mb, cores, n_workers
        self._is_closed = False

    def granted(self, limits: Limits, *, n_together: int | None = None) -> Limits:
        """With the memory of this program, and its share of the cores among runs made together.

        Without `n_together` there are as many as can be; where the work is left to others, nobody
        knows how many that are, and each run gets one core.
        """
        memory_mb = limits.memory_mb if self._memory_mb is None else self._memory_mb
        n_at_a_time = min(n_together or self._cores, self._n_workers or self._cores)
        return replace(limits, memory_mb=memory_mb, cores=max(1, self._cores // n_at_a_time))

    def set_to_work(self) -> None:
        """There is something in the queue."""
        if self.runner.ensure():
            self.runner.wake()

    def tell(self) -> None:
        """Whoever watches looks again."""
        with self._changed:
            self._changed.notify_all()

    def watch(self, read: Callable[[], T], is_over: Callable[[T], bool]) -> Iterator[T]:
        """What `read` gives, at every change and at least once a second, until it is over."""
        return watch(read, is_over, changed=self._changed, look_after=self._look_after)

    def close(self) -> None:
        """End watching and working."""
        self._is_closed = True
        self.runner.close()
        self.tell()

    def _look_after(self) -> bool:
        """Whoever worked off the queue may have ended meanwhile."""
        if not self._is_closed:
            self.runner.ensure()
        return not self._is_closed
