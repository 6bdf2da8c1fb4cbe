"""Several weeks in a row: report on the page and in the terminal."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "cli-scenario-in-weeks": (", semaine {weeks}", ", week {weeks}"),
    "cli-scenario-week": ("Semaine {n:0} :", "Week {n:0}:"),
    "run-of-week": ("{label}, semaine {n}", "{label}, week {n}"),
    "cli-option-after": (
        "Partir de ce que laisse ce plan de la semaine précédente.",
        "Go on from what this plan of the week before leaves.",
    ),
    "error-not-the-week-after": (
        "la semaine {week} n'est pas celle qui suit {before} ; donnez le plan de la semaine juste avant",
        "week {week} is not the one after {before}; give the plan of the week just before",
    ),
    "run-several": ("Plusieurs semaines de suite", "Several weeks in a row"),
    "run-n-weeks": ("Combien de semaines ?", "How many weeks?"),
    "run-n-weeks-hint": (
        "Chacune part de ce que la précédente laisse, avec les mêmes données. Vide : autant que le scénario le dit, ou une seule.",
        "Each starts from what the one before leaves, with the same data. Empty: as many as the scenario says, or one.",
    ),
    "run-after": ("À la suite de quel plan ?", "After which plan?"),
    "run-after-none": ("Aucun", "None"),
    "run-after-hint": (
        "Le plan de la semaine juste avant : ce que les sites ont reçu compte, la nourriture qui reste est là où elle a été laissée.",
        "The plan of the week just before: what sites got counts, food that is left stands where it was left.",
    ),
    "run-no-data-after": (
        "Aucun jeu de données ne porte encore sur la semaine du {week}. Déposez ses tables (celles de la semaine passée, modifiées), puis revenez ici.",
        "There is no data yet for the week of {week}. Hand its tables in (those of last week, changed), then come back here.",
    ),
    "plan-after": ("Planifier la semaine suivante", "Plan the week after"),
    "error-n-weeks": (
        "le nombre de semaines va de 1 à {most:0}",
        "the number of weeks goes from 1 to {most:0}",
    ),
    "cli-option-plan-weeks": (
        "Autant de semaines qui se suivent, avec les mêmes données.",
        "So many weeks in a row, with the same data.",
    ),
    "cli-option-xlsx-weeks": (
        "Écrire aussi le bilan dans ce classeur.",
        "Also write the report to this workbook.",
    ),
    "cli-option-compare-weeks": (
        "Comparer au plus autant de semaines qui se suivent.",
        "Compare at most so many weeks in a row.",
    ),
    "cli-compared-weeks": (
        "{n:0} {n:semaine|semaines} ensemble, de {first} à {last}.",
        "{n:0} {n:week|weeks} together, from {first} to {last}.",
    ),
    "cli-group-weeks": ("D'une semaine à l'autre", "From week to week"),
    "measure-kept_kg": ("Gardé d'une semaine à l'autre", "Kept from week to week"),
    "measure-kept_kg-means": (
        "ce qui reste d'une semaine et sera encore bon la suivante",
        "what is left of a week and still good in the next",
    ),
    "measure-n_stops_of_other_day": ("Arrêts qui changent de jour", "Stops on another day"),
    "measure-n_stops_of_other_day-means": (
        "lieux servis deux semaines de suite, à un autre jour la seconde",
        "places served in two weeks running, on another day in the second",
    ),
    "measure-n_stops_of_other_vehicle": (
        "Arrêts qui changent de véhicule",
        "Stops with another vehicle",
    ),
    "measure-n_stops_of_other_vehicle-means": (
        "lieux servis deux semaines de suite, par un autre véhicule la seconde",
        "places served in two weeks running, by another vehicle in the second",
    ),
    "measure-n_stops_reordered": ("Arrêts qui changent d'ordre", "Stops in another order"),
    "measure-n_stops_reordered-means": (
        "lieux que deux semaines servent dans un autre ordre d'une même tournée",
        "places that two weeks serve in another order of the same route",
    ),
    "cli-weeks": (
        "Le bilan des semaines qui se suivent, à partir de l'un de leurs plans.",
        "The report over weeks that follow each other, from any of their plans.",
    ),
    "cli-next-week": ("Semaine suivante : {week}.", "The next week: {week}."),
    "cli-weeks-none": (
        "Aucune de ces semaines n'a encore de plan.",
        "None of these weeks has a plan yet.",
    ),
    "cli-week": ("Semaine", "Week"),
    "cli-week-baskets": ("Paniers", "Baskets"),
    "cli-week-fill": ("Couverture la plus basse", "Lowest fill rate"),
    "cli-week-rolling": ("… semaines d'avant comprises", "… earlier weeks included"),
    "cli-week-given": ("Donné", "Given"),
    "cli-week-kept": ("Gardé de la semaine d'avant", "Kept from the week before"),
    "cli-week-eur": ("Coût de transport", "Transport cost"),
    "cli-week-moved": (
        "Arrêts changés (jour / véhicule / ordre)",
        "Stops changed (day / vehicle / order)",
    ),
    "cli-weeks-together": (
        "{n:0} {n:semaine|semaines} : {given:0} {given:panier|paniers} sur {needed:0}, {tonnes:1} t ; couverture la plus basse {fill}, Gini {gini}.",
        "{n:0} {n:week|weeks}: {given:0} of {needed:0} {needed:basket|baskets}, {tonnes:1} t; lowest fill rate {fill}, Gini {gini}.",
    ),
    "cli-weeks-lowest": (
        "Sites les moins servis sur toutes les semaines",
        "Sites served least over all weeks",
    ),
    "cli-weeks-site": ("{given} sur {needed:0}", "{given} of {needed:0}"),
    "cli-weeks-open": (
        "Encore {n:0} {n:semaine|semaines} à calculer.",
        "{n:0} {n:week is|weeks are} still to be planned.",
    ),
    "cli-weeks-plans": ("Plans : {runs}", "Plans: {runs}"),
    "weeks-title": ("Bilan des semaines", "Report over weeks"),
    "weeks-link": ("Bilan des semaines", "Report over weeks"),
    "weeks-lead": (
        "{n:0} {n:semaine|semaines} : {given:0} {given:panier|paniers} sur {needed:0}, {tonnes:1} t données.",
        "{n:0} {n:week|weeks}: {given:0} of {needed:0} {needed:basket|baskets}, {tonnes:1} t given.",
    ),
    "sheet-weeks": ("Bilan", "Report"),
    "sheet-weeks-week": ("Semaine", "Week"),
    "sheet-weeks-plan": ("Plan", "Plan"),
    "sheet-weeks-needed": ("Paniers demandés", "Baskets needed"),
    "sheet-weeks-given": ("Paniers donnés", "Baskets given"),
    "sheet-weeks-min-fill": ("Couverture la plus basse", "Lowest fill rate"),
    "sheet-weeks-rolling": (
        "Couverture la plus basse, semaines d'avant comprises",
        "Lowest fill rate, earlier weeks included",
    ),
    "sheet-weeks-gini": ("Gini", "Gini"),
    "sheet-weeks-given-kg": ("Donné (kg)", "Given (kg)"),
    "sheet-weeks-kept-kg": ("Gardé de la semaine d'avant (kg)", "Kept from the week before (kg)"),
    "sheet-weeks-km": ("km", "km"),
    "sheet-weeks-eur": ("Transport (€)", "Transport (EUR)"),
    "sheet-weeks-day": ("Arrêts qui changent de jour", "Stops on another day"),
    "sheet-weeks-vehicle": ("Arrêts qui changent de véhicule", "Stops with another vehicle"),
    "sheet-weeks-order": ("Arrêts qui changent d'ordre", "Stops in another order"),
    "weeks-xlsx": ("Télécharger le bilan (XLSX)", "Download the report (XLSX)"),
    "sweep-weeks": (
        "Chaque cas est calculé pour {n:0} semaines de suite ; ses chiffres valent pour toutes ensemble.",
        "Each run plans {n:0} weeks in a row; its figures are of all of them together.",
    ),
    "weeks-none": (
        "Aucune de ces semaines n'a encore de plan.",
        "None of these weeks has a plan yet.",
    ),
    "weeks-open": (
        "Encore {n:0} {n:semaine|semaines} à calculer ; rechargez la page plus tard.",
        "{n:0} {n:week is|weeks are} still to be planned; reload the page later.",
    ),
    "weeks-by-week": ("Semaine par semaine", "Week by week"),
    "weeks-by-week-caption": (
        "Chaque semaine, nommée par son lundi, part de ce que la précédente a laissé.",
        "Each week, named by its Monday, starts from what the one before left.",
    ),
    "weeks-kept": ("Gardé de la semaine d'avant (kg)", "Kept from the week before (kg)"),
    "weeks-rolling": (
        "Couverture la plus basse, semaines d'avant comprises",
        "Lowest fill rate, earlier weeks included",
    ),
    "weeks-min": ("Couverture la plus basse", "Lowest fill rate"),
    "weeks-gini": ("Gini", "Gini"),
    "weeks-tonnes": ("Tonnes", "Tonnes"),
    "weeks-km": ("km", "km"),
    "weeks-eur": ("Transport (€)", "Transport (EUR)"),
    "weeks-moved": ("Arrêts qui changent", "Stops that change"),
    "weeks-moved-told": (
        "jour {day:0}, véhicule {vehicle:0}, ordre {order:0}",
        "day {day:0}, vehicle {vehicle:0}, order {order:0}",
    ),
    "weeks-sites": ("Ce que chaque site a reçu", "What each site got"),
    "weeks-sites-caption": (
        "Paniers par semaine ; les moins servis d'abord.",
        "Baskets by week; the least served first.",
    ),
    "weeks-all": ("Ensemble", "Together"),
    "weeks-fairness": (
        "Sur toutes les semaines, la couverture la plus basse est de {fill} et l'indice de Gini de {gini:3}.",
        "Over all weeks the lowest fill rate is {fill} and the Gini index {gini:3}.",
    ),
}
