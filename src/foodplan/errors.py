"""The error tree.

FoodplanError
├── InvalidValue       a domain object that cannot exist (negative weight, window that ends first)
├── InvalidInput       files or requests with findings, all of them at once
├── NotFound           an id or a file that is not there
├── Changed            somebody else changed it meanwhile
├── Unavailable        something outside does not answer (database, port, disk)
├── NoPlanFound        the optimiser ended without a plan
├── SolverCrashed      the solving process died or ran out of memory
├── Stopped            a person stopped the work before there was anything to keep
└── BrokenPlan         the checker refused a plan: a fault of ours

Each message says what, where and what to do. Exit codes follow docs/commands.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class FoodplanError(Exception):
    """Root of every error that foodplan raises on purpose."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"


class InvalidValue(FoodplanError, ValueError):
    """A value that no domain object can hold."""

    exit_code = 3
    code = "invalid-value"


class InvalidInput(FoodplanError):
    """Input that cannot be planned; `findings` are `domain.finding.Finding` objects."""

    exit_code = 3
    code = "invalid-input"

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class NotFound(FoodplanError):
    """Something asked for by name does not exist."""

    exit_code = 6
    code = "not-found"


class Changed(FoodplanError):
    """The thing to change is no longer what the caller saw."""

    exit_code = 5
    code = "changed"


class Unavailable(FoodplanError):
    """A database, port or disk does not answer."""

    code = "unavailable"


class NoPlanFound(FoodplanError):
    """The optimiser ended within its limits without any plan."""

    exit_code = 3
    code = "no-plan-found"


class SolverCrashed(FoodplanError):
    """The solving process died; the server and the plans kept are untouched."""

    code = "solver-crashed"


class Stopped(FoodplanError):
    """Stopped by a person before there was anything to keep."""

    exit_code = 130
    code = "stopped"


class BrokenPlan(FoodplanError):
    """The independent checker refused a plan; `violations` say why."""

    code = "broken-plan"

    def __init__(self, message: str, violations: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.violations = tuple(violations)
