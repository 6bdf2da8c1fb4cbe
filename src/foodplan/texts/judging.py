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
        "{where} : ce producteur veut être le seul collecté de la tournée, il y en a {amount:0} autre(s)",
        "{where}: this producer's is to be the only pick-up of the route, there are {amount:0} more",
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

MEASURES: dict[str, tuple[str, str]] = {
    "measure-baskets_needed": ("Paniers demandés", "Baskets needed"),
    "measure-baskets_needed-means": (
        "somme des besoins de la semaine",
        "sum of all needs of the week",
    ),
    "measure-baskets_given": ("Paniers donnés", "Baskets given"),
    "measure-baskets_given-means": ("paniers remis aux sites", "baskets handed over at sites"),
    "measure-handout_baskets": ("Paniers retirés à la plateforme", "Baskets collected at the hub"),
    "measure-handout_baskets-means": (
        "dont les gens viennent retirer à une plateforme",
        "of them, those that people come to a hub to collect",
    ),
    "measure-brought_baskets": ("Paniers apportés aux sites", "Baskets brought to sites"),
    "measure-brought_baskets-means": (
        "dont des véhicules apportent à des sites : ce qui reste aux autres quand la file à la plateforme est longue",
        "of them, those that vehicles bring to sites: what is left for the others when the queue at a hub is long",
    ),
    "measure-offered_kg": ("Offert", "Offered"),
    "measure-offered_kg-means": ("poids brut de tous les lots", "gross weight of all lots"),
    "measure-collected_kg": ("Collecté", "Collected"),
    "measure-collected_kg-means": (
        "poids brut collecté, utilisé là où il se trouvait (stock de plateforme) ou donné en direct",
        "gross weight collected, used where it stood (stock of a hub), or given directly",
    ),
    "measure-sorted_out_kg": ("Écarté au tri", "Sorted out"),
    "measure-sorted_out_kg-means": (
        "collecté × (1 − part nette du lot)",
        "collected × (1 − yield share of the lot)",
    ),
    "measure-given_kg": ("Donné", "Given"),
    "measure-given_kg-means": (
        "poids net remis aux sites : paniers, commandes et apports directs",
        "net weight handed over at sites: baskets, orders and direct gifts",
    ),
    "measure-held_kg": ("Resté à la plateforme", "Held at hubs"),
    "measure-held_kg-means": (
        "poids net collecté mais pas remis dans la semaine",
        "net weight collected but not handed over in the week",
    ),
    "measure-direct_kg": ("Donné en direct", "Given directly"),
    "measure-direct_kg-means": (
        "poids brut que les producteurs apportent eux-mêmes aux sites",
        "gross weight that producers bring to sites themselves",
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
    "measure-orders_share": ("Commandes honorées", "Orders honoured"),
    "measure-orders_share-means": (
        "kg remis ÷ kg commandés, toutes commandes",
        "kg handed over ÷ kg ordered, all orders",
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
    "measure-n_missed_calls": ("Passages manqués", "Calls missed"),
    "measure-n_missed_calls-means": (
        "jours où un lien demande de passer chez un producteur et où aucune tournée n'y passe",
        "producer-days on which a link requires a call and no route makes it",
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
    "measure-orders_eur": ("Payé pour les commandes", "Paid for orders"),
    "measure-orders_eur-means": (
        "prix de chaque commande × part remise",
        "price of each order × share handed over",
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

FINDINGS: dict[str, tuple[str, str]] = {
    "feasibility-site-other-week": (
        "{site} n'est pas livré cette semaine (semaines paires ou impaires) : ses besoins attendent ; corriger sa colonne weeks",
        "{site} is not served this week (odd or even weeks only): its needs wait; correct its column weeks",
    ),
    "feasibility-site-closed": (
        "{site} n'est ouvert aucun jour de la semaine : aucune livraison possible ; corriger ses horaires",
        "{site} is open on no day of the week: nothing can be delivered; correct its windows",
    ),
    "feasibility-site-links": (
        "Les liens ou zones de {site} ne laissent aucun jour ni véhicule qui puisse le servir ; assouplir l'un d'eux",
        "The links or zones of {site} leave no day and vehicle that could serve it; ease one of them",
    ),
    "feasibility-link-both": (
        "{first} et {second} sont à la fois obligatoires et interdits ; retirer l'un des deux liens",
        "{first} and {second} are both required and forbidden; take one of the two links out",
    ),
    "feasibility-link-refused": (
        "{vehicle} doit servir {site} mais n'y est pas admis (charge, véhicules refusés, autre lien) ; corriger le lien ou l'accès",
        "{vehicle} must serve {site} and may not come (payload, refused vehicles, another link); correct the link or the access",
    ),
    "feasibility-link-closed": (
        "{site} doit être servi {day.fr}, jour où il est fermé ; corriger le lien ou ses horaires",
        "{site} must be served on {day.en}, when it is closed; correct the link or its windows",
    ),
    "feasibility-link-brings": (
        "{producer} apporte ses lots à {hub}, ce que ses liens excluent ; corriger brings_to_hub ou les liens",
        "{producer} brings its lots to {hub}, which its links rule out; correct brings_to_hub or the links",
    ),
    "feasibility-call-closed": (
        "Un véhicule doit passer chez {producer} {day.fr}, jour où il est fermé ; corriger le lien ou ses horaires",
        "A vehicle must call at {producer} on {day.en}, when it is closed; correct the link or its windows",
    ),
    "feasibility-call-no-vehicle": (
        "Aucun véhicule ne peut passer chez {producer} {day.fr}, comme un lien le demande ; ajouter un véhicule ou retirer le lien",
        "No vehicle can call at {producer} on {day.en}, as a link requires; add a vehicle or take the link out",
    ),
    "feasibility-lot-no-vehicle": (
        "Lot {lot} ({product.fr}, {kg:0} kg) : aucun véhicule n'en porte une caisse (température, poids, palettes) ; ajouter un véhicule ou des caissons, ou corriger crate_kg",
        "Lot {lot} ({product.en}, {kg:0} kg): no vehicle carries a crate of it (temperature, weight, pallets); add a vehicle or boxes, or correct crate_kg",
    ),
    "feasibility-site-no-vehicle": (
        "Aucun véhicule n'a le droit d'accéder à {site} ; assouplir l'accès ou ajouter un véhicule",
        "No vehicle may enter {site}; ease its access rules or add a vehicle",
    ),
    "feasibility-site-class-refused": (
        "{site} ne peut garder aucun des produits demandés à leur température ; corriger ses températures",
        "{site} can keep none of what it asks for at its temperature; correct its temperatures",
    ),
    "feasibility-site-class-not-carried": (
        "Aucun véhicule qui va à {site} ne tient la température demandée ; prévoir des caisses isothermes",
        "No vehicle that goes to {site} carries that temperature class; add insulated boxes",
    ),
    "feasibility-site-unreachable": (
        "Aucune route ne mène à {site} ; vérifier sa position et les routes fermées",
        "No road leads to {site}; check its position and the closed roads",
    ),
    "feasibility-site-windows": (
        "Aucun véhicule ne peut être à {site} pendant ses heures d'ouverture et rentrer à temps ; élargir les horaires",
        "No vehicle can be at {site} while it is open and be back in time; widen the windows",
    ),
    "feasibility-site-hub-closed": (
        "{site} se retire à une plateforme fermée à ses heures ; corriger ses horaires ou ceux de la plateforme",
        "{site} is collected at a hub that is closed in its windows; correct its windows or the hub's",
    ),
    "feasibility-site-parts": (
        "{site} demande {need_kg:0} kg, le plus gros véhicule qui y va porte {payload_kg:0} kg : la livraison sera partagée",
        "{site} asks for {need_kg:0} kg, the largest vehicle that may come carries {payload_kg:0} kg: given in parts",
    ),
    "feasibility-site-storage": (
        "{site} demande {need_kg:0} kg et ne peut en stocker que {storage_kg:0} kg avec ses livraisons",
        "{site} asks for {need_kg:0} kg and can store only {storage_kg:0} kg with its deliveries",
    ),
    "feasibility-lot-not-wanted": (
        "Lot {lot} ({product.fr}, {kg:0} kg) : aucun panier ni commande ne prend ce produit",
        "Lot {lot} ({product.en}, {kg:0} kg): no basket or order takes this product",
    ),
    "feasibility-lot-unreachable": (
        "Lot {lot} ({product.fr}, {kg:0} kg) : aucun véhicule ne peut aller le chercher à temps",
        "Lot {lot} ({product.en}, {kg:0} kg): no vehicle can fetch it in time",
    ),
    "feasibility-lot-too-late": (
        "Lot {lot} ({product.fr}, {kg:0} kg) : prêt trop tard pour être emballé cette semaine",
        "Lot {lot} ({product.en}, {kg:0} kg): ready too late to be packed this week",
    ),
    "feasibility-lot-expires": (
        "Lot {lot} ({product.fr}, {kg:0} kg) : périmé avant de pouvoir être emballé",
        "Lot {lot} ({product.en}, {kg:0} kg): expires before it can be packed",
    ),
    "feasibility-basket-groups": (
        "Panier {basket.fr} : il faut {needed} groupes de produits, les lots n'en offrent que {found}",
        "Basket {basket.en}: it needs {needed} product groups, the lots offer only {found}",
    ),
    "feasibility-basket-products": (
        "Panier {basket.fr} : avec {found} produit(s), aucun ne peut rester sous la part permise ({share})",
        "Basket {basket.en}: with {found} product(s), none can stay below the share allowed ({share})",
    ),
    "feasibility-stock-short": (
        "Il est demandé {asked_kg:0} kg, les lots n'en donnent que {stock_kg:0} kg après tri : les sites partageront",
        "{asked_kg:0} kg are asked for, the lots give only {stock_kg:0} kg after sorting: sites will share",
    ),
    "feasibility-sorting-short": (
        "Il faudrait trier {asked_kg:0} kg, les bénévoles peuvent en trier {sorting_kg:0} kg à temps",
        "{asked_kg:0} kg would have to be sorted, volunteers can sort {sorting_kg:0} kg in time",
    ),
    "feasibility-vehicles-short": (
        "Il est demandé {asked_kg:0} kg, tous les véhicules pleins en portent {room_kg:0} kg dans la semaine",
        "{asked_kg:0} kg are asked for, all vehicles full carry {room_kg:0} kg in the week",
    ),
    "feasibility-hub-closed": (
        "La plateforme {hub} n'est ouverte aucun jour de la semaine",
        "Hub {hub} is open on no day of the week",
    ),
    "feasibility-hub-no-vehicle": (
        "Aucun véhicule ne part de la plateforme {hub}",
        "No vehicle starts at hub {hub}",
    ),
    "feasibility-hub-overfull": (
        "Plateforme {hub} : {opening_kg:0} kg déjà en stock pour {storage_kg:0} kg de place",
        "Hub {hub}: {opening_kg:0} kg already in store, with room for {storage_kg:0} kg",
    ),
}

REASONS: dict[str, tuple[str, str]] = {
    "reason-site-other-week": (
        "{site} n'est pas livré cette semaine (semaines paires ou impaires)",
        "{site} is not served this week (odd or even weeks only)",
    ),
    "reason-site-closed": (
        "{site} n'est ouvert aucun jour où il pourrait être livré",
        "{site} is open on no day on which it could be served",
    ),
    "reason-site-links": (
        "les liens ou zones de {site} ne laissent aucun jour ni véhicule qui puisse le servir",
        "the links or zones of {site} leave no day and vehicle that could serve it",
    ),
    "reason-lot-no-vehicle": (
        "{kg:0} kg de {product.fr} : aucun véhicule n'en porte une caisse (température, poids, palettes)",
        "{kg:0} kg of {product.en}: no vehicle carries a crate of it (temperature, weight, pallets)",
    ),
    "reason-site-no-vehicle": (
        "aucun véhicule n'a le droit d'accéder à {site}",
        "no vehicle may enter {site}",
    ),
    "reason-site-class-refused": (
        "{site} ne peut pas garder ces produits à leur température",
        "{site} cannot keep these goods at their temperature",
    ),
    "reason-site-class-not-carried": (
        "aucun véhicule qui va à {site} ne tient cette température",
        "no vehicle that goes to {site} carries this temperature class",
    ),
    "reason-site-unreachable": ("aucune route ne mène à {site}", "no road leads to {site}"),
    "reason-site-windows": (
        "aucun véhicule ne peut être à {site} pendant ses heures d'ouverture et rentrer à temps",
        "no vehicle can be at {site} while it is open and be back in time",
    ),
    "reason-site-hub-closed": (
        "{site} se retire à une plateforme fermée à ses heures",
        "{site} is collected at a hub that is closed in its windows",
    ),
    "reason-site-storage": (
        "{site} ne peut stocker que {storage_kg:0} kg par livraison : {given} paniers sur {needed}",
        "{site} can store only {storage_kg:0} kg a delivery: {given} of {needed} baskets",
    ),
    "reason-vehicles": (
        "les véhicules qui peuvent aller à {site} sont pleins ou sans heures libres ses jours d'ouverture",
        "the vehicles that may go to {site} are full or out of hours on its open days",
    ),
    "reason-history": (
        "{site} a été mieux servi les semaines passées ({earlier_share:2} de ses besoins)",
        "{site} was served better in earlier weeks ({earlier_share:2} of its needs)",
    ),
    "reason-supply": (
        "il n'y a pas assez de denrées pour tous ; {site} partage le manque : {given} paniers sur {needed}",
        "there is not enough food for all; {site} shares the shortage: {given} of {needed} baskets",
    ),
    "reason-sorting": (
        "il manque des heures de tri : {site} reçoit {given} paniers sur {needed}",
        "sorting hours are short: {site} gets {given} of {needed} baskets",
    ),
    "reason-sorting-hub": (
        "{hub} ne peut pas trier plus {day.fr} : {site} reçoit {given} paniers sur {needed}",
        "{hub} can sort no more on {day.en}: {site} gets {given} of {needed} baskets",
    ),
    "reason-storage": (
        "les plateformes sont pleines : {site} reçoit {given} paniers sur {needed}",
        "the hubs' stores are full: {site} gets {given} of {needed} baskets",
    ),
    "reason-storage-hub": (
        "{hub} est plein {day.fr} : {site} reçoit {given} paniers sur {needed}",
        "{hub} is full on {day.en}: {site} gets {given} of {needed} baskets",
    ),
    "reason-composition": (
        "les denrées restantes ne suffisent pas à composer un panier varié : {site} reçoit {given} paniers sur {needed}",
        "what food is left makes no balanced basket: {site} gets {given} of {needed} baskets",
    ),
    "reason-ready": (
        "rien ne peut être collecté et emballé à temps pour {site}",
        "nothing can be collected and packed in time for {site}",
    ),
    "reason-unexplained": (
        "rien de connu n'empêche de donner plus à {site} ; un calcul plus long peut y arriver",
        "nothing known keeps {site} from more; a longer calculation may find it",
    ),
    "reason-lot-not-wanted": (
        "{kg:0} kg de {product.fr} : aucun panier ni commande ne prend ce produit",
        "{kg:0} kg of {product.en}: no basket or order takes this product",
    ),
    "reason-lot-unreachable": (
        "{kg:0} kg de {product.fr} : aucun véhicule ne peut aller les chercher à temps",
        "{kg:0} kg of {product.en}: no vehicle can fetch them in time",
    ),
    "reason-lot-too-late": (
        "{kg:0} kg de {product.fr} : prêts trop tard pour être emballés cette semaine",
        "{kg:0} kg of {product.en}: ready too late to be packed this week",
    ),
    "reason-lot-expires": (
        "{kg:0} kg de {product.fr} : périmés avant de pouvoir être emballés",
        "{kg:0} kg of {product.en}: expire before they can be packed",
    ),
    "reason-lot-not-needed": (
        "{kg:0} kg de {product.fr} : tous les besoins sont couverts sans eux",
        "{kg:0} kg of {product.en}: all needs are met without them",
    ),
    "reason-lot-crate-rest": (
        "{kg:1} kg de {product.fr} : reste de moins d'une caisse",
        "{kg:1} kg of {product.en}: a rest of less than a crate",
    ),
    "reason-lot-held": (
        "{kg:0} kg de {product.fr} : collectés, pas encore emballés à la fin de la semaine",
        "{kg:0} kg of {product.en}: collected, not packed by the end of the week",
    ),
    "reason-lot-composition": (
        "{kg:0} kg de {product.fr} : les paniers en contiennent déjà autant que permis",
        "{kg:0} kg of {product.en}: the baskets hold as much of it as they may",
    ),
    "reason-lot-sorting": (
        "{kg:0} kg de {product.fr} : les bénévoles ne peuvent pas trier plus les jours possibles",
        "{kg:0} kg of {product.en}: volunteers can sort no more on the possible days",
    ),
    "reason-lot-no-use": (
        "{kg:0} kg de {product.fr} : aucun véhicule ou panier ne leur a trouvé de place",
        "{kg:0} kg of {product.en}: no vehicle or basket had room for them",
    ),
}

WEEK: dict[str, tuple[str, str]] = {
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
        "Les véhicules sont pleins ou sans heures libres pour {sites} site(s).",
        "Vehicles are full or out of hours for {sites} site(s).",
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
        "Seules les limites propres à {sites} site(s) jouent (stockage, accès, horaires).",
        "Only limits of {sites} site(s) themselves hold (store, access, windows).",
    ),
    "week-supply": (
        "Denrées, {amount.fr} de plus : +{baskets:1} paniers.",
        "Food, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-supply-place": (
        "Denrées à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Food at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-supply-place-day": (
        "Denrées à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Food at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-sorting": (
        "Tri, {amount.fr} de plus : +{baskets:1} paniers.",
        "Sorting, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-sorting-place": (
        "Tri à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Sorting at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-sorting-place-day": (
        "Tri à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Sorting at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-storage": (
        "Stock, {amount.fr} de plus : +{baskets:1} paniers.",
        "Store, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-storage-place": (
        "Stock à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Store at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-storage-place-day": (
        "Stock à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Store at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-composition": (
        "Part permise d'un même produit, {amount.fr} de plus : +{baskets:1} paniers.",
        "Share of one product allowed, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-composition-place": (
        "Part permise d'un même produit à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Share of one product allowed at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-composition-place-day": (
        "Part permise d'un même produit à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Share of one product allowed at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-site_storage": (
        "Stock du site, {amount.fr} de plus : +{baskets:1} paniers.",
        "Store of the site, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-site_storage-place": (
        "Stock du site à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Store of the site at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-site_storage-place-day": (
        "Stock du site à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Store of the site at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-vehicles": (
        "Transport, {amount.fr} de plus : +{baskets:1} paniers.",
        "Transport, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-vehicles-place": (
        "Transport à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Transport at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-vehicles-place-day": (
        "Transport à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Transport at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-other": (
        "Autre limite ({kind}), {amount.fr} de plus : +{baskets:1} paniers.",
        "Other limit ({kind}), {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-other-place": (
        "Autre limite ({kind}) à {place}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Other limit ({kind}) at {place}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "week-other-place-day": (
        "Autre limite ({kind}) à {place} {day.fr}, {amount.fr} de plus : +{baskets:1} paniers.",
        "Other limit ({kind}) at {place} on {day.en}, {amount.en} more: +{baskets:1} baskets.",
    ),
    "amount-kg": ("100 kg", "100 kg"),
    "amount-hour": ("une heure", "one hour"),
    "amount-basket": ("un panier", "one basket"),
    "amount-other": ("une unité", "one unit"),
}

CHANGES: dict[str, tuple[str, str]] = {
    "stop-change-added": ("nouvel arrêt", "new stop"),
    "stop-change-removed": ("arrêt supprimé", "stop dropped"),
    "stop-change-day": ("autre jour", "other day"),
    "stop-change-vehicle": ("autre véhicule", "other vehicle"),
    "stop-change-order": ("autre ordre", "other order"),
}

TEXTS: dict[str, tuple[str, str]] = {
    **VIOLATIONS,
    **MEASURES,
    **FINDINGS,
    **REASONS,
    **WEEK,
    **CHANGES,
}
