"""Something wrong with input (a finding) or with a plan (a violation), ready to be put in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from foodplan.texts import Language, say, tells

_MOST_SPANS = 8
_MORE = ", …"


class Severity(StrEnum):
    """Whether a finding stops the plan (or a part of it) or only warns."""

    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong with input: where it stands, what it is, what to do (`texts.say(code)`)."""

    code: str
    severity: Severity = Severity.BLOCKS
    file: str = ""
    row: int | None = None
    """Line in the file, from 1 (the header of a table is 1)."""
    column: str | None = None
    """Name of the table's column, or the column number in a YAML file."""
    value: str | None = None
    path: str = ""
    """Path inside a YAML file such as changes.a7.by, or the id of the thing."""
    params: Mapping[str, object] = field(default_factory=dict)

    def where(self) -> str:
        """file:row:column, as far as known."""
        return ":".join(str(part) for part in (self.file, self.row, self.column) if part)

    def words(self, language: Language) -> str:
        """One line for people: `needs.csv:14: …`, `bridge.yaml:7:30: changes.bridge.road: …`.

        The column of a table is shown unless the sentence says its parameter `column`.
        """
        in_yaml = self.column is not None and self.column.isdigit()
        place = ":".join(
            str(part) for part in (self.file, self.row, self.column if in_yaml else None) if part
        )
        path = self.path if in_yaml or not self.file else ""
        column = "" if in_yaml or tells(self.code, "column") else self.column
        sentence = say(self.code, language, **self.params)
        return ": ".join(part for part in (place, path, column, sentence) if part)


def alike(findings: Iterable[Finding]) -> tuple[tuple[Finding, tuple[int, ...]], ...]:
    """Findings in their order, those that say the same of several rows of a table as one.

    With each the rows behind its own: an id that is wrong in `hubs` is told once, not once more
    for each row of `lots` that means it. Of values that differ the first is shown, and ….
    """
    first: dict[tuple[object, ...], Finding] = {}
    rows: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(findings):
        in_yaml = one.column is not None and one.column.isdigit()
        said = (one.code, one.severity, one.file, str(one.params))
        key = (number,) if one.row is None or in_yaml else said
        known = first.setdefault(key, one)
        if known is not one:
            rows[key].append(one.row or 0)
            if known.value and known.value != one.value:
                first[key] = replace(known, value=known.value.removesuffix(_MORE) + _MORE)
        rows.setdefault(key, [])
    return tuple((one, tuple(rows[key])) for key, one in first.items())


def spans(rows: Sequence[int]) -> str:
    """Numbers of rows in short: 3-9, 12; the first ones and … where they are many."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    told = ["-".join(map(str, run)) for run in runs[:_MOST_SPANS]]
    return ", ".join([*told, "…"] if len(runs) > _MOST_SPANS else told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule of a plan."""

    rule: str
    """Name of the rule's function in evaluate, also the text code `violation-<rule>`."""
    where: str
    """Ids of what breaks it, such as route 2-VAN-03, stop S-014."""
    amount: float = 0.0
    """How much too much or too little, in the rule's unit."""
    params: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: Language) -> str:
        """The rule as a sentence; where it is broken is told in words as far as it is a route."""
        params = {**self.params, "where": _told(self.where, language)}
        return say(f"violation-{self.rule}", language, **params)


_ROUTE = re.compile(
    r"route (?P<day>[0-6])-(?P<vehicle>[^,]+)(?:, (?P<part>trip|stop) (?P<name>.+))?"
)


def _told(where: str, language: Language) -> str:
    match = _ROUTE.fullmatch(where)
    if match is None:
        return where
    day = say(f"day-short-{match['day']}", language)
    code = f"where-{match['part'] or 'route'}"
    return say(code, language, day=day, vehicle=match["vehicle"], name=match["name"])
