"""Rules that a plan breaks.

`{where}` and `{amount}` are what the rule reports; `{day.fr}`, `{product.en}` read one language of
a label.
"""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "violation-known_ids": (
        "{where} : identifiant inconnu ou arrêt au mauvais endroit",
        "{where}: unknown id, or a stop at the wrong kind of place",
    ),
    "violation-days_in_week": (
        "{where} : le jour sort de la semaine planifiée",
        "{where}: the day lies outside the planned week",
    ),
    "violation-real_amounts": (
        "{where} : quantité négative, ou rotation sans arrêt",
        "{where}: a negative amount, or a trip without stops",
    ),
    "violation-lot_stock": (
        "{where} : {amount:1} kg collectés de plus que le lot ne pèse",
        "{where}: {amount:1} kg more collected than the lot weighs",
    ),
    "violation-lot_transport": (
        "{where} : {amount:1} kg d'écart entre la collecte et ce que les tournées rapportent",
        "{where}: collection and what routes bring differ by {amount:1} kg",
    ),
    "violation-whole_crates": (
        "{where} : {amount:2} caisse d'écart, on collecte des caisses entières",
        "{where}: {amount:2} crates off; lots are collected in whole crates",
    ),
    "violation-lot_ready": (
        "{where} : pris avant d'être prêt",
        "{where}: taken before it is ready",
    ),
    "violation-gift_lot": (
        "{where} : lot non donnable en direct, caisse entamée ou plus que le lot ne pèse ({amount:1} kg)",
        "{where}: the lot may not go directly, a crate is not whole, or it is more than the lot weighs ({amount:1} kg)",
    ),
    "violation-gift_reach": (
        "{where} : {amount:1} km au-delà de ce que le producteur apporte lui-même",
        "{where}: {amount:1} km farther than the producer brings goods itself",
    ),
    "violation-gift_time": (
        "{where} : pas prêt, plus bon, ou producteur ou site fermé",
        "{where}: not ready, no longer good, or the producer or site is closed",
    ),
    "violation-gift_temperature": (
        "{where} : le site ne garde pas cette classe de température",
        "{where}: the site does not keep this temperature class",
    ),
    "violation-gift_storage": (
        "{where} : {amount:1} kg de plus que le site ne peut ranger ce jour",
        "{where}: {amount:1} kg more than the site can store that day",
    ),
    "violation-handout_hub": (
        "{where} : retrait ailleurs qu'à la plateforme du site",
        "{where}: collected elsewhere than at the site's hub",
    ),
    "violation-handout_time": (
        "{where} : prêt quand personne ne vient, ou quand la plateforme est fermée",
        "{where}: ready when nobody comes, or when the hub is closed",
    ),
    "violation-one_handout": (
        "{where} : le retrait d'un jour est noté deux fois",
        "{where}: what is collected on a day is written twice",
    ),
    "violation-bringing_day": (
        "{where} : apporté un jour où le producteur ou la plateforme est fermé",
        "{where}: brought on a day on which the producer or hub is closed",
    ),
    "violation-producer_hub_links": (
        "{where} : ce producteur ne livre pas cette plateforme",
        "{where}: this producer does not go to this hub",
    ),
    "violation-producer_day_links": (
        "{where} : on ne collecte pas ce producteur ce jour-là",
        "{where}: this producer is not called at on that day",
    ),
    "violation-sorting_capacity": (
        "{where} : {amount:0} kg de plus que les bénévoles ne peuvent trier",
        "{where}: {amount:0} kg more than volunteers can sort",
    ),
    "violation-hub_storage": (
        "{where} : {amount:0} kg de trop en stock le soir",
        "{where}: {amount:0} kg too much in store at the end of the day",
    ),
    "violation-processed_stock": (
        "{where} : {amount:1} kg emballés de plus que ce qui est arrivé et trié",
        "{where}: {amount:1} kg more packed than has come and been sorted",
    ),
    "violation-shelf_life": (
        "{where} : emballé {amount:0} j après la dernière date permise",
        "{where}: packed {amount:0} d after the last day allowed",
    ),
    "violation-one_recipe": (
        "{where} : plusieurs recettes pour un même panier",
        "{where}: more than one recipe for the same basket",
    ),
    "violation-recipe_weight": (
        "{where} : le contenu s'écarte de {amount:1} kg du poids des paniers",
        "{where}: the parts are {amount:1} kg off the weight of the baskets",
    ),
    "violation-product_share": (
        "{where} : {amount:1} kg de trop du même produit",
        "{where}: {amount:1} kg too much of one product",
    ),
    "violation-product_groups": (
        "{where} : il manque {amount:0} groupe de produits",
        "{where}: {amount:0} product groups are missing",
    ),
    "violation-recipe_temperatures": (
        "{where} : température interdite dans ce panier",
        "{where}: a temperature class that this basket may not hold",
    ),
    "violation-recipe_product_groups": (
        "{where} : groupe de produits interdit dans ce panier",
        "{where}: a product group that this basket may not hold",
    ),
    "violation-baskets_packed": (
        "{where} : {amount:0} paniers livrés de plus qu'emballés",
        "{where}: {amount:0} more baskets delivered than packed",
    ),
    "violation-orders_packed": (
        "{where} : {amount:1} kg commandés livrés sans avoir été préparés",
        "{where}: {amount:1} kg of an order delivered but not set aside",
    ),
    "violation-orders_asked": (
        "{where} : livraison hors commande ({amount:1} kg ou mauvais jour)",
        "{where}: delivered beyond the order ({amount:1} kg, or the wrong day)",
    ),
    "violation-fill_limit": (
        "{where} : {amount:0} paniers de plus que permis",
        "{where}: {amount:0} more baskets than allowed",
    ),
    "violation-one_route_a_day": (
        "{where} : {amount:0} tournées le même jour",
        "{where}: {amount:0} routes on the same day",
    ),
    "violation-trips_in_order": (
        "{where} : chargement {amount:0} min avant le retour précédent",
        "{where}: loads {amount:0} min before the trip before returns",
    ),
    "violation-shift": (
        "{where} : {amount:0} min hors des heures du véhicule",
        "{where}: {amount:0} min outside the vehicle's shift",
    ),
    "violation-hub_window": (
        "{where} : {amount:0} min hors des heures de la plateforme",
        "{where}: {amount:0} min outside the hub's hours",
    ),
    "violation-route_length": (
        "{where} : tournée trop longue de {amount:0} min",
        "{where}: the route is {amount:0} min too long",
    ),
    "violation-chilled_pickup_route_length": (
        "{where} : tournée trop longue de {amount:0} min pour une collecte au froid",
        "{where}: the route is {amount:0} min too long for a chilled pick-up",
    ),
    "violation-latest_end": (
        "{where} : fin {amount:0} min trop tard",
        "{where}: ends {amount:0} min too late",
    ),
    "violation-trip_count": (
        "{where} : {amount:0} rotations de trop",
        "{where}: {amount:0} trips too many",
    ),
    "violation-stop_count": (
        "{where} : {amount:0} arrêts de trop",
        "{where}: {amount:0} stops too many",
    ),
    "violation-payload": (
        "{where} : surcharge de {amount:0} kg",
        "{where}: {amount:0} kg too heavy",
    ),
    "violation-pallets": (
        "{where} : {amount:2} palettes de trop",
        "{where}: {amount:2} pallets too many",
    ),
    "violation-temperature_classes": (
        "{where} : {amount:2} palettes que ce véhicule ne peut tenir à température",
        "{where}: {amount:2} pallets that this vehicle cannot keep at temperature",
    ),
    "violation-deliveries_first": (
        "{where} : livraison après une collecte dans la même rotation",
        "{where}: a delivery after a pick-up in the same trip",
    ),
    "violation-stop_window": (
        "{where} : {amount:0} min hors des heures d'ouverture",
        "{where}: {amount:0} min outside opening hours",
    ),
    "violation-site_access": (
        "{where} : ce véhicule ne peut pas y accéder",
        "{where}: this vehicle may not go there",
    ),
    "violation-first_stop": (
        "{where} : doit être le premier arrêt de la rotation",
        "{where}: must be the first stop of its trip",
    ),
    "violation-only_pickup": (
        "{where} : ce producteur veut être le seul collecté de la tournée, il y en a {amount:0} {amount:autre|autres}",
        "{where}: this producer's is to be the only pick-up of the route, there {amount:is|are} {amount:0} more",
    ),
    "violation-site_route_length": (
        "{where} : tournée trop longue de {amount:0} min pour ce site",
        "{where}: the route is {amount:0} min too long for this site",
    ),
    "violation-site_storage": (
        "{where} : {amount:0} kg de plus que le site ne peut stocker",
        "{where}: {amount:0} kg more than the site can store",
    ),
    "violation-site_temperatures": (
        "{where} : le site ne peut pas garder ces produits au frais",
        "{where}: the site cannot keep goods of this class",
    ),
    "violation-delivery_count": (
        "{where} : {amount:0} livraisons de trop dans la semaine",
        "{where}: {amount:0} deliveries too many in the week",
    ),
    "violation-delivery_gap": (
        "{where} : livraisons trop rapprochées de {amount:0} j",
        "{where}: deliveries {amount:0} d too close",
    ),
    "violation-site_weeks": (
        "{where} : ce site n'est pas livré cette semaine",
        "{where}: this site is not served this week",
    ),
    "violation-site_day_links": (
        "{where} : jour de livraison interdit",
        "{where}: a day on which it may not be served",
    ),
    "violation-travel_time": (
        "{where} : {amount:1} min d'écart avec le temps de trajet",
        "{where}: {amount:1} min off the travel time",
    ),
    "violation-travel_km": (
        "{where} : {amount:2} km d'écart avec la distance",
        "{where}: {amount:2} km off the distance",
    ),
    "violation-service_time": (
        "{where} : il manque {amount:1} min pour décharger ou charger",
        "{where}: {amount:1} min short for unloading or loading",
    ),
    "violation-turnaround": (
        "{where} : il manque {amount:1} min de chargement à la plateforme",
        "{where}: {amount:1} min short of loading at the hub",
    ),
    "violation-pauses": (
        "{where} : pause hors tournée ou pauses qui se chevauchent",
        "{where}: a pause outside the route, or pauses that overlap",
    ),
    "violation-driving_break": (
        "{where} : {amount:0} min de conduite de trop sans pause",
        "{where}: {amount:0} min too long at the wheel without a break",
    ),
    "violation-work_pause": (
        "{where} : {amount:0} min de travail de trop sans pause",
        "{where}: {amount:0} min too long at work without a pause",
    ),
    "violation-release": (
        "{where} : part avec {amount:0} kg qui ne peuvent pas être triés à cette heure",
        "{where}: leaves with {amount:0} kg that cannot have been sorted by then",
    ),
}
