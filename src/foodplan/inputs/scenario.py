"""Read a scenario file, with the files that it extends, into typed changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import Field

from foodplan.domain.finding import Finding
from foodplan.domain.ids import DatasetId, ScenarioId
from foodplan.domain.scenario import MOST_WEEKS, Change, Scenario, Sweep
from foodplan.errors import InvalidValue
from foodplan.inputs.checked import LabelModel, Strict, checked, path_of
from foodplan.inputs.kinds import KINDS
from foodplan.inputs.scenario_sweep import Swept, read_sweep
from foodplan.inputs.sheets import decode, read_bytes
from foodplan.inputs.tree import Node, read_tree
from foodplan.inputs.week import Name
from foodplan.inputs.wrong import Findings, Wrong, shown

LONGEST_CHAIN = 5
"""Files of a scenario and all that it extends."""
ADDS = "add_"
"""What kinds of change that add something begin with."""
INHERITABLE = ("label", "asks", "dataset")
"""Keys that a file may leave out if it extends another."""


class ScenarioModel(Strict):
    """The whole file; changes are checked one by one, each by its kind, and then the sweep."""

    schema_: Literal[1] = Field(alias="schema")
    id: Name
    label: LabelModel
    asks: LabelModel
    dataset: Name
    extends: str | None = None
    changes: list[dict[str, object]] = []  # noqa: RUF012
    sweep: dict[str, object] | None = None
    weeks: int = Field(default=1, ge=1, le=MOST_WEEKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioReading:
    """What came of reading a scenario: it, unless a finding blocks it."""

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    tree: Node | None = None
    """The file merged with what it extends."""
    layers: tuple[Node, ...] = ()
    """The file itself, the one that it extends, and so on."""
    partial: Scenario | None = None
    """What could be read where a finding blocks, so that all else can be told at once.

    None where what could not be read may add something that other changes name.
    """

    def located(self, finding: Finding) -> Finding:
        """A finding of `domain.changes.apply` with the file, line and column of its path."""
        if self.tree is None or not finding.path or finding.file:
            return finding
        place = _place(self.tree, finding.path)
        return replace(finding, file=place.file, row=place.row, column=str(place.column))


def read_scenario(
    path: Path, *, text: str | None = None, shelves: Sequence[Path] = ()
) -> ScenarioReading:
    """The scenario of a file, or every finding at once.

    `text` is read instead of the file where it is given. `shelves`: folders in which a file that is
    extended may stand, after the folder of the file itself.
    """
    findings = Findings()
    layers: list[Node] = []
    tree = _merged(path, (), findings, layers, text=text, shelves=shelves)
    if tree is None:
        return ScenarioReading(scenario=None, findings=findings.sorted())
    last = layers[-1].value
    is_whole = not isinstance(last, dict) or "extends" not in last
    scenario = _scenario(tree, findings, is_whole=is_whole)
    is_partial = findings.block and scenario is not None and not _lacks_addition(tree, scenario)
    return ScenarioReading(
        partial=scenario if is_partial else None,
        scenario=None if findings.block else scenario,
        findings=findings.sorted(),
        tree=tree,
        layers=tuple(layers),
    )


def _lacks_addition(tree: Node, scenario: Scenario) -> bool:
    """Whether a change that adds something is among those that could not be read."""
    read = {change.change_id for change in scenario.changes}
    return any(
        (_text(entry, "kind") or ADDS).startswith(ADDS)
        for entry in _entries(tree)
        if _text(entry, "id") not in read
    )


def _scenario(tree: Node, findings: Findings, *, is_whole: bool) -> Scenario | None:
    """The scenario; what a parent that could not be read would have given is not missed."""
    found = Findings()
    model = checked(ScenarioModel, tree, found)
    for finding in found.sorted():
        if is_whole or finding.code != "yaml-missing" or finding.path not in INHERITABLE:
            findings.add(finding)
    changes = _changes(tree, findings)
    sweep = _sweep(tree, changes, findings)
    if model is None:
        return None
    _check_weeks(tree, changes, model.weeks, findings)
    return Scenario(
        scenario_id=ScenarioId(model.id),
        label=model.label.to_domain(),
        asks=model.asks.to_domain(),
        dataset_id=DatasetId(model.dataset),
        changes=tuple(changes.values()),
        sweep=sweep,
        weeks=model.weeks,
    )


def _check_weeks(
    tree: Node, changes: Mapping[str, Change], n_weeks: int, findings: Findings
) -> None:
    """A change may name only weeks that there are."""
    entries = {_text(entry, "id"): entry for entry in _entries(tree)}
    for change_id, change in changes.items():
        if change.in_weeks and max(change.in_weeks) > n_weeks:
            place = _below(entries[change_id], "in_weeks")
            path = f"changes.{change_id}.in_weeks"
            findings.add(place.finding("change-weeks-outside", path, n_weeks=n_weeks))


def _changes(tree: Node, findings: Findings) -> dict[str, Change]:
    """Changes by id, in their order; those with a fault are left out."""
    found = {}
    for node in _entries(tree):
        if not isinstance(node.value, dict):
            continue  # the model of the file has said so
        change = _change(node, findings)
        if change is not None:
            found[change.change_id] = change
    return found


def _change(node: Node, findings: Findings) -> Change | None:
    change_id, kind = (_text(node, key) for key in ("id", "kind"))
    path = f"changes.{change_id or '?'}"
    if change_id is None or kind is None:
        findings.add(node.finding("scenario-change-id", path))
        return None
    if kind not in KINDS:
        near = findings.meant(kind, KINDS)
        code = "scenario-kind-near" if near else "scenario-kind"
        params = {"text": shown(kind), "near": near, "known": ", ".join(KINDS)}
        findings.add(_below(node, "kind").finding(code, f"{path}.kind", **params))
        return None
    model = checked(KINDS[kind], node, findings, path=("changes", change_id))
    try:
        return model.to_domain() if model is not None else None
    except InvalidValue as error:
        findings.add(node.finding("change-refused", path, detail=str(error)))
        return None


def _sweep(tree: Node, changes: Mapping[str, Change], findings: Findings) -> Sweep | None:
    node = tree.value.get("sweep") if isinstance(tree.value, dict) else None
    if node is None or node.value is None:
        return None
    swept = Swept(
        entries={change_id: entry for entry in _entries(tree) if (change_id := _text(entry, "id"))},
        changes=changes,
        read=lambda entry: _change(entry, findings),
    )
    return read_sweep(node, swept, findings)


def _merged(
    path: Path,
    chain: tuple[str, ...],
    findings: Findings,
    layers: list[Node],
    *,
    text: str | None,
    shelves: Sequence[Path],
) -> Node | None:
    """The tree of a file laid over the tree of the file that it extends; notes both."""
    try:
        text = decode(read_bytes(path)) if text is None else text
    except Wrong as wrong:
        findings.add_file(path.name, wrong)
        return None
    tree = read_tree(text, path.name, findings)
    if tree is None:
        return None
    if not isinstance(tree.value, dict):
        findings.add(tree.finding("scenario-not-mapping", ""))
        return None
    layers.append(tree)
    _refuse_double_ids(tree, findings)
    if "extends" not in tree.value:
        return tree
    if "id" not in tree.value:  # an inherited id would name two scenarios
        findings.add(tree.finding("yaml-missing", "id", key="id"))
    extends = tree.value["extends"]
    folders = (path.parent, *shelves)
    parent_path = _parent(extends, (*chain, path.name), folders, findings)
    if parent_path is None:
        return tree
    parent = _merged(parent_path, (*chain, path.name), findings, layers, text=None, shelves=shelves)
    return tree if parent is None else _over(parent, tree)


def _parent(
    extends: Node, chain: tuple[str, ...], folders: Sequence[Path], findings: Findings
) -> Path | None:
    """The file that `extends` names, in the first of the folders that has it."""
    name = extends.value
    if not isinstance(name, str) or Path(name).name != name or "\\" in name:
        findings.add(extends.finding("scenario-extends-where", "extends"))
        return None
    shown_chain = " → ".join((*chain, name))
    if name in chain:
        findings.add(extends.finding("scenario-extends-cycle", "extends", chain=shown_chain))
    elif len(chain) >= LONGEST_CHAIN:
        params = {"limit": LONGEST_CHAIN, "chain": shown_chain}
        findings.add(extends.finding("scenario-extends-long", "extends", **params))
    else:
        for folder in folders:
            if (folder / name).is_file():
                return folder / name
        near = findings.meant(name, [file.name for one in folders for file in one.glob("*.yaml")])
        code = "scenario-extends-missing-near" if near else "scenario-extends-missing"
        findings.add(extends.finding(code, "extends", name=shown(name), near=near))
    return None


def _over(parent: Node, child: Node, key: str = "") -> Node:
    """Mappings merge key by key, changes by their id; everything else of the child replaces."""
    if isinstance(parent.value, dict) and isinstance(child.value, dict):
        merged = dict(parent.value)
        for name, node in child.value.items():
            merged[name] = _over(merged[name], node, name) if name in merged else node
        return replace(child, value=merged)
    if key == "changes" and isinstance(parent.value, list) and isinstance(child.value, list):
        own = {_text(node, "id"): node for node in child.value}
        kept = [own.pop(_text(node, "id"), node) for node in parent.value]
        new = [node for node in child.value if _text(node, "id") in own]
        return replace(child, value=[*kept, *new])
    return child


def _refuse_double_ids(tree: Node, findings: Findings) -> None:
    seen: set[str] = set()
    for node in _entries(tree):
        change_id = _text(node, "id")
        if change_id in seen:
            path = f"changes.{change_id}.id"
            findings.add(node.finding("yaml-duplicate-id", path, text=shown(change_id)))
        elif change_id is not None:
            seen.add(change_id)


def _entries(tree: Node) -> list[Node]:
    changes = tree.value.get("changes") if isinstance(tree.value, dict) else None
    return changes.value if changes is not None and isinstance(changes.value, list) else []


def _below(node: Node, key: str) -> Node:
    return node.value[key] if isinstance(node.value, dict) else node


def _text(node: Node, key: str) -> str | None:
    below = node.value.get(key) if isinstance(node.value, dict) else None
    return below.value if below is not None and isinstance(below.value, str) else None


def _place(tree: Node, path: str) -> Node:
    """The deepest node that the path names."""
    node = tree
    for name in path.split("."):
        if isinstance(node.value, dict) and name in node.value:
            node = node.value[name]
        elif isinstance(node.value, list):
            numbered = {path_of(node, [i])[0]: entry for i, entry in enumerate(node.value)}
            node = numbered.get(name, node)
    return node
