"""A YAML 1.2 file as a tree of plain values that know where they stand.

Only mappings, lists and scalars: an anchor used again could unfold to gigabytes, so aliases are
refused. A date without quotes is a date, `12:30` stays text, `true` and `false` are the only flags.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from foodplan.domain.finding import Finding
from foodplan.inputs.wrong import Findings, shown

MOST_CHARACTERS = 1_000_000
TAG = "tag:yaml.org,2002:"
Plain = str | int | float | bool | date | None
Value = Plain | list["Node"] | dict[str, "Node"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value and where it begins."""

    value: Value
    file: str
    row: int
    column: int
    key_place: tuple[int, int] | None = None
    """Row and column of the key that it stands behind."""

    def at_key(self) -> Node:
        """The same value at the place of its key."""
        row, column = self.key_place or (self.row, self.column)
        return replace(self, row=row, column=column)

    def finding(self, code: str, path: str, **params: object) -> Finding:
        """A finding about this place."""
        return Finding(
            code=code,
            file=self.file,
            row=self.row,
            column=str(self.column),
            value=None if isinstance(self.value, list | dict) else shown(self.value),
            path=path,
            params=params,
        )

    def plain(self) -> object:
        """The value without places: dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def read_tree(text: str, file: str, findings: Findings) -> Node | None:
    """The tree of one file; None (and findings) if it is empty or no YAML."""
    if len(text) > MOST_CHARACTERS:
        findings.add(Finding(code="yaml-too-large", file=file, params={"limit": MOST_CHARACTERS}))
        return None
    try:
        root = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        is_tab = "'\\t'" in (error.problem or "")
        findings.add(
            Finding(
                code="yaml-tab" if is_tab else "yaml-broken",
                file=file,
                row=mark.line + 1 if mark else None,
                column=str(mark.column + 1) if mark else None,
            )
        )
        return None
    except RecursionError:
        findings.add(Finding(code="yaml-too-deep", file=file))
        return None
    except (YAMLError, ValueError):
        findings.add(Finding(code="yaml-broken", file=file))
        return None
    if root is None:
        findings.add(Finding(code="yaml-empty", file=file))
        return None
    return _Builder(file, findings).node(root, "")


class _Builder:
    def __init__(self, file: str, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._seen: set[int] = set()

    def node(self, yaml: YamlNode, path: str) -> Node:
        if id(yaml) in self._seen:
            alias = self._place(yaml, None)
            self._findings.add(alias.finding("yaml-alias", path))
            return alias
        self._seen.add(id(yaml))
        if isinstance(yaml, MappingNode):
            return self._mapping(yaml, path)
        if isinstance(yaml, SequenceNode):
            nodes = [self.node(item, f"{path}.{i + 1}") for i, item in enumerate(yaml.value)]
            return self._place(yaml, nodes)
        try:
            return self._place(yaml, _scalar(str(yaml.tag).removeprefix(TAG), str(yaml.value)))
        except ValueError:
            scalar = self._place(yaml, None)
            self._findings.add(scalar.finding("yaml-scalar", path, text=shown(yaml.value)))
            return scalar

    def _mapping(self, yaml: MappingNode, path: str) -> Node:
        """Keys are text; merge keys and keys that are no scalars are refused."""
        found: dict[str, Node] = {}
        for key_node, value_node in yaml.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            below = f"{path}.{key}".lstrip(".")
            place = self._place(key_node, key)
            if key_node.tag == TAG + "merge" or not isinstance(key_node, ScalarNode):
                self._findings.add(place.finding("yaml-alias", below))
            elif key in found:
                params = {"key": shown(key), "first": found[key].row}
                self._findings.add(place.finding("yaml-duplicate-key", below, **params))
            else:
                found[key] = replace(
                    self.node(value_node, below), key_place=(place.row, place.column)
                )
        return self._place(yaml, found)

    def _place(self, yaml: YamlNode, value: Value) -> Node:
        mark = yaml.start_mark
        return Node(value=value, file=self._file, row=mark.line + 1, column=mark.column + 1)


def _scalar(tag: str, text: str) -> Plain:
    """ValueError if the text is not what its tag says, or the tag is unknown."""
    if tag == "str":
        return text
    if tag == "null":
        return None
    if tag == "bool":
        return text.casefold() == "true"
    if tag == "int":
        return int(text.replace("_", ""), 10 if text.lstrip("+-").isdigit() else 0)
    if tag == "float":
        return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan"))
    if tag == "timestamp":
        return date.fromisoformat(text)
    raise ValueError(tag)
