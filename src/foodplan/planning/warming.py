"""Compile the route search and its bound in a process of its own, and tell how that goes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

from foodplan.errors import SolverCrashed

Report = Callable[[str, float], None]
_COMMAND = [sys.executable, "-m", "foodplan.planning.warming"]


def prepare_search(report: Report) -> None:
    """Compile what is not compiled yet; `report` is told a text code and the seconds it took."""
    with subprocess.Popen(_COMMAND, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            code, _, took_s = line.partition(" ")
            report(code, float(took_s))
    if process.returncode:
        raise SolverCrashed(f"the route search could not be compiled (exit {process.returncode})")


def _main() -> None:
    solving = import_module("foodplan.planning.solving")
    solving.compile_search(_tell)
    solving.compile_bound(_tell)


def _tell(code: str, took_s: float) -> None:
    sys.stdout.write(f"{code} {took_s}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main()
