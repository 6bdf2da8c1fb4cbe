"""Legend, layers and popups of the map."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
