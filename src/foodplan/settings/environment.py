"""The settings, each from one variable of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from foodplan.errors import InvalidInput
from foodplan.planning.library import Library
from foodplan.settings.places import default_database, default_own_library, library_root
from foodplan.texts import Language, say

PREFIX = "FOODPLAN_"
MOST_WORKERS = 64
_MOST_CORES = 2
_TILE_FIELDS = ("{z}", "{x}", "{y}")


class Settings(BaseModel):
    """What an entry point may be told from outside."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    database: str
    """FOODPLAN_DATABASE: a file, `sqlite:///file` or `postgresql://user:password@host/name`."""
    library: Library
    """FOODPLAN_LIBRARY: a folder with `data/` and `scenarios/` of one's own."""
    tile_url: str | None = None
    """FOODPLAN_TILES: address of map tiles with {z}, {x}, {y}; none: our own outlines only."""
    language: Language = "en"
    """FOODPLAN_LANGUAGE: fr or en, of errors kept with runs and of commands."""
    port: int = Field(default=8000, ge=1, le=65535)
    """FOODPLAN_PORT: where `foodplan serve` listens, on this machine only."""
    cores: int = Field(default_factory=lambda: min(_MOST_CORES, os.cpu_count() or 1), ge=1, le=64)
    """FOODPLAN_CORES: cores for solving, at most 2 by default; runs at the same time share them."""
    memory_mb: int = Field(default=3000, ge=200)
    """FOODPLAN_MEMORY_MB: most memory of one solving process."""
    workers: int = Field(
        default_factory=lambda: min(MOST_WORKERS, n_cores()), ge=0, le=MOST_WORKERS
    )
    """FOODPLAN_WORKERS: runs that are worked on at the same time; by default one for each core.

    0 for a server that leaves them to `foodplan worker`, on PostgreSQL.
    """

    @property
    def shown_database(self) -> str:
        """The address without its password."""
        return re.sub(r"(://[^:/@]+):[^@]*@", r"\1:***@", self.database)

    @field_validator("database")
    @classmethod
    def _as_address(cls, value: str) -> str:
        """A bare path becomes an address, so that it means the same from every folder."""
        if "://" in value:
            return value
        return f"sqlite:///{Path(value).expanduser().absolute()}"

    @field_validator("tile_url")
    @classmethod
    def _with_fields(cls, value: str | None) -> str | None:
        if value is None:
            return None
        is_web = urlsplit(value.replace("{s}", "s")).scheme in ("http", "https")
        if not is_web or any(field not in value for field in _TILE_FIELDS):
            raise ValueError("https://…/{z}/{x}/{y}.png")
        return value


def n_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def read_settings(
    *, database: str | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Settings from the environment; `database`, where given, comes before FOODPLAN_DATABASE.

    InvalidInput names every variable that will not do. An empty variable counts as absent.
    """
    given = os.environ if environment is None else environment
    values: dict[str, object] = {
        field: given[name] for field, name in _VARIABLES.items() if given.get(name)
    }
    root, extra = library_root(), given.get(f"{PREFIX}LIBRARY")
    own = Path(extra).expanduser() if extra else default_own_library(root, given)
    values["library"] = Library(root=root, extra=own)
    values["database"] = database or given.get(f"{PREFIX}DATABASE") or default_database(root, given)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise InvalidInput("\n".join(_sentences(error, given))) from error


_VARIABLES = {
    "tile_url": f"{PREFIX}TILES",
    "language": f"{PREFIX}LANGUAGE",
    "port": f"{PREFIX}PORT",
    "cores": f"{PREFIX}CORES",
    "memory_mb": f"{PREFIX}MEMORY_MB",
    "workers": f"{PREFIX}WORKERS",
}


def _sentences(error: ValidationError, given: Mapping[str, str]) -> list[str]:
    language: Language = "fr" if given.get(f"{PREFIX}LANGUAGE") == "fr" else "en"
    return [
        say(
            "error-setting",
            language,
            name=_VARIABLES.get(str(one["loc"][0]), str(one["loc"][0])),
            value=one["input"],
            why=one["msg"],
        )
        for one in error.errors()
    ]
