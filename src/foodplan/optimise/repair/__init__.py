"""Repair of a running plan after an accident, with as little change as it takes; single moves."""

from __future__ import annotations

from foodplan.optimise.repair.adjusting import adjust
from foodplan.optimise.repair.repair import repair

__all__ = ["adjust", "repair"]
