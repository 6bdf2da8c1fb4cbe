"""How far the search is: by the clock, or by iterations counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from foodplan.optimise.routing.task import SearchLimits

_CHUNK_S = 0.1
"""Between two looks at the clock and the stop callback."""
_FIRST_CHUNK = 20
_LEAST_CHUNK = 5
_GROWTH = 4
_CHUNKS = 200
"""So many chunks make up the work …"""
_MOST_CHUNK = 2000
"""… but none is longer than this."""


@dataclass
class Work:
    """Iterations of one run."""

    done: int = 0


class Pace:
    """Share of the limit that is used, and how many iterations to make next."""

    def __init__(self, limits: SearchLimits) -> None:
        self._limits = limits
        self._began_s = limits.clock()
        self._rate = 0.0
        self.done = 0

    @property
    def counts_work(self) -> bool:
        """Whether iterations alone decide."""
        return self._limits.work is not None

    def share(self) -> float:
        """Share of the whole limit that is used, 0 to 1 and beyond."""
        if self._limits.work is not None:
            return self.done / max(1, self._limits.work)
        if self._limits.seconds is None:
            return 0.0
        return (self._limits.clock() - self._began_s) / max(1e-9, self._limits.seconds)

    def is_over(self, until: float) -> bool:
        """Whether this share is used, or somebody said stop."""
        return self.share() >= until or self._limits.stop()

    def seconds_until(self, until: float) -> float | None:
        """Seconds of the clock until this share is used; None where work is counted."""
        if self._limits.work is not None or self._limits.seconds is None:
            return None
        return (until - self.share()) * self._limits.seconds

    def share_of(self, iterations: int) -> float:
        """Share of the whole limit that so many iterations will take."""
        return iterations / max(1.0, self.expected())

    def expected(self) -> float:
        """Iterations that fit into the whole limit."""
        if self._limits.work is not None:
            return float(self._limits.work)
        return max(1.0, self._rate * (self._limits.seconds or 1.0))

    def chunk(self, until: float) -> int:
        """How many iterations to make before looking up again."""
        left = until - self.share()
        if self._limits.work is not None:
            most = min(_MOST_CHUNK, max(1, self._limits.work // _CHUNKS))
            return max(1, min(most, round(left * self._limits.work)))
        if not self._rate:
            return _FIRST_CHUNK
        seconds = min(_CHUNK_S, left * (self._limits.seconds or _CHUNK_S))
        return max(_LEAST_CHUNK, int(self._rate * seconds))

    @contextmanager
    def timed(self) -> Iterator[Work]:
        """Count the iterations of one run, and how fast they were."""
        work, began_s = Work(), self._limits.clock()
        yield work
        self.done += work.done
        seconds = max(1e-6, self._limits.clock() - began_s)
        most = _GROWTH * self._rate if self._rate else work.done / seconds
        self._rate = min(work.done / seconds, most)
