"""What `foodplan --help` says: commands, options, words for their values."""

from __future__ import annotations

_COMMANDS: dict[str, tuple[str, str]] = {
    "cli-usage": ("Usage :", "Usage:"),
    "cli-usage-options": ("[OPTIONS]", "[OPTIONS]"),
    "cli-usage-command": ("COMMANDE …", "COMMAND …"),
    "cli-options": ("Options\u00a0", "Options"),
    "cli-commands": ("Commandes\u00a0", "Commands"),
    "cli-help": (
        "Planifier une distribution alimentaire d'urgence : quel stock va à quel site, quel jour, "
        "avec quel véhicule et dans quel ordre.",
        "Plan emergency food distribution: which stock goes to which site, on which day, with which "
        "vehicle and in which order.",
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
        "Calculer un plan et le garder. Ctrl-C arrête et garde le meilleur plan trouvé.",
        "Make a plan and keep it. Ctrl-C stops and keeps the best plan found.",
    ),
    "cli-plans": ("Les plans gardés, le dernier d'abord.", "The plans kept, newest first."),
    "cli-compare": (
        "Comparer au premier un à trois autres plans ou scénarios.",
        "Compare one to three other plans or scenarios with the first.",
    ),
    "cli-export": (
        "Écrire la carte, les feuilles de route, les tournées en GPX ou pour l'agenda, le GeoJSON, les tableaux ou le classeur d'un plan.",
        "Write the map, route sheets, routes as GPX or for a calendar, GeoJSON, tables or workbook of a plan.",
    ),
    "cli-scenario": (
        "Scénarios : lister, vérifier, montrer, expliquer, distinguer.",
        "Scenarios: list, check, show, explain, tell apart.",
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
    "cli-db": ("Les tables de la base.", "The tables of the database."),
    "cli-db-upgrade": (
        "Mettre les tables à niveau ; peut être répété.",
        "Bring the tables up to date; safe to repeat.",
    ),
    "cli-prepare": (
        "Préparer le moteur de tournées pour cette machine, une fois après chaque mise à jour.",
        "Prepare the route search for this machine, once after each update.",
    ),
    "cli-doctor": (
        "Vérifier l'installation et dire quoi réparer.",
        "Check the installation and say what to mend.",
    ),
}

_OPTIONS: dict[str, tuple[str, str]] = {
    "cli-value-week": ("SCÉNARIO|DONNÉES|CHEMIN", "SCENARIO|DATASET|PATH"),
    "cli-value-several": ("PLAN|SCÉNARIO|DONNÉES …", "PLAN|SCENARIO|DATASET …"),
    "cli-value-plan": ("PLAN", "PLAN"),
    "cli-value-time": ("DURÉE", "TIME"),
    "cli-value-number": ("N", "N"),
    "cli-value-folder": ("DOSSIER", "FOLDER"),
    "cli-value-address": ("ADRESSE", "ADDRESS"),
    "cli-option-help": ("Afficher cette aide.", "Show this help."),
    "cli-option-version": ("Afficher la version.", "Show the version."),
    "cli-option-json": ("Répondre en JSON.", "Answer in JSON."),
    "cli-option-lang": ("Langue : fr ou en.", "Language: fr or en."),
    "cli-option-quiet": (
        "Le résultat seulement, sans avancement ni conseils.",
        "The answer only, without progress and hints.",
    ),
    "cli-option-database": (
        "Base : un fichier, ou postgresql://…",
        "Database: a file, or postgresql://…",
    ),
    "cli-option-time": (
        "Temps de calcul, par exemple 30s ou 2min ; 30s par défaut.",
        "Time to work, such as 30s or 2min; 30s by default.",
    ),
    "cli-option-time-compare": (
        "Temps de calcul de chaque plan ; 20s par défaut.",
        "Time to work on each plan; 20s by default.",
    ),
    "cli-option-xlsx": (
        "Écrire aussi la comparaison dans ce classeur.",
        "Also write the comparison to this workbook.",
    ),
    "cli-option-work": (
        "Quantité de travail au lieu d'un temps : même plan à chaque fois.",
        "Amount of work instead of time: the same plan every time.",
    ),
    "cli-option-seed": (
        "Graine du hasard ; 1 par défaut.",
        "Seed of the random choices; 1 by default.",
    ),
    "cli-option-engine": ("Moteur de tournées.", "Route engine."),
    "cli-option-out": (
        "Écrire aussi la carte, les feuilles, les GPX, les agendas, le GeoJSON, les tableaux et le classeur dans ce dossier.",
        "Also write the map, sheets, GPX, calendars, GeoJSON, tables and workbook to this folder.",
    ),
    "cli-option-out-export": (
        "Dossier où écrire ; par défaut, le dossier courant.",
        "Folder to write to; by default, the current folder.",
    ),
    "cli-option-port": (
        "Port, sur 127.0.0.1 seulement ; 8000 par défaut.",
        "Port, on 127.0.0.1 only; 8000 by default.",
    ),
    "cli-option-plan": (
        "Plan à écrire ; par défaut, le dernier.",
        "Plan to write; by default, the newest.",
    ),
    "cli-option-again": (
        "Calculer même si un plan des mêmes données est gardé.",
        "Plan again even if a plan of the same data is kept.",
    ),
    "cli-option-no-serve": (
        "Calculer et garder, sans ouvrir le serveur.",
        "Plan and keep, without serving.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_COMMANDS, **_OPTIONS}
