"""What the pages of scenarios and sweeps say."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "page-scenarios": ("Scénarios", "Scenarios"),
    "page-sweeps": ("Séries", "Sweeps"),
    "scenarios-title": ("Et si… ?", "What if…?"),
    "scenarios-lead": (
        "Chaque scénario pose une question sur une semaine. Les vôtres sont gardés sur cette machine ; ceux du programme restent tels quels.",
        "Each scenario asks one question of a week. Yours are kept on this machine; the program's stay as they are.",
    ),
    "scenarios-new": ("Écrire un scénario", "Write a scenario"),
    "scenarios-caption": ("Les vôtres d'abord.", "Yours first."),
    "scenarios-question": ("Question", "Question"),
    "scenarios-whose": ("De qui", "Whose"),
    "scenarios-own": ("le vôtre", "yours"),
    "scenarios-given": ("fourni", "built in"),
    "scenarios-do": ("Que faire", "What to do"),
    "scenarios-sweep": ("Série de {n:0} {n:plan|plans}", "Sweep of {n:0} {n:plan|plans}"),
    "scenarios-ask": ("Et si, à partir de là", "What if, from here"),
    "scenarios-change": ("Modifier", "Change"),
    "scenarios-copy": ("Copier et modifier", "Copy and change"),
    "write-title": ("Écrire un scénario", "Write a scenario"),
    "write-lead": (
        "Le texte est vérifié pendant que vous écrivez ; chaque erreur est à côté de sa ligne. Les formulaires ci-dessous écrivent les changements les plus courants.",
        "The text is checked while you write; each error stands beside its line. The forms below write the most common changes.",
    ),
    "write-text": ("Texte du scénario (YAML)", "Text of the scenario (YAML)"),
    "write-notes": ("Erreurs, par ligne", "Errors, by line"),
    "write-line": ("Ligne {n}", "Line {n}"),
    "write-check": ("Vérifier", "Check"),
    "write-keep": ("Garder, puis calculer", "Keep it, then plan"),
    "write-blocks": (
        "{n:Un point est|{n:0} points sont} à corriger.",
        "{n:One point is|{n:0} points are} to be corrected.",
    ),
    "write-good": (
        "Rien à corriger : {n:0} {n:panier demandé|paniers demandés}.",
        "Nothing to correct: {n:0} {n:basket|baskets} asked for.",
    ),
    "write-no-findings": ("Rien à corriger.", "Nothing to correct."),
    "write-some-findings": (
        "Il y a des points à corriger, à côté de leur ligne.",
        "Some points are to be corrected, beside their lines.",
    ),
    "write-add": ("Ajouter un changement", "Add a change"),
    "write-add-lead": (
        "Choisissez un changement ; il s'écrit à la fin de la liste, où vous pouvez le modifier.",
        "Choose a change; it is written at the end of the list, where you can edit it.",
    ),
    "write-add-later": (
        "Corrigez d'abord le texte : les formulaires proposent les sites et les véhicules de sa semaine.",
        "Correct the text first: the forms offer the sites and vehicles of its week.",
    ),
    "write-add-it": ("Ajouter au texte", "Add to the text"),
    "write-kind-vehicle_out": ("Un véhicule manque", "A vehicle is out"),
    "write-kind-close_site": ("Un site est fermé", "A site is closed"),
    "write-kind-scale_need": ("Le besoin change", "The need changes"),
    "write-kind-scale_supply": ("Une ferme a moins, ou plus", "A farm has less, or more"),
    "write-kind-close_hub": ("Une plateforme est fermée", "A hub is closed"),
    "write-kind-slow_roads": ("Les routes sont lentes", "Roads are slow"),
    "write-which-vehicles": ("Quels véhicules", "Which vehicles"),
    "write-which-sites": ("Quels sites", "Which sites"),
    "write-which-towns": ("Dans quelles communes", "In which towns"),
    "write-which-producers": ("Quels producteurs", "Which producers"),
    "write-which-hubs": ("Quelles plateformes", "Which hubs"),
    "write-everywhere": ("partout", "everywhere"),
    "write-by": (
        "Multiplier par (1,2 : un cinquième de plus)",
        "Times (1.2 is one fifth more)",
    ),
    "write-from": ("De", "From"),
    "write-until": ("à", "until"),
    "write-days": ("Quels jours (aucun : tous)", "Which days (none: all)"),
    "write-unknown-kind": (
        "ce changement n'existe pas ; rechargez la page",
        "there is no such change; load the page again",
    ),
    "write-choose-one": ("choisissez au moins un nom dans la liste", "choose at least one name"),
    "write-factor": (
        "donnez un nombre de 0 à 100, comme 1,2",
        "give a number from 0 to 100, such as 1.2",
    ),
    "write-hours": (
        "donnez deux heures, la première avant la seconde",
        "give two times, the first before the second",
    ),
    "scenario-draft": (
        "schema: 1\n"
        "id: ma-question\n"
        'label: {{fr: "Ma question", en: "My question"}}\n'
        'asks: {{fr: "Que se passe-t-il si… ?", en: "What happens if…?"}}\n'
        "{base}\n"
        "changes: []\n",
        "schema: 1\n"
        "id: my-question\n"
        'label: {{fr: "Ma question", en: "My question"}}\n'
        'asks: {{fr: "Que se passe-t-il si… ?", en: "What happens if…?"}}\n'
        "{base}\n"
        "changes: []\n",
    ),
    "scenario-draft-no-line": (
        "ce texte ne peut pas recevoir de ligne ; corrigez d'abord ce qui ne se lit pas, et écrivez chaque changement sur sa ligne, avec un tiret, sous « changes: »",
        "there is no line for it in this text; first correct what cannot be read, and write each change on a line of its own, with a dash, below `changes:`",
    ),
    "scenario-draft-broken": (
        "pas encore gardé : corrigez les points à côté de leur ligne ; votre texte est toujours là",
        "not kept yet: correct the points beside their lines; your text is still here",
    ),
    "scenario-draft-changed": (
        "{name} existe déjà ou a été modifié dans une autre fenêtre ; donnez un autre « id: », ou ouvrez la version gardée depuis la liste",
        "{name} is there already or was changed in another window; give another `id:`, or open the kept one from the list",
    ),
    "sweeps-lead": (
        "Une série calcule un scénario avec plusieurs valeurs, ou sur des semaines tirées au hasard, et montre ce qui compte.",
        "A sweep plans one scenario with several values, or on random weeks, and shows what matters.",
    ),
    "sweeps-ask": ("Ce qui peut se demander en série", "What can be swept"),
    "sweeps-kept": ("Séries gardées", "Sweeps kept"),
    "sweeps-caption": ("La dernière d'abord.", "Newest first."),
    "sweeps-none": (
        "Aucune série encore. Ajoutez « sweep: » à un scénario, puis lancez-la.",
        "No sweep yet. Add `sweep:` to a scenario, then start it.",
    ),
    "sweep-new-title": ("Série : {plan}", "Sweep: {plan}"),
    "sweep-new-lead": (
        "{n:0} {n:plan sera calculé|plans seront calculés}, l'un après l'autre, après tout ce qu'une personne attend.",
        "{n:0} {n:plan|plans} will be made one after the other, behind everything that a person waits for.",
    ),
    "sweep-time": ("Temps de recherche par plan", "Search time for each plan"),
    "sweep-time-all": ("({time} de recherche en tout)", "({time} of search in all)"),
    "sweep-start": ("Lancer la série", "Start the sweep"),
    "sweep-bad-time": (
        "donnez de 1 à {most} secondes par plan",
        "give 1 to {most} seconds for each plan",
    ),
    "sweep-progress": ("Avancement", "Progress"),
    "sweep-told": (
        "{n:Plan fait|Plans faits} : {done} sur {n:0}",
        "{done} of {n:0} {n:plan is|plans are} done",
    ),
    "sweep-failed": ("{n:0} sans plan", "{n:0} without a plan"),
    "sweep-reused": ("{n:0} étaient déjà calculés", "{n:0} had been planned before"),
    "sweep-was-there": ("déjà calculé", "was there"),
    "sweep-stop": ("Arrêter", "Stop"),
    "sweep-resume": ("Reprendre", "Resume"),
    "sweep-reload": ("Montrer ce qui est fait", "Show what is done"),
    "sweep-base": ("Plan sans changement de la série", "Plan without the sweep's values"),
    "sweep-matters": ("Quel levier compte ?", "Which lever matters?"),
    "sweep-matters-caption": (
        "De combien chaque levier déplace la moyenne, de sa valeur la plus basse à la plus haute.",
        "By how much each lever moves the mean, between its lowest and its highest.",
    ),
    "sweep-most": ("le plus", "most"),
    "sweep-heat": ("Deux leviers à la fois", "Two levers at once"),
    "sweep-heat-lead": (
        "Plus la case est foncée, plus le nombre est grand.",
        "The darker, the larger the number.",
    ),
    "sweep-pictures": ("Mesure par mesure", "Measure by measure"),
    "sweep-pictures-lead": (
        "Un point par plan ; la ligne passe par les moyennes. Les mêmes nombres sont dans le tableau.",
        "One dot a plan; the line runs through the means. The same numbers are in the table.",
    ),
    "sweep-pictures-lead-drawn": (
        "Un point par plan, de la plus petite valeur à la plus grande. Les mêmes nombres sont dans le tableau.",
        "One dot a plan, from the smallest value to the largest. The same numbers are in the table.",
    ),
    "sweep-picture-told": (
        "de {low} à {high}, {mean} en moyenne",
        "from {low} to {high}, {mean} on average",
    ),
    "sweep-drawn": ("semaine tirée au sort {n}", "random week {n}"),
    "sweep-unchanged": ("sans changement", "unchanged"),
    "sweep-runs": ("Plans de la série", "Plans of the sweep"),
    "sweep-runs-caption": (
        "Toutes les mesures sont dans les fichiers XLSX et CSV.",
        "All measures are in the XLSX and CSV files.",
    ),
    "sweep-number": ("N°", "No."),
    "sweep-what": ("Ce qui varie", "What varies"),
}
