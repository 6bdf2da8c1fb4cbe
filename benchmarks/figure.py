"""Draw cost over time from the measurements in `results/routes-week.jsonl`.

Run: python benchmarks/figure.py [--instance week-11] [--seconds 20]   (needs the bench extra)
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from harness import kept

HERE = Path(__file__).resolve().parent
_CENTS_PER_EUR = 100
_COLOURS = {
    "search": "#0072B2",
    "PyVRP": "#D55E00",
    "PyVRP, days first": "#E69F00",
    "OR-Tools, day by day": "#009E73",
    "OR-Tools, whole week": "#56B4E9",
    "VROOM": "#CC79A7",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instance", default="week-11")
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    rows = [
        row
        for row in kept("routes-week")
        if row["instance"] == options.instance
        and row["seconds"] == options.seconds
        and row["seed"] == 1
        and not row["open"]
    ]
    if not rows:
        raise SystemExit("no measurements yet; run benchmarks/routes_week.py first")
    mpl.rcParams["svg.hashsalt"] = "foodplan"
    figure, axes = plt.subplots(figsize=(7, 4))
    for row in rows:
        points = [*row["trace"], (row["used_s"], row["cents"])]
        style = {"color": _COLOURS[row["side"]], "label": row["side"]}
        eur = [cents / _CENTS_PER_EUR for _, cents in points]
        if len(points) > 1:
            axes.step([at_s for at_s, _ in points], eur, where="post", **style)
        axes.plot(points[-1][0], eur[-1], marker="o", color=style["color"])
        if len(points) == 1:
            axes.plot([], [], marker="o", linestyle="", **style)
    axes.set(xlabel="CPU seconds", ylabel="EUR a week", title=f"Routes of {options.instance}")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(HERE / "cost-over-time.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
