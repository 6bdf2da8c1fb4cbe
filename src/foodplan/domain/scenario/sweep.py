"""A sweep: one scenario asked again and again with other values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import product
from typing import TypeVar

from foodplan.domain.scenario.chance import Distribution
from foodplan.domain.scenario.change import Change
from foodplan.domain.scenario.food import DrawNeed, DrawYield

DRAWN_NEED, DRAWN_YIELD = "drawn-need", "drawn-yield"
"""Ids of the changes that a random sweep adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One key of one change takes a value."""

    key: str
    """As written, such as changes.inflow.by."""
    text: str
    """The value as written."""
    change_id: str
    values: tuple[tuple[tuple[str, ...], object], ...]
    """Fields of the change (one within another where there are two names), and their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What one run of a sweep asks."""

    changes: tuple[Change, ...]
    words: str
    """What is special about it, such as `inflow.by 1.3`."""
    values: tuple[tuple[str, str], ...]
    """Keys that vary (without `changes.`), and their values as written."""


Run = tuple[Setting, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A number of a change that is drawn for each run."""

    change_id: str
    field: str
    distribution: Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSweep:
    """Every value with every other."""

    axes: tuple[tuple[Setting, ...], ...]

    @property
    def n_runs(self) -> int:
        """Product of the numbers of values."""
        return math.prod(len(axis) for axis in self.axes)

    def variants(self, changes: Sequence[Change]) -> tuple[Variant, ...]:
        """The last axis turns fastest."""
        return tuple(_variant(changes, run) for run in product(*self.axes))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSweep:
    """Runs one by one: `list` as it stands, `zip` as the values side by side."""

    runs: tuple[Run, ...]

    @property
    def n_runs(self) -> int:
        """As many as are listed."""
        return len(self.runs)

    def variants(self, changes: Sequence[Change]) -> tuple[Variant, ...]:
        """In the order of the file."""
        return tuple(_variant(changes, run) for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomSweep:
    """Random weeks: needs, yields and numbers of changes are drawn anew for each run."""

    n_runs: int
    seed: int
    draws: tuple[Draw, ...] = ()
    need: Distribution | None = None
    """Factor on each need."""
    is_need_declared: bool = False
    """Needs are drawn between the baskets_low and baskets_high of the dataset."""
    yields: Distribution | None = None
    """Factor on each lot's yield."""

    def variants(self, changes: Sequence[Change]) -> tuple[Variant, ...]:
        """The same draws for the same seed, and more runs leave the first ones as they are."""
        return tuple(self._variant(changes, number) for number in range(self.n_runs))

    def _variant(self, changes: Sequence[Change], number: int) -> Variant:
        drawn = {
            (draw.change_id, draw.field): draw.distribution.draw(
                self.seed, number, draw.change_id, draw.field
            )
            for draw in self.draws
        }
        found = [_with(change, drawn) for change in changes]
        seed = self.seed * 100_000 + number
        if self.need is not None or self.is_need_declared:
            found.append(DrawNeed(change_id=DRAWN_NEED, factor=self.need, seed=seed))
        if self.yields is not None:
            found.append(DrawYield(change_id=DRAWN_YIELD, factor=self.yields, seed=seed))
        values = tuple(
            (f"{change}.{field}", f"{value:.3g}") for (change, field), value in drawn.items()
        )
        words = [f"#{number + 1}", *(" ".join(pair) for pair in values)]
        return Variant(changes=tuple(found), words=", ".join(words), values=values)


Sweep = GridSweep | ListSweep | RandomSweep


def settings_between(base: Change, other: Change) -> tuple[tuple[tuple[str, ...], object], ...]:
    """Fields in which two changes of one kind differ, with the values of the other."""
    return tuple(_between(base, other, ()))


def _between(
    base: object, other: object, names: tuple[str, ...]
) -> Iterable[tuple[tuple[str, ...], object]]:
    if not is_dataclass(base) or type(base) is not type(other):
        if base != other:
            yield names, other
        return
    for field in fields(base):
        below = (*names, field.name)
        yield from _between(getattr(base, field.name), getattr(other, field.name), below)


def _variant(changes: Sequence[Change], run: Run) -> Variant:
    found = {change.change_id: change for change in changes}
    for setting in run:
        for names, value in setting.values:
            found[setting.change_id] = _replaced(found[setting.change_id], names, value)
    values = tuple((setting.key.removeprefix("changes."), setting.text) for setting in run)
    words = ", ".join(" ".join(pair) for pair in values)
    return Variant(changes=tuple(found.values()), words=words, values=values)


def _replaced(thing: T, names: tuple[str, ...], value: object) -> T:
    """The thing with another value in a field, which may lie in a field of a field."""
    first, *rest = names
    if rest:
        value = _replaced(getattr(thing, first), tuple(rest), value)
    return replace(thing, **{first: value})  # type: ignore[type-var]


def _with(change: Change, drawn: Mapping[tuple[str, str], float]) -> Change:
    for (change_id, field), value in drawn.items():
        if change_id == change.change_id:
            change = _replaced(change, (field,), value)
    return change
