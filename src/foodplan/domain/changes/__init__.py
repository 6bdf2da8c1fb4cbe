"""What a scenario does to a problem, and how two problems differ."""

from __future__ import annotations

from foodplan.domain.changes.apply import apply
from foodplan.domain.changes.differences import Difference, differences
from foodplan.domain.changes.digest import digest

__all__ = ["Difference", "apply", "differences", "digest"]
