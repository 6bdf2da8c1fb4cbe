"""Every value of a scenario with the place where it is written, and the whole as one YAML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from ruamel.yaml import YAML

from foodplan.inputs.checked import path_of
from foodplan.inputs.scenario import ScenarioReading
from foodplan.inputs.tree import Node

NOT_RESOLVED = "extends"
"""The key that a resolved file no longer has."""
LINE_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenValue:
    """A value and where it comes from."""

    key: str
    """Such as changes.a7.by."""
    value: str
    """As YAML writes it."""
    place: str
    """file:line:column."""
    hides: tuple[WrittenValue, ...] = ()
    """Values of the same key in files further up, the nearest first."""


def written_values(reading: ScenarioReading) -> tuple[WrittenValue, ...]:
    """All values of the merged file, in its order; () if it could not be read."""
    if reading.tree is None:
        return ()
    layers = [dict(_leaves(layer, "")) for layer in reading.layers]
    found = []
    for key, node in _leaves(reading.tree, ""):
        same = [layer[key] for layer in layers if key in layer]
        hidden = tuple(_written(key, other) for other in same if _place(other) != _place(node))
        found.append(
            WrittenValue(key=key, value=_flow(node.plain()), place=_place(node), hides=hidden)
        )
    return tuple(found)


def resolved_yaml(reading: ScenarioReading) -> str:
    """The file with everything that it extends, as one file that says the same."""
    if reading.tree is None or not isinstance(reading.tree.value, dict):
        return ""
    plain = {key: node.plain() for key, node in reading.tree.value.items() if key != NOT_RESOLVED}
    return _dumped(plain, flow=False)


def _leaves(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    """Scalars and lists of scalars by their key."""
    if isinstance(node.value, dict):
        for name, below in node.value.items():
            yield from _leaves(below, f"{path}.{name}".lstrip("."))
    elif isinstance(node.value, list) and any(
        isinstance(entry.value, dict | list) for entry in node.value
    ):
        for i, entry in enumerate(node.value):
            yield from _leaves(entry, f"{path}.{path_of(node, [i])[0]}")
    else:
        yield path, node


def _written(key: str, node: Node) -> WrittenValue:
    return WrittenValue(key=key, value=_flow(node.plain()), place=_place(node))


def _place(node: Node) -> str:
    return f"{node.file}:{node.row}:{node.column}"


def _flow(value: object) -> str:
    text = _dumped(value, flow=True).strip()
    return text.removesuffix("...").strip()


def _dumped(value: object, *, flow: bool) -> str:
    yaml = YAML(typ="safe", pure=True)
    # None: mappings and lists of plain values in one line, everything else in lines of its own.
    yaml.default_flow_style = True if flow else None
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 10_000 if flow else LINE_WIDTH
    out = StringIO()
    yaml.dump(value, out)
    return out.getvalue()
