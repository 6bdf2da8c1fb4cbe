"""How long a repair of the reference week takes, inside and end to end, by kind of accident.

Run: python benchmarks/repair.py [--accidents 66] [--work 3000] [--seed 7]

A server is started on a database of its own and asked over HTTP, with its child kept warm; the same
accidents are then repaired and checked inside this process. Vehicles are out on any day and at
several times, sites close, farms fail, lots shrink, needs change, sites are new, roads are slow:
drawn by a fixed seed, in the shares of `KINDS`. Processor seconds are those of the server and its
children.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foodplan.domain.accident import Accident
from foodplan.domain.accident_words import read_change, read_moment
from foodplan.domain.ids import RunId
from foodplan.domain.past import past_of
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.domain.striking import strike
from foodplan.evaluate import check
from foodplan.optimise.repair import repair
from foodplan.roads.travel import build_travel
from foodplan.store.store import Store
from harness import markdown, median, write_block
from reference_week import DATA

TIMES = ("00:00", "06:00", "08:30", "10:30", "13:00")
KINDS = {"vehicle out": 24, "farm fails": 10, "lot smaller": 6, "site closed": 10}
KINDS |= {"need changed": 6, "new site": 4, "roads slow": 6}
_TICKS = os.sysconf("SC_CLK_TCK")
_MOST_DRAWS = 1000


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """One accident, measured."""

    kind: str
    wall_s: float
    cpu_s: float
    inside_cpu_s: float
    changed: int
    homeless: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accidents", type=int, default=sum(KINDS.values()))
    parser.add_argument("--work", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _served(f"sqlite:///{folder}/b.db") as server:
        plan_id = server.plan(options.work)
        with Store(f"sqlite:///{folder}/b.db") as store:
            run_id = RunId(plan_id)
            problem, plan = store.problem(store.run(run_id).input_hash), store.plan(run_id)
        rows = list(_measured(server, plan_id, problem, plan, options.accidents, options.seed))
    heads = (
        "accident",
        "n",
        "s, median",
        "s, p95",
        "s, max",
        "CPU s, median",
        "CPU s, p95",
        "CPU s, max",
        "inside CPU s, median",
        "inside, max",
        "stops changed, median",
        "max",
        "stops without a place",
    )
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    table = [_line(kind, by_kind[kind]) for kind in KINDS if by_kind[kind]]
    text = f"{len(rows)} accidents, {len(plan.routes)} routes, seed {options.seed}."
    write_block("repair", f"{markdown(heads, [*table, _line('all', rows)])}\n\n{text}")


class _Server:
    """`foodplan serve` on a port of its own."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process, self._base = process, f"http://127.0.0.1:{port}/api/v1"

    def ask(self, path: str, body: object = None) -> Any:
        """JSON in, JSON out."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._base + path, data=data, headers={"content-type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def plan(self, work: int) -> str:
        """A plan of little work: what it costs does not matter here."""
        made = self.ask("/plans", {"scenario": "crisis-week", "work": work})
        plan_id = str(made["plan_id"])
        while self.ask(f"/jobs/{plan_id}")["status"] not in ("done", "failed", "stopped"):
            time.sleep(0.5)
        return plan_id

    def cpu_s(self) -> float:
        """Of the server and all that it started."""
        return sum(_cpu_s(pid) for pid in _family(self._process.pid))


@contextmanager
def _served(database: str) -> Iterator[_Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "foodplan", "--database", database, "--lang", "en", "serve"]
    process = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL)
    server = _Server(process, port)
    try:
        for _ in range(600):
            try:
                server.ask("/health/ready")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait()


def _measured(
    server: _Server, plan_id: str, problem: Problem, plan: Plan, n: int, seed: int
) -> Iterator[Repaired]:
    chance = random.Random(seed)
    server.ask(f"/plans/{plan_id}/repair", {"because": "roads-slow:1.01"})
    for kind, share in KINDS.items():
        wanted = round(share * n / sum(KINDS.values()))
        for _ in range(_MOST_DRAWS):
            if wanted == 0:
                break
            words = _WORDS[kind](problem, chance)
            at = f"{chance.choice(['mon', 'tue', 'wed', 'thu', 'fri'])} {chance.choice(TIMES)}"
            row = _one(server, plan_id, problem, plan, kind, words, at)
            if row is not None:
                wanted -= 1
                yield row


def _one(
    server: _Server, plan_id: str, problem: Problem, plan: Plan, kind: str, words: str, at: str
) -> Repaired | None:
    """None where the accident is none any more at that moment."""
    time.sleep(0.3)  # the child stands ready again before the next accident happens
    began_s, began_cpu_s = time.monotonic(), server.cpu_s()
    try:
        answer = server.ask(f"/plans/{plan_id}/repair", {"because": words, "at": at})
    except urllib.error.HTTPError as error:
        if error.code == 422:
            return None
        raise
    wall_s, cpu_s = time.monotonic() - began_s, server.cpu_s() - began_cpu_s
    print(f"{words} at {at}: {wall_s:.2f} s, {cpu_s:.2f} CPU s", file=sys.stderr, flush=True)
    return Repaired(
        kind=kind,
        wall_s=wall_s,
        cpu_s=cpu_s,
        inside_cpu_s=_inside(problem, plan, words, at),
        changed=len(answer["stops"]),
        homeless=sum(lost["to"] is None for lost in answer["lost"]),
    )


def _inside(problem: Problem, plan: Plan, words: str, at: str) -> float:
    """Processor seconds of striking, repairing and checking, roads aside."""
    change, moment = read_change(words, problem, "en"), read_moment(at, problem, "en")
    began_s = time.process_time()
    past = past_of(plan, problem, moment)
    struck, _ = strike(problem, plan, past, change)
    struck_s = time.process_time() - began_s
    travel = build_travel(struck, regions=DATA)
    began_s = time.process_time()
    accident = Accident(change=change, at=moment)
    found = repair(problem, struck, travel, plan, accident)
    violations = check(found.plan, struck, travel)
    took_s = struck_s + time.process_time() - began_s
    if violations and struck.roads == problem.roads:
        raise SystemExit(f"{words} at {at}: the repaired plan breaks {violations[0]}")
    return took_s


def _site(problem: Problem, chance: random.Random) -> str:
    return chance.choice(problem.sites).site_id


def _need(problem: Problem, chance: random.Random) -> str:
    site = chance.choice(problem.sites)
    now = problem.baskets_needed(site.site_id)
    return f"{site.site_id}-needs:{round(chance.choice([0.5, 2]) * now)}"


def _new(problem: Problem, chance: random.Random) -> str:
    near = chance.choice(problem.sites).location
    return f"new-site:NEW-1:{near.lat:.5f}:{near.lon:.5f}:{chance.randint(10, 60)}"


_WORDS: dict[str, Callable[[Problem, random.Random], str]] = {
    "vehicle out": lambda week, chance: f"{chance.choice(week.vehicles).vehicle_id}-out",
    "farm fails": lambda week, chance: f"{chance.choice(week.producers).producer_id}-fails",
    "lot smaller": lambda week, chance: f"{chance.choice(week.lots).lot_id}-smaller:50%",
    "site closed": lambda week, chance: f"{_site(week, chance)}-closed",
    "need changed": _need,
    "new site": _new,
    "roads slow": lambda week, chance: f"{_where(week, chance)}-slow:{chance.choice([1.2, 1.5])}",
}


def _where(problem: Problem, chance: random.Random) -> str:
    return chance.choice(["roads", *sorted({site.town for site in problem.sites})])


def _line(kind: str, rows: Sequence[Repaired]) -> list[str]:
    wall, cpu = [row.wall_s for row in rows], [row.cpu_s for row in rows]
    inside, changed = [row.inside_cpu_s for row in rows], [float(row.changed) for row in rows]
    seconds = [median(wall), _p95(wall), max(wall), median(cpu), _p95(cpu), max(cpu)]
    return [
        kind,
        str(len(rows)),
        *(f"{value:.2f}" for value in (*seconds, median(inside), max(inside))),
        f"{median(changed):.0f}",
        f"{max(changed):.0f}",
        str(sum(row.homeless for row in rows)),
    ]


def _p95(values: Sequence[float]) -> float:
    """The least value that 95 % do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -(-95 * len(ranked) // 100) - 1)]


def _family(pid: int) -> list[int]:
    """A process and all below it that live."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(one) for one in children.read_text().split()]
    return found


def _cpu_s(pid: int) -> float:
    """User and system time of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:15]) / _TICKS


if __name__ == "__main__":
    main()
