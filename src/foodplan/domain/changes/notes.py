"""What there is to say about one change while it is applied."""

from __future__ import annotations

from collections.abc import Collection

from foodplan.domain.finding import Finding, Severity
from foodplan.domain.names import closest
from foodplan.domain.scenario import Change


class Notes:
    """Collects the findings of one change; an optional change only warns."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._findings: list[Finding] = []
        self.is_refused = False
        """Whether the change must be left out."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """In the order they were told."""
        return tuple(self._findings)

    def refuse(self, code: str, key: str = "", **params: object) -> None:
        """The change cannot be made."""
        severity = Severity.WARNS if self._change.optional else Severity.BLOCKS
        self.is_refused = True
        self._add(code, severity, key, params)

    def warn(self, code: str, key: str = "", **params: object) -> None:
        """The change is made, and there is something to know about it."""
        self._add(code, Severity.WARNS, key, params)

    def unknown(self, key: str, name: str, known: Collection[str]) -> None:
        """A name that the dataset lacks, with what may have been meant."""
        near = closest(name, known)
        code = "change-unknown-name-near" if near else "change-unknown-name"
        selector = key.rpartition(".")[2]
        self.refuse(code, key, name=name, near=near, selector=selector)

    def check(self, key: str, name: str | None, known: Collection[str]) -> bool:
        """Whether a name (None: not given) is known; otherwise it is told."""
        if name is None or name in known:
            return True
        self.unknown(key, name, known)
        return False

    def check_new(self, key: str, name: str, known: Collection[str]) -> bool:
        """Whether an id is still free; otherwise it is told."""
        if name not in known:
            return True
        self.refuse("change-taken", key, name=name)
        return False

    def _add(self, code: str, severity: Severity, key: str, params: dict[str, object]) -> None:
        path = ".".join(part for part in ("changes", self._change.change_id, key) if part)
        self._findings.append(Finding(code=code, severity=severity, path=path, params=params))
