"""From a lot to the sites that got it, and back."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "trace-title": ("Traçabilité", "Traceability"),
    "trace-lead": (
        "D'un lot aux sites qui l'ont reçu, et d'un site aux lots qu'il a reçus, tels que le plan les répartit.",
        "From a lot to the sites that got it, and from a site back to the lots, as the plan shares them.",
    ),
    "trace-lot": ("Un lot", "A lot"),
    "trace-site": ("Un site", "A site"),
    "trace-show": ("Suivre", "Follow"),
    "trace-none": ("Personne n'en reçoit.", "Nobody gets any of it."),
    "trace-of-lot": (
        "{lot}, {product}, {origin} : {gross:0} kg bruts, {taken:0} kg pris, {given:0} kg nets remis",
        "{lot}, {product}, {origin}: {gross:0} kg gross, {taken:0} kg taken, {given:0} kg net handed over",
    ),
    "trace-of-site": (
        "{site} : {n:0} {n:panier|paniers}, {given:0} kg nets",
        "{site}: {n:0} {n:basket|baskets}, {given:0} kg net",
    ),
    "trace-by-producer": ("le producteur lui-même", "the producer"),
    "trace-col-site": ("Site", "Site"),
    "trace-col-name": ("Nom", "Name"),
    "trace-col-town": ("Commune", "Town"),
    "trace-col-lot": ("Lot", "Lot"),
    "trace-col-product": ("Produit", "Product"),
    "trace-col-producer": ("Origine", "From"),
    "trace-col-day": ("Jour", "Day"),
    "trace-col-hub": ("Plateforme", "Hub"),
    "trace-col-brought": ("Apporté par", "Brought by"),
    "trace-col-kg": ("kg nets", "Net kg"),
    "cli-trace": (
        "Suivre un lot jusqu'aux sites, ou ce que reçoit un site jusqu'aux lots.",
        "Follow a lot to the sites, or what a site gets back to the lots.",
    ),
    "cli-value-lot-or-site": ("LOT|SITE", "LOT|SITE"),
}
