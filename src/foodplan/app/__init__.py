"""Build the ASGI application from the API and the pages."""

from __future__ import annotations

from foodplan.app.main import build, create

__all__ = ["build", "create"]
