"""Adjusting a plan by hand: locks, moves, insertions, undo."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "adjust-cannot": (
        "ce changement ne peut pas être fait",
        "this change cannot be made",
    ),
    "adjust-breaks": (
        "ce changement enfreint {n:0} {n:règle|règles} ; choisissez une autre place",
        "this change breaks {n:0} {n:rule|rules}; choose another place",
    ),
    "adjust-no-stop": (
        "{place} n'a pas d'arrêt {day.fr} avec {vehicle} dans ce plan ; regardez ses tournées",
        "{place} has no stop on {day.en} with {vehicle} in this plan; look at its routes",
    ),
    "adjust-no-stops": (
        "{place} n'a pas d'arrêt dans ce plan ; ajoutez-en un",
        "{place} has no stop in this plan; insert one",
    ),
    "adjust-closed": (
        "{place} est fermé {day.fr} ; choisissez un autre jour",
        "{place} is closed on {day.en}; choose another day",
    ),
    "adjust-nothing": (
        "Rien ne changerait : cet arrêt est déjà là.",
        "Nothing would change: this stop is there already.",
    ),
    "adjust-what-move": ("{place} : de {before} à {after}.", "{place}: from {before} to {after}."),
    "adjust-what-insert": ("Un arrêt de plus : {place}.", "One more stop: {place}."),
    "adjust-late": (
        "Pas encore gardé : un autre plan a été fait entre-temps. S'il dit déjà tout, prenez-le ; sinon, gardez aussi celui-ci.",
        "Not kept yet: another plan was made meanwhile. If it says all of this, take it; if not, keep this one as well.",
    ),
    "adjust-made-already": (
        "D'autres plans ont déjà été faits à partir de celui-ci. Ce qui y a été changé n'est pas dans celui-ci : pour changer encore, partez du dernier.",
        "Other plans have been made from this one already. What was changed there is not in this one: to change more, go on from the newest.",
    ),
    "adjust-no-day-word": (
        "« {text} » n'est pas un jour ; écrivez lun, mar, mer, jeu, ven, sam ou dim",
        "{text} is no day; write mon, tue, wed, thu, fri, sat or sun",
    ),
    "adjust-which": (
        "{place} a plusieurs arrêts ({calls}) ; dites lequel avec --from",
        "{place} has several stops ({calls}); say which one with --from",
    ),
    "adjust-made": (
        "{place} est déjà livré ou en route {day.fr} ; ce qui est chargé ne bouge plus",
        "{place} has been served or is on its way on {day.en}; what is loaded does not move",
    ),
    "adjust-locked": (
        "{place} est verrouillé : il garde {kind.fr} ; enlevez d'abord ce verrou",
        "{place} is locked: it keeps {kind.en}; take that lock off first",
    ),
    "adjust-no-shift": (
        "{vehicle} ne roule pas {day.fr} ; choisissez un autre jour ou un autre véhicule",
        "{vehicle} does not drive on {day.en}; choose another day or another vehicle",
    ),
    "adjust-past-day": (
        "{day.fr} est passé ; choisissez un jour à venir",
        "{day.en} is over; choose a day to come",
    ),
    "adjust-pickup-stays": (
        "la collecte chez {place} garde son jour et sa plateforme, car des paniers l'attendent ; choisissez un autre véhicule du même jour",
        "the pick-up at {place} keeps its day and hub, because baskets wait for it; choose another vehicle of that day",
    ),
    "adjust-impossible": (
        "{place} ne peut pas être mis là avec {vehicle} : cette rotation ou cette place n'existe pas, il n'y a pas de route, ou une livraison viendrait après une collecte ; choisissez une autre place",
        "{place} cannot be put there with {vehicle}: that trip or position does not exist, there is no road, or a delivery would come after a pick-up; choose another place",
    ),
    "adjust-no-food": (
        "{place} ne recevrait rien {day.fr} : il n'y a pas de denrées pour lui à {hub} à temps ; choisissez un autre jour",
        "{place} would get nothing on {day.en}: there is no food for it at {hub} in time; choose another day",
    ),
    "adjust-no-way": (
        "{place} ne peut pas aller avec {vehicle} même si d'autres arrêts cèdent leur place : véhicule, horaires ou produits ne conviennent pas ; choisissez une autre place",
        "{place} cannot go with {vehicle} even if other stops give way: vehicle, hours or goods do not fit; choose another place",
    ),
    "adjust-served": (
        "{place} reçoit déjà {given} des {needed} paniers demandés ; il n'y a rien à ajouter",
        "{place} gets {given} of the {needed} baskets asked for already; there is nothing to add",
    ),
    "adjust-no-day": (
        "{place} ne peut pas avoir d'arrêt de plus : il est fermé dans le reste de la semaine, ou a déjà toutes ses livraisons",
        "{place} can have no further stop: it is closed in the rest of the week, or has all its deliveries already",
    ),
    "adjust-no-place": (
        "aucun véhicule ne peut aller à {place} à temps ; changez ses horaires ou ajoutez un véhicule",
        "no vehicle can get to {place} in time; change its opening hours or add a vehicle",
    ),
    "adjust-no-nth": (
        "il n'y a pas de place n° {nth} pour {place} ; choisissez de 1 à {most}",
        "there is no place number {nth} for {place}; choose from 1 to {most}",
    ),
    "locks-changed": (
        "quelqu'un a changé les verrous de {name} entre-temps ; regardez-les encore",
        "somebody changed the locks of {name} meanwhile; look at them again",
    ),
    "adjust-label": ("{label} – ajusté : {what}", "{label} – adjusted: {what}"),
    "event-move": ("{place} → {to}", "{place} → {to}"),
    "event-insert": ("{place} ajouté", "{place} inserted"),
    "adjust-summary": (
        "{km} km, {minutes} min, {baskets} paniers, {eur} €",
        "{km} km, {minutes} min, {baskets} baskets, {eur} EUR",
    ),
    "where-route": ("{day} {vehicle}", "{day} {vehicle}"),
    "where-trip": ("{day} {vehicle}, rotation {name}", "{day} {vehicle}, trip {name}"),
    "where-stop": ("{day} {vehicle}, arrêt {name}", "{day} {vehicle}, stop {name}"),
    "adjust-link": ("Ajuster", "Adjust"),
    "adjust-insert-link": ("Ajouter un arrêt", "Insert a stop"),
    "adjust-locked-mark": ("verrouillé : {kinds}", "locked: {kinds}"),
    "adjust-lock-title": ("Cet arrêt garde…", "This stop keeps…"),
    "adjust-lock-keep": ("Garder ces verrous", "Keep these locks"),
    "adjust-move-title": ("Mettre cet arrêt ailleurs", "Put this stop elsewhere"),
    "adjust-to": ("Véhicule", "Vehicle"),
    "adjust-day": ("Jour", "Day"),
    "adjust-trip": ("Rotation (facultatif)", "Trip (optional)"),
    "adjust-position": (
        "Place dans la rotation (facultatif)",
        "Position within the trip (optional)",
    ),
    "adjust-position-hint": (
        "À partir de 1 ; vide : la meilleure. Une rotation de plus que le véhicule n'en a est une nouvelle rotation.",
        "From 1; empty: the best. One trip more than the vehicle has is a new trip.",
    ),
    "adjust-result": ("Le changement", "The change"),
    "adjust-keep": ("Garder le plan ajusté", "Keep the adjusted plan"),
    "adjust-try": ("Essayer cette place", "Try this place"),
    "adjust-replan": (
        "Replanifier d'autres arrêts, le moins possible",
        "Plan other stops anew, as few as it takes",
    ),
    "cli-option-replan": (
        "Si une règle serait enfreinte, replanifier d'autres arrêts, le moins possible.",
        "Where it would break a rule, plan other stops anew, as few as it takes.",
    ),
    "adjust-parent": (
        "Annuler : revenir au plan d'avant",
        "Undo: back to the plan before",
    ),
    "adjust-changes": ("Ce qui change", "What changes"),
    "adjust-children": ("Plans faits à partir de celui-ci", "Plans made from this one"),
    "adjust-broken": (
        "Règles enfreintes, ce changement ne peut pas être gardé",
        "Broken rules, this change cannot be kept",
    ),
    "adjust-places": (
        "Ses meilleures places",
        "Its best places",
    ),
    "cli-lock": (
        "Verrouiller des arrêts d'un plan : ils gardent leur véhicule, leur jour ou leur place dans l'ordre. Sans arrêt, montre les verrous ; --yes garde le changement.",
        "Lock stops of a plan: they keep their vehicle, their day or their place in the order. Without a stop it shows the locks; --yes keeps the change.",
    ),
    "cli-move": (
        "Mettre un arrêt avec un autre véhicule, un autre jour ou à une autre place. Le changement est montré d'abord ; --yes garde le plan ajusté sous un nom à lui.",
        "Put a stop with another vehicle, on another day or at another position. The change is shown first; --yes keeps the adjusted plan under a name of its own.",
    ),
    "cli-insert": (
        "Ajouter un arrêt pour un site qui manque de paniers, à une de ses cinq meilleures places. Le changement est montré d'abord ; --yes garde le plan ajusté sous un nom à lui.",
        "Insert a stop for a site that lacks baskets, at one of its five best places. The change is shown first; --yes keeps the adjusted plan under a name of its own.",
    ),
    "cli-undo": (
        "Revenir d'un plan réparé ou ajusté à celui d'avant : montre son nom. Les deux plans restent.",
        "Go back from a repaired or adjusted plan to the one before: shows its name. Both plans stay.",
    ),
    "cli-value-place": ("ARRÊT", "STOP"),
    "cli-value-site": ("SITE", "SITE"),
    "cli-value-vehicle": ("VÉHICULE", "VEHICLE"),
    "cli-value-day": ("JOUR", "DAY"),
    "cli-value-call": ("JOUR:VÉHICULE", "DAY:VEHICLE"),
    "cli-value-kinds": ("VEHICLE,DAY,ORDER", "VEHICLE,DAY,ORDER"),
    "cli-option-to": ("Le véhicule qui fait l'arrêt.", "The vehicle that makes the stop."),
    "cli-option-day": (
        "Le jour de l'arrêt (mer) ; sinon le même.",
        "The day of the stop (wed); else the same.",
    ),
    "cli-option-trip": (
        "La rotation, à partir de 1 ; sinon la meilleure.",
        "The trip, from 1; else the best.",
    ),
    "cli-option-position": (
        "La place dans la rotation, à partir de 1 ; sinon la meilleure.",
        "The position within the trip, from 1; else the best.",
    ),
    "cli-option-from": (
        "De quel arrêt il s'agit, s'il y en a plusieurs : jour et véhicule (mar:VAN-03).",
        "Which stop is meant, where there are several: day and vehicle (tue:VAN-03).",
    ),
    "cli-option-place": (
        "À laquelle de ses meilleures places, à partir de 1.",
        "At which of its best places, from 1.",
    ),
    "cli-option-what": (
        "Ce que l'arrêt garde : vehicle, day, order, joints par des virgules.",
        "What the stop keeps: vehicle, day, order, joined by commas.",
    ),
    "cli-option-off": ("Enlever ces verrous.", "Take these locks off."),
    "lock-line": ("{place} ({day.fr}) garde {kind.fr}", "{place} ({day.en}) keeps {kind.en}"),
    "lock-off-line": (
        "{place} ({day.fr}) ne garde plus {kind.fr}",
        "{place} ({day.en}) no longer keeps {kind.en}",
    ),
    "lock-none": ("aucun arrêt n'est verrouillé", "no stop is locked"),
    "lock-unknown-kind": (
        "« {text} » n'est pas un verrou ; écrivez vehicle, day ou order",
        "{text} is no lock; write vehicle, day or order",
    ),
    "lock-kept": ("verrous gardés avec le plan {run}", "locks kept with plan {run}"),
    "lock-shown-only": (
        "Rien n'est encore gardé ; ajoutez --yes pour garder ces verrous.",
        "Nothing is kept yet; add --yes to keep these locks.",
    ),
    "problem-precondition-required": ("Version manquante", "Version missing"),
    "problem-precondition-failed": ("Changé entre-temps", "Changed meanwhile"),
    "problem-if-match-detail": (
        "lisez d'abord les verrous et renvoyez leur ETag dans If-Match",
        "read the locks first and send their ETag back in If-Match",
    ),
    "undo-parent": (
        "le plan d'avant est {run}",
        "the plan before is {run}",
    ),
    "undo-none": (
        "{run} n'est fait d'aucun autre plan ; il n'y a rien à annuler",
        "{run} was made from no other plan; there is nothing to undo",
    ),
}
