"""What becomes of time, memory and cost a stop as the country grows.

Run: python benchmarks/scale.py [--sites 180 1800 18000] [--days 180 1800 9000] [--cores 2]

Two tables. The first plans whole weeks of synthetic countries (`data/making/country.py`, straight
lines × circuity) with the command line: read, allocate, route, check, keep. The limit grows with
the country; what counts is what it all took. The second has routes alone, one day, one thread, our
search beside PyVRP; a size there is that of the week, the day has about a fifth of its sites.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from example_week import example_day
from foodplan.optimise.routing.task import RoutingTask
from harness import HERE, keep, kept, markdown, median, versions, write_block
from route_runs import case_of, in_turns, measure, solve

NAME, COUNTRIES = "scale", "scale-countries"
SIDES = ("search", "PyVRP")
MAKER = HERE.parent / "data" / "making" / "country.py"
SOURCES = HERE.parent / "src"
SECONDS_PER_SITE = 0.02
LEAST_S = 4.0
MEMORY_MB = 6000
_CENTS_PER_EUR = 100
_LOOK_S = 0.2
_KIB_PER_MB = 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, nargs="*", default=[180, 1_800, 18_000])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--days", type=int, nargs="*", default=[180, 1_800, 9_000])
    parser.add_argument("--seconds", type=float, default=40, help="for the routes of a day")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--again", action="store_true", help="forget earlier measurements")
    parser.add_argument("--solve", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.solve:
        case = case_of(options.solve)
        solve(instance(case.instance), case)
        return
    if options.again:
        keep(NAME, [])
        keep(COUNTRIES, [])
    for n_sites in options.sites:
        for seed in range(1, options.seeds + 1):
            _measure_country(n_sites, seed, options.cores)
    instances = [f"day-of-{size}" for size in options.days]
    cases = in_turns(instances, SIDES, [options.seconds], range(1, options.seeds + 1))
    days = table(measure(NAME, __file__, cases, jobs=1))
    countries = country_table(kept(COUNTRIES))
    checked = "Every plan passed the checker: one that breaks a rule ends the benchmark."
    blocks = [countries, checked, days, versions("pyvrp", "numba")]
    write_block(NAME, "\n\n".join(blocks))


def instance(name: str) -> RoutingTask:
    """A day of a synthetic week of so many sites; data seed 11."""
    return example_day(11, n_sites=int(name.rpartition("-")[2]))


def country_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line for each size of country, medians over seeds."""
    heads = [
        *("sites", "plans", "limit s", "wall s", "CPU s", "ms a site", "peak MB"),
        *("baskets", "of needed", "stops", "EUR a stop"),
    ]
    lines = []
    for n_sites in sorted({row["sites"] for row in rows}):
        own = [row for row in rows if row["sites"] == n_sites]
        of = {key: median([row[key] for row in own]) for key in own[0]}
        lines.append(
            [
                f"{n_sites:,}",
                f"{len(own)}",
                f"{of['limit_s']:.0f}",
                f"{of['wall_s']:.0f}",
                f"{of['cpu_s']:.0f}",
                f"{1000 * of['wall_s'] / n_sites:.0f}",
                f"{of['peak_mb']:.0f}",
                f"{of['baskets']:,.0f}",
                f"{of['fill']:.1%}",
                f"{of['stops']:,.0f}",
                f"{of['eur'] / max(1, of['stops']):.2f}",
            ]
        )
    return markdown(heads, lines)


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line for each size of day and side."""
    heads = ["stops", "side", "CPU s", "EUR a stop", "vehicle-days", "left out", "peak MB"]
    lines = []
    for name in dict.fromkeys(row["instance"] for row in rows):
        n_stops = len(instance(name).visits.place)
        for side in SIDES:
            own = [row for row in rows if (row["instance"], row["side"]) == (name, side)]
            if own:
                lines.append([f"{n_stops:,}", side, *_cells(own, n_stops)])
    return markdown(heads, lines)


def _cells(rows: Sequence[Mapping[str, Any]], n_stops: int) -> list[str]:
    def of(key: str) -> float:
        return median([row[key] for row in rows])

    each = median([row["cents"] / _CENTS_PER_EUR / max(1, n_stops - row["open"]) for row in rows])
    return [
        f"{of('used_s'):.0f}",
        f"{each:.2f}",
        f"{of('vehicle_days'):.0f}",
        f"{of('open'):.0f}",
        f"{of('peak_mb'):.0f}",
    ]


def _measure_country(n_sites: int, seed: int, cores: int) -> None:
    """Plan one country with one seed, unless that was measured before."""
    rows = kept(COUNTRIES)
    key: dict[str, float] = {"sites": n_sites, "seed": seed, "cores": cores}
    if any(key.items() <= row.items() for row in rows):
        return
    print(f"country of {n_sites} sites, seed {seed} …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        country = Path(folder) / "country"
        made = [sys.executable, str(MAKER), str(n_sites), str(country)]
        subprocess.run(made, check=True, cwd=MAKER.parent)
        keep(COUNTRIES, [*rows, key | _plan(country, n_sites, seed, cores)])


def _plan(country: Path, n_sites: int, seed: int, cores: int) -> dict[str, float]:
    """Run the command and look at it from outside; a plan that breaks a rule ends the benchmark."""
    limit_s = max(LEAST_S, SECONDS_PER_SITE * n_sites)
    command = [sys.executable, "-m", "foodplan", "plan", str(country), "--json", "--quiet"]
    command += ["--time", f"{limit_s:.0f}s", "--seed", str(seed)]
    command += ["--database", str(country / "benchmark.db")]
    given = {"FOODPLAN_CORES": str(cores), "FOODPLAN_MEMORY_MB": str(MEMORY_MB)}
    began_s = time.monotonic()
    with (country / "answer.json").open("w+") as out:
        environment = os.environ | given | {"PYTHONPATH": str(SOURCES)}
        process = subprocess.Popen(command, stdout=out, env=environment)
        peak_mb, cpu_s = 0.0, 0.0
        while process.poll() is None:
            tree = _tree(process.pid)
            peak_mb = max(peak_mb, sum(_resident_mb(pid) for pid in tree))
            cpu_s = max(cpu_s, sum(_cpu_s(pid) for pid in tree))
            time.sleep(_LOOK_S)
        wall_s = time.monotonic() - began_s
        out.seek(0)
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        measures = json.load(out)["measures"]
    return {
        "limit_s": limit_s,
        "wall_s": round(wall_s, 1),
        "cpu_s": round(cpu_s, 1),
        "peak_mb": round(peak_mb),
        "baskets": measures["baskets_given"],
        "fill": measures["fill_share"],
        "stops": measures["n_stops"],
        "eur": round(measures["eur"]),
    }


def _tree(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue
        threads = Path(f"/proc/{one}/task")
        for thread in threads.iterdir() if threads.exists() else ():
            try:
                children += " " + (thread / "children").read_text()
            except OSError:
                continue
        found += [int(child) for child in set(children.split()) if int(child) not in found]
    return found


def _resident_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / _KIB_PER_MB


def _cpu_s(pid: int) -> float:
    """CPU seconds of a process and of those it has waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
