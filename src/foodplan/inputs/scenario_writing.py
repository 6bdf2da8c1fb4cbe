"""Write changes into the text of a scenario, and leave everything else in it as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from foodplan.errors import InvalidValue
from foodplan.inputs.tree import Node, read_tree
from foodplan.inputs.wrong import Findings

Written = str | float | list[str] | Mapping[str, list[str]]
"""What a form can fill in: text, a number, names, or names by selector."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*( [A-Za-z][A-Za-z0-9_-]*)*")
"""Text that YAML reads as itself without quotes …"""
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
"""… unless it is one of these."""


def with_change(text: str, change: Mapping[str, Written]) -> str:
    """The scenario with one more change, after all others, on a line of its own.

    The `id` gets a number if it is taken. InvalidValue if the text cannot be read, or if its
    changes stand in brackets, where a line cannot be added without rewriting what a person wrote.
    """
    tree = read_tree(text, "", Findings())
    if tree is None or not isinstance(tree.value, dict):
        raise InvalidValue("mend what cannot be read first, then add the change")
    changes = tree.value.get("changes")
    entries = changes.value if changes is not None and isinstance(changes.value, list) else []
    written = dict(change)
    written["id"] = _free(str(change["id"]), entries)
    line = "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in written.items()) + "}"
    lines = text.rstrip("\n").split("\n")
    if changes is None or changes.key_place is None:
        return "\n".join([*lines, "changes:", f"  - {line}", ""])
    row = changes.key_place[0]
    if not entries:
        return "\n".join([*lines[: row - 1], "changes:", f"  - {line}", *lines[row:], ""])
    first = entries[0]
    if first.row == row or not lines[first.row - 1].lstrip().startswith("-"):
        raise InvalidValue("write each change on a line of its own below `changes:`, with a dash")
    indent = lines[first.row - 1].index("-")
    end = _end_of(tree, row, lines)
    return "\n".join([*lines[:end], f"{' ' * indent}- {line}", *lines[end:], ""])


def _free(change_id: str, entries: list[Node]) -> str:
    """The id, or the id with the first number that is not taken."""
    taken = {
        entry.value["id"].value
        for entry in entries
        if isinstance(entry.value, dict) and "id" in entry.value
    }
    number, free = 2, change_id
    while free in taken:
        free, number = f"{change_id}-{number}", number + 1
    return free


def _end_of(tree: Node, row: int, lines: list[str]) -> int:
    """Number of lines up to the last one that belongs to the key at `row`."""
    assert isinstance(tree.value, dict)
    keys = [node.key_place[0] for node in tree.value.values() if node.key_place]
    end = min((one - 1 for one in keys if one > row), default=len(lines))
    while end > row and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _flow(value: Written) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    if isinstance(value, float):
        return f"{value:g}"
    is_plain = _PLAIN.fullmatch(value) and value.casefold() not in _WORDS
    return value if is_plain else json.dumps(value, ensure_ascii=False)
