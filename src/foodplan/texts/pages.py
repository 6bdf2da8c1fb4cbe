"""Titles, buttons and sentences of the pages and maps."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
