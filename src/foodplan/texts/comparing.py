"""Comparing plans: page, reasons why a site gains or loses, remedies, sheets of the workbook."""

from __future__ import annotations

_PAGE = {
    "compare-title": ("Comparer des plans", "Compare plans"),
    "compare-lead": (
        "Choisissez un plan de référence et un autre plan.",
        "Choose a base plan and another one.",
    ),
    "compare-lead-chosen": (
        "Tout est mesuré par rapport à {plan}.",
        "Everything is measured against {plan}.",
    ),
    "compare-too-few": (
        "Il faut au moins deux plans. Calculez-en un autre d'abord.",
        "Two plans are needed. Make another one first.",
    ),
    "compare-base": ("Référence", "Base"),
    "compare-other": ("Plan {n:0}", "Plan {n:0}"),
    "compare-nobody": ("Aucun", "None"),
    "compare-go": ("Comparer", "Compare"),
    "compare-caption": (
        "Chaque écart est compté par rapport à {plan}.",
        "Each difference is counted from {plan}.",
    ),
    "compare-more": ("Toutes les autres mesures", "All other measures"),
    "compare-measure": ("Mesure", "Measure"),
    "compare-same": ("égal", "equal"),
    "compare-better": ("{change} · mieux", "{change} · better"),
    "compare-worse": ("{change} · moins bien", "{change} · worse"),
    "compare-against": ("{plan} par rapport à {base}", "{plan} against {base}"),
    "compare-gain": ("Sites qui gagnent", "Sites that gain"),
    "compare-lose": ("Sites qui perdent", "Sites that lose"),
    "compare-side": (
        "{n:0} {n:site|sites}, {baskets:0} {baskets:panier|paniers}.",
        "{n:0} {n:site|sites}, {baskets:0} {baskets:basket|baskets}.",
    ),
    "compare-change": ("Avant → après", "Before → after"),
    "compare-stops-none": ("Aucun arrêt ne change.", "No stop changes."),
    "compare-stops": ("Arrêts qui changent – {told}.", "Stops that change – {told}."),
    "compare-n-added": ("ajoutés : {n:0}", "added: {n:0}"),
    "compare-n-removed": ("supprimés : {n:0}", "removed: {n:0}"),
    "compare-n-day": ("de jour : {n:0}", "of day: {n:0}"),
    "compare-n-vehicle": ("de véhicule : {n:0}", "of vehicle: {n:0}"),
    "compare-n-order": ("de rang : {n:0}", "of order: {n:0}"),
    "compare-before-after": ("{before:0} → {after:0}", "{before:0} → {after:0}"),
    "compare-fill": ("{before} → {after}", "{before} → {after}"),
    "compare-maps": ("Cartes", "Maps"),
    "compare-verdict": (
        "{plan} : {baskets}, {lose}, {gain}, {eur}.",
        "{plan}: {baskets}, {lose}, {gain}, {eur}.",
    ),
    "compare-verdict-baskets-none": ("autant de paniers", "as many baskets"),
    "compare-verdict-baskets-more": (
        "{n:0} {n:panier|paniers} de plus",
        "{n:0} {n:basket|baskets} more",
    ),
    "compare-verdict-baskets-less": (
        "{n:0} {n:panier|paniers} de moins",
        "{n:0} {n:basket|baskets} fewer",
    ),
    "compare-verdict-lose-none": ("aucun site ne perd", "no site loses"),
    "compare-verdict-lose": (
        "{n:un site perd|{n:0} sites perdent}",
        "{n:one site loses|{n:0} sites lose}",
    ),
    "compare-verdict-gain-none": ("aucun ne gagne", "none gains"),
    "compare-verdict-gain": ("{n:un site gagne|{n:0} gagnent}", "{n:one site gains|{n:0} gain}"),
    "compare-verdict-eur-none": ("au même coût de transport", "at the same transport cost"),
    "compare-verdict-eur-more": (
        "{n:0} € de transport en plus",
        "{n:0} EUR more for transport",
    ),
    "compare-verdict-eur-less": (
        "{n:0} € de transport en moins",
        "{n:0} EUR less for transport",
    ),
    "compare-inputs": ("Ce qui est différent dans la semaine", "What is different in the week"),
    "compare-inputs-none": (
        "Les données sont les mêmes : seul le calcul diffère.",
        "The data are the same: only the calculation differs.",
    ),
    "compare-why": ("Pourquoi", "Why"),
    "compare-why-before": ("Ce qui le limitait dans {base}", "What held it down in {base}"),
    "compare-show-site": (
        "Montrer {site} sur les deux cartes",
        "Show {site} on both maps",
    ),
    "compare-all-sites": (
        "{n:Encore un site|Les {n:0} autres sites}",
        "{n:One more site|The other {n:0} sites}",
    ),
    "compare-stops-title": ("Arrêts qui changent", "Stops that change"),
    "compare-place": ("Lieu", "Place"),
    "compare-what": ("Changement", "Change"),
    "compare-before": ("Avant", "Before"),
    "compare-after": ("Après", "After"),
    "compare-remedies": ("Ce qui aiderait", "What would help"),
    "compare-remedies-none": (
        "Tous les besoins sont couverts, ou aucune limite chiffrée ne joue.",
        "All needs are met, or no limit with a figure holds.",
    ),
    "compare-remedies-hint": (
        "Gain au plus, tant que cette limite est la plus serrée. Le moins cher d'abord.",
        "At most, while that limit is the tightest. The cheapest first.",
    ),
    "compare-remedy-eur": (
        "{deed}{colon} +{baskets:0} paniers pour {eur:0} € ({each:2} € le panier)",
        "{deed}{colon} +{baskets:0} baskets for {eur:0} EUR ({each:2} EUR a basket)",
    ),
    "compare-remedy": (
        "{deed}{colon} +{baskets:0} paniers (prix non donné)",
        "{deed}{colon} +{baskets:0} baskets (no price given)",
    ),
    "compare-maps-hint": (
        "Déplacer, agrandir ou choisir un site ou un jour sur une carte le fait sur l'autre.",
        "Moving, zooming or choosing a site or a day on one map does it on the other.",
    ),
    "compare-left-map": ("Carte de gauche", "Map on the left"),
    "compare-right-map": ("Carte de droite", "Map on the right"),
    "compare-open": ("Ouvrir ce plan", "Open this plan"),
    "compare-shown": ("{site} est montré sur les deux cartes.", "{site} is shown on both maps."),
    "compare-xlsx": ("Télécharger en tableur (XLSX)", "Download as a spreadsheet (XLSX)"),
}

_REASONS = {
    "change-need": (
        "demande {needed:0} {needed:panier|paniers} au lieu de {before:0}",
        "asks for {needed:0} {needed:basket|baskets} instead of {before:0}",
    ),
    "remedy-supply": ("100 kg de denrées de plus", "100 kg more food"),
    "remedy-supply-place": ("100 kg de plus à {place}", "100 kg more at {place}"),
    "remedy-supply-place-day": (
        "100 kg de plus à {place} {day.fr}",
        "100 kg more at {place} on {day.en}",
    ),
    "remedy-sorting": ("une heure de tri de plus", "one more hour of sorting"),
    "remedy-sorting-place": (
        "une heure de tri de plus à {place}",
        "one more hour of sorting at {place}",
    ),
    "remedy-sorting-place-day": (
        "une heure de tri de plus à {place} {day.fr}",
        "one more hour of sorting at {place} on {day.en}",
    ),
    "remedy-storage": ("place pour 100 kg de plus", "room for 100 kg more"),
    "remedy-storage-place": (
        "place pour 100 kg de plus à {place}",
        "room for 100 kg more at {place}",
    ),
    "remedy-storage-place-day": (
        "place pour 100 kg de plus à {place} {day.fr}",
        "room for 100 kg more at {place} on {day.en}",
    ),
    "remedy-vehicle": ("un véhicule de plus", "one more vehicle"),
    "remedy-vehicle-place": ("un véhicule de plus à {place}", "one more vehicle at {place}"),
    "remedy-vehicle-place-day": (
        "un véhicule de plus à {place} {day.fr}",
        "one more vehicle at {place} on {day.en}",
    ),
}

_SHEETS = {
    "compare-weeks": (
        "{n:0} semaines de suite, de celle du {first} à celle du {last} : tout ce qui suit vaut pour elles toutes ensemble. Une seule à la fois, avec ses cartes :",
        "{n:0} weeks in a row, from that of {first} to that of {last}: all that follows is of all of them together. One at a time, with its maps:",
    ),
    "compare-week": ("semaine du {week}", "week of {week}"),
    "compare-in-week": ("Semaine du {week} : {told}", "Week of {week}: {told}"),
    "sheet-sweep": ("Balayage", "Sweep"),
    "sheet-measures": ("Mesures", "Measures"),
    "sheet-sites": ("Sites", "Sites"),
    "sheet-stops": ("Arrêts", "Stops"),
    "sheet-remedies": ("Remèdes", "Remedies"),
    "sheet-inputs": ("Semaines", "Weeks"),
    "sheet-plan": ("Plan", "Plan"),
    "sheet-site-id": ("Code du site", "Site id"),
    "sheet-baskets": ("Paniers", "Baskets"),
    "sheet-difference": ("Écart", "Difference"),
    "sheet-needed-before": ("Demandés avant", "Needed before"),
    "sheet-needed": ("Demandés", "Needed"),
    "sheet-given-before": ("Donnés avant", "Given before"),
    "sheet-given": ("Donnés", "Given"),
    "sheet-unit": ("Unité", "Unit"),
    "sheet-verdict": ("Verdict", "Verdict"),
    "sheet-eur": ("€", "EUR"),
    "sheet-deed": ("Remède", "Remedy"),
}

TEXTS: dict[str, tuple[str, str]] = {**_PAGE, **_REASONS, **_SHEETS}
