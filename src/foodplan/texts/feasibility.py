"""What keeps a week from being planned, found before solving."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
        "Panier {basket.fr} : il faut {needed} {needed:groupe|groupes} de produits, les lots n'en offrent que {found}",
        "Basket {basket.en}: it needs {needed} product {needed:group|groups}, the lots offer only {found}",
    ),
    "feasibility-basket-products": (
        "Panier {basket.fr} : avec {found} {found:produit, il ne peut pas|produits, aucun ne peut} rester sous la part permise ({share})",
        "Basket {basket.en}: with {found} {found:product, it cannot|products, none can} stay below the share allowed ({share})",
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
