"""Environment to validated settings; read by entry points only."""

from __future__ import annotations

from foodplan.settings.environment import MOST_WORKERS, Settings, read_settings
from foodplan.settings.places import library_root

__all__ = ["MOST_WORKERS", "Settings", "library_root", "read_settings"]
