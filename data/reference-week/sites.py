"""The 180 sites: how many in each town and district, where, when open, and how much they need."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from invented import SITE_COLOURS, SITE_KINDS, SITE_NOUNS
from places import Ground, Point, place_near

N_SITES = 180
N_MARSEILLE = 115
N_LEAST_PER_TOWN = 3
N_BASKETS = 7_700
BASKET_KG = 9.1
LEAST_NEED, MOST_NEED = 10, 130
MOST_NEED_BY_VAN = {"garden": 110, "fresh": 100}
"""The largest van carries 1,200 kg, the largest refrigerated van 1,150 kg."""
FRESH_SHARE = 0.3
SPREAD_M = {"QP013032": (2200.0, 1050.0, 260.0)}
"""Half length north, half width east, least distance apart: that district is a long strip."""

Fact = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A distribution site with its need."""

    site_id: str
    label: str
    town: str
    district: str
    point: Point
    basket_id: str
    baskets: int
    windows: str
    max_vehicle_kg: str
    storage_kg: str
    unloading_min: int
    unloading_min_per_basket: str

    def row(self) -> dict[str, str | float]:
        return {
            "site_id": self.site_id,
            "label": self.label,
            "town": self.town,
            "district": self.district,
            "lat": self.point[0],
            "lon": self.point[1],
            "windows": self.windows,
            "deliveries_per_week": 1,
            "unloading_min": self.unloading_min,
            "unloading_min_per_basket": self.unloading_min_per_basket,
            "max_vehicle_kg": self.max_vehicle_kg,
            "allowed_vehicles": "",
            "refused_vehicles": "",
            "storage_kg": self.storage_kg,
            "temperatures": "ambient; chilled" if self.basket_id == "fresh" else "ambient",
            "need_weight": 1,
            "max_route_min": "",
            "first_stop_only": "no",
        }


def make_sites(
    random: Random, ground: Ground, communes: Sequence[Fact], districts: Sequence[Fact]
) -> list[Site]:
    """Draw the sites town by town; ids follow that order."""
    spots = _spots(random, ground, communes, districts)
    baskets = _needs(random)
    names = [f"{noun} {colour}" for noun in SITE_NOUNS for colour in SITE_COLOURS]
    random.shuffle(names)
    fresh = set(random.sample(range(N_SITES), round(FRESH_SHARE * N_SITES)))
    sites = []
    for n, (town, district, point) in enumerate(spots):
        basket_id = "fresh" if n in fresh else "garden"
        max_vehicle_kg = _largest_vehicle(random, baskets[n], basket_id)
        sites.append(
            Site(
                site_id=f"SITE-{n + 1:03}",
                label=f"{random.choice(SITE_KINDS)} {names[n]}",
                town=town,
                district=district,
                point=point,
                basket_id=basket_id,
                baskets=baskets[n],
                windows=_windows(random),
                max_vehicle_kg=max_vehicle_kg,
                storage_kg=_storage(random, baskets[n]),
                unloading_min=random.choice((8, 9, 10, 10, 11, 12)),
                unloading_min_per_basket=f"{random.uniform(0.15, 0.25):.2f}",
            )
        )
    return sites


def make_needs(sites: Sequence[Site], *, week: str) -> list[dict[str, str | float]]:
    """What each site asks for, with the range that it thinks possible."""
    return [
        {
            "site_id": site.site_id,
            "week": week,
            "basket_id": site.basket_id,
            "baskets": site.baskets,
            "baskets_low": math.floor(site.baskets * 0.9),
            "baskets_high": math.ceil(site.baskets * 1.15),
        }
        for site in sites
    ]


def _spots(
    random: Random, ground: Ground, communes: Sequence[Fact], districts: Sequence[Fact]
) -> list[tuple[str, str, Point]]:
    """Town, district or nothing, and place of every site."""
    towns = [row for row in communes if row["is_one_of_the_16_towns"] == "1"]
    in_town = {
        town["name"]: [d for d in districts if d["towns"].split(" / ")[0] == town["name"]]
        for town in towns
    }
    people = {
        town: sum(int(d["population_2018"]) for d in members)
        for town, members in in_town.items()
        if town != "Marseille"
    }
    n_in_town = shared_out(N_SITES - N_MARSEILLE, people, at_least=N_LEAST_PER_TOWN)
    n_in_town["Marseille"] = N_MARSEILLE
    spots: list[tuple[str, str, Point]] = []
    for town in sorted(towns, key=lambda row: (row["name"] != "Marseille", row["name"])):
        members = in_town[town["name"]] or [town]
        by_code = {row.get("qpv_code", ""): row for row in members}
        sizes = {code: int(row.get("population_2018", "1")) for code, row in by_code.items()}
        n_here = n_in_town[town["name"]]
        counts = shared_out(n_here, sizes, at_least=1 if n_here >= len(sizes) else 0)
        for code, row in by_code.items():
            for _ in range(counts[code]):
                taken = [point for _, _, point in spots]
                spots.append((town["name"], code, _place(random, ground, row, taken)))
    return spots


def _place(random: Random, ground: Ground, row: Fact, taken: Sequence[Point]) -> Point:
    """Draw a place in or near a district, or near the centre of a town without one."""
    code = row.get("qpv_code", "")
    radius_m = 1.1 * math.sqrt(float(row["area_ha"]) * 10_000 / math.pi) + 120 if code else 280.0
    north_m, east_m, apart_m = SPREAD_M.get(code, (radius_m, radius_m, 160.0))
    return place_near(
        random,
        ground,
        (float(row["lat"]), float(row["lon"])),
        north_m=north_m,
        east_m=east_m,
        apart_m=apart_m,
        taken=taken,
    )


def shared_out(total: int, weights: Mapping[str, int], *, at_least: int = 0) -> dict[str, int]:
    """Whole parts in proportion to the weights: largest remainder on what the floor leaves."""
    free = total - at_least * len(weights)
    exact = {key: free * weight / sum(weights.values()) for key, weight in weights.items()}
    parts = {key: at_least + math.floor(share) for key, share in exact.items()}
    rest = sorted(weights, key=lambda key: (math.floor(exact[key]) - exact[key], key))
    for key in rest[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def _needs(random: Random) -> list[int]:
    """Log-normal needs between the bounds, exactly the week's baskets in all."""
    drawn = [random.lognormvariate(0.0, 0.55) for _ in range(N_SITES)]
    scale = N_BASKETS / sum(drawn)
    needs = [min(MOST_NEED, max(LEAST_NEED, round(scale * d))) for d in drawn]
    order = list(range(N_SITES))
    random.shuffle(order)
    while sum(needs) != N_BASKETS:
        step = 1 if sum(needs) < N_BASKETS else -1
        for n in order:
            if sum(needs) != N_BASKETS and LEAST_NEED < needs[n] < MOST_NEED:
                needs[n] += step
    return needs


def _largest_vehicle(random: Random, baskets: int, basket_id: str) -> str:
    """About a third of the sites lie in streets where only a van turns; a few take 3.5 t."""
    wish = random.choices(("1500", "3500", ""), weights=(36, 5, 59))[0]
    return "3500" if wish == "1500" and baskets > MOST_NEED_BY_VAN[basket_id] else wish


def _windows(random: Random) -> str:
    """Draw one of five kinds of opening hours; few sites take food on Monday."""
    kind = random.choices(("morning", "long", "afternoon", "halves", "day"), (36, 20, 14, 20, 10))[
        0
    ]
    if kind == "day":
        day = random.choice(("tue", "wed", "thu", "fri"))
        return f"{day} 09:00-12:00; {day} 14:00-17:00"
    if kind == "halves":
        first, second = _days(random, 2)
        return f"{first} 09:00-12:00; {second} 13:30-17:00"
    hours = {
        "morning": ("08:00-12:00", "08:30-12:00", "09:00-12:30"),
        "long": ("08:00-16:30", "08:30-17:00", "09:00-16:00"),
        "afternoon": ("13:00-16:30", "13:00-17:00", "13:30-17:00"),
    }[kind]
    span = random.choice(hours)
    n_days = random.choice({"morning": (2, 3, 3, 5), "long": (2, 3, 5, 5)}.get(kind, (2, 3)))
    if n_days == 5:
        return f"mon-fri {span}"
    return "; ".join(f"{day} {span}" for day in _days(random, n_days))


def _days(random: Random, n_days: int) -> list[str]:
    """Different days in the order of the week."""
    week = {"mon": 0.6, "tue": 1.0, "wed": 1.0, "thu": 1.1, "fri": 1.1}
    chosen: set[str] = set()
    while len(chosen) < n_days:
        chosen.add(random.choices(list(week), weights=list(week.values()))[0])
    return [day for day in week if day in chosen]


def _storage(random: Random, baskets: int) -> str:
    """Two sites in five say how much they can store, always a little above their need."""
    if random.random() > 0.4:
        return ""
    return str(10 * math.ceil(baskets * BASKET_KG * random.uniform(1.05, 1.4) / 10))
