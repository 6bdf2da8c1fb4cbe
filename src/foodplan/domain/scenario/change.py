"""What every change has, and how it selects what it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Selects things; empty fields select all, filled ones must all match."""

    towns: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    hubs: frozenset[str] = frozenset()
    producers: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    lots: frozenset[str] = frozenset()
    vehicles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What every kind of change has."""

    kind: ClassVar[str]
    change_id: str
    because: str = ""
    where: Where = field(default_factory=Where)
    optional: bool = False
    """A change that matches nothing is an error unless it is optional."""
    in_weeks: frozenset[int] = frozenset()
    """Weeks in which it holds, from 1; empty: all."""

    def holds_in(self, week: int) -> bool:
        """Whether it holds in a week, counted from 1."""
        return not self.in_weeks or week in self.in_weeks

    def of_week(self, week: int) -> Self:
        """As it is in a week; what is drawn by chance is drawn anew in each."""
        del week
        return self
