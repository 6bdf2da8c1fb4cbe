"""Headings and notes on paper and exported files."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "paper-title": ("Feuilles de route", "Route sheets"),
    "paper-which": ("Quelles feuilles", "Which sheets"),
    "paper-print": (
        "Imprimez avec Ctrl-P : chaque feuille commence une page.",
        "Print with Ctrl-P: each sheet begins a page.",
    ),
    "paper-back": ("Le plan", "The plan"),
    "paper-all": ("Toute la semaine", "The whole week"),
    "paper-none": (
        "Personne ne roule et rien n'est préparé.",
        "Nobody drives and nothing is packed.",
    ),
    "paper-estimates": (
        "Les heures sont des estimations : prévoyez une marge.",
        "Times are estimates: allow a margin.",
    ),
    "paper-hub": ("{hub} : préparer et charger", "{hub}: pack and load"),
    "paper-packs": ("Préparer {n:0} × {basket}", "Pack {n:0} × {basket}"),
    "paper-brought": ("Apporté par les producteurs", "Brought by producers"),
    "paper-leaving": ("Véhicules à charger", "Vehicles to load"),
    "paper-handouts": ("À remettre sur place", "To hand out here"),
    "paper-stops": ("arrêts : {n:0}", "stops: {n:0}"),
    "paper-trip": (
        "Rotation {n} : charger à {hub} dès {load}, départ {leave}, retour {back}",
        "Trip {n}: load at {hub} from {load}, leave {leave}, back {back}",
    ),
    "paper-trip-empty": (
        "Rotation {n} : à {hub} dès {load}, départ à vide {leave}, retour {back}",
        "Trip {n}: at {hub} from {load}, leave empty {leave}, back {back}",
    ),
    "paper-trip-loads": ("{trip} – à bord : {loads}", "{trip} – on board: {loads}"),
    "paper-pick": (
        "charger {kg:0} kg de {product}, {crates:0} {crates:caisse|caisses} (lot {lot})",
        "load {kg:0} kg of {product}, {crates:0} {crates:crate|crates} (lot {lot})",
    ),
    "route-trip": ("{vehicle}, rotation {n}", "{vehicle}, trip {n}"),
    "route-none": (
        "{vehicle} ne roule pas ce jour-là dans le plan {plan}",
        "{vehicle} does not drive on that day in plan {plan}",
    ),
    "paper-col-nth": ("N°", "No."),
    "paper-col-arrives": ("Heure", "Time"),
    "paper-col-place": ("Lieu", "Place"),
    "paper-col-open": ("Ouvert", "Open"),
    "paper-col-handed": ("Remettre ou charger", "Hand over or load"),
    "paper-col-done": ("Fait, signature", "Done, signature"),
    "paper-col-load-from": ("Charger dès", "Load from"),
    "paper-col-leaves": ("Départ", "Leaves"),
    "paper-col-vehicle": ("Véhicule", "Vehicle"),
    "paper-col-loads": ("À charger", "To load"),
    "paper-col-back": ("Retour", "Back"),
    "paper-col-brings": ("Rapporte", "Brings"),
    "paper-col-ready": ("Prêt dès", "Ready from"),
    "paper-col-producer": ("Producteur", "Producer"),
    "paper-col-gross-kg": ("kg bruts", "Gross kg"),
    "paper-col-crates": ("Caisses", "Crates"),
    "paper-col-lot": ("Lot", "Lot"),
    "paper-col-product": ("Produit", "Product"),
    "paper-col-kg": ("kg en tout", "kg in all"),
    "paper-col-kg-each": ("kg par panier", "kg a basket"),
}
