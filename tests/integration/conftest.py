"""A PostgreSQL server of our own for the tests, and a fresh database for each test on it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from foodplan.store.database import upgrade

ROOT = Path(__file__).parents[2]
MIGRATIONS = ROOT / "alembic"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a server on a free port of this machine, gone after the tests."""
    binaries = _binaries()
    if binaries is None:
        missing = "PostgreSQL is missing: no /usr/lib/postgresql/*/bin/initdb (install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    # Not below pytest's own folder, which only root may read: the server runs as postgres.
    folder = Path(tempfile.mkdtemp(prefix="foodplan-postgres-"))
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_postgres:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", _free_port()
    control = [*as_postgres, str(binaries / "pg_ctl"), "-D", str(data)]
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        initdb = [*as_postgres, str(binaries / "initdb"), "-D", str(data)]
        _run([*initdb, "-A", "trust", "-U", "foodplan", "--no-sync", "-E", "UTF8"], folder)
        _run([*control, "-w", "-l", str(data / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgresql://foodplan@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database without tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'foodplan.db'}"
    return _new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def database(empty_database: str) -> str:
    """The same with its tables."""
    upgrade(empty_database, MIGRATIONS)
    return empty_database


@pytest.fixture
def postgres_database(postgres: str) -> str:
    """On PostgreSQL alone, with its tables."""
    address = _new_database(postgres)
    upgrade(address, MIGRATIONS)
    return address


def _new_database(server: str) -> str:
    name = f"test{next(_numbers)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[str], folder: Path) -> None:
    # The server inherits what it is started with: a pipe would never end.
    with (folder.parent / f"{folder.name}.log").open("w+") as log:
        done = subprocess.run(command, stdout=log, stderr=log, cwd="/", check=False)
        log.seek(0)
        told = log.read()
    Path(log.name).unlink()
    assert done.returncode == 0, f"{' '.join(command)}: {told}"
