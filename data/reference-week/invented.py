"""What is invented in the reference week, written down by hand: names, products, farms, fleet.

No farm, association or vehicle below exists under its name; likeness is chance.
"""

from __future__ import annotations

from typing import NamedTuple


class Product(NamedTuple):
    """A product and what the week offers of it."""

    product_id: str
    name_fr: str
    name_en: str
    group: str
    temperature: str
    crate_kg: int
    crates_per_pallet: int
    shelf_life_days: int
    yield_share: float
    eur_per_kg: float
    offered_kg: int
    """Gross, at the producers; scaled together to the net weight that the week needs."""


DRY, COOL = "ambient", "chilled"
VEGETABLE = "fruit-vegetable"

PRODUCTS = (
    Product("potato", "Pomme de terre", "Potato", "root", DRY, 12, 40, 40, 0.97, 0.60, 8600),
    Product("carrot", "Carotte", "Carrot", "root", DRY, 10, 48, 20, 0.95, 0.80, 6000),
    Product("turnip", "Navet", "Turnip", "root", DRY, 10, 48, 15, 0.93, 0.90, 2400),
    Product("beetroot", "Betterave", "Beetroot", "root", DRY, 10, 48, 25, 0.95, 0.90, 1800),
    Product("radish", "Radis", "Radish", "root", DRY, 5, 80, 4, 0.90, 1.60, 1500),
    Product("onion", "Oignon", "Onion", "bulb", DRY, 10, 48, 40, 0.97, 0.60, 4600),
    Product("leek", "Poireau", "Leek", "bulb", DRY, 8, 56, 8, 0.90, 1.20, 4800),
    Product("spring-onion", "Cébette", "Spring onion", "bulb", DRY, 5, 80, 5, 0.92, 1.80, 1600),
    Product("chard", "Blette", "Chard", "leaf", DRY, 6, 64, 4, 0.88, 1.30, 3400),
    Product("cabbage", "Chou", "Cabbage", "leaf", DRY, 10, 40, 14, 0.92, 0.80, 4200),
    Product("lettuce", "Salade", "Lettuce", "leaf", COOL, 5, 64, 3, 0.85, 1.40, 3000),
    Product("spinach", "Épinard", "Spinach", "leaf", COOL, 5, 64, 3, 0.87, 1.90, 1500),
    Product("mesclun", "Mesclun", "Mixed leaves", "leaf", COOL, 5, 60, 2, 0.85, 4.00, 400),
    Product("asparagus", "Asperge", "Asparagus", "stem", DRY, 5, 80, 4, 0.92, 4.20, 1700),
    Product("fennel", "Fenouil", "Fennel", "stem", DRY, 8, 50, 8, 0.93, 1.30, 2000),
    Product("tomato", "Tomate", "Tomato", VEGETABLE, DRY, 6, 72, 6, 0.94, 1.50, 9000),
    Product("courgette", "Courgette", "Courgette", VEGETABLE, DRY, 6, 72, 6, 0.94, 1.30, 5000),
    Product("cucumber", "Concombre", "Cucumber", VEGETABLE, DRY, 6, 72, 7, 0.95, 1.10, 3500),
    Product("squash", "Courge", "Squash", VEGETABLE, DRY, 10, 44, 30, 0.94, 0.90, 2200),
    Product("apple", "Pomme", "Apple", "fruit", DRY, 10, 48, 30, 0.96, 1.00, 6800),
    Product("pear", "Poire", "Pear", "fruit", DRY, 8, 56, 14, 0.94, 1.20, 4000),
    Product("strawberry", "Fraise", "Strawberry", "fruit", COOL, 5, 64, 3, 0.90, 4.50, 2600),
    Product("fresh-cheese", "Faisselle", "Fresh cheese", "dairy", COOL, 6, 60, 6, 0.99, 6.00, 900),
    Product("milk", "Lait frais", "Fresh milk", "dairy", COOL, 10, 48, 7, 0.99, 1.00, 1700),
)  # fmt: skip

MARSEILLE = "HUB-MRS"
BERRE = "HUB-BER"


class Farm(NamedTuple):
    """A producer: an invented farm in a real commune that grows such things."""

    insee: str
    kind: str
    label: str
    grows: tuple[str, ...]
    brings_to_hub: str = ""


GARDEN = "market garden"
FARMS = (
    Farm("13014", "greenhouse", "Serres Brouette indigo", ("tomato", "cucumber", "courgette")),
    Farm("13014", "greenhouse", "Serres Arrosoir safran", ("tomato", "strawberry")),
    Farm("13014", GARDEN, "Jardin Serfouette corail", ("lettuce", "spinach", "mesclun", "radish")),
    Farm("13092", GARDEN, "Jardin Binette turquoise", ("chard", "cabbage", "leek")),
    Farm("13053", "orchard", "Verger Échelle ocre", ("apple", "pear")),
    Farm("13053", GARDEN, "Jardin Gouge ivoire", ("asparagus", "potato", "onion")),
    Farm("13035", GARDEN, "Jardin Bêche lavande", ("courgette", "leek", "carrot")),
    Farm("13103", GARDEN, "Jardin Plantoir citron", ("lettuce", "chard", "fennel", "spring-onion")),
    Farm("13037", GARDEN, "Jardin Cordeau olive", ("tomato", "radish", "turnip"), BERRE),
    Farm("13051", GARDEN, "Jardin Griffe cannelle", ("potato", "carrot", "squash")),
    Farm("13029", GARDEN, "Jardin Cloche corail", ("asparagus", "strawberry")),
    Farm("13026", "dairy", "Laiterie Cruche indigo", ("fresh-cheese", "milk")),
    Farm("13026", GARDEN, "Jardin Râteau safran", ("leek", "cabbage", "lettuce")),
    Farm("13105", "orchard", "Verger Cueilloir turquoise", ("apple", "pear")),
    Farm("13105", GARDEN, "Jardin Tuteur ocre", ("courgette", "cucumber", "turnip")),
    Farm("13024", GARDEN, "Jardin Semoir ivoire", ("onion", "potato", "beetroot")),
    Farm("13003", "orchard", "Verger Panier lavande", ("apple", "carrot")),
    Farm("13049", "orchard", "Verger Tabouret citron", ("pear", "apple")),
    Farm("13044", GARDEN, "Jardin Houe olive", ("carrot", "leek", "fennel")),
    Farm("13069", GARDEN, "Jardin Sarcloir cannelle", ("squash", "onion", "cabbage")),
    Farm("13112", "greenhouse", "Serres Paillis corail", ("tomato", "strawberry", "courgette")),
    Farm("13081", GARDEN, "Jardin Sécateur indigo", ("lettuce", "spring-onion", "spinach")),
    Farm("13098", GARDEN, "Jardin Fourche safran", ("chard", "radish", "turnip")),
    Farm("13063", "dairy", "Laiterie Bidon turquoise", ("milk", "fresh-cheese")),
    Farm("84089", GARDEN, "Jardin Buttoir ocre", ("potato", "beetroot"), MARSEILLE),
)  # fmt: skip

OPENING_KG = {
    MARSEILLE: {
        "potato": 960, "carrot": 800, "onion": 750, "apple": 900, "pear": 352,
        "cabbage": 600, "squash": 500, "tomato": 552, "milk": 250,
    },
    BERRE: {
        "potato": 480, "carrot": 400, "onion": 350, "apple": 450,
        "leek": 248, "squash": 250, "cucumber": 300, "milk": 130,
    },
}  # fmt: skip
"""Gross kilograms that stand at each hub on Monday morning."""

HUBS: tuple[dict[str, str | float], ...] = (
    {
        "hub_id": MARSEILLE,
        "label": "Plateforme du marché de gros",
        "town": "Marseille",
        "lat": 43.343,
        "lon": 5.369,
        "windows": "mon-fri 06:00-18:00",
        "sorting_kg_per_hour": 105,
        "sorting_hours": "mon 115; tue 130; wed 130; thu 125; fri 60",
        "storage_kg": 28_000,
        "chilled_storage_kg": 7_000,
        "turnaround_min": 20,
        "processing_days": 1,
    },
    {
        "hub_id": BERRE,
        "label": "Plateforme de l'ouest",
        "town": "Berre-l'Étang",
        "lat": 43.4935,
        "lon": 5.18,
        "windows": "mon-fri 06:00-18:00",
        "sorting_kg_per_hour": 100,
        "sorting_hours": "mon 70; tue 85; wed 85; thu 75; fri 30",
        "storage_kg": 15_000,
        "chilled_storage_kg": 3_500,
        "turnaround_min": 20,
        "processing_days": 1,
    },
)

ALL_DAY = "mon-fri 07:30-15:30"
EARLY = "mon-fri 06:30-14:30"
PART_TIME = "mon 07:30-12:30; wed 07:30-12:30; fri 07:30-12:30"
LATE = "mon-fri 10:00-18:00"
COLD = "ambient; chilled"


class Vehicle(NamedTuple):
    """A vehicle and who drives it: 0 EUR an hour is a volunteer."""

    hub_id: str
    payload_kg: int
    pallets: int
    temperatures: str
    shifts: str
    max_trips: int
    fixed_eur_per_day: int
    eur_per_km: float
    eur_per_hour: int
    litres_per_100km: float


VANS = (
    Vehicle(MARSEILLE, 1150, 4, COLD, ALL_DAY, 4, 120, 0.34, 20, 12.0),
    Vehicle(MARSEILLE, 1150, 4, COLD, ALL_DAY, 4, 120, 0.34, 20, 12.0),
    Vehicle(MARSEILLE, 1050, 4, COLD, LATE, 4, 115, 0.33, 18, 11.5),
    Vehicle(MARSEILLE, 930, 4, COLD, ALL_DAY, 4, 110, 0.31, 18, 11.0),
    Vehicle(MARSEILLE, 730, 4, COLD, "mon-thu 08:00-14:00", 3, 105, 0.29, 0, 10.5),
    Vehicle(MARSEILLE, 1200, 3, "ambient", ALL_DAY, 4, 100, 0.28, 20, 10.5),
    Vehicle(MARSEILLE, 1200, 3, "ambient", ALL_DAY, 4, 100, 0.28, 0, 10.5),
    Vehicle(MARSEILLE, 1170, 3, "ambient", LATE, 4, 95, 0.25, 0, 10.0),
    Vehicle(MARSEILLE, 1170, 3, "ambient", PART_TIME, 3, 95, 0.25, 0, 10.0),
    Vehicle(BERRE, 1150, 4, COLD, ALL_DAY, 4, 120, 0.34, 20, 12.0),
    Vehicle(BERRE, 950, 4, COLD, ALL_DAY, 4, 110, 0.31, 18, 11.0),
    Vehicle(BERRE, 1200, 3, "ambient", ALL_DAY, 4, 100, 0.28, 0, 10.5),
    Vehicle(BERRE, 1170, 3, "ambient", "tue-thu 08:00-16:00", 4, 95, 0.25, 0, 10.0),
)  # fmt: skip
TRUCKS = (
    Vehicle(MARSEILLE, 9000, 10, COLD, EARLY, 3, 180, 0.55, 24, 20.0),
    Vehicle(MARSEILLE, 9000, 10, "ambient", EARLY, 3, 165, 0.52, 24, 19.0),
    Vehicle(MARSEILLE, 3000, 6, COLD, ALL_DAY, 4, 150, 0.45, 22, 16.0),
    Vehicle(MARSEILLE, 3000, 6, "ambient", ALL_DAY, 4, 135, 0.42, 22, 15.0),
    Vehicle(BERRE, 9000, 10, "ambient", EARLY, 3, 165, 0.52, 24, 19.0),
    Vehicle(BERRE, 3000, 6, COLD, EARLY, 4, 150, 0.45, 22, 16.0),
)

SITE_KINDS = (
    "Centre social", "Épicerie solidaire", "Maison de quartier", "Point partage", "Atelier",
    "Accueil", "Table ouverte", "Foyer", "Relais",
)  # fmt: skip
SITE_NOUNS = (
    "Cigale", "Hirondelle", "Fougère", "Libellule", "Girouette", "Lanterne", "Passerelle",
    "Boussole", "Grenade", "Ruche", "Comète", "Marelle", "Toupie", "Rainette", "Mésange",
    "Coquille", "Péniche", "Clairière",
)  # fmt: skip
SITE_COLOURS = (
    "indigo", "safran", "corail", "ivoire", "ocre", "lavande", "citron", "turquoise", "olive",
    "cannelle",
)  # fmt: skip
