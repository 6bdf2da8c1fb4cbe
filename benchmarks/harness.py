"""Run sides side by side, one process each in turn, and write the medians into README.md.

Measurements are kept in `results/` as they come, so that a table can be made again without them.

A side is a command line; a measurement is what it prints as its last line of JSON plus what the
operating system counted: wall seconds, CPU seconds, peak memory of the largest process. Sides take
turns (A B A B …), so a machine that slows down slows all of them.
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
RESULTS = HERE / "results"
KIB_PER_MB = 1024


@dataclass(frozen=True, kw_only=True)
class Side:
    """One competitor: a name and the command that solves one seed."""

    name: str
    command: Callable[[int], Sequence[str]]
    """From the seed to the arguments of the process."""


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One finished process."""

    seed: int
    wall_s: float
    cpu_s: float
    peak_mb: float
    answer: Mapping[str, float]


def take_turns(sides: Sequence[Side], seeds: Sequence[int]) -> dict[str, list[Measurement]]:
    """Every side on every seed, in turns; a process that fails stops the benchmark loudly."""
    found: dict[str, list[Measurement]] = {side.name: [] for side in sides}
    for seed in seeds:
        for side in sides:
            print(f"{side.name}, seed {seed} …", file=sys.stderr, flush=True)
            found[side.name].append(run_once(side.command(seed), seed=seed))
    return found


def keep(name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Write measurements to `results/`, one line each."""
    RESULTS.mkdir(exist_ok=True)
    lines = [json.dumps(row, separators=(",", ":")) + "\n" for row in rows]
    (RESULTS / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def kept(name: str) -> list[dict[str, Any]]:
    """Measurements of an earlier run; none if there was none."""
    path = RESULTS / f"{name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run_once(command: Sequence[str], *, seed: int) -> Measurement:
    """Run one process to its end and read its last line as JSON."""
    with tempfile.TemporaryFile("w+") as out:
        began = time.monotonic()
        process = subprocess.Popen(list(command), stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        lines = [line for line in out.read().splitlines() if line.startswith("{")]
    if process.returncode != 0 or not lines:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}, no measurement")
    return Measurement(
        seed=seed,
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss / KIB_PER_MB,
        answer=json.loads(lines[-1]),
    )


def median(values: Sequence[float]) -> float:
    """The middle one, so that one bad minute of a shared machine does not count."""
    return statistics.median(values)


def markdown(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for the README."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write_block(name: str, text: str) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->` in README.md."""
    stamp = f"{date.today():%Y-%m-%d}, {machine()}. {load()}"
    block = f"<!-- {name} -->\n{text}\n\n{stamp}\n<!-- /{name} -->"
    page = README.read_text(encoding="utf-8")
    pattern = re.compile(rf"<!-- {re.escape(name)} -->.*?<!-- /{re.escape(name)} -->", re.DOTALL)
    if not pattern.search(page):
        raise SystemExit(f"README.md has no block {name}")
    README.write_text(pattern.sub(lambda _: block, page), encoding="utf-8")
    print(text)


def machine() -> str:
    """Processor, cores, Python: what a reader needs to compare."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if _is_linux() else ():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    cores = len(os.sched_getaffinity(0)) if _is_linux() else os.cpu_count()
    return f"{model}, {cores} cores, Python {platform.python_version()}"


def versions(*packages: str) -> str:
    """Names and versions of what was compared."""
    return ", ".join(f"{package} {version(package)}" for package in packages)


def load() -> str:
    """How busy the machine was, so that a reader knows how quiet the figures are."""
    busy = os.getloadavg()[1]
    return f"Processes running or waiting over the last 5 minutes: {busy:.1f}."


def _is_linux() -> bool:
    return sys.platform == "linux"
