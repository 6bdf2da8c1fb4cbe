"""Violations, findings about feasibility, reasons and measures of a plan.

`{where}` and `{amount}` are what the rule reports; `{day.fr}`, `{product.en}` read one language of
a label.
"""

from __future__ import annotations

VIOLATIONS: dict[str, tuple[str, str]] = {
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
    "violation-bringing_day": (
        "{where} : apporté un jour où le producteur ou la plateforme est fermé",
        "{where}: brought on a day on which the producer or hub is closed",
    ),
    "violation-producer_hub_links": (
        "{where} : ce producteur ne livre pas cette plateforme",
        "{where}: this producer does not go to this hub",
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

MEASURES: dict[str, tuple[str, str]] = {
    "measure-baskets_needed": ("Paniers demandés", "Baskets needed"),
    "measure-baskets_needed-means": (
        "somme des besoins de la semaine",
        "sum of all needs of the week",
    ),
    "measure-baskets_given": ("Paniers donnés", "Baskets given"),
    "measure-baskets_given-means": ("paniers remis aux sites", "baskets handed over at sites"),
    "measure-offered_kg": ("Offert", "Offered"),
    "measure-offered_kg-means": ("poids brut de tous les lots", "gross weight of all lots"),
    "measure-collected_kg": ("Collecté", "Collected"),
    "measure-collected_kg-means": (
        "poids brut collecté, ou utilisé là où il se trouvait (stock de plateforme)",
        "gross weight collected, or used where it stood (stock of a hub)",
    ),
    "measure-sorted_out_kg": ("Écarté au tri", "Sorted out"),
    "measure-sorted_out_kg-means": (
        "collecté × (1 − part nette du lot)",
        "collected × (1 − yield share of the lot)",
    ),
    "measure-given_kg": ("Donné", "Given"),
    "measure-given_kg-means": (
        "poids net remis aux sites, paniers et commandes",
        "net weight handed over at sites, baskets and orders",
    ),
    "measure-held_kg": ("Resté à la plateforme", "Held at hubs"),
    "measure-held_kg-means": (
        "poids net collecté mais pas remis dans la semaine",
        "net weight collected but not handed over in the week",
    ),
    "measure-left_kg": ("Non pris", "Left"),
    "measure-left_kg-means": (
        "offert − collecté ; chaque lot a son motif",
        "offered − collected; every lot has its reason",
    ),
    "measure-fill_share": ("Couverture totale", "Fill rate in all"),
    "measure-fill_share-means": (
        "paniers donnés ÷ paniers demandés",
        "baskets given ÷ baskets needed",
    ),
    "measure-min_fill_share": ("Couverture la plus basse", "Lowest fill rate"),
    "measure-min_fill_share-means": (
        "donné ÷ demandé du site le moins servi",
        "given ÷ needed of the worst served site",
    ),
    "measure-p10_fill_share": ("Couverture, 10e centile", "Fill rate, 10th percentile"),
    "measure-p10_fill_share-means": (
        "un site sur dix a moins (interpolation linéaire)",
        "one site in ten has less (linear interpolation)",
    ),
    "measure-mean_fill_share": ("Couverture moyenne", "Mean fill rate"),
    "measure-mean_fill_share-means": (
        "moyenne simple des sites qui ont un besoin",
        "plain mean over the sites with a need",
    ),
    "measure-min_rolling_fill_share": (
        "Couverture glissante la plus basse",
        "Lowest rolling fill rate",
    ),
    "measure-min_rolling_fill_share-means": (
        "donné ÷ demandé sur les semaines de la fenêtre d'équité, celle-ci comprise",
        "given ÷ needed over the weeks of the fairness window, this one included",
    ),
    "measure-gini": ("Indice de Gini", "Gini index"),
    "measure-gini-means": (
        "inégalité des couvertures pondérée par les besoins : 0 égal, vers 1 inégal",
        "inequality of fill rates weighted by need: 0 equal, towards 1 unequal",
    ),
    "measure-n_sites": ("Sites avec un besoin", "Sites with a need"),
    "measure-n_sites-means": (
        "sites qui demandent au moins un panier",
        "sites that ask for one basket or more",
    ),
    "measure-n_sites_served": ("Sites servis", "Sites served"),
    "measure-n_sites_served-means": (
        "sites avec un besoin qui reçoivent au moins un panier",
        "sites with a need that get one basket or more",
    ),
    "measure-groups_per_basket": ("Groupes de produits par panier", "Product groups per basket"),
    "measure-groups_per_basket-means": (
        "moyenne sur les paniers emballés",
        "mean over the baskets packed",
    ),
    "measure-largest_product_share": ("Plus grande part d'un produit", "Largest product share"),
    "measure-largest_product_share-means": (
        "part du produit principal dans la recette la moins variée",
        "share of the main product in the least varied recipe",
    ),
    "measure-n_routes": ("Tournées", "Routes"),
    "measure-n_routes-means": ("véhicules-jours utilisés", "vehicle-days used"),
    "measure-n_trips": ("Rotations", "Trips"),
    "measure-n_trips-means": ("départs d'une plateforme", "departures from a hub"),
    "measure-n_vehicles": ("Véhicules", "Vehicles"),
    "measure-n_vehicles-means": (
        "véhicules utilisés au moins une fois",
        "vehicles used at least once",
    ),
    "measure-n_stops": ("Arrêts", "Stops"),
    "measure-n_stops-means": (
        "arrêts aux sites et chez les producteurs",
        "stops at sites and producers",
    ),
    "measure-km": ("Kilomètres", "Kilometres"),
    "measure-km-means": ("km parcourus, retours compris", "km driven, ways back included"),
    "measure-duty_hours": ("Heures de service", "Hours on duty"),
    "measure-duty_hours-means": (
        "du premier chargement au dernier retour, toutes tournées",
        "from first loading to last return, all routes",
    ),
    "measure-driving_hours": ("Heures de conduite", "Driving hours"),
    "measure-driving_hours-means": (
        "temps au volant, toutes tournées",
        "time at the wheel, all routes",
    ),
    "measure-waiting_min": ("Attente", "Waiting"),
    "measure-waiting_min-means": (
        "minutes entre l'arrivée et le début du service, tous arrêts",
        "minutes between arrival and begin of service, all stops",
    ),
    "measure-load_kg_share": ("Taux de charge (kg)", "Load factor (kg)"),
    "measure-load_kg_share-means": (
        "charge au moment le plus lourd ÷ charge utile, sommes de toutes les rotations",
        "load at its heaviest ÷ payload, sums over all trips",
    ),
    "measure-load_pallet_share": ("Taux de charge (palettes)", "Load factor (pallets)"),
    "measure-load_pallet_share-means": (
        "palettes au moment le plus plein ÷ places, sommes de toutes les rotations",
        "pallets at its fullest ÷ places, sums over all trips",
    ),
    "measure-eur": ("Coût du transport", "Transport cost"),
    "measure-eur-means": (
        "fixe par jour + km + heures, et fixe par semaine une fois par véhicule utilisé",
        "fixed per day + km + hours, and fixed per week once per used vehicle",
    ),
    "measure-eur_per_basket": ("Coût par panier", "Cost per basket"),
    "measure-eur_per_basket-means": (
        "coût du transport ÷ paniers donnés",
        "transport cost ÷ baskets given",
    ),
    "measure-eur_per_tonne": ("Coût par tonne", "Cost per tonne"),
    "measure-eur_per_tonne-means": (
        "coût du transport ÷ tonnes nettes données",
        "transport cost ÷ net tonnes given",
    ),
    "measure-sorting_eur": ("Coût du tri", "Sorting cost"),
    "measure-sorting_eur-means": (
        "heures de tri × coût d'une heure de tri",
        "sorting hours × cost of a sorting hour",
    ),
    "measure-food_eur": ("Coût des denrées", "Cost of food"),
    "measure-food_eur-means": (
        "kg bruts collectés × prix du lot",
        "gross kg collected × price of the lot",
    ),
    "measure-litres": ("Carburant", "Fuel"),
    "measure-litres-means": ("km × consommation du véhicule", "km × consumption of the vehicle"),
    "measure-kg_co2e": ("Émissions", "Emissions"),
    "measure-kg_co2e-means": (
        "litres × 3,17 kg CO2e du puits à la roue (arrêté du 26 avril 2017), ou le facteur de la semaine",
        "litres × 3.17 kg CO2e well to wheel (French order of 26 April 2017), or the week's own factor",
    ),
    "measure-kg_co2e_per_basket": ("Émissions par panier", "Emissions per basket"),
    "measure-kg_co2e_per_basket-means": ("émissions ÷ paniers donnés", "emissions ÷ baskets given"),
    "measure-sorting_hours": ("Heures de tri", "Sorting hours"),
    "measure-sorting_hours-means": (
        "kg bruts collectés ÷ kg triés par bénévole et par heure",
        "gross kg collected ÷ kg that a volunteer sorts in an hour",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**VIOLATIONS, **MEASURES}
