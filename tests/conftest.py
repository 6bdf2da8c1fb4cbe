"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# The same cases on every machine, and none that fails because a machine is slow.
settings.register_profile("foodplan", deadline=None, derandomize=True)
settings.load_profile("foodplan")
