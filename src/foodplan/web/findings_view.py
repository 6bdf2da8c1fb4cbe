"""Findings as rows of a table, those that block first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foodplan.domain.finding import Finding, Severity, alike, spans
from foodplan.web.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One row."""

    severity: str
    sentence: str
    file: str
    row: str
    column: str
    value: str


def findings_view(findings: Iterable[Finding], words: Words) -> tuple[FindingView, ...]:
    """All findings in words."""
    ranked = sorted(findings, key=lambda one: one.severity is not Severity.BLOCKS)
    return tuple(
        FindingView(
            severity=one.severity.value,
            sentence=words.say(one.code, **one.params),
            file=one.file,
            row="" if one.row is None else spans((one.row, *others)),
            column=one.column or one.path,
            value=one.value or "",
        )
        for one, others in alike(ranked)
    )


def count_blocks(findings: Iterable[Finding]) -> int:
    """How many of them stop a plan or a part of it."""
    return sum(1 for one in findings if one.severity is Severity.BLOCKS)
