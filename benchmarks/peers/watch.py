"""The clock that all sides obey: CPU seconds of their own process, on one thread.

What else runs on the machine takes nothing from anybody. Compiling, reading and building the other
solver's model are outside.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Watch:
    """The limit of a side, and its best costs over time."""

    seconds: float
    seed: int
    trace: list[tuple[float, float]] = field(default_factory=list)
    """CPU seconds and best complete cost in cents, at every better plan."""
    began_s: float = 0.0

    def start(self) -> None:
        self.began_s = time.process_time()

    def used_s(self) -> float:
        return time.process_time() - self.began_s

    def is_over(self) -> bool:
        return self.used_s() >= self.seconds

    def note(self, cents: float) -> None:
        """Remember a complete plan if it is better than all before."""
        if not self.trace or cents < self.trace[-1][1]:
            self.trace.append((self.used_s(), cents))
