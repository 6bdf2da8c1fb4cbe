"""Every table and column of a dataset, declared once.

Reading, the data dictionary (docs/data-dictionary.md), templates and exports follow this list.
The meaning of a column is the text code `column-<table>-<column>`.
"""

from __future__ import annotations

from foodplan.tables.declaration import Kind, Table, ident, number, of, text, whole

TEMPERATURES = (
    ("ambient", "ambiant", "sec"),
    ("chilled", "frais", "refrigere"),
    ("frozen", "surgele", "congele"),
)
UNITS = (
    ("kg", "kilo", "kilos"),
    ("crate", "crates", "caisse", "caisses"),
    ("piece", "pieces", "unite"),
)
VEHICLE_KINDS = (("van", "fourgon", "camionnette"), ("truck", "camion", "porteur"))
WEEKS = (
    ("every", "toutes", "chaque"),
    ("odd", "impaires", "impaire"),
    ("even", "paires", "paire"),
)
LINK_KINDS = (
    ("site-vehicle", "site-vehicule"),
    ("site-day", "site-jour"),
    ("producer-hub", "producteur-plateforme"),
    ("producer-day", "producteur-jour"),
)
LINK_RULES = (
    ("required", "obligatoire"),
    ("forbidden", "interdit", "interdite"),
    ("usual", "habituel", "habituelle"),
)


_LAT = number("lat", "°", "latitude", required=True, low=-90, high=90)
_LON = number("lon", "°", "longitude lng long", required=True, low=-180, high=180)

PRODUCTS = Table(
    name="products",
    also=("produits",),
    key="product_id",
    mandatory=True,
    columns=(
        ident("product_id", "id_produit code_produit produit"),
        text("name_fr", "nom_fr nom libelle", required=True),
        text("name_en", "nom_en"),
        text("group", "groupe famille", required=True),
        of(
            Kind.CHOICE,
            "temperature",
            "classe_temperature",
            default="ambient",
            choices=TEMPERATURES,
        ),
        number("crate_kg", "kg", "kg_par_caisse poids_caisse_kg", default="10", above=0),
        number("crates_per_pallet", "crates", "caisses_par_palette", default="40", above=0),
        whole("shelf_life_days", "days", "conservation_jours dlc_jours", default="7", high=3650),
        of(Kind.CHOICE, "unit", "unite", default="kg", choices=UNITS),
        number("piece_kg", "kg", "kg_par_piece poids_piece_kg", above=0),
    ),
)
PRODUCERS = Table(
    name="producers",
    also=("producteurs",),
    key="producer_id",
    columns=(
        ident("producer_id", "id_producteur code_producteur producteur"),
        text("label", "libelle nom", required=True),
        text("kind", "type genre", default="farm"),
        text("town", "commune ville"),
        _LAT,
        _LON,
        of(Kind.WINDOWS, "windows", "horaires creneaux", required=True),
        number("loading_min", "min", "chargement_min", default="15"),
        ident("brings_to_hub", "apporte_a_plateforme apporte_a", refers="hubs", required=False),
        number("brings_to_sites_km", "km", "apporte_aux_sites_km"),
        of(Kind.YES_NO, "only_pickup", "seule_collecte", default="no"),
    ),
)
LOTS = Table(
    name="lots",
    also=("stocks", "offres"),
    key="lot_id",
    mandatory=True,
    columns=(
        ident("lot_id", "id_lot code_lot lot"),
        ident("producer_id", "id_producteur producteur", refers="producers", required=False),
        ident("hub_id", "id_plateforme plateforme", refers="hubs", required=False),
        ident("product_id", "id_produit produit", refers="products"),
        number("gross_kg", "kg", "brut_kg poids_brut_kg quantite_kg", required=True, above=0),
        of(Kind.MOMENT, "ready", "pret disponible", required=True),
        of(Kind.DATE, "best_before", "a_consommer_avant dlc ddm"),
        number("yield_share", "share", "rendement", default="1", above=0, high=1),
        number("price_eur_per_kg", "EUR/kg", "prix_eur_par_kg prix_eur_kg", default="0"),
        of(Kind.YES_NO, "direct_ok", "direct livraison_directe", default="no"),
    ),
)
HUBS = Table(
    name="hubs",
    also=("plateformes",),
    key="hub_id",
    mandatory=True,
    columns=(
        ident("hub_id", "id_plateforme code_plateforme plateforme"),
        text("label", "libelle nom", required=True),
        text("town", "commune ville"),
        _LAT,
        _LON,
        of(Kind.WINDOWS, "windows", "horaires creneaux", required=True),
        number("sorting_kg_per_hour", "kg/h", "tri_kg_par_heure", required=True),
        of(Kind.HOURS_BY_DAY, "sorting_hours", "heures_tri heures_de_tri", unit="h", required=True),
        number("storage_kg", "kg", "stockage_kg", required=True),
        number("chilled_storage_kg", "kg", "stockage_frais_kg", default="0"),
        number("turnaround_min", "min", "rotation_min", default="20"),
        whole("processing_days", "days", "delai_preparation_jours", default="1", high=7),
    ),
)
SITES = Table(
    name="sites",
    also=("sites_de_distribution",),
    key="site_id",
    mandatory=True,
    columns=(
        ident("site_id", "id_site code_site site"),
        text("label", "libelle nom", required=True),
        text("town", "commune ville", required=True),
        text("district", "qpv quartier"),
        _LAT,
        _LON,
        of(Kind.WINDOWS, "windows", "horaires creneaux", required=True),
        whole("deliveries_per_week", "", "livraisons_par_semaine", default="1", low=1),
        number("unloading_min", "min", "dechargement_min", default="10"),
        number("unloading_min_per_basket", "min", "dechargement_min_par_panier", default="0.2"),
        number("max_vehicle_kg", "kg", "vehicule_max_kg", above=0),
        of(Kind.NAMES, "allowed_vehicles", "vehicules_autorises"),
        of(Kind.NAMES, "refused_vehicles", "vehicules_refuses"),
        number("storage_kg", "kg", "stockage_kg"),
        of(
            Kind.CHOICES,
            "temperatures",
            "classes_temperature",
            default="ambient",
            choices=TEMPERATURES,
        ),
        number("need_weight", "", "poids_besoin", default="1", above=0),
        number("max_route_min", "min", "tournee_max_min", above=0),
        of(Kind.YES_NO, "first_stop_only", "premier_arret_seulement", default="no"),
        whole("min_gap_days", "days", "jours_entre_livraisons", low=1, high=7),
        of(Kind.CHOICE, "weeks", "semaines", default="every", choices=WEEKS),
        ident("collected_at", "retire_a_plateforme retire_a", refers="hubs", required=False),
    ),
)
NEEDS = Table(
    name="needs",
    also=("besoins",),
    columns=(
        ident("site_id", "id_site site", refers="sites"),
        of(Kind.WEEK, "week", "semaine"),
        ident("basket_id", "id_panier panier type_panier"),
        whole("baskets", "baskets", "paniers nombre_paniers", required=True),
        whole("baskets_low", "baskets", "paniers_bas paniers_min"),
        whole("baskets_high", "baskets", "paniers_haut paniers_max"),
    ),
)
ORDERS = Table(
    name="orders",
    also=("commandes",),
    columns=(
        ident("site_id", "id_site site", refers="sites"),
        of(Kind.WEEK, "week", "semaine"),
        ident("product_id", "id_produit produit", refers="products"),
        number("quantity", "unit", "quantite", required=True, above=0),
        of(Kind.CHOICE, "unit", "unite", default="kg", choices=UNITS),
        of(Kind.YES_NO, "firm", "ferme", default="yes"),
        number("price_eur", "EUR", "prix_eur", default="0"),
        of(Kind.DAY, "day", "jour"),
    ),
)
HISTORY = Table(
    name="history",
    also=("historique",),
    columns=(
        ident("site_id", "id_site site", refers="sites"),
        of(Kind.WEEK, "week", "semaine", required=True),
        number("baskets_needed", "baskets", "paniers_demandes", required=True),
        number("baskets_given", "baskets", "paniers_donnes", required=True),
    ),
)
VEHICLES = Table(
    name="vehicles",
    also=("vehicules", "flotte"),
    key="vehicle_id",
    mandatory=True,
    columns=(
        ident("vehicle_id", "id_vehicule code_vehicule vehicule"),
        text("label", "libelle nom", required=True),
        of(Kind.CHOICE, "kind", "type genre", required=True, choices=VEHICLE_KINDS),
        ident("hub_id", "id_plateforme plateforme", refers="hubs"),
        number("payload_kg", "kg", "charge_utile_kg", required=True, above=0),
        number("pallets", "pallets", "palettes", required=True, above=0),
        of(
            Kind.CHOICES,
            "temperatures",
            "classes_temperature",
            default="ambient",
            choices=TEMPERATURES,
        ),
        whole("insulated_boxes", "pallets", "caissons_isothermes", default="0"),
        of(Kind.WINDOWS, "shifts", "horaires service", required=True),
        number("max_route_min", "min", "tournee_max_min", above=0),
        whole("max_stops_per_trip", "stops", "arrets_max_par_rotation", low=1),
        whole("max_stops", "stops", "arrets_max_par_jour", low=1),
        whole("max_trips", "trips", "rotations_max", default="3", low=1),
        number("fixed_eur_per_day", "EUR/day", "fixe_eur_par_jour", default="0"),
        number("fixed_eur_per_week", "EUR/week", "fixe_eur_par_semaine", default="0"),
        number("eur_per_km", "EUR/km", "eur_par_km", default="0"),
        number("eur_per_hour", "EUR/h", "eur_par_heure", default="0"),
        number("litres_per_100km", "l/100 km", "litres_aux_100km", default="0"),
        of(Kind.NAMES, "zones", "zones_autorisees"),
    ),
)
LINKS = Table(
    name="links",
    also=("liens",),
    columns=(
        of(Kind.CHOICE, "kind", "type genre", required=True, choices=LINK_KINDS),
        ident("first_id", "id_1 premier_id"),
        ident("second_id", "id_2 deuxieme_id"),
        of(Kind.CHOICE, "rule", "regle", required=True, choices=LINK_RULES),
        of(Kind.DAY, "day", "jour"),
        text("reason", "motif raison"),
    ),
)
CLOSURES = Table(
    name="closures",
    also=("fermetures", "routes_fermees"),
    columns=(
        of(Kind.NAMES, "roads", "routes"),
        of(Kind.AREA, "area", "perimetre contour"),
        number("by", "factor", "facteur", above=0),
        of(Kind.SPAN, "between", "entre heures"),
        text("reason", "motif raison"),
    ),
)
ZONES = Table(
    name="zones",
    key="zone_id",
    columns=(
        ident("zone_id", "id_zone code_zone zone"),
        of(Kind.AREA, "area", "perimetre contour", required=True),
        text("reason", "motif raison"),
    ),
)
TRAVEL = Table(
    name="travel",
    also=("trajets", "distances"),
    columns=(
        ident("from_id", "de depart", refers="hubs producers sites"),
        ident("to_id", "vers arrivee", refers="hubs producers sites"),
        number("km", "km", "distance_km", required=True),
        number("min", "min", "duree_min", required=True),
        of(Kind.SPAN, "band", "tranche plage"),
        of(Kind.CHOICE, "vehicle_kind", "type_vehicule", choices=VEHICLE_KINDS),
    ),
)

TABLES = (
    PRODUCTS,
    PRODUCERS,
    LOTS,
    HUBS,
    SITES,
    NEEDS,
    ORDERS,
    HISTORY,
    VEHICLES,
    LINKS,
    CLOSURES,
    ZONES,
    TRAVEL,
)
TABLE = {table.name: table for table in TABLES}
