"""Where datasets, scenarios, regions and migrations lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The program's own folder (a checkout or an installed package), and one of the user's."""

    root: Path
    extra: Path | None = None
    """A folder with `data/` and `scenarios/` of the user's own, looked into first; made when
    something is kept there."""

    @property
    def datasets(self) -> Path:
        """The program's own datasets and regions."""
        return self.root / "data"

    @property
    def scenarios(self) -> Path:
        """The program's own scenarios."""
        return self.root / "scenarios"

    @property
    def migrations(self) -> Path:
        """How the database's tables came about."""
        return self.root / "alembic"

    @property
    def own_scenarios(self) -> Path:
        """Where scenarios that people write are kept; beside the program's without a folder."""
        return (self.extra or self.root) / "scenarios"

    @property
    def own_datasets(self) -> Path:
        """Where weeks that people hand in are kept; beside the program's without a folder."""
        return (self.extra or self.root) / "data"

    def folders(self, name: str) -> tuple[Path, ...]:
        """The folders of that name that exist, the user's first."""
        roots = (self.root,) if self.extra is None else (self.extra, self.root)
        return tuple(root / name for root in roots if (root / name).is_dir())

    def regions(self, region: str | None) -> Path:
        """The folder that holds a region's folder; the program's own if it is nowhere."""
        for folder in self.folders("data"):
            if region and (folder / region).is_dir():
                return folder
        return self.datasets
