"""How far from the best the days of a plan can be."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "bounds-title": ("Coût des tournées", "Cost of the routes"),
    "bounds-within": (
        "{day} : à {gap:1}\u00a0% au plus du mieux possible pour ces arrêts",
        "{day}: within {gap:1}% of the best possible for these stops",
    ),
    "bounds-best": (
        "{day} : le mieux possible pour ces arrêts",
        "{day}: the best possible for these stops",
    ),
    "bounds-unknown": ("{day} : pas encore calculé", "{day}: not known yet"),
    "bounds-none": ("{day} : rien de prouvé", "{day}: nothing is proven"),
    "bounds-spread": (
        "{day} : rien de prouvé ; trois recherches de ce jour finissent à {spread:1}\u00a0% au plus "
        "l'une de l'autre",
        "{day}: nothing is proven; three searches of this day end within {spread:1}% of each other",
    ),
    "bounds-week": ("Toute la semaine, jours inchangés", "The whole week, days as they are"),
    "bounds-means": (
        "Prouvé : aucun plan ne fait ces arrêts ces jours-là pour moins. Le choix des jours et les "
        "coûts à la semaine des véhicules n'y entrent pas.",
        "Proven: no plan makes these stops on these days for less. The choice of days and weekly "
        "costs of vehicles are not in it.",
    ),
    "week-bound-title": (
        "La semaine, quels que soient les jours",
        "The week, whatever the days",
    ),
    "week-bound-ask": (
        "À quelle distance cette semaine est-elle du mieux possible ?",
        "How far is this week from the best possible?",
    ),
    "week-bound-again": ("Chercher une meilleure preuve", "Look for a better proof"),
    "week-bound-time": ("Temps de calcul", "Time to work"),
    "week-bound-ask-hint": (
        "En arrière-plan, après tous les plans à faire ; la preuve s'améliore avec le temps.",
        "In the background, after all plans to make; the proof gets better with time.",
    ),
    "week-bound-within": (
        "À {gap:1}\u00a0% au plus du mieux possible pour ces livraisons, quels que soient leurs jours",
        "Within {gap:1}% of the best possible for these deliveries, whatever their days",
    ),
    "week-bound-best": (
        "Le mieux possible pour ces livraisons, quels que soient leurs jours",
        "The best possible for these deliveries, whatever their days",
    ),
    "week-bound-none": ("Rien de prouvé pour l'instant", "Nothing is proven so far"),
    "week-bound-waits": (
        "En attente : les plans à faire passent devant.",
        "Waiting: plans to make go first.",
    ),
    "week-bound-works": ("Calcul en cours", "Working"),
    "week-bound-failed": (
        "Le calcul a échoué ; ce qui était prouvé reste. Le journal du serveur dit pourquoi.",
        "The work failed; what was proven stays. The server's log says why.",
    ),
    "week-bound-stop": ("Arrêter et garder", "Stop and keep"),
    "week-bound-bar": ("Part du temps de calcul", "Share of the time to work"),
    "week-bound-means": (
        "Prouvé : aucun plan ne fait ces livraisons depuis ces plateformes pour moins, quels que "
        "soient les jours où les sites les reçoivent. Les collectes gardent leurs jours ; les coûts "
        "à la semaine des véhicules n'y entrent pas.",
        "Proven: no plan makes these deliveries from these hubs for less, on whichever days the "
        "sites take them. Pick-ups keep their days; weekly costs of vehicles are not in it.",
    ),
    "error-no-week-bound": (
        "{name} : personne n'a demandé à quelle distance sa semaine est du mieux possible",
        "{name}: nobody asked how far its week is from the best possible",
    ),
    "cli-bound": (
        "Prouver à quelle distance du mieux possible les tournées d'un plan peuvent être, jour par jour "
        "ou pour toute la semaine, et le garder. Ctrl-C arrête la semaine et garde le mieux prouvé.",
        "Prove how far from the best possible the routes of a plan can be, day by day or for the "
        "whole week, and keep it. Ctrl-C stops the week and keeps the best that is proven.",
    ),
    "cli-option-time-bound": (
        "Temps de calcul pour chaque jour, 20s par défaut ; pour la semaine, 5min par défaut.",
        "Time to work on each day, 20s by default; on the week, 5min by default.",
    ),
    "cli-option-week-bound": (
        "Toute la semaine, quels que soient les jours des livraisons.",
        "The whole week, whatever the days of its deliveries.",
    ),
    "cli-week-bound-working": (
        "Jusqu'à {minutes:1} min de calcul ; Ctrl-C arrête et garde le mieux prouvé.",
        "Up to {minutes:1} min of work; Ctrl-C stops and keeps the best that is proven.",
    ),
    "cli-week-bound-stopping": (
        "Arrêt : le mieux prouvé sera gardé. Ctrl-C encore abandonne.",
        "Stopping: the best that is proven will be kept. Ctrl-C again gives up.",
    ),
}
