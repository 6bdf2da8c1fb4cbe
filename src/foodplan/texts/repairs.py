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
    "repair-which": ("Lequel ?", "Which one?"),
    "repair-which-hint": (
        "Son code : véhicule, producteur, lot, site ; pour la route, une ville ou « roads » ; pour un nouveau site, CODE:LATITUDE:LONGITUDE",
        "Its code: vehicle, producer, lot, site; for a road, a town or “roads”; for a new site CODE:LATITUDE:LONGITUDE",
    ),
    "repair-value": ("Combien, ou quels jours ?", "How much, or which days?"),
    "repair-value-hint": (
        "Jours (mer,jeu ; vide : tous), perte du lot (40%), paniers (30) ou facteur de lenteur (1.5)",
        "Days (wed,thu; empty: all), loss of the lot (40%), baskets (30) or how many times slower (1.5)",
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
        "{n_lost} arrêts à replacer, {n_open} sans place ; {n_changed} arrêts changés ; paniers {before:0} → {after:0} ; coût {before_eur:0} → {after_eur:0} EUR",
        "{n_lost} stops to place again, {n_open} without a place; {n_changed} stops changed; baskets {before:0} → {after:0}; cost {before_eur:0} → {after_eur:0} EUR",
    ),
    "repair-nothing": (
        "Rien ne change : le plan tient malgré l'incident.",
        "Nothing changes: the plan holds in spite of it.",
    ),
    "repair-changes": ("Arrêts changés", "Stops that change"),
    "repair-gains": ("Sites qui gagnent", "Sites that gain"),
    "repair-losses": ("Sites qui perdent", "Sites that lose"),
    "repair-lost": (
        "Arrêts sans place, et leurs cinq meilleures places",
        "Stops that lost their place, and their five best places",
    ),
    "repair-no-place": ("sans place", "no place"),
    "repair-new": ("nouveau", "new"),
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
        "ce qui peut changer : all, keep_vehicles, insert_only",
        "what may change: all, keep_vehicles, insert_only",
    ),
    "cli-option-keep": (
        "véhicules, jours (mer) ou « order » à ne pas toucher, joints par des virgules",
        "vehicles, days (wed) or “order” to leave alone, joined by commas",
    ),
    "cli-option-yes": ("garder le plan réparé", "keep the repaired plan"),
}
