"""`foodplan bound --week`: tells what is proven as it rises; an interruption keeps the best."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from foodplan.cli import bound
from foodplan.cli.main import run
from foodplan.domain.plan import Bound
from foodplan.domain.week_bound import Nearing


def proven(bound_eur: float) -> Bound:
    return Bound(stage="routes", value=110.0, bound=bound_eur, proven=True)


class InterruptedWork:
    """Whoever waits for it is interrupted once; it ends when it is told to stop."""

    def __init__(self, should_stop: Callable[[], bool]) -> None:
        self._should_stop, self._is_waited_for = should_stop, False

    def result(self) -> Bound:
        if not self._is_waited_for:
            self._is_waited_for = True
            raise KeyboardInterrupt
        assert self._should_stop()
        return proven(100.0)


@contextmanager
def interrupted(_: object) -> Iterator[SimpleNamespace]:
    """A planner that proves two bounds until it is interrupted."""

    def prove_week(
        plan: str,
        *,
        seconds: float,
        report: Callable[[Nearing], None],
        should_stop: Callable[[], bool],
    ) -> InterruptedWork:
        assert (plan, seconds) == ("w17", 300.0)
        for share, found in ((0.0, None), (0.1, None), (0.2, proven(88.0)), (0.4, proven(100.0))):
            report(Nearing(share=share, bound=found))
        return InterruptedWork(should_stop)

    yield SimpleNamespace(bounds=SimpleNamespace(prove_week=prove_week))


def test_an_interruption_keeps_the_best_that_is_proven(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bound, "planner_of", interrupted)
    assert run(["bound", "w17", "--week", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert shown.out == (
        "Within 10.0% of the best possible for these deliveries, whatever their days\n"
    )
    told = shown.err.replace("\u00a0", " ").splitlines()
    assert [line.split(" of ")[0] for line in told[:4]] == [
        "  0% Nothing is proven so far",
        " 20% Within 25.0%",
        " 40% Within 10.0%",
        "Up to 5.0 min",
    ]
    assert "Stopping" in told[4]
