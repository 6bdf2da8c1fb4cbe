"""How far from the best the days of a plan can be."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "bounds-title": ("Coût des tournées", "Cost of the routes"),
    "bounds-within": (
        "{day} : à {gap:1}\u00a0% au plus du mieux possible pour ces arrêts",
        "{day}: within {gap:1}\u00a0% of the best possible for these stops",
    ),
    "bounds-best": (
        "{day} : le mieux possible pour ces arrêts",
        "{day}: the best possible for these stops",
    ),
    "bounds-unknown": ("{day} : pas encore calculé", "{day}: not known yet"),
    "bounds-none": ("{day} : rien de prouvé", "{day}: nothing is proven"),
    "bounds-week": ("Toute la semaine, jours inchangés", "The whole week, days as they are"),
    "bounds-means": (
        "Prouvé : aucun plan ne fait ces arrêts ces jours-là pour moins. Le choix des jours et les "
        "coûts à la semaine des véhicules n'y entrent pas.",
        "Proven: no plan makes these stops on these days for less. The choice of days and weekly "
        "costs of vehicles are not in it.",
    ),
    "cli-bound": (
        "Prouver à quelle distance du mieux possible chaque jour d'un plan peut être, et le garder.",
        "Prove how far from the best possible each day of a plan can be, and keep it.",
    ),
    "cli-option-time-bound": (
        "Temps de calcul pour chaque jour ; 20s par défaut.",
        "Time to work on each day; 20s by default.",
    ),
}
