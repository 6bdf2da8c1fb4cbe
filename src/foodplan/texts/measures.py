"""Measures of a plan: names and definitions."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
