"""What commands, jobs and the API say while they work."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "phase-queued": ("En attente", "Waiting"),
    "phase-reading": ("Lecture des données", "Reading the data"),
    "phase-travel": ("Temps de trajet", "Travel times"),
    "phase-compiling": (
        "Préparation de la recherche (1-2 min la 1re fois)",
        "Preparing the search (1-2 min the first time)",
    ),
    "search-compiling": (
        "Préparation du moteur de tournées : une à deux minutes la première fois, puis rien.",
        "Preparing the route search: one to two minutes the first time, nothing after that.",
    ),
    "search-compiled": (
        "Le moteur de tournées est prêt ({s:0} s).",
        "The route search is ready ({s:0} s).",
    ),
    "bound-compiling": (
        "Préparation du calcul des bornes : une minute la première fois, puis rien.",
        "Preparing the bounds: a minute the first time, nothing after that.",
    ),
    "bound-compiled": (
        "Le calcul des bornes est prêt ({s:0} s).",
        "The bounds are ready ({s:0} s).",
    ),
    "search-not-kept": (
        "Le moteur de tournées est prêt ({s:0} s), mais aucun dossier ne peut le garder : il sera préparé "
        "à chaque démarrage. Indiquez un dossier accessible en écriture par NUMBA_CACHE_DIR.",
        "The route search is ready ({s:0} s), but no folder can keep it, so every start prepares it "
        "again. Name a folder that can be written in NUMBA_CACHE_DIR.",
    ),
    "phase-allocating": ("Répartition des denrées", "Allocating the food"),
    "phase-routing": ("Recherche des tournées", "Searching routes"),
    "phase-checking": ("Vérification du plan", "Checking the plan"),
    "phase-keeping": ("Enregistrement du plan", "Keeping the plan"),
    "error-database-away": (
        "la base {database} ne répond pas ({reason}) ; vérifiez l'adresse et que le serveur tourne",
        "the database {database} does not answer ({reason}); check the address and that the server runs",
    ),
    "error-database-file": (
        "la base {database} ne peut pas être ouverte ou écrite ({reason}) ; vérifiez le chemin et le droit d'écrire le fichier et son dossier, ou donnez une autre base avec --database",
        "the database {database} cannot be opened or written ({reason}); check the path and that the file and its folder may be written, or give another one with --database",
    ),
    "error-no-address": (
        "« {database} » n'est pas l'adresse d'une base ; donnez un fichier ou postgresql://…",
        "“{database}” is no address of a database; give a file or postgresql://…",
    ),
    "error-database-kind": (
        "une base {kind} ne convient pas ; donnez un fichier ou postgresql://…",
        "a database of {kind} will not do; give a file or postgresql://…",
    ),
    "error-database-in-memory": (
        "une base en mémoire se perd avec son programme ; donnez un fichier",
        "a database in memory is lost with its program; give a file",
    ),
    "error-database-other": (
        "{database} n'est pas une base de foodplan ({reason}) ; donnez un autre fichier ou une autre adresse",
        "{database} is no database of foodplan ({reason}); give another file or address",
    ),
    "error-database-version": (
        "les tables de {database} viennent d'une autre version de foodplan ; mettez foodplan à jour, ou donnez une autre base",
        "the tables of {database} come from another version of foodplan; update foodplan or give another database",
    ),
    "error-cannot-be-planned": (
        "{name} ne peut pas être planifié : {n:0} {n:point|points} à corriger",
        "{name} cannot be planned: {n:0} {n:finding|findings} to correct",
    ),
    "error-no-name": (
        "{name} n'est ni un scénario, ni un jeu de données, ni un fichier ; connus : {known}",
        "{name} is no scenario, dataset or file; known are {known}",
    ),
    "error-no-name-near": (
        "{name} n'est ni un scénario, ni un jeu de données, ni un fichier ; vouliez-vous dire {near} ?",
        "{name} is no scenario, dataset or file; did you mean {near}?",
    ),
    "error-no-run-near": (
        "il n'y a pas de plan {name} ; vouliez-vous dire {near} ?",
        "there is no plan {name}; did you mean {near}?",
    ),
    "error-no-run": (
        "il n'y a pas de plan {name} ; « foodplan plans » les énumère",
        "there is no plan {name}; `foodplan plans` lists them",
    ),
    "error-run-without-plan": (
        "{name} n'a pas de plan : {why}",
        "{name} has no plan: {why}",
    ),
    "error-solver-died": (
        "le calcul s'est arrêté net ({status}) ; relancez-le, et si cela se répète, signalez-le avec le scénario",
        "the solver died ({status}); start it again, and if it happens again, report it with the scenario",
    ),
    "error-solver-memory": (
        "le calcul a voulu plus de {mb:0} Mo de mémoire ; fermez d'autres programmes et relevez FOODPLAN_MEMORY_MB, ou planifiez moins de jours",
        "the solver wanted more than {mb:0} MB of memory; close other programs and raise FOODPLAN_MEMORY_MB, or plan fewer days",
    ),
    "error-solver-late": (
        "le calcul ne s'est pas terminé {s:0} s après sa limite et a été arrêté ; donnez une autre graine ou plus de temps",
        "the solver had not ended {s:0} s after its limit and was killed; give another seed or more time",
    ),
    "error-solver-fault": (
        "erreur du programme pendant le calcul ({detail}) ; signalez-la avec le scénario",
        "a fault of the program while solving ({detail}); report it with the scenario",
    ),
    "error-stopped-early": (
        "arrêté avant le premier plan : il n'y a rien à garder",
        "stopped before the first plan: there is nothing to keep",
    ),
    "error-stopped-late": (
        "arrêté ; aucun plan n'est venu dans les {s:0} s, il n'y a rien à garder",
        "stopped; no plan came within {s:0} s, so there is nothing to keep",
    ),
    "error-broken-plan": (
        "le plan enfreint {n:0} {n:règle|règles} ({rules}) et n'est pas gardé ; c'est une erreur du programme, signalez-la avec le scénario",
        "the plan breaks {n:0} {n:rule|rules} ({rules}) and is not kept; this is a fault of the program, report it with the scenario",
    ),
    "error-job-fault": (
        "erreur du programme ({detail}) ; signalez-la avec le scénario",
        "a fault of the program ({detail}); report it with the scenario",
    ),
    "error-gave-up": (
        "le programme s'est arrêté huit fois pendant ce calcul ; relancez-le avec moins de temps ou de mémoire",
        "the program ended eight times during this run; start it again with less time or memory",
    ),
    "error-interrupted": (
        "arrêté avec le programme, avant la fin : il n'y a rien à garder",
        "stopped together with the program, before its end: there is nothing to keep",
    ),
    "error-two-servers": (
        "un autre foodplan se sert déjà de {database} ; arrêtez-le ou donnez un autre fichier (FOODPLAN_DATABASE)",
        "another foodplan already works on {database}; stop it or give another file (FOODPLAN_DATABASE)",
    ),
    "error-compare-few": (
        "donnez deux à quatre plans à comparer",
        "give two to four plans to compare",
    ),
    "error-setting": (
        "{name} : {value} ne convient pas ({why})",
        "{name}: {value} will not do ({why})",
    ),
}
