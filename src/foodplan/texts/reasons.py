"""Why sites get less, why lots are left, what the week lacks, what changed between plans.

A reason stands beside the name and the figures of its site or lot, and does not say them again.
"""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "reason-site-other-week": (
        "pas de livraison cette semaine (semaines paires ou impaires)",
        "not served this week (odd or even weeks only)",
    ),
    "reason-site-closed": (
        "ouvert aucun jour où une livraison serait possible",
        "open on no day on which it could be served",
    ),
    "reason-site-links": (
        "les liens ou zones ne laissent aucun jour ni véhicule pour le servir",
        "links or zones leave no day and vehicle to serve it",
    ),
    "reason-lot-no-vehicle": (
        "aucun véhicule n'en porte une caisse (température, poids, palettes)",
        "no vehicle carries a crate of it (temperature, weight, pallets)",
    ),
    "reason-site-no-vehicle": (
        "aucun véhicule n'a le droit d'y accéder",
        "no vehicle may enter it",
    ),
    "reason-site-class-refused": (
        "ne peut pas garder ces produits à leur température",
        "it cannot keep these goods at their temperature",
    ),
    "reason-site-class-not-carried": (
        "aucun véhicule qui y va ne tient cette température",
        "no vehicle that goes there carries this temperature class",
    ),
    "reason-site-unreachable": (
        "aucune route n'y mène",
        "no road leads there",
    ),
    "reason-site-windows": (
        "aucun véhicule ne peut y être pendant ses heures d'ouverture et rentrer à temps",
        "no vehicle can be there while it is open and be back in time",
    ),
    "reason-site-hub-closed": (
        "se retire à une plateforme fermée à ses heures",
        "collected at a hub that is closed in its windows",
    ),
    "reason-collected": (
        "se retire à la plateforme {hub} : aucun véhicule n'est en cause",
        "collected at the hub {hub}: no vehicle is to blame",
    ),
    "reason-site-storage": (
        "ne peut stocker que {storage_kg:0} kg par livraison",
        "it can store only {storage_kg:0} kg a delivery",
    ),
    "reason-vehicles": (
        "les véhicules qui peuvent y aller sont pleins ou sans heures libres ses jours d'ouverture",
        "the vehicles that may go there are full or out of hours on its open days",
    ),
    "reason-history": (
        "mieux servi les semaines passées ({earlier_share:2} de ses besoins)",
        "served better in earlier weeks ({earlier_share:2} of its needs)",
    ),
    "reason-supply": (
        "il n'y a pas assez de denrées pour tous : le manque est partagé",
        "there is not enough food for all: the shortage is shared",
    ),
    "reason-sorting": (
        "il manque des heures de tri",
        "sorting hours are short",
    ),
    "reason-sorting-hub": (
        "{hub} ne peut pas trier plus {day.fr}",
        "{hub} can sort no more on {day.en}",
    ),
    "reason-storage": (
        "les plateformes sont pleines",
        "the hubs' stores are full",
    ),
    "reason-storage-hub": (
        "{hub} est plein {day.fr}",
        "{hub} is full on {day.en}",
    ),
    "reason-composition": (
        "les denrées restantes ne suffisent pas à composer un panier varié",
        "what food is left makes no balanced basket",
    ),
    "reason-ready": (
        "rien ne peut être collecté et emballé à temps",
        "nothing can be collected and packed in time for it",
    ),
    "reason-unexplained": (
        "rien de connu n'empêche de lui donner plus ; un calcul plus long peut y arriver",
        "nothing known keeps it from more; a longer calculation may find it",
    ),
    "reason-lot-not-wanted": (
        "aucun panier ni commande ne prend ce produit",
        "no basket or order takes this product",
    ),
    "reason-lot-unreachable": (
        "aucun véhicule ne peut aller le chercher à temps",
        "no vehicle can fetch it in time",
    ),
    "reason-lot-too-late": (
        "prêt trop tard pour être emballé cette semaine",
        "ready too late to be packed this week",
    ),
    "reason-lot-expires": (
        "périmé avant de pouvoir être emballé",
        "expires before it can be packed",
    ),
    "reason-lot-not-needed": (
        "tous les besoins sont couverts sans lui",
        "all needs are met without it",
    ),
    "reason-lot-crate-rest": (
        "reste de moins d'une caisse",
        "a rest of less than a crate",
    ),
    "reason-lot-held": (
        "{kg:0} kg collectés, pas encore emballés à la fin de la semaine",
        "{kg:0} kg collected, not packed by the end of the week",
    ),
    "reason-lot-held-rest": (
        "{kg:1} kg collectés, pas emballés : moins d'une caisse",
        "{kg:1} kg collected, not packed: less than a crate",
    ),
    "reason-lot-composition": (
        "les paniers en contiennent déjà autant que permis",
        "the baskets hold as much of it as they may",
    ),
    "reason-lot-sorting": (
        "les bénévoles ne peuvent pas trier plus les jours possibles",
        "volunteers can sort no more on the possible days",
    ),
    "reason-lot-no-use": (
        "aucun véhicule ni panier n'avait de place pour lui",
        "no vehicle or basket had room for it",
    ),
    "week-all-served": ("Tous les besoins sont couverts.", "All needs are met."),
    "week-stock": (
        "Il manque {missing_kg:0} kg pour couvrir tous les besoins ; il ne reste que {spare_kg:0} kg utilisables.",
        "{missing_kg:0} kg are missing to meet all needs; only {spare_kg:0} kg that could be used are left.",
    ),
    "week-sorting-full": (
        "Le tri est complet à {place} {day.fr}.",
        "Sorting is full at {place} on {day.en}.",
    ),
    "week-recipes": (
        "Les denrées restantes ne suffisent pas à composer des paniers variés.",
        "What food is left makes no balanced baskets.",
    ),
    "week-fleet": (
        "Les véhicules sont pleins ou sans heures libres pour {sites:0} {sites:site|sites}.",
        "Vehicles are full or out of hours for {sites:0} {sites:site|sites}.",
    ),
    "week-vehicle-hour": (
        "Une heure de véhicule de plus à {place} {day.fr} : environ +{baskets:1} paniers, au rythme de ce jour.",
        "One more vehicle hour at {place} on {day.en}: about +{baskets:1} baskets, at that day's pace.",
    ),
    "week-missed-call": (
        "Aucun véhicule ne peut passer chez {place} {day.fr}, comme un lien le demande.",
        "No vehicle can call at {place} on {day.en}, as a link requires.",
    ),
    "week-order-storage": (
        "{place} est plein {day.fr} : {site} reçoit {given_kg:0} des {ordered_kg:0} kg de {product.fr} commandés.",
        "{place} is full on {day.en}: {site} gets {given_kg:0} of the {ordered_kg:0} kg of {product.en} it ordered.",
    ),
    "week-own": (
        "Seules les limites propres à {sites:0} {sites:site|sites} jouent (stockage, accès, horaires).",
        "Only limits of {sites:0} {sites:site itself|sites themselves} hold (store, access, windows).",
    ),
    "week-supply": (
        "Denrées, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Food, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-supply-place": (
        "Denrées à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Food at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-supply-place-day": (
        "Denrées à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Food at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-sorting": (
        "Tri, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Sorting, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-sorting-place": (
        "Tri à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Sorting at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-sorting-place-day": (
        "Tri à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Sorting at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-storage": (
        "Stock, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Store, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-storage-place": (
        "Stock à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Store at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-storage-place-day": (
        "Stock à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Store at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-composition": (
        "Part permise d'un même produit, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Share of one product allowed, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-composition-place": (
        "Part permise d'un même produit à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Share of one product allowed at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-composition-place-day": (
        "Part permise d'un même produit à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Share of one product allowed at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-site_storage": (
        "Stock du site, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Store of the site, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-site_storage-place": (
        "Stock du site à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Store of the site at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-site_storage-place-day": (
        "Stock du site à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Store of the site at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-vehicles": (
        "Transport, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Transport, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-vehicles-place": (
        "Transport à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Transport at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-vehicles-place-day": (
        "Transport à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Transport at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-other": (
        "Autre limite ({kind}), {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Other limit ({kind}), {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-other-place": (
        "Autre limite ({kind}) à {place}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Other limit ({kind}) at {place}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "week-other-place-day": (
        "Autre limite ({kind}) à {place} {day.fr}, {amount.fr} de plus : au plus +{baskets:1} paniers.",
        "Other limit ({kind}) at {place} on {day.en}, {amount.en} more: at most +{baskets:1} baskets.",
    ),
    "amount-kg": ("100 kg", "100 kg"),
    "amount-hour": ("une heure", "one hour"),
    "amount-basket": ("un panier", "one basket"),
    "amount-other": ("une unité", "one unit"),
    "stop-change-added": ("nouvel arrêt", "new stop"),
    "stop-change-removed": ("arrêt supprimé", "stop dropped"),
    "stop-change-day": ("autre jour", "other day"),
    "stop-change-vehicle": ("autre véhicule", "other vehicle"),
    "stop-change-order": ("autre ordre", "other order"),
}
