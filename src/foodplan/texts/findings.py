"""What is wrong with input, and what to do (codes start with the table or 'scenario')."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
