"""The `sweep:` of a scenario file: which values are tried, each read as its change reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from foodplan.domain.scenario import (
    Change,
    Distribution,
    Draw,
    GridSweep,
    ListSweep,
    RandomSweep,
    Setting,
    Sweep,
    settings_between,
)
from foodplan.inputs.checked import Strict, checked, parsed
from foodplan.inputs.kinds.values import Count, DistributionModel
from foodplan.inputs.tree import Node
from foodplan.inputs.wrong import Findings, shown

DEFAULT_MAX_RUNS = 50
MOST_RUNS = 10_000
DECLARED = "declared"
FIXED = frozenset({"id", "kind", "because", "optional"})
"""Keys of a change that no sweep may vary."""

Values = Annotated[list[object], Field(min_length=1)]
Axes = Annotated[dict[str, Values], Field(min_length=1)]
Runs = Annotated[int, Field(ge=1, le=MOST_RUNS)]
NeedDraw = Annotated[
    object, parsed(lambda value: value, written_as=DistributionModel | Literal["declared"])
]


class RandomModel(Strict):
    """Random weeks, the same for the same seed."""

    model_config = ConfigDict(populate_by_name=False)

    runs: Runs
    seed: Count
    need: NeedDraw = None
    yields: DistributionModel | None = Field(default=None, alias="yield")
    draw: dict[str, DistributionModel] = {}  # noqa: RUF012


class SweepModel(Strict):
    """One of grid, zip, list and random."""

    model_config = ConfigDict(populate_by_name=False)

    grid: Axes | None = None
    side_by_side: Axes | None = Field(default=None, alias="zip")
    one_by_one: Annotated[list[dict[str, object]], Field(min_length=1)] | None = Field(
        default=None, alias="list"
    )
    random: RandomModel | None = None
    max_runs: Runs = DEFAULT_MAX_RUNS


@dataclass(frozen=True, kw_only=True)
class Swept:
    """The changes that a sweep may vary, and how one is read."""

    entries: Mapping[str, Node]
    """Change by id, as written."""
    changes: Mapping[str, Change]
    """Change by id, as read; one with a fault is missing."""
    read: Callable[[Node], Change | None]
    """Read a change, with findings."""


def read_sweep(node: Node, swept: Swept, findings: Findings) -> Sweep | None:
    """The sweep; None with findings if anything in it is wrong."""
    model = checked(SweepModel, node, findings, path=("sweep",))
    if model is None or not isinstance(node.value, dict):
        return None
    given = [name for name in ("grid", "zip", "list", "random") if name in node.value]
    if len(given) != 1:
        findings.add(node.finding("sweep-one", "sweep"))
        return None
    part = node.value[given[0]]
    reader = _Reader(swept, findings, f"sweep.{given[0]}")
    if model.random is not None:
        sweep: Sweep | None = reader.random(model.random, part)
    elif given == ["grid"]:
        sweep = GridSweep(axes=reader.axes(part))
    elif given == ["zip"]:
        sweep = reader.side_by_side(part)
    else:
        sweep = ListSweep(runs=reader.runs(part))
    if sweep is not None and sweep.n_runs > model.max_runs:
        params = {"n": sweep.n_runs, "limit": model.max_runs}
        findings.add(part.finding("sweep-too-many", reader.path, **params))
        return None
    return sweep


class _Reader:
    """Reads a value of a key by reading the change with that value in its place."""

    def __init__(self, swept: Swept, findings: Findings, path: str) -> None:
        self._swept, self._findings, self.path = swept, findings, path

    def axes(self, part: Node) -> tuple[tuple[Setting, ...], ...]:
        """The settings of each key, in the order of the file."""
        return tuple(
            tuple(
                setting
                for value in _list(axis)
                if (setting := self._setting(key, replace(value, key_place=axis.key_place)))
            )
            for key, axis in _mapping(part).items()
        )

    def side_by_side(self, part: Node) -> ListSweep | None:
        """The first values of all keys, then the second …; each key has as many."""
        counts = {key: len(_list(axis)) for key, axis in _mapping(part).items()}
        first, *others = counts
        for key in others:
            if counts[key] != counts[first]:
                params = {"first": first, "second": key, "n_first": counts[first]}
                self._add(_mapping(part)[key], "sweep-uneven", {**params, "n_second": counts[key]})
                return None
        return ListSweep(runs=tuple(zip(*self.axes(part), strict=False)))

    def runs(self, part: Node) -> tuple[tuple[Setting, ...], ...]:
        """Each run with its own keys."""
        return tuple(
            tuple(
                setting
                for key, value in _mapping(run).items()
                if (setting := self._setting(key, value))
            )
            for run in _list(part)
        )

    def random(self, model: RandomModel, part: Node) -> RandomSweep | None:
        """What is drawn; at least something must be."""
        draws = [
            self._draw(key, _mapping(_mapping(part)["draw"])[key], one.to_domain())
            for key, one in model.draw.items()
        ]
        if model.need is None and model.yields is None and not draws:
            self._add(part, "sweep-nothing-drawn", {})
            return None
        return RandomSweep(
            n_runs=model.runs,
            seed=model.seed,
            draws=tuple(draw for draw in draws if draw),
            need=self._need(part) if model.need not in (None, DECLARED) else None,
            is_need_declared=model.need == DECLARED,
            yields=model.yields.to_domain() if model.yields else None,
        )

    def _need(self, part: Node) -> Distribution | None:
        node = _mapping(part)["need"]
        if not isinstance(node.value, dict):
            self._add(node, "sweep-need", {})
            return None
        model = checked(DistributionModel, node, self._findings, path=("sweep", "random", "need"))
        return model.to_domain() if model else None

    def _draw(self, key: str, place: Node, distribution: Distribution) -> Draw | None:
        steps = self._steps(key, place)
        change = self._swept.changes.get(steps[0]) if steps else None
        if change is None or len(steps) < 2:
            return None
        if len(steps) != 2 or not isinstance(getattr(change, steps[1], None), float):
            self._add(place.at_key(), "sweep-not-drawn", {"key": shown(key)})
            return None
        return Draw(change_id=steps[0], field=steps[1], distribution=distribution)

    def _setting(self, key: str, value: Node) -> Setting | None:
        steps = self._steps(key, value)
        base = self._swept.changes.get(steps[0]) if steps else None
        if base is None:
            return None  # told already
        change = self._swept.read(_with(self._swept.entries[steps[0]], steps[1:], value))
        if change is None:
            return None
        return Setting(
            key=key,
            text=_text(value),
            change_id=steps[0],
            values=settings_between(base, change),
        )

    def _steps(self, key: str, place: Node) -> tuple[str, ...]:
        """Id of a change and the keys below it; empty, with a finding, if the key names none."""
        first, *steps = key.split(".")
        known = self._swept.entries
        if first != "changes" or len(steps) < 2 or not all(steps):
            self._add(place.at_key(), "sweep-key", {"key": shown(key)})
        elif steps[0] not in known:
            near = self._findings.meant(steps[0], known)
            params = {"name": shown(steps[0]), "near": near, "known": ", ".join(known) or "-"}
            self._add(place.at_key(), "sweep-change-near" if near else "sweep-change", params)
        elif steps[1] in FIXED:
            self._add(place.at_key(), "sweep-fixed", {"key": shown(key)})
        else:
            return tuple(steps)
        return ()

    def _add(self, place: Node, code: str, params: Mapping[str, object]) -> None:
        self._findings.add(place.finding(code, self.path, **params))


def _with(node: Node, steps: tuple[str, ...], value: Node) -> Node:
    """The node with another value at the end of the steps."""
    if not steps:
        return value
    inner = dict(_mapping(node))
    below = inner.get(steps[0], replace(value, value={}))
    inner[steps[0]] = _with(below, steps[1:], value)
    return replace(node, value=inner)


def _mapping(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _list(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else []


def _text(node: Node) -> str:
    plain = node.plain()
    return shown(", ".join(map(str, plain)) if isinstance(plain, list) else plain)
