"""A search that dies or eats all memory: the server answers, the plan before is still there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.builders import a_problem, label
from tests.integration.conftest import ROOT
from tests.runs import NOON, a_run

from foodplan.app import build
from foodplan.domain.policy import RoadSettings
from foodplan.domain.run import Limits, RunStatus
from foodplan.planning import Library, open_planner
from foodplan.store.store import Store

FAKE = "tests.fake_solving"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[TestClient]:
    """The application on a database of its own, with a stand-in for the optimiser."""
    database = f"sqlite:///{tmp_path / 'foodplan.db'}"
    opener = partial(open_planner, library=Library(root=ROOT), database=database, solving=FAKE)
    with TestClient(build(opener, allowed_hosts=("testserver",))) as client:
        client.app_state["database"] = database
        yield client


def run(server: TestClient, act: str, run_id: str, *, memory_mb: int = 3000) -> dict[str, object]:
    """Let the stand-in act, and wait for the end of the run."""
    roads = RoadSettings(source="straight-line")
    problem = a_problem(label=label(act), roads=roads)
    limits = Limits(seconds=600, memory_mb=memory_mb)
    with Store(server.app_state["database"]) as store:
        store.add_run(a_run(run_id, problem, limits=limits, created_at=NOON), problem)
    *_, last = server.app.state.planner.watch(run_id)  # type: ignore[attr-defined]
    assert last.status in (RunStatus.DONE, RunStatus.FAILED)
    answer = server.get(f"/api/v1/jobs/{run_id}")
    assert answer.status_code == 200
    return dict(answer.json())


@pytest.mark.parametrize(
    ("act", "words"),
    [("die", "SIGSEGV"), ("abort", "memory"), ("eat", "memory"), ("fail", "ZeroDivisionError")],
)
def test_the_server_stays_up_and_keeps_the_plan_before(
    server: TestClient, act: str, words: str
) -> None:
    assert run(server, "at once", "good")["status"] == "done"
    before = server.get("/api/v1/plans/good").json()

    failed = run(server, act, "bad", memory_mb=1000)

    assert failed["status"] == "failed"
    assert words in str(failed["error"])
    assert server.get("/api/v1/health/live").status_code == 200
    assert server.get("/api/v1/health/ready").status_code == 200
    assert server.get("/").status_code == 200
    assert server.get("/api/v1/plans/good").json() == before
    assert server.get("/api/v1/plans/bad").status_code == 404
    assert run(server, "at once", "next")["status"] == "done"
