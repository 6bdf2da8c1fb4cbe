"""Room for labels and tables, used again and again, for each thread that prices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from foodplan.optimise.routing.bound.fields import N_FIELDS
from foodplan.optimise.routing.bound.filling import Room

Item = TypeVar("Item")
Found = TypeVar("Found")

_CHECKS = 1200
"""Comparisons for each label that there is room for; a third of a nanosecond each."""


class Arena:
    """Room for labels, used again for every pricing."""

    def __init__(self, most_labels: int) -> None:
        self.labels = np.empty((most_labels, N_FIELDS), dtype=np.int64)
        self.first = self.labels[: most_labels * 3 // 4]
        """For first trips; what they leave is for the others."""
        self.days = [np.empty((most_labels, N_FIELDS), dtype=np.int64) for _ in range(2)]
        self.room = Room()
        self.most_checks = _CHECKS * most_labels


class Arenas:
    """One room for each thread that works at the same time."""

    def __init__(self, most_labels: int, n: int) -> None:
        self._free = [Arena(most_labels) for _ in range(n)]
        self._threads = ThreadPoolExecutor(n)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown()

    def map(self, function: Callable[[Item, Arena], Found], items: Sequence[Item]) -> list[Found]:
        """What a function finds of each, in their order."""

        def found_of(item: Item) -> Found:
            arena = self._free.pop()
            try:
                return function(item, arena)
            finally:
                self._free.append(arena)

        return list(self._threads.map(found_of, items))
