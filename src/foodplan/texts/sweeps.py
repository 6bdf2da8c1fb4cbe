"""What is said about sweeps, random weeks, workers and the queue."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "error-no-sweep": (
        "{name} n'a pas de « sweep: » ; ajoutez-en un au scénario (docs/scenario-language.md)",
        "{name} has no `sweep:`; add one to the scenario (docs/scenario-language.md)",
    ),
    "error-sweep-member": (
        "{name} ({words}) ne peut pas être planifié : {n:0} {n:point|points} à corriger",
        "{name} ({words}) cannot be planned: {n:0} {n:finding|findings} to correct",
    ),
    "error-sweep-key": (
        "la clé {key} a servi à la série {sweep}, avec d'autres limites ou un autre scénario ; prenez une autre clé",
        "the key {key} was used for sweep {sweep}, with other limits or another scenario; take another key",
    ),
    "error-no-sweep-of-name": (
        "il n'y a pas de série {name} ; « foodplan sweeps list » les énumère",
        "there is no sweep {name}; `foodplan sweeps list` lists them",
    ),
    "error-no-sweep-of-name-near": (
        "il n'y a pas de série {name} ; vouliez-vous dire {near} ?",
        "there is no sweep {name}; did you mean {near}?",
    ),
    "sweep-status-running": ("en cours", "running"),
    "sweep-status-stopped": ("arrêtée", "stopped"),
    "sweep-status-done": ("terminée", "done"),
    "cli-scenario-sweep": (
        "Calculer tous les plans d'une série : le scénario avec chaque valeur de son « sweep: ». "
        "Ctrl-C l'arrête ; ce qui est fait reste, et « foodplan sweeps resume » la reprend.",
        "Make every plan of a sweep: the scenario with each value of its `sweep:`. Ctrl-C stops it; "
        "what is done stays, and `foodplan sweeps resume` goes on.",
    ),
    "cli-sweeps": ("Les séries de plans gardées.", "The sweeps kept."),
    "cli-sweeps-list": ("Les séries, la dernière d'abord.", "The sweeps, newest first."),
    "cli-sweeps-show": (
        "Les plans d'une série et leurs mesures.",
        "The plans of a sweep with their measures.",
    ),
    "cli-sweeps-stop": (
        "Arrêter une série ; les plans terminés restent.",
        "Stop a sweep; plans that are done stay.",
    ),
    "cli-sweeps-resume": (
        "Reprendre une série arrêtée, et recommencer ce qui a échoué.",
        "Resume a sweep that was stopped, and try again what failed.",
    ),
    "cli-sweeps-export": (
        "Écrire le tableau d'une série en CSV ou en XLSX.",
        "Write the table of a sweep as CSV or XLSX.",
    ),
    "cli-option-table": (
        "Fichier du tableau (.csv ou .xlsx).",
        "File of the table (.csv or .xlsx).",
    ),
    "cli-value-sweep": ("SÉRIE", "SWEEP"),
    "cli-value-file": ("FICHIER", "FILE"),
    "cli-sweep-begins": (
        "Série {sweep} : {label}, {n:0} {n:plan|plans} de {limit} ({reused:0} déjà {reused:fait|faits}).",
        "Sweep {sweep}: {label}, {n:0} {n:plan|plans} of {limit} ({reused} made before).",
    ),
    "cli-sweep-limit-s": ("{s:0} s", "{s:0} s"),
    "cli-sweep-limit-work": ("{n:0} unités", "{n:0} work units"),
    "cli-sweep-progress": (
        "{done:0} {done:plan|plans} sur {n:0}",
        "{done:0} of {n:0} {n:plan|plans}",
    ),
    "cli-sweep-stopped": (
        "La série est arrêtée. Pour la reprendre : foodplan sweeps resume {sweep}",
        "The sweep is stopped. To go on: foodplan sweeps resume {sweep}",
    ),
    "cli-sweep-failed": (
        "{n:0} {n:plan de la série a|plans de la série ont} échoué ; le premier : {error}",
        "{n:0} {n:plan|plans} of the sweep failed; the first: {error}",
    ),
    "cli-sweep-next": (
        "Le tableau : foodplan sweeps export {sweep} --table série.xlsx",
        "The table: foodplan sweeps export {sweep} --table sweep.xlsx",
    ),
    "cli-sweep-name": ("série", "sweep"),
    "cli-sweep-asks": ("question", "question"),
    "cli-sweep-number": ("n°", "no."),
    "cli-sweep-what": ("ce qui change", "what changes"),
    "cli-sweep-baskets": ("paniers", "baskets"),
    "cli-sweep-handouts": ("retirés", "collected"),
    "cli-sweep-brought": ("apportés", "brought"),
    "cli-sweep-min-fill": ("moins servi", "least fill"),
    "cli-sweep-eur": ("€", "EUR"),
    "cli-sweep-km": ("km", "km"),
    "cli-sweep-plans": ("plans", "plans"),
    "cli-no-sweep-yet": (
        "Aucune série. Pour en lancer une : foodplan scenario sweep SCÉNARIO",
        "No sweep yet. To start one: foodplan scenario sweep SCENARIO",
    ),
    "cli-table-kind": (
        "{path} : donnez un fichier .csv ou .xlsx",
        "{path}: give a .csv or .xlsx file",
    ),
    "cli-worker": (
        "Travailler à la file d'attente d'une base PostgreSQL, sur cette machine ou une autre, jusqu'à Ctrl-C.",
        "Work off the queue of a PostgreSQL database, on this machine or another, until Ctrl-C.",
    ),
    "cli-option-jobs": (
        "Calculs menés en même temps (par défaut FOODPLAN_WORKERS, sinon un par cœur).",
        "Runs at the same time (by default FOODPLAN_WORKERS, or else one for each core).",
    ),
    "cli-worker-sqlite": (
        "{database} est un fichier SQLite, dont un seul programme fait les calculs : « foodplan serve » suffit. "
        "Donnez une adresse postgresql:// pour plusieurs machines",
        "{database} is an SQLite file, whose runs one program makes: `foodplan serve` is enough. Give a "
        "postgresql:// address for several machines",
    ),
    "cli-worker-works": (
        "Au travail sur {database} : {n:0} {n:calcul|calculs} à la fois, {waiting} en attente. Ctrl-C pour finir.",
        "At work on {database}: {n:0} {n:run|runs} at a time, {waiting} waiting. Ctrl-C to end.",
    ),
    "cli-worker-ends": (
        "Fini ; ce qui n'était pas terminé attend de nouveau.",
        "Ended; what was not finished waits again.",
    ),
    "no-worker": (
        "Personne ne travaille à la file d'attente : lancez « foodplan worker » ou « foodplan serve » avec FOODPLAN_WORKERS.",
        "Nobody works off the queue: start `foodplan worker`, or `foodplan serve` with FOODPLAN_WORKERS.",
    ),
    "cli-doctor-queue": (
        "file d'attente : {workers:0} {workers:programme|programmes} au travail, {running:0} {running:calcul|calculs} en cours, {waiting} en attente.",
        "queue: {workers:0} {workers:program|programs} at work, {running:0} {running:run|runs} going on, {waiting} waiting.",
    ),
    "cli-doctor-no-queue": (
        "file d'attente : la base ne répond pas",
        "queue: the database does not answer",
    ),
    "cli-robustness": (
        "Essayer un plan sur de nombreuses semaines tirées au hasard : besoins, pertes au tri, véhicules en panne.",
        "Try a plan on many random weeks: needs, losses in sorting, vehicles that fail.",
    ),
    "cli-option-weeks": (
        "Nombre de semaines (100 par défaut).",
        "Number of weeks (100 by default).",
    ),
    "robustness-progress": ("{n} semaines sur {weeks}", "{n} of {weeks} weeks"),
    "robustness-holds": (
        "Le plan tient sans réparation {n:0} {n:semaine|semaines} sur {weeks:0}.",
        "The plan holds without a repair in {n:0} of {weeks:0} weeks.",
    ),
    "robustness-repairs": (
        "Réparations attendues par semaine : {repairs:1} ; une semaine réparée change {stops:1} {stops:arrêt|arrêts}.",
        "Repairs to expect in a week: {repairs:1}; a week that is repaired changes {stops:1} {stops:stop|stops}.",
    ),
    "robustness-baskets": (
        "Paniers attendus : {baskets:0}.",
        "Baskets to expect: {baskets:0}.",
    ),
    "robustness-min-fill": (
        "Le site le moins bien servi reçoit {mean:0} % de son besoin en moyenne, et {p10:0} % ou moins une semaine sur dix ; sans réparer, {bare:0} %.",
        "The site served worst gets {mean:0}% of its need on average, and {p10:0}% or less in one week of ten; {bare:0}% if nobody repaired.",
    ),
    "robustness-lowest": ("Les sites qui risquent le plus", "The sites most at risk"),
    "robustness-site": ("site", "site"),
    "robustness-fill": ("Couverture attendue", "Expected fill"),
    "robustness-note": (
        "Besoins entre les bornes des données (sinon ± 10 %), rendement des lots entre 85 et 105 % de l'attendu, "
        "une tournée sur cent sans véhicule. Les semaines où le plan ne tient pas sont réparées, matin après matin.",
        "Needs between the bounds of the data (or else ± 10%), lots yield 85 to 105% of what is expected, one route "
        "in a hundred has no vehicle. Weeks in which the plan does not hold are repaired, morning by morning.",
    ),
    "robustness-title": ("Le plan tient-il ?", "Does the plan hold?"),
    "robustness-lead": (
        "Le plan est essayé sur des semaines tirées au hasard. Là où il ne tient pas, il est vraiment réparé, matin après matin ; rien n'est gardé.",
        "The plan is tried on random weeks. Where it does not hold it is really repaired, morning by morning; nothing is kept.",
    ),
    "robustness-link": ("Le plan tient-il ?", "Does it hold?"),
    "robustness-how-many": ("Nombre de semaines", "Number of weeks"),
    "robustness-start": ("Essayer", "Try"),
    "robustness-stop": ("Arrêter et garder ces chiffres", "Stop and keep these figures"),
    "robustness-lost": (
        "La liaison avec foodplan est coupée ; les chiffres sont ceux d'avant. Si « foodplan serve » tourne, relancez l'essai.",
        "The connection to foodplan is lost; the figures are those from before. If `foodplan serve` runs, try again.",
    ),
    "robustness-needs-script": (
        "Cette page a besoin de JavaScript ; la commande foodplan robustness dit la même chose.",
        "This page needs JavaScript; the command foodplan robustness says the same.",
    ),
}
