from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def regions() -> Path:
    """The folder of the real region folders."""
    return Path(__file__).resolve().parents[3] / "data"
