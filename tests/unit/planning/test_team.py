"""A worker ends when it is told to, also where its database is gone."""

from __future__ import annotations

from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from foodplan.errors import Unavailable
from foodplan.planning import team
from foodplan.planning.runner import Workplace
from foodplan.store.workers_queue import Pulse


class StuckCrew:
    """It waits for a database that may come back."""

    released = Event()

    def __init__(self, *_: Any, **__: Any) -> None:
        self.asked = 0

    def run(self) -> None:
        self.released.wait()

    def stop(self) -> None:
        pass


def a_place(answers: list[bool]) -> Any:
    def counts() -> dict[str, int]:
        if not answers.pop(0):
            raise Unavailable("the database does not answer")
        if not answers:
            StuckCrew.released.set()
        return {}

    store = SimpleNamespace(url="", queue=SimpleNamespace(counts=counts), n_workers=lambda **_: 0)
    return SimpleNamespace(store=store, language="en", n_workers=1, serves=True)


@pytest.mark.parametrize(
    ("answers", "is_left"), [([False], True), ([True, False], True), ([True, True], False)]
)
def test_a_database_that_is_gone_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
    answers: list[bool],
    is_left: bool,  # noqa: FBT001
) -> None:
    StuckCrew.released = Event()
    monkeypatch.setattr(team, "Crew", StuckCrew)
    monkeypatch.setattr(team, "_END_S", 0.01)
    place: Workplace = a_place(answers)
    runner = team.TeamRunner(place, pulse=Pulse())
    assert runner.ensure()

    runner.close()

    assert StuckCrew.released.is_set() != is_left
    StuckCrew.released.set()
