from __future__ import annotations

from pathlib import Path

import pytest

from foodplan.errors import Unavailable
from foodplan.store.database import address_of, upgrade
from foodplan.store.store import Store

MIGRATIONS = Path(__file__).parents[3] / "alembic"


def test_a_bare_path_is_a_file_and_postgres_gets_its_driver() -> None:
    assert str(address_of("var/x.db")) == "sqlite:///var/x.db"
    assert address_of("postgresql://u@h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("database", ["mysql://h/d", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_serve_is_refused_with_what_to_give(database: str) -> None:
    with pytest.raises(Unavailable, match="give"):
        address_of(database)


def test_a_file_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened or written"):
        upgrade(f"sqlite:///{tmp_path}", MIGRATIONS)


def test_a_database_of_a_newer_program_says_so(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    upgrade(address, MIGRATIONS)
    empty = tmp_path / "older"
    (empty / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (empty / name).write_text((MIGRATIONS / name).read_text())
    with pytest.raises(Unavailable, match="another version of foodplan"):
        upgrade(address, empty)


def test_sqlite_keeps_a_write_ahead_log_and_checks_foreign_keys(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'a.db'}"
    upgrade(address, MIGRATIONS)
    with Store(address) as store, store._sessions.engine.connect() as connection:
        asked = ("journal_mode", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert found == ["wal", 1, 30_000]
