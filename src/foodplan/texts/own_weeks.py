"""Handing in a week of one's own."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "own-title": ("Une semaine à vous", "A week of your own"),
    "own-lead": (
        "Partez d'une semaine qui existe : téléchargez ses tables, modifiez-les dans un tableur, puis déposez-les ici. Tout est vérifié avant d'être gardé.",
        "Begin with a week that exists: download its tables, change them in a spreadsheet, then hand them in here. Everything is checked before it is kept.",
    ),
    "own-like": ("Semblable à", "Like"),
    "own-like-hint": (
        "Ce que vous ne déposez pas vient de là, ou de la semaine de ce nom si elle existe déjà.",
        "What you do not hand in comes from there, or from the week of that name if there is one.",
    ),
    "own-download": ("Télécharger ses tables (XLSX)", "Download its tables (XLSX)"),
    "own-download-week": (
        "Date, paniers et règles (YAML)",
        "Date, baskets and rules (YAML)",
    ),
    "own-name": ("Nom de votre semaine", "Name of your week"),
    "own-name-hint": (
        "Lettres sans accent, chiffres et tirets ; le même nom remplace la semaine gardée avant",
        "Letters without accents, digits and hyphens; the same name replaces the week kept before",
    ),
    "own-start": ("Lundi de cette semaine", "Monday of that week"),
    "own-start-hint": (
        "Vide : la date du fichier YAML. Des besoins sans semaine sont de celle-ci. Les dates des lots ne bougent pas : un lot périmé n'est pas pris, un lot encore bon est offert à nouveau en entier. Corrigez gross_kg et best_before ; un jour (lun) est de cette semaine.",
        "Empty: the date of the YAML file. Needs without a week are of this one. Dates of lots do not move: a lot past its date is not taken, one that is still good is on offer again with all its kg. Correct gross_kg and best_before; a weekday (mon) is of this week.",
    ),
    "own-start-wrong": (
        "« {text} » n'est pas une date ; écrivez par exemple 2026-11-23",
        "{text} is no date; write for example 2026-11-23",
    ),
    "own-files": ("Fichiers", "Files"),
    "own-files-hint": (
        "Un classeur (.xlsx, .ods) pour toutes les tables, ou des tables .csv ; un fichier .yaml pour la date, les paniers et les règles",
        "One workbook (.xlsx, .ods) for all tables, or .csv tables; a .yaml file for the date, the baskets and the rules",
    ),
    "own-keep": ("Vérifier et garder", "Check and keep"),
    "own-where": ("Vos semaines sont dans {folder}.", "Your weeks lie in {folder}."),
    "own-not-kept": (
        "Rien n'est gardé d'ici : réglez cela, puis choisissez à nouveau les fichiers.",
        "Nothing is kept from here: settle that, then choose the files again.",
    ),
    "own-look": ("La semaine gardée sous ce nom", "The week kept under this name"),
    "week-name": (
        "« {name} » ne peut pas être un nom ; écrivez 1 à 40 lettres sans accent, chiffres ou tirets",
        "{name} cannot be a name; write 1 to 40 letters without accents, digits or hyphens",
    ),
    "week-name-taken": (
        "{name} est déjà le nom d'une autre semaine ou d'un scénario ; prenez-en un autre",
        "{name} is the name of another week or of a scenario already; take another",
    ),
    "week-changed": (
        "{name} a été gardée dans une autre fenêtre après l'ouverture de cette page ; regardez-la d'abord, puis déposez à nouveau pour la remplacer",
        "{name} was kept in another window after this page was opened; look at it first, then hand in again to replace it",
    ),
    "week-no-files": (
        "aucun fichier n'est déposé ; choisissez un classeur ou des tables",
        "no file is handed in; choose a workbook or tables",
    ),
    "week-file-kind": (
        "{name} n'est ni un classeur, ni une table CSV, ni un fichier YAML ; retirez-le",
        "{name} is neither a workbook nor a CSV table nor a YAML file; leave it out",
    ),
    "week-file-twice": (
        "{name} : un autre fichier serait gardé sous le même nom ; un seul fichier YAML, et chaque table une fois",
        "{name}: another file would be kept under the same name; hand in one YAML file, and each table once",
    ),
    "week-no-folder": (
        "{path} ne se laisse pas écrire ({why}) ; donnez un autre dossier avec FOODPLAN_LIBRARY",
        "{path} cannot be written to ({why}); name another folder with FOODPLAN_LIBRARY",
    ),
    "week-too-large": (
        "les fichiers pèsent plus de {mb:0} Mo ; retirez ce qui n'est pas de cette semaine",
        "the files are more than {mb:0} MB; leave out what is not about this week",
    ),
}
