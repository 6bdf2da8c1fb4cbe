"""Violations, reasons and measures of a plan."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
