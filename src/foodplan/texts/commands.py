"""Help and answers of the command line."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "cli-help": (
        "Planifier une distribution alimentaire d'urgence : quel stock va à quel site, quel jour, "
        "avec quel véhicule et dans quel ordre.",
        "Plan emergency food distribution: which stock goes to which site, on which day, with which "
        "vehicle and in which order.",
    ),
    "cli-commands": ("Commandes", "Commands"),
    "cli-no-command": (
        "« {name} » n'est pas une commande ; `foodplan --help` les montre toutes.",
        "{name} is no command; `foodplan --help` lists them all.",
    ),
    "cli-no-command-near": (
        "« {name} » n'est pas une commande ; vouliez-vous dire « {near} » ?",
        "{name} is no command; did you mean {near}?",
    ),
    "cli-bug": (
        "C'est une erreur du programme, pas la vôtre : {error}. Vos données sont intactes. Relancez avec "
        "FOODPLAN_DEBUG=1 et joignez ce qui s'affiche à un signalement.",
        "This is a fault of the program, not yours: {error}. Your data are untouched. Run again with "
        "FOODPLAN_DEBUG=1 and send what it prints with a report.",
    ),
    "cli-option-json": ("Répondre en JSON.", "Answer in JSON."),
    "cli-option-lang": ("Langue : fr ou en.", "Language: fr or en."),
    "cli-option-quiet": ("N'afficher que les données.", "Print data only."),
    "cli-option-database": (
        "Adresse de la base (par défaut : un fichier SQLite).",
        "Address of the database (default: an SQLite file).",
    ),
    "cli-demo": (
        "Calculer la semaine de référence, la garder, ouvrir le serveur.",
        "Plan the reference week, keep it, serve it.",
    ),
    "cli-check": (
        "Tout ce qui empêcherait un plan, avant de calculer.",
        "Everything that would stop a plan, before solving.",
    ),
    "cli-plan": (
        "Calculer un plan et le garder.",
        "Make a plan and keep it.",
    ),
    "cli-plans": ("Les plans gardés, le dernier d'abord.", "The plans kept, newest first."),
    "cli-compare": (
        "Comparer de deux à quatre plans ou scénarios.",
        "Compare two to four plans or scenarios.",
    ),
    "cli-export": (
        "Écrire la carte, le GeoJSON ou les tableaux d'un plan.",
        "Write the map, GeoJSON or tables of a plan.",
    ),
    "cli-scenario": (
        "Lister, vérifier ou montrer les scénarios.",
        "List, check or show scenarios.",
    ),
    "cli-scenario-list": ("Les scénarios et leur question.", "The scenarios and what they ask."),
    "cli-scenario-schema": (
        "Le schéma JSON des fichiers de scénario, pour les éditeurs.",
        "The JSON schema of scenario files, for editors.",
    ),
    "cli-serve": (
        "Ouvrir les pages et l'API sur cette machine.",
        "Serve the pages and the API on this machine.",
    ),
    "cli-db": ("Mettre la base à niveau.", "Bring the database up to date."),
    "cli-doctor": (
        "Vérifier l'installation et dire quoi réparer.",
        "Check the installation and say what to mend.",
    ),
    "cli-blocks": ("bloque :", "blocks:"),
    "cli-warns": ("à savoir :", "warns:"),
    "cli-check-clean": (
        "{name} : rien ne bloque. {sites:0} sites, {baskets:0} paniers demandés, {lots:0} lots.",
        "{name}: nothing blocks. {sites:0} sites, {baskets:0} baskets needed, {lots:0} lots.",
    ),
    "cli-check-blocked": (
        "{name} : {n_blocks:0} point(s) bloquant(s). Corrigez-les, puis relancez `foodplan check {name}`.",
        "{name}: {n_blocks:0} blocking finding(s). Mend them, then run `foodplan check {name}` again.",
    ),
    "cli-option-time": (
        "Temps de calcul, par exemple 30s ou 2min (30s par défaut).",
        "Time to work, such as 30s or 2min (default 30s).",
    ),
    "cli-option-work": (
        "Quantité de travail au lieu d'un temps : même plan à chaque fois.",
        "Amount of work instead of time: the same plan every time.",
    ),
    "cli-option-seed": ("Graine du hasard.", "Seed of the random choices."),
    "cli-option-engine": ("Moteur de tournées.", "Route engine."),
    "cli-option-out": (
        "Écrire aussi la carte, le GeoJSON et les tableaux dans ce dossier.",
        "Also write the map, GeoJSON and tables to this folder.",
    ),
    "cli-option-port": ("Port, sur 127.0.0.1 seulement.", "Port, on 127.0.0.1 only."),
    "cli-option-plan": (
        "Plan à écrire (par défaut : le dernier).",
        "Plan to write (default: the newest).",
    ),
    "cli-option-again": (
        "Calculer même si un plan du même jeu de données est gardé.",
        "Plan again even if a plan of the same data is kept.",
    ),
    "cli-option-no-serve": (
        "Calculer et garder, sans ouvrir le serveur.",
        "Plan and keep, without serving.",
    ),
    "cli-planning": ("Calcul de {name}.", "Planning {name}."),
    "cli-stopping": (
        "Arrêt demandé : le meilleur plan trouvé est gardé (encore Ctrl-C pour abandonner).",
        "Stopping: the best plan found is being kept (Ctrl-C again to give up).",
    ),
    "cli-best": ("{eur:0} € · {baskets:0} paniers", "{eur:0} EUR · {baskets:0} baskets"),
    "cli-kept": (
        "Plan gardé sous le nom {run}.",
        "Plan kept as {run}.",
    ),
    "cli-already": (
        "La semaine de référence est déjà calculée ({run}) ; `--again` la recalcule.",
        "The reference week is planned already ({run}); `--again` plans it anew.",
    ),
    "cli-serving": (
        "foodplan est ouvert à l'adresse {url} (Ctrl-C pour fermer).",
        "foodplan is open at {url} (Ctrl-C to close).",
    ),
    "cli-port-taken": (
        "Le port {port} est occupé ; le port {free} est pris à sa place.",
        "Port {port} is taken; using {free} instead.",
    ),
    "cli-written": ("Écrit : {path}", "Written: {path}"),
    "cli-no-plan-yet": (
        "Aucun plan n'est gardé. Commencez par `foodplan plan crisis-week`.",
        "No plan is kept yet. Start with `foodplan plan crisis-week`.",
    ),
    "cli-not-served": (
        "{n:0} site(s) que l'on pourrait servir ne reçoivent rien : {sites}.",
        "{n:0} site(s) that could be served get nothing: {sites}.",
    ),
    "cli-failed": ("Le calcul {run} a échoué : {error}", "Run {run} failed: {error}"),
    "cli-stopped": (
        "Le calcul {run} a été arrêté avant d'avoir un plan à garder.",
        "Run {run} was stopped before there was a plan to keep.",
    ),
    "cli-database-current": (
        "La base {database} est à niveau ({revision}).",
        "The database {database} is up to date ({revision}).",
    ),
    "cli-measure": ("indicateur", "measure"),
    "cli-unit": ("unité", "unit"),
    "cli-value": ("valeur", "value"),
    "cli-plan-name": ("plan", "plan"),
    "cli-scenario-name": ("scénario", "scenario"),
    "cli-status": ("état", "status"),
    "cli-made": ("créé", "made"),
    "cli-asks": ("question", "asks"),
    "cli-gains": ("Sites qui gagnent", "Sites that gain"),
    "cli-loses": ("Sites qui perdent", "Sites that lose"),
    "cli-nobody": ("aucun", "none"),
    "cli-doctor-good": ("bon", "good"),
    "cli-doctor-bad": ("à réparer", "to mend"),
    "cli-doctor-optional": ("absent (facultatif)", "absent (optional)"),
    "cli-doctor-python": ("Python {version}", "Python {version}"),
    "cli-doctor-library": ("données et scénarios : {path}", "data and scenarios: {path}"),
    "cli-doctor-database": ("base : {database}", "database: {database}"),
    "cli-doctor-solver": ("OR-Tools {version}", "OR-Tools {version}"),
    "cli-doctor-search": (
        "moteur de tournées compilé : {detail}",
        "compiled route search: {detail}",
    ),
    "cli-doctor-disk": ("place libre : {mb:0} Mo", "free space: {mb:0} MB"),
    "cli-doctor-chromium": (
        "Chromium (pour les tests de pages seulement)",
        "Chromium (for the page tests only)",
    ),
    "cli-doctor-postgres": (
        "serveur PostgreSQL (pour les tests seulement)",
        "PostgreSQL server (for the tests only)",
    ),
}
