"""Refusals and answers of the command line."""

from __future__ import annotations

_REFUSALS: dict[str, tuple[str, str]] = {
    "cli-see-help": (
        "`{path} --help` montre ce qui est possible.",
        "`{path} --help` shows what is possible.",
    ),
    "cli-no-command": (
        "« {name} » n'est pas une commande ; `{path} --help` les montre toutes.",
        "{name} is no command; `{path} --help` lists them all.",
    ),
    "cli-no-command-near": (
        "« {name} » n'est pas une commande ; vouliez-vous dire « {near} » ?",
        "{name} is no command; did you mean {near}?",
    ),
    "cli-command-missing": ("Il manque une commande.", "A command is missing."),
    "cli-no-option": ("{name} n'est pas une option.", "{name} is no option."),
    "cli-no-option-near": (
        "{name} n'est pas une option ; vouliez-vous dire {near} ?",
        "{name} is no option; did you mean {near}?",
    ),
    "cli-option-value": (
        "{name} : donnez une valeur, ou aucune si l'option n'en prend pas.",
        "{name}: give a value, or none if the option takes none.",
    ),
    "cli-missing": ("Il manque {name}.", "{name} is missing."),
    "cli-too-many": ("« {value} » est de trop.", "{value} is one too many."),
    "cli-no-time": (
        "« {value} » n'est pas une durée ; donnez par exemple 30s, 2min ou 1h.",
        "{value} is no time; give 30s, 2min or 1h, for example.",
    ),
    "cli-no-whole": (
        "« {value} » ne convient pas ; donnez un nombre entier de {least} à {most}.",
        "{value} will not do; give a whole number from {least} to {most}.",
    ),
    "cli-no-choice": (
        "« {value} » ne convient pas ; donnez l'un de : {known}.",
        "{value} will not do; give one of: {known}.",
    ),
    "cli-time-or-work": (
        "Donnez --time ou --work, pas les deux.",
        "Give --time or --work, not both.",
    ),
    "cli-bug": (
        "C'est une erreur du programme, pas la vôtre : {error}. Vos données sont intactes. Relancez avec "
        "FOODPLAN_DEBUG=1 et joignez ce qui s'affiche à un signalement.",
        "This is a fault of the program, not yours: {error}. Your data are untouched. Run again with "
        "FOODPLAN_DEBUG=1 and send what it prints with a report.",
    ),
    "cli-given-up": ("Abandonné.", "Given up."),
    "cli-no-plan-yet": (
        "Aucun plan n'est gardé. Commencez par `foodplan plan crisis-week`.",
        "No plan is kept yet. Start with `foodplan plan crisis-week`.",
    ),
    "cli-failed": ("Le calcul {run} a échoué : {error}", "Run {run} failed: {error}"),
    "cli-stopped": (
        "Le calcul {run} a été arrêté avant d'avoir un plan à garder.",
        "Run {run} was stopped before there was a plan to keep.",
    ),
    "cli-no-folder": (
        "On ne peut pas écrire dans {path} ({why}) ; donnez un autre dossier avec --out.",
        "{path} cannot be written to ({why}); give another folder with --out.",
    ),
    "cli-no-port": (
        "Les ports {first} à {last} sont tous occupés ; donnez-en un autre avec --port.",
        "The ports {first} to {last} are all taken; give another one with --port.",
    ),
}

_ANSWERS: dict[str, tuple[str, str]] = {
    "cli-blocks": ("bloque :", "blocks:"),
    "cli-warns": ("à savoir :", "warns:"),
    "cli-check-clean": (
        "{name} : rien ne bloque. {sites:0} {sites:site|sites}, {baskets:0} {baskets:panier demandé|paniers demandés}, {lots:0} {lots:lot|lots}.\n"
        "Ensuite : `foodplan plan {name}`",
        "{name}: nothing blocks. {sites:0} {sites:site|sites}, {baskets:0} {baskets:basket|baskets} needed, {lots:0} {lots:lot|lots}.\n"
        "Next: `foodplan plan {name}`",
    ),
    "cli-check-part": (
        "{name} peut être calculé ; {n_blocks:0} {n_blocks:point en tient|points en tiennent} une partie à l'écart. "
        "{sites:0} {sites:site|sites}, {baskets:0} {baskets:panier demandé|paniers demandés}, {lots:0} {lots:lot|lots}.",
        "{name} can be planned; {n_blocks:0} {n_blocks:finding keeps|findings keep} a part of it out. "
        "{sites:0} {sites:site|sites}, {baskets:0} {baskets:basket|baskets} needed, {lots:0} {lots:lot|lots}.",
    ),
    "cli-check-blocked": (
        "{name} ne peut pas être calculé : {n_blocks:0} {n_blocks:point bloquant. Corrigez-le|points bloquants. Corrigez-les}, puis relancez "
        "`foodplan check {name}`.",
        "{name} cannot be planned: {n_blocks:0} blocking {n_blocks:finding. Mend it|findings. Mend them}, then run "
        "`foodplan check {name}` again.",
    ),
    "cli-planning": (
        "Calcul de {label} ({name}). Ctrl-C garde le meilleur plan trouvé.",
        "Planning {label} ({name}). Ctrl-C keeps the best plan found.",
    ),
    "cli-stopping": (
        "Arrêt demandé : le meilleur plan trouvé est gardé (encore Ctrl-C pour abandonner).",
        "Stopping: the best plan found is being kept (Ctrl-C again to give up).",
    ),
    "cli-stopped-with-plan": (
        "Arrêté : voici le meilleur plan trouvé jusque-là.",
        "Stopped: this is the best plan found until then.",
    ),
    "cli-best": (
        "{eur:0} € · {baskets:0} {baskets:panier|paniers}",
        "{eur:0} EUR · {baskets:0} {baskets:basket|baskets}",
    ),
    "cli-group-baskets": ("Paniers", "Baskets"),
    "cli-group-fairness": ("Équité", "Fairness"),
    "cli-group-food": ("Denrées", "Food"),
    "cli-group-road": ("Route", "Road"),
    "cli-group-cost": ("Coût et climat", "Cost and climate"),
    "cli-limits": ("Ce qui limite la semaine", "What limits the week"),
    "cli-low-sites": (
        "Sites sous leur besoin : {n:0}, les moins servis d'abord",
        "Sites below their need: {n:0}, the worst served first",
    ),
    "cli-low-site": ("{given:0} sur {needed:0}", "{given:0} of {needed:0}"),
    "cli-low-more": (
        "… et {n:0} {n:autre, qui est|autres, tous} sur la carte et avec --json",
        "… and {n:0} more, {n:which is|all of them} on the map and with --json",
    ),
    "cli-more": ("et {n:0} {n:autre|autres}", "and {n:0} more"),
    "cli-kept": ("Plan gardé : {run}", "Plan kept: {run}"),
    "cli-next": (
        "Ensuite : `foodplan serve` montre la carte et les tournées dans le navigateur ;\n"
        "          `foodplan export map --plan {run}` écrit la carte.",
        "Next: `foodplan serve` shows map and routes in the browser;\n"
        "      `foodplan export map --plan {run}` writes the map.",
    ),
    "cli-not-served": (
        "Attention : {n:0} {n:site que l'on pourrait servir ne reçoit|sites que l'on pourrait servir ne reçoivent} rien : {sites}.",
        "Beware: {n:0} {n:site that could be served gets|sites that could be served get} nothing: {sites}.",
    ),
    "cli-already": (
        "La semaine de référence est déjà calculée ({run}) ; `--again` la recalcule.",
        "The reference week is planned already ({run}); `--again` plans it anew.",
    ),
    "cli-also-rows": ("{finding} (aussi lignes {rows})", "{finding} (also rows {rows})"),
    "cli-not-started": (
        "le serveur n'a pas démarré ; la raison est écrite ci-dessus",
        "the server did not start; the reason stands above",
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
    "cli-database-current": (
        "La base {database} est à niveau ({revision}).",
        "The database {database} is up to date ({revision}).",
    ),
    "cli-plan-name": ("plan", "plan"),
    "cli-scenario-name": ("scénario", "scenario"),
    "cli-status": ("état", "status"),
    "cli-made": ("créé", "made"),
    "cli-what": ("quoi", "what"),
    "cli-asks": ("question", "asks"),
    "cli-scenario-next": (
        "Ensuite : `foodplan compare crisis-week van-out` dit ce que change un scénario.",
        "Next: `foodplan compare crisis-week van-out` says what a scenario changes.",
    ),
    "cli-better": ("mieux", "better"),
    "cli-worse": ("moins bien", "worse"),
    "cli-against": ("{name}, par rapport à {base}", "{name}, against {base}"),
    "cli-gains": ("{n:0} {n:site gagne|sites gagnent} :", "{n:0} {n:site gains|sites gain}:"),
    "cli-loses": ("{n:0} {n:site perd|sites perdent} :", "{n:0} {n:site loses|sites lose}:"),
    "cli-nobody": ("aucun", "none"),
    "cli-stops-changed": (
        "{n:0} {n:lieu servi|lieux servis} un autre jour, par un autre véhicule ou dans un autre ordre",
        "{n:0} {n:place|places} served on another day, by another vehicle or in another order",
    ),
    "cli-site-change": (
        "{gap}  {site} {before} → {after} : {told}",
        "{gap}  {site} {before} → {after}: {told}",
    ),
    "cli-remedies": ("Ce qui aiderait {name} (gain au plus)", "What would help {name} (at most)"),
    "cli-remedy": (
        "{deed} : +{baskets:0} paniers (prix non donné)",
        "{deed}: +{baskets:0} baskets (no price given)",
    ),
    "cli-remedy-eur": (
        "{deed} : +{baskets:0} paniers pour {eur:0} €",
        "{deed}: +{baskets:0} baskets for {eur:0} EUR",
    ),
    "cli-compared": ("Plans comparés : {runs}", "Plans compared: {runs}"),
    "cli-doctor-good": ("bon", "good"),
    "cli-doctor-bad": ("à réparer", "to mend"),
    "cli-doctor-optional": ("absent (facultatif)", "absent (optional)"),
    "cli-doctor-python": ("Python {version}", "Python {version}"),
    "cli-doctor-library": ("données et scénarios : {path}", "data and scenarios: {path}"),
    "cli-doctor-database": ("base : {database}", "database: {database}"),
    "cli-doctor-solver": ("OR-Tools {version}", "OR-Tools {version}"),
    "cli-doctor-search": (
        "recherche de tournées compilée par Numba {version}",
        "route search compiled by Numba {version}",
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

TEXTS: dict[str, tuple[str, str]] = {**_REFUSALS, **_ANSWERS}
