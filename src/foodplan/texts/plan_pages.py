"""Sentences of the page of a plan and of the comparison of plans."""

from __future__ import annotations

_PLAN = {
    "plan-measures": ("Mesures", "Measures"),
    "plan-made": ("calculé le {when}", "made on {when}"),
    "plan-worked": ("en {time}", "in {time}"),
    "plan-seed": ("graine {seed}", "seed {seed}"),
    "plan-broken-one": (
        "Une règle n'est pas respectée. Ne publiez pas ce plan : {rules}",
        "One rule is broken. Do not use this plan: {rules}",
    ),
    "plan-broken-many": (
        "{n:0} règles ne sont pas respectées. N'utilisez pas ce plan : {rules}",
        "{n:0} rules are broken. Do not use this plan: {rules}",
    ),
    "plan-routes": ("Tournées", "Routes"),
    "plan-routes-hint": (
        "Choisissez un arrêt pour le voir sur la carte, ou un point de la carte pour le voir ici.",
        "Choose a stop to see it on the map, or a point on the map to see it here.",
    ),
    "plan-days": ("Jours", "Days"),
    "plan-day-told": (
        "{routes:0} tournées · {baskets:0} paniers",
        "{routes:0} routes · {baskets:0} baskets",
    ),
    "plan-day-empty": ("aucune tournée", "no route"),
    "plan-no-route": ("Aucun véhicule ne roule ce jour-là.", "No vehicle drives on this day."),
    "plan-n-trips-one": ("une rotation", "one trip"),
    "plan-n-trips-many": ("{n:0} rotations", "{n:0} trips"),
    "plan-n-stops-one": ("un arrêt", "one stop"),
    "plan-n-stops-many": ("{n:0} arrêts", "{n:0} stops"),
    "plan-n-baskets-one": ("{n:0} panier", "{n:0} basket"),
    "plan-n-baskets-many": ("{n:0} paniers", "{n:0} baskets"),
    "plan-km": ("{km:0} km", "{km:0} km"),
    "plan-load": ("chargé à {share} au plus", "at most {share} loaded"),
    "plan-trip": (
        "Rotation {n:0} – départ de {hub} à {leave}, retour à {back} · {km:0} km · {kg:0} kg à bord",
        "Trip {n:0} – leaves {hub} at {leave}, back at {back} · {km:0} km · {kg:0} kg on board",
    ),
    "plan-pauses": ("Pauses : {pauses}", "Breaks: {pauses}"),
    "plan-pause": ("{time} ({minutes:0} min)", "{time} ({minutes:0} min)"),
    "plan-order": ("Ordre de passage", "Order of the stops"),
    "plan-order-short": ("N°", "No."),
    "plan-arrival": ("Heure", "Time"),
    "plan-stop": ("Arrêt", "Stop"),
    "plan-hands-over": ("Remis ou chargé", "Handed over or loaded"),
    "plan-kg-of": ("{kg:0} kg de {product}", "{kg:0} kg of {product}"),
    "plan-picks": ("charge {kg:0} kg", "loads {kg:0} kg"),
    "plan-passes-by": ("passage", "calls"),
    "plan-show": ("montrer sur la carte", "show on the map"),
    "plan-shown-on-map": ("% est montré sur la carte.", "% is shown on the map."),
    "plan-chosen-on-map": ("% est montré dans le tableau.", "% is shown in the table."),
    "plan-map-title": ("Carte des tournées – {plan}", "Map of the routes – {plan}"),
    "plan-estimates": (
        "Distances et durées sont des estimations sur les grands axes : prévoyez une marge. Le tableau des tournées contient tous les arrêts de la carte.",
        "Distances and times are estimates on main roads: allow a margin. The table of routes holds every stop of the map.",
    ),
    "plan-shares": ("Qui reçoit le moins", "Who gets least"),
    "plan-shares-full": (
        "Tous les sites reçoivent tout ce qu'ils ont demandé.",
        "Every site gets all that it asked for.",
    ),
    "plan-shares-low-one": (
        "Un site reçoit moins que demandé.",
        "One site gets less than it asked for.",
    ),
    "plan-shares-low-many": (
        "{n:0} sites reçoivent moins que demandé.",
        "{n:0} sites get less than they asked for.",
    ),
    "plan-shares-none-one": (
        "dont un site sans aucun panier",
        "of which one site without any basket",
    ),
    "plan-shares-none-many": (
        "dont {n:0} sites sans aucun panier",
        "of which {n:0} sites without any basket",
    ),
    "plan-lowest-caption": (
        "Sites non servis, puis sites les moins couverts ({n:0} au plus).",
        "Sites not served, then those with the lowest fill ({n:0} at most).",
    ),
    "plan-site": ("Site", "Site"),
    "plan-sites": ("Sites", "Sites"),
    "plan-town": ("Commune", "Town"),
    "plan-given-needed": ("Donné / demandé", "Given / asked"),
    "plan-fill": ("Couverture", "Fill rate"),
    "plan-why": ("Pourquoi", "Why"),
    "plan-by-town": ("Couverture par commune", "Fill rate by town"),
    "plan-by-town-caption": (
        "Paniers donnés et demandés par commune.",
        "Baskets given and asked for by town.",
    ),
    "plan-limits": ("Ce qui limite la semaine", "What limits the week"),
    "plan-no-limit": (
        "Rien ne limite : tous les besoins sont couverts.",
        "Nothing limits it: every need is met.",
    ),
    "plan-quality": ("Ce que vaut ce plan", "How good this plan is"),
    "plan-quality-checked": (
        "Chaque règle (horaires, charges, froid, tri, temps de travail) a été vérifiée à part du calcul.",
        "Every rule (hours, loads, cold, sorting, working time) was checked apart from the solver.",
    ),
    "plan-quality-none": (
        "Aucune borne n'a été calculée : un meilleur plan peut exister.",
        "No bound was computed: a better plan may exist.",
    ),
    "plan-bound-proven": (
        "{stage} : {value} ; prouvé, aucun plan ne fait mieux que {bound}.",
        "{stage}: {value}; proven, no plan does better than {bound}.",
    ),
    "plan-bound-reached": (
        "{stage} : {value} ; prouvé, c'est le mieux possible.",
        "{stage}: {value}; proven, this is the best possible.",
    ),
    "plan-bound-estimate": (
        "{stage} : {value} ; repère {bound}, une estimation et non une preuve.",
        "{stage}: {value}; yardstick {bound}, an estimate and no proof.",
    ),
    "bound-min_fill": ("Couverture la plus basse", "Lowest fill rate"),
    "bound-baskets": ("Paniers", "Baskets"),
    "bound-routes": ("Coût des tournées", "Cost of the routes"),
    "plan-on-day": ("{what}, {day}", "{what}, {day}"),
    "plan-left": ("Lots non pris", "Lots left"),
    "plan-left-lead": ("{kg:0} kg restent.", "{kg:0} kg are left."),
    "plan-left-caption": (
        "Ce qui n'entre dans aucun panier, et pourquoi.",
        "What goes into no basket, and why.",
    ),
    "plan-lot": ("Lot", "Lot"),
    "plan-product": ("Produit", "Product"),
    "plan-from": ("Provenance", "From"),
    "plan-left-kg": ("Reste (kg brut)", "Left (gross kg)"),
    "plan-all-measures": ("Toutes les mesures", "All measures"),
    "plan-next": ("Exporter et continuer", "Export and go on"),
    "plan-export-map": ("Carte (HTML)", "Map (HTML)"),
    "plan-compare": ("Comparer avec un autre plan", "Compare with another plan"),
}

_COMPARE = {
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
    "compare-measure": ("Mesure", "Measure"),
    "compare-same": ("égal", "equal"),
    "compare-better": ("{change} · mieux", "{change} · better"),
    "compare-worse": ("{change} · moins bien", "{change} · worse"),
    "compare-differs": ("{change}", "{change}"),
    "compare-against": ("{plan} par rapport à {base}", "{plan} against {base}"),
    "compare-gain": ("Sites qui gagnent", "Sites that gain"),
    "compare-lose": ("Sites qui perdent", "Sites that lose"),
    "compare-side-one": ("Un site, {baskets:0} paniers.", "One site, {baskets:0} baskets."),
    "compare-side-many": ("{n:0} sites, {baskets:0} paniers.", "{n:0} sites, {baskets:0} baskets."),
    "compare-change": ("Paniers", "Baskets"),
    "compare-stops": (
        "Arrêts changés : {day:0} de jour, {vehicle:0} de véhicule, {order:0} de rang.",
        "Stops changed: {day:0} of day, {vehicle:0} of vehicle, {order:0} of order.",
    ),
    "compare-maps": ("Cartes", "Maps"),
}

TEXTS: dict[str, tuple[str, str]] = {**_PLAN, **_COMPARE}
