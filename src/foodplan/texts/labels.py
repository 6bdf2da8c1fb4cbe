"""Short names of things: days, groups, classes, kinds, columns."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
