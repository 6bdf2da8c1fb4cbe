"""What commands, jobs and the API say while they work."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
