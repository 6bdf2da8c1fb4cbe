"""Synthetic weeks around Marseille: sites in 16 towns, one hub, vans and trucks, a choice of days.

Everything is drawn from a seed: where sites stand in their towns, baskets, windows, which 2, 3 or 5
days suit them, which sites only vans can enter (40 %). Driving costs 0.35 or 0.45 EUR a km and
0.10 EUR a minute; both stand in the distance table, as hundredths of a euro.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foodplan.optimise.routing.task import RoutingTask
from tasks import Van, plain_task

Floats = NDArray[np.float64]

HUB = (43.36, 5.35)
# Latitude, longitude, share of all sites, spread in km.
TOWNS = (
    (43.30, 5.38, 0.36, 4.0),
    (43.53, 5.45, 0.12, 2.0),
    (43.29, 5.57, 0.06, 1.2),
    (43.51, 4.99, 0.05, 1.5),
    (43.40, 5.05, 0.06, 1.5),
    (43.64, 5.10, 0.05, 1.2),
    (43.58, 5.00, 0.03, 1.0),
    (43.45, 5.25, 0.05, 1.3),
    (43.17, 5.61, 0.04, 1.0),
    (43.41, 5.21, 0.04, 1.0),
    (43.45, 5.47, 0.03, 1.0),
    (43.41, 4.98, 0.02, 0.8),
    (43.44, 4.94, 0.02, 1.0),
    (43.48, 5.17, 0.02, 0.8),
    (43.38, 5.16, 0.02, 0.8),
    (43.49, 5.23, 0.03, 0.8),
)
N_DAYS = 5
N_SITES = 180
BASKETS = 7_700
SHIFT_MIN = (360, 1080)
WINDOWS_MIN = np.array([[450, 690], [480, 720], [480, 1020], [780, 1020]])
FLEET = ((12, 132, 12_000), (4, 550, 12_500))
"""Of vans, then trucks: how many for 180 sites, baskets, cents a day."""
_PRICE_CENTS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Sites:
    """What is drawn for each site."""

    lat: Floats
    lon: Floats
    baskets: NDArray[np.int64]
    windows_min: NDArray[np.int64]
    vans_only: NDArray[np.bool_]
    opens: NDArray[np.bool_]
    """(n, days)"""


def example_week(seed: int, *, n_sites: int = N_SITES) -> RoutingTask:
    """The whole week: every site on one of its days."""
    return _task(_drawn(seed, n_sites), n_days=N_DAYS, fleet_times=max(1, round(n_sites / N_SITES)))


def example_day(seed: int, *, n_sites: int = N_SITES) -> RoutingTask:
    """The first day of the week, after sites were spread over the days by baskets."""
    sites = _drawn(seed, n_sites)
    load = np.zeros(N_DAYS)
    chosen = np.zeros(n_sites, dtype=int)
    for i in np.argsort(-sites.baskets):
        chosen[i] = min(np.flatnonzero(sites.opens[i]), key=load.item)
        load[chosen[i]] += sites.baskets[i]
    rows = np.flatnonzero(chosen == 0)
    kept = Sites(
        lat=sites.lat[np.concatenate([[0], rows + 1])],
        lon=sites.lon[np.concatenate([[0], rows + 1])],
        baskets=sites.baskets[rows],
        windows_min=sites.windows_min[rows],
        vans_only=sites.vans_only[rows],
        opens=np.ones((len(rows), 1), dtype=bool),
    )
    return _task(kept, n_days=1, fleet_times=max(1, round(n_sites / N_SITES)))


def _drawn(seed: int, n_sites: int) -> Sites:
    rng = np.random.default_rng(seed)
    shares = np.array([town[2] for town in TOWNS])
    counts = np.maximum(1, np.floor(shares / shares.sum() * n_sites).astype(int))
    counts[0] += n_sites - counts.sum()
    lat, lon = [HUB[0]], [HUB[1]]
    for (town_lat, town_lon, _, spread_km), count in zip(TOWNS, counts, strict=True):
        lat += list(town_lat + rng.normal(0, spread_km / 111, count))
        lon += list(town_lon + rng.normal(0, spread_km / 81, count))
    size = np.clip(np.exp(rng.normal(3.6, 0.5, n_sites)), 10, 130)
    scaled = np.rint(size * BASKETS * n_sites / N_SITES / size.sum())
    kinds = rng.choice(4, n_sites, p=[0.3, 0.2, 0.3, 0.2])
    vans_only = rng.random(n_sites) < 0.4
    n_open = rng.choice([2, 3, 5], n_sites, p=[0.4, 0.4, 0.2])
    opens = np.zeros((n_sites, N_DAYS), dtype=bool)
    for i in range(n_sites):
        opens[i, rng.choice(N_DAYS, n_open[i], replace=False)] = True
    return Sites(
        lat=np.array(lat),
        lon=np.array(lon),
        baskets=np.clip(scaled, 8, 130).astype(np.int64),
        windows_min=WINDOWS_MIN[kinds],
        vans_only=vans_only,
        opens=opens,
    )


def _task(sites: Sites, *, n_days: int, fleet_times: int) -> RoutingTask:
    km, minutes = _roads(sites.lat, sites.lon)
    n = len(sites.baskets)
    windows = np.tile(np.array([1, 0]), (n, n_days, 1, 1))
    for day in range(n_days):
        rows = sites.opens[:, day]
        windows[rows, day, 0] = 60 * sites.windows_min[rows]
    vans = _vans(n_days, fleet_times)
    may = np.stack([sites.opens[:, van.day] for van in vans], axis=1)
    may &= ~(sites.vans_only[:, None] & np.array([van.kind == 1 for van in vans])[None])
    return plain_task(
        metres=np.rint(np.stack([km * 35 + minutes * 10, km * 45 + minutes * 10])),
        seconds=np.repeat(np.rint(60 * minutes)[None], 2, axis=0),
        vans=vans,
        place=np.arange(1, n + 1),
        load_dag=sites.baskets,
        service_s=np.rint((10 + 0.25 * sites.baskets) * 60),
        windows=windows,
        may=may,
        price_cents=_PRICE_CENTS,
    )


def _vans(n_days: int, fleet_times: int) -> list[Van]:
    """Vehicle-days by day; 7.5 hours at most between 6:00 and 18:00, three trips."""
    rows = []
    for day in range(n_days):
        vehicle = 0
        for kind, (count, baskets, cents) in enumerate(FLEET):
            for _ in range(count * fleet_times):
                rows.append(
                    Van(
                        day=day,
                        vehicle=vehicle,
                        kind=kind,
                        start_s=60 * SHIFT_MIN[0],
                        end_s=60 * SHIFT_MIN[1],
                        max_route_s=60 * 450,
                        max_trips=3,
                        turnaround_s=60 * 20,
                        capacity_dag=baskets,
                        fixed_millicents=1000 * cents,
                        millicents_per_metre=1000,
                    )
                )
                vehicle += 1
    return rows


def _roads(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Kilometres (straight lines × 1.35) and minutes (28, 45 and 65 km/h, and one to turn in)."""
    la, lo = np.radians(lat), np.radians(lon)
    x = (lo[:, None] - lo[None]) * np.cos(0.5 * (la[:, None] + la[None]))
    km = 6371 * np.hypot(x, la[:, None] - la[None]) * 1.35
    minutes = np.minimum(km, 5) / 28 * 60 + np.clip(km - 5, 0, 10) / 45 * 60
    minutes += np.maximum(km - 15, 0) / 65 * 60 + 1.0
    np.fill_diagonal(minutes, 0)
    return km, minutes
