"""What a repair says: accidents, places, what changed."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "accident-unreadable": (
        "« {words} » ne se comprend pas ; écrivez par exemple van-03-out, site-014-closed:mer, farm-02-fails, lot-7-smaller:40%, site-014-needs:30, Marseille-slow:1.5 ou new-site:S-999:43.30:5.40:30",
        "{words} cannot be understood; write for example van-03-out, site-014-closed:wed, farm-02-fails, lot-7-smaller:40%, site-014-needs:30, Marseille-slow:1.5 or new-site:S-999:43.30:5.40:30",
    ),
    "accident-no-moment": (
        "« {at} » n'est pas un moment de la semaine planifiée ; écrivez par exemple « mar 09:30 »",
        "{at} is no moment of the planned week; write for example: tue 09:30",
    ),
    "accident-before-week": (
        "« {at} » est avant la semaine de ce plan ({first} au {last}) ; donnez un moment de cette semaine, par exemple « mar 09:30 »",
        "{at} lies before the week of this plan ({first} to {last}); give a moment of that week, for example: tue 09:30",
    ),
    "accident-after-week": (
        "« {at} » est après la semaine de ce plan ({first} au {last}) ; donnez un moment de cette semaine, par exemple « mar 09:30 »",
        "{at} lies after the week of this plan ({first} to {last}); give a moment of that week, for example: tue 09:30",
    ),
    "accident-before-since": (
        "ce plan tient compte de ce qui était fait {day.fr} à {time} ; donnez ce moment ou un moment plus tard, ou réparez le plan {parent}",
        "this plan counts on what was done by {day.en} {time}; give that moment or a later one, or repair plan {parent}",
    ),
    "accident-slow-range": (
        "« {words} » : la route est tant de fois plus lente, de plus de 0 à {most:0} ; écrivez par exemple roads-slow:1.5",
        "{words}: the road takes so many times as long, above 0 and at most {most:0}; write for example roads-slow:1.5",
    ),
    "accident-need-range": (
        "« {words} » : un besoin va de 0 à {most:0} paniers ; corrigez le nombre",
        "{words}: a need is 0 to {most:0} baskets; correct the number",
    ),
    "accident-site-exists": (
        "le site {name} existe déjà ; donnez un autre code, ou changez son besoin avec {name}-needs:30",
        "site {name} exists already; give another code, or change its need with {name}-needs:30",
    ),
    "accident-no-location": (
        "« {words} » : ce n'est pas un lieu sur terre ; donnez latitude puis longitude, par exemple 43.30:5.40",
        "{words}: this is no place on earth; give latitude, then longitude, for example 43.30:5.40",
    ),
    "accident-in-water": (
        "le point {lat}, {lon} est dans l'eau ; vérifiez latitude et longitude",
        "the point {lat}, {lon} lies in the water; check latitude and longitude",
    ),
    "accident-far": (
        "le point {lat}, {lon} est à {km:0} km de la plateforme la plus proche (limite {limit:0} km) ; vérifiez latitude et longitude",
        "the point {lat}, {lon} is {km:0} km from the nearest hub (limit {limit:0} km); check latitude and longitude",
    ),
    "accident-already-out": (
        "{name} ne roule plus dans ce plan après {day.fr} {time} : déjà hors service, ou sa journée est finie ; il n'y a rien à réparer",
        "{name} does not drive any more in this plan after {day.en} {time}: it is out already, or its day is over; there is nothing to repair",
    ),
    "accident-already-so": (
        "rien ne change après {day.fr} {time} : c'est déjà le cas dans ce plan, ou déjà passé ; vérifiez le code, les jours et l'heure",
        "nothing changes after {day.en} {time}: it is so in this plan already, or it is past; check the code, the days and the time",
    ),
    "locks-contradict": (
        "des verrous ne peuvent pas être tenus ; enlevez-les, ou changez l'incident",
        "some locks cannot be kept; take them off, or change the accident",
    ),
    "lock-kind-vehicle": ("son véhicule", "its vehicle"),
    "lock-kind-day": ("son jour", "its day"),
    "lock-kind-order": ("sa place dans l'ordre", "its place in the order"),
    "lock-no-stop": (
        "{place} doit garder {kind.fr}, mais n'a pas d'arrêt {day.fr} dans ce plan ; enlevez ce verrou",
        "{place} is to keep {kind.en} but has no stop on {day.en} in this plan; take this lock off",
    ),
    "lock-site-closed": (
        "{place} doit garder {kind.fr} {day.fr}, mais n'est plus ouvert ce jour-là ; enlevez ce verrou",
        "{place} is to keep {kind.en} on {day.en}, but is not open any more that day; take this lock off",
    ),
    "lock-vehicle-out": (
        "{place} doit rester avec {vehicle} {day.fr}, mais {vehicle} ne roule plus ce jour-là ; enlevez ce verrou",
        "{place} is to stay with {vehicle} on {day.en}, but {vehicle} does not drive any more that day; take this lock off",
    ),
    "lock-vehicle-refused": (
        "{place} doit rester avec {vehicle} {day.fr}, mais ce véhicule ne peut pas y aller ; enlevez ce verrou",
        "{place} is to stay with {vehicle} on {day.en}, but that vehicle may not go there; take this lock off",
    ),
    "lock-whole-vehicle-out": (
        "{vehicle} ne doit pas changer, mais ne roule plus {day.fr} ; enlevez {vehicle} de ce qu'il faut garder",
        "{vehicle} is to stay as it is, but does not drive any more on {day.en}; take {vehicle} off what is to be kept",
    ),
    "repair-note-short": (
        "{place} reçoit {given} des {needed} paniers demandés : plus de place, plus de jour possible ou plus de denrées.",
        "{place} gets {given} of the {needed} baskets asked for: no place, no day or no food is left for more.",
    ),
    "repair-note-no-place": (
        "{place} n'a pas de place : aucun véhicule ne peut y aller à temps dans le reste de la semaine.",
        "{place} has no place: no vehicle can get there in time in the rest of the week.",
    ),
    "repair-note-made": (
        "{place} a déjà eu sa livraison ; elle ne bouge plus.",
        "{place} has had its delivery already; that does not move.",
    ),
    "accident-unknown": ("{name} n'existe pas dans ce plan", "{name} does not exist in this plan"),
    "accident-unknown-near": (
        "{name} n'existe pas dans ce plan ; vouliez-vous dire {near} ?",
        "{name} does not exist in this plan; did you mean {near}?",
    ),
    "accident-does-not-fit": (
        "cet incident ne s'applique pas à ce plan",
        "this accident does not apply to this plan",
    ),
    "repair-label": ("{label} – réparé : {because}", "{label} – repaired: {because}"),
    "repair-title": ("Un incident", "An accident"),
    "repair-lead": (
        "Dites ce qui s'est passé et quand. Ce qui est chargé ou livré à ce moment ne bouge plus ; vous voyez le changement avant de le garder.",
        "Say what happened and when. What is loaded or delivered by then does not move; you see the change before you keep it.",
    ),
    "repair-what": ("Que s'est-il passé ?", "What happened?"),
    "repair-what-out": ("Un véhicule ou un conducteur manque", "A vehicle or driver is out"),
    "repair-what-fails": ("Un producteur ne livre pas", "A producer fails"),
    "repair-what-smaller": ("Un lot est plus petit", "A lot is smaller"),
    "repair-what-closed": ("Un site est fermé", "A site is closed"),
    "repair-what-needs": ("Un site demande un autre nombre de paniers", "A site's need changed"),
    "repair-what-slow": ("La route est lente", "The road is slow"),
    "repair-what-new": ("Un site s'ajoute", "A site is added"),
    "repair-which-out": ("Quel véhicule ?", "Which vehicle?"),
    "repair-which-fails": ("Quel producteur ?", "Which producer?"),
    "repair-which-smaller": ("Quel lot ?", "Which lot?"),
    "repair-which-closed": ("Quel site ?", "Which site?"),
    "repair-which-needs": ("Quel site ?", "Which site?"),
    "repair-which-slow": ("Où ?", "Where?"),
    "repair-which-new": ("Code du nouveau site", "Code of the new site"),
    "repair-which-hint": (
        "Un code neuf, sans espace ni accent",
        "A code that no other place has, without spaces and accents",
    ),
    "repair-choose": ("– à choisir –", "– choose –"),
    "repair-drives": ("Roulent dans ce plan", "Drive in this plan"),
    "repair-drives-not": ("Ne roulent pas dans ce plan", "Do not drive in this plan"),
    "repair-everywhere": ("Partout", "Everywhere"),
    "repair-towns": ("Une ville entière", "A whole town"),
    "repair-value-smaller": ("Combien en manque-t-il (%) ?", "How much of it is missing (%)?"),
    "repair-value-needs": ("Combien de paniers dans la semaine ?", "How many baskets in the week?"),
    "repair-value-slow": (
        "Combien de fois plus longtemps (1,5 : une moitié de plus) ?",
        "How many times as long (1.5: half as long again)?",
    ),
    "repair-value-new": ("Combien de paniers demande-t-il ?", "How many baskets does it ask for?"),
    "repair-basket": ("De quel type ?", "Of which type?"),
    "repair-basket-usual": ("celui de la plupart des paniers", "as most baskets are"),
    "repair-days": ("Quels jours ?", "On which days?"),
    "repair-days-hint": (
        "Aucun jour coché : jusqu'à la fin de la semaine",
        "No day ticked: to the end of the week",
    ),
    "repair-new-place": ("Où est-il ?", "Where is it?"),
    "repair-lat": ("Latitude", "Latitude"),
    "repair-lon": ("Longitude", "Longitude"),
    "repair-locks": ("À ne pas toucher (facultatif)", "To leave alone (optional)"),
    "repair-locks-hint": (
        "Véhicules ou jours, joints par des virgules (VAN-03,mer) ; pour tous les arrêts : véhicules, jours, ordre. Les verrous du plan comptent toujours.",
        "Vehicles or days, joined by commas (VAN-03,wed); for every stop: vehicles, days, order. Locks of the plan always count.",
    ),
    "repair-at": ("À partir de quand ?", "From when on?"),
    "repair-time": ("Heure", "Time"),
    "repair-level": ("Que peut-on changer ?", "What may change?"),
    "repair-level-all": ("Tout peut changer", "Change everything"),
    "repair-level-keep_vehicles": (
        "Garder chaque arrêt avec son véhicule",
        "Keep each stop with its vehicle",
    ),
    "repair-level-insert_only": (
        "Placer seulement ce qui est nouveau",
        "Only place what is new",
    ),
    "repair-show": ("Montrer le changement", "Show the change"),
    "repair-keep": ("Garder le plan réparé", "Keep the repaired plan"),
    "repair-back": ("Revenir au plan sans rien changer", "Back to the plan, change nothing"),
    "repair-result": ("Le plan réparé", "The repaired plan"),
    "repair-summary": (
        "Arrêts à replacer : {n_lost}, sans place : {n_open}, changés : {n_changed} ; paniers {before:0} → {after:0} ; coût {before_eur:0} → {after_eur:0} EUR",
        "Stops to place again: {n_lost}, without a place: {n_open}, changed: {n_changed}; baskets {before:0} → {after:0}; cost {before_eur:0} → {after_eur:0} EUR",
    ),
    "repair-nothing": (
        "Rien ne change : le plan tient malgré l'incident.",
        "Nothing changes: the plan holds in spite of it.",
    ),
    "repair-changes": ("Arrêts changés", "Stops that change"),
    "repair-gains": ("Sites qui gagnent", "Sites that gain"),
    "repair-losses": ("Sites qui perdent", "Sites that lose"),
    "repair-routes": (
        "Qui prévenir : véhicules dont la journée change",
        "Whom to tell: vehicles whose day changes",
    ),
    "repair-route-none": ("ne roule pas", "does not drive"),
    "repair-lost": (
        "Arrêts à replacer, et leurs cinq meilleures places",
        "Stops to place again, and their five best places",
    ),
    "repair-went": ("{place} : {to}", "{place}: {to}"),
    "repair-no-place": ("sans place", "no place"),
    "repair-new": ("nouveau", "new"),
    "repair-col-day": ("Jour", "Day"),
    "repair-col-vehicle": ("Véhicule", "Vehicle"),
    "repair-col-stop": ("Arrêt", "Stop"),
    "repair-col-what": ("Changement", "Change"),
    "repair-col-before": ("Avant", "Before"),
    "repair-col-after": ("Après", "After"),
    "repair-col-baskets": ("Paniers", "Baskets"),
    "repair-col-place": ("Place", "Place"),
    "repair-col-km": ("km en plus", "More km"),
    "repair-col-min": ("min en plus", "More min"),
    "repair-col-kg": ("kg libres", "Spare kg"),
    "repair-col-pallets": ("palettes libres", "Spare pallets"),
    "repair-col-late": ("Retard (min)", "Late (min)"),
    "repair-place": (
        "{day} {vehicle}, rotation {trip}, arrêt {position}",
        "{day} {vehicle}, trip {trip}, stop {position}",
    ),
    "repair-kept": ("gardé sous {run}", "kept as {run}"),
    "repair-shown-only": (
        "rien n'est encore gardé ; ajoutez --yes pour garder ce plan",
        "nothing is kept yet; add --yes to keep this plan",
    ),
    "cli-repair": (
        "Réparer un plan après un incident. Le changement est montré d'abord ; --yes garde le plan réparé sous un nom à lui.",
        "Repair a plan after an accident. The change is shown first; --yes keeps the repaired plan under a name of its own.",
    ),
    "cli-value-accident": ("INCIDENT", "ACCIDENT"),
    "cli-value-moment": ("« MAR 09:30 »", "“TUE 09:30”"),
    "cli-value-locks": ("VAN-03,MER,ORDER", "VAN-03,WED,ORDER"),
    "cli-option-because": (
        "l'incident : van-03-out, site-014-closed:mer, farm-02-fails, lot-7-smaller:40%, site-014-needs:30, roads-slow:1.5",
        "the accident: van-03-out, site-014-closed:wed, farm-02-fails, lot-7-smaller:40%, site-014-needs:30, roads-slow:1.5",
    ),
    "cli-option-at": (
        "à partir de quand, par exemple « mar 09:30 »",
        "from when on, such as “tue 09:30”",
    ),
    "cli-option-level": (
        "ce qui peut changer : all (tout), keep_vehicles (chaque arrêt garde son véhicule), insert_only (placer seulement ce qui est nouveau) ; sinon le choix de la semaine",
        "what may change: all (everything), keep_vehicles (each stop keeps its vehicle), insert_only (only place what is new); else what the week's policy allows",
    ),
    "cli-option-keep": (
        "à ne pas toucher : des véhicules, des jours (mer), ou pour tous les arrêts « vehicles », « days », « order » ; joints par des virgules",
        "what to leave alone: vehicles, days (wed), or for every stop “vehicles”, “days”, “order”; joined by commas",
    ),
    "cli-option-yes": ("garder le plan réparé", "keep the repaired plan"),
}
