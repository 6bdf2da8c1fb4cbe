"""Titles, buttons and sentences of the pages, and the API's problems."""

from __future__ import annotations

from foodplan.texts import plan_pages, problems

_SHARED = {
    "page-skip": ("Aller au contenu", "Skip to content"),
    "page-skip-map": ("Passer la carte", "Skip the map"),
    "page-skip-maps": ("Passer les cartes", "Skip the maps"),
    "page-menu": ("Menu principal", "Main menu"),
    "page-languages": ("Langue", "Language"),
    "page-home": ("Accueil", "Home"),
    "page-run": ("Calculer", "Plan"),
    "page-compare": ("Comparer", "Compare"),
    "page-foot": (
        "foodplan – distribuer la nourriture d'urgence, équitablement. Tout reste sur cette machine.",
        "foodplan – emergency food, shared fairly. Everything stays on this machine.",
    ),
    "page-api": ("Documentation de l'API", "API documentation"),
    "week-of": ("Semaine du lundi {date}", "Week of Monday {date}"),
    "moment": ("{date} à {time}", "{date} at {time}"),
}

_HOME = {
    "home-title": (
        "Qui reçoit quoi, quel jour, par quelle tournée ?",
        "Who gets what, on which day, on which route?",
    ),
    "home-lead": (
        "Vérifiez les données de la semaine, calculez un plan, comparez les variantes.",
        "Check the week's data, make a plan, compare what-ifs.",
    ),
    "home-weeks": ("Semaines", "Weeks"),
    "home-steps": ("Étapes de la semaine", "Steps of the week"),
    "home-other-weeks": (
        "{n:Une autre semaine|{n:0} autres semaines}",
        "{n:One other week|{n:0} other weeks}",
    ),
    "home-sites": ("{n:0} {n:site|sites}", "{n:0} {n:site|sites}"),
    "home-lots": ("{n:0} {n:lot|lots}", "{n:0} {n:lot|lots}"),
    "home-baskets": (
        "{n:0} {n:panier demandé|paniers demandés}",
        "{n:0} {n:basket|baskets} asked for",
    ),
    "home-no-data": (
        "Aucun jeu de données. Déposez un dossier de tables dans « data », puis rechargez cette page.",
        "No dataset yet. Put a folder of tables into “data”, then reload this page.",
    ),
    "step-data": ("Données", "Data"),
    "step-check": ("Vérifier", "Check"),
    "step-plan": ("Calculer", "Plan"),
    "step-compare": ("Comparer", "Compare"),
    "step-done": ("fait", "done"),
    "step-now": ("à faire", "to do"),
    "step-later": ("plus tard", "later"),
    "step-data-read": ("Toutes les tables se lisent.", "Every table can be read."),
    "step-data-warns": (
        "Lues, avec {n:une remarque|{n:0} remarques}.",
        "Read, with {n:one remark|{n:0} remarks}.",
    ),
    "step-data-blocks": (
        "{n:Une erreur empêche|{n:0} erreurs empêchent} de calculer.",
        "{n:One error stops|{n:0} errors stop} the plan.",
    ),
    "step-data-action": ("Voir les remarques", "See the remarks"),
    "step-check-told": (
        "Ce qui empêcherait un plan, avant de calculer.",
        "What would stop a plan, before solving.",
    ),
    "step-check-action": ("Vérifier la semaine", "Check the week"),
    "step-plan-none": ("Pas encore de plan.", "No plan yet."),
    "step-plans-kept": ("{n:Un plan gardé|{n:0} plans gardés}.", "{n:One plan|{n:0} plans} kept."),
    "step-plan-action": ("Calculer un plan", "Make a plan"),
    "step-compare-later": ("À partir de deux plans.", "From two plans on."),
    "step-compare-one": (
        "Que change une panne, un besoin, une route ?",
        "What do a van out, a need, a road change?",
    ),
    "step-compare-ask": ("Poser une question « et si »", "Ask a what-if"),
    "step-compare-told": ("Qui gagne, qui perd.", "Who gains, who loses."),
    "step-compare-action": ("Comparer les deux derniers", "Compare the latest two"),
    "home-plans": ("Plans gardés", "Plans kept"),
    "home-plans-caption": ("Du plus récent au plus ancien.", "Newest first."),
    "home-choose": ("Choisir", "Choose"),
    "home-choose-plan": ("Choisir {plan} pour comparer", "Choose {plan} to compare"),
    "home-plan": ("Plan", "Plan"),
    "home-status": ("État", "State"),
    "home-compare": ("Comparer les plans cochés", "Compare the chosen plans"),
    "home-compare-hint": ("Cochez de deux à quatre plans.", "Choose two to four plans."),
    "home-no-plan": (
        "Aucun plan pour l'instant. Le premier demande environ une minute.",
        "No plan yet. The first one takes about a minute.",
    ),
    "home-no-plan-here": ("Pas de plan", "No plan"),
    "home-in-progress": ("Calcul en cours – ouvrir pour suivre", "In progress – open to follow"),
    "home-col-baskets": ("Paniers", "Baskets"),
    "home-col-sites": ("Sites servis", "Sites served"),
    "home-col-fill": ("Couverture la plus basse", "Lowest fill"),
    "home-col-km": ("km", "km"),
    "home-col-eur": ("€ par panier", "EUR per basket"),
    "home-scenarios": ("Et si…", "What if…"),
    "home-scenarios-lead": (
        "Chaque scénario pose une question à une semaine.",
        "Each scenario asks one question of a week.",
    ),
    "home-plan-it": ("Calculer", "Plan it"),
    "home-check-it": ("Vérifier", "Check"),
    "home-blocks": (
        "{n:une erreur|{n:0} erreurs} à corriger",
        "{n:one error|{n:0} errors} to correct",
    ),
}

_RUN = {
    "run-title": ("Calculer un plan", "Make a plan"),
    "run-lead": (
        "Le calcul répartit les paniers, puis construit les tournées. Vous pouvez l'arrêter à tout moment : le meilleur plan trouvé est gardé.",
        "The plan shares the baskets out, then builds the routes. You can stop at any moment: the best plan found is kept.",
    ),
    "run-scenario": ("Que faut-il planifier ?", "What is to be planned?"),
    "run-weeks": ("Semaines telles quelles", "Weeks as they are"),
    "run-scenarios": ("Scénarios", "Scenarios"),
    "run-as-it-is": (
        "La semaine telle qu'elle est, sans changement.",
        "The week as it is, without any change.",
    ),
    "run-time": ("Combien de temps chercher ?", "How long may it search?"),
    "run-time-hint": (
        "Plus long : moins de kilomètres, rarement plus de paniers.",
        "Longer: fewer kilometres, rarely more baskets.",
    ),
    "run-minutes": ("{n:0} min", "{n:0} min"),
    "run-advanced": ("Réglages avancés", "Advanced settings"),
    "run-seed": ("Graine du hasard", "Random seed"),
    "run-seed-hint": (
        "Un autre nombre explore d'autres tournées.",
        "Another number explores other routes.",
    ),
    "run-start": ("Lancer le calcul", "Start planning"),
    "run-bad-time": (
        "Choisissez une durée entre 1 seconde et 1 heure.",
        "Choose a time between 1 second and 1 hour.",
    ),
    "run-bad-seed": (
        "La graine est un nombre entier de 0 à 999999.",
        "The seed is a whole number from 0 to 999999.",
    ),
    "progress-title": ("Calcul en cours – {plan}", "Planning – {plan}"),
    "progress-lead": (
        "Cette page suit le calcul. Vous pouvez la fermer et revenir : il continue.",
        "This page follows the work. You can close it and come back: the work goes on.",
    ),
    "progress-now": ("Avancement", "Progress"),
    "progress-bar": ("Part du travail faite", "Share of the work done"),
    "progress-waiting": ("En attente de son tour", "Waiting for its turn"),
    "progress-elapsed": ("Temps écoulé", "Time elapsed"),
    "progress-limit": ("Temps accordé", "Time allowed"),
    "progress-work": ("{n:0} {n:essai|essais}", "{n:0} {n:trial|trials}"),
    "progress-baskets": ("Paniers servis", "Baskets served"),
    "progress-cost": ("Meilleur coût", "Best cost"),
    "progress-stop": ("Arrêter et garder le meilleur", "Stop and keep the best"),
    "progress-stop-hint": (
        "Le meilleur plan trouvé jusqu'ici est vérifié puis gardé.",
        "The best plan found so far is checked, then kept.",
    ),
    "progress-lost": (
        "La liaison avec foodplan est coupée ; nouvel essai en cours. Si cela dure, relancez « foodplan serve » : le calcul reprend alors de lui-même.",
        "The connection to foodplan is lost; trying again. If this lasts, start `foodplan serve` again: the work then goes on by itself.",
    ),
    "progress-phases": ("Étapes", "Phases"),
    "over-failed": ("Le calcul a échoué – {plan}", "Planning failed – {plan}"),
    "over-stopped": (
        "Arrêté avant le premier plan – {plan}",
        "Stopped before the first plan – {plan}",
    ),
    "over-why": ("Ce qui s'est passé :", "What happened:"),
    "over-what-to-do": ("Que faire", "What to do"),
    "over-advice-check": (
        "Vérifiez la semaine : une donnée bloque peut-être le plan.",
        "Check the week: a piece of data may stop the plan.",
    ),
    "over-advice-time": ("Relancez avec plus de temps.", "Start again with more time."),
    "over-advice-safe": (
        "Les plans déjà gardés ne sont pas touchés.",
        "The plans already kept are untouched.",
    ),
    "over-again": ("Calculer à nouveau", "Plan again"),
    "over-check": ("Vérifier", "Check"),
}

_CHECK = {
    "check-title": ("Vérifier – {what}", "Check – {what}"),
    "check-caption": (
        "Remarques sur {what}, celles qui bloquent d'abord.",
        "Findings on {what}, those that block first.",
    ),
    "check-clear": ("Rien ne s'oppose à un plan.", "Nothing stands in the way of a plan."),
    "check-warns": (
        "Un plan est possible. {n:Une remarque|{n:0} remarques} à lire.",
        "A plan is possible. {n:One remark|{n:0} remarks} to read.",
    ),
    "check-blocks": (
        "{n:Un point bloque. Corrigez-le|{n:0} points bloquent. Corrigez-les}, puis vérifiez à nouveau.",
        "{n:One point blocks. Correct it|{n:0} points block. Correct them}, then check again.",
    ),
    "check-partly": (
        "Un plan est possible, mais {n:un point bloque un site ou un lot, qui reste|{n:0} points bloquent des sites ou des lots, qui restent} hors du plan.",
        "A plan is possible, but {n:one point blocks a site or a lot, which stays|{n:0} points block sites or lots, which stay} out of it.",
    ),
    "check-weight": ("Portée", "Weight"),
    "check-what": ("Constat et remède", "What, and what to do"),
    "check-file": ("Fichier", "File"),
    "check-row": ("Ligne", "Row"),
    "check-column": ("Colonne", "Column"),
    "check-value": ("Valeur", "Value"),
    "check-holds": ("Ce que contient la semaine", "What the week holds"),
    "check-holds-sites": ("Sites de distribution", "Sites"),
    "check-holds-baskets": ("Paniers demandés", "Baskets asked for"),
    "check-holds-need": ("Poids demandé en paniers", "Weight asked for in baskets"),
    "check-holds-lots": ("Lots", "Lots"),
    "check-holds-supply": ("Poids offert, net de tri", "Weight on offer, net of sorting"),
    "check-holds-hubs": ("Plateformes", "Hubs"),
    "check-holds-sorting": ("Capacité de tri de la semaine", "Sorting capacity of the week"),
    "check-holds-vehicles": ("Véhicules", "Vehicles"),
    "check-tonnes": ("{tonnes:1} t", "{tonnes:1} t"),
    "check-changes": ("Ce que le scénario change", "What the scenario changes"),
    "check-again": ("Vérifier à nouveau", "Check again"),
}

TEXTS: dict[str, tuple[str, str]] = {
    **_SHARED,
    **_HOME,
    **_RUN,
    **_CHECK,
    **plan_pages.TEXTS,
    **problems.TEXTS,
}
