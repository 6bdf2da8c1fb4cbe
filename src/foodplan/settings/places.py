"""Where the program's own files lie, and where people's work goes by default."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import foodplan
from foodplan.errors import Unavailable

PARTS = ("data", "scenarios", "alembic")


def library_root(package: Path | None = None) -> Path:
    """The folder with data, scenarios and migrations: of the checkout, or inside the package."""
    home = package or Path(foodplan.__file__).parent
    candidates = (home / "_library", home.parents[1])
    for root in candidates:
        if all((root / part).is_dir() for part in PARTS):
            return root
    looked = " and ".join(str(root) for root in candidates)
    raise Unavailable(f"data, scenarios and alembic are neither in {looked}; install foodplan anew")


def default_database(root: Path, environment: Mapping[str, str]) -> str:
    """`foodplan.db` where people's work is kept."""
    return f"sqlite:///{_work_folder(root, environment) / 'foodplan.db'}"


def default_own_library(root: Path, environment: Mapping[str, str]) -> Path:
    """`library` where people's work is kept: their own datasets and scenarios."""
    return _work_folder(root, environment) / "library"


def _work_folder(root: Path, environment: Mapping[str, str]) -> Path:
    """`var` of a checkout that one stands in, or else foodplan's part of the user's data folder."""
    here = Path.cwd()
    if root.name != "_library" and here.is_relative_to(root):
        return root / "var"
    data_home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data_home) / "foodplan"
