"""Headings and notes on paper and exported files."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
