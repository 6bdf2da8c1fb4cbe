from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.fake_planner import FakePlanner

from foodplan.app import build


@pytest.fixture
def planner() -> FakePlanner:
    return FakePlanner()


@pytest.fixture
def client(planner: FakePlanner) -> Iterator[TestClient]:
    app = build(planner.opened, allowed_hosts=("testserver",))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
