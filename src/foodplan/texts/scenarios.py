"""What is wrong with a YAML file (week.yaml, scenarios) or with a change, and what to do."""

from __future__ import annotations

# fmt: off
TEXTS: dict[str, tuple[str, str]] = {
    "week-missing": (
        "week.yaml manque ; il dit la semaine, les paniers et les règles : copiez celui de data/tiny-week et adaptez-le (docs/data-dictionary.md)",
        "week.yaml is missing; it says the week, the baskets and the rules: copy the one of data/tiny-week and adapt it (docs/data-dictionary.md)"),
    "week-no-monday": (
        "le {date} n'est pas un lundi ; donnez le lundi de la semaine",
        "{date} is no Monday; give the Monday of the week"),
    "week-timezone": (
        "{text} n'est pas un fuseau horaire connu — écrivez par exemple Europe/Paris",
        "{text} is no known time zone — write one such as Europe/Paris"),
    "week-region": (
        "la région {region} ne peut pas être lue — vérifiez qu'un dossier de ce nom est dans data/",
        "the region {region} cannot be read — check that data/ has a folder of that name"),
    "week-no-travel": (
        "les trajets viennent d'une table, mais travel est vide — remplissez-la, ou choisissez skeleton",
        "travel comes from a table, but travel is empty — fill it, or choose skeleton"),
    "yaml-too-large": (
        "le fichier a plus de {limit:0} caractères — ce n'est sans doute pas le bon",
        "the file has more than {limit:0} characters — it is probably the wrong one"),
    "yaml-empty": (
        "le fichier est vide — commencez par schema: 1",
        "the file is empty — begin with schema: 1"),
    "yaml-broken": (
        "ce n'est pas du YAML lisible — vérifiez ici et juste avant les retraits, les deux-points, les guillemets et les crochets",
        "this is no readable YAML — check indents, colons, quotes and brackets here and just before"),
    "yaml-tab": (
        "une tabulation ne peut pas servir de retrait en YAML — mettez des espaces",
        "a tab cannot indent in YAML — use spaces"),
    "yaml-too-deep": (
        "ce fichier imbrique trop de niveaux — simplifiez-le",
        "this file nests too many levels — make it simpler"),
    "yaml-alias": (
        "les ancres (&, *, <<) ne sont pas admises — écrivez la valeur en entier",
        "anchors (&, *, <<) are not allowed — write the value in full"),
    "yaml-scalar": (
        "{text} ne peut pas être lu — mettez-le entre guillemets",
        "{text} cannot be read — put it in quotes"),
    "yaml-duplicate-key": (
        "{key} est déjà donné à la ligne {first} — gardez-en un",
        "{key} is already given in line {first} — keep one"),
    "yaml-duplicate-id": (
        "l'identifiant {text} est déjà pris — donnez à chacun le sien",
        "the id {text} is already taken — give each its own"),
    "yaml-unknown-key": (
        "la clé {key} n'existe pas ici — les clés connues sont {known}",
        "there is no key {key} here — the known keys are {known}"),
    "yaml-unknown-key-near": (
        "la clé {key} n'existe pas ici — vouliez-vous dire {near} ?",
        "there is no key {key} here — did you mean {near}?"),
    "yaml-missing": (
        "{key} manque — ajoutez-le",
        "{key} is missing — add it"),
    "yaml-not-text": (
        "ici il faut du texte — mettez la valeur entre guillemets",
        "text is needed here — put the value in quotes"),
    "yaml-empty-text": (
        "le texte est vide — écrivez quelque chose",
        "the text is empty — write something"),
    "yaml-not-number": (
        "{text} n'est pas un nombre — écrivez-le sans unité ni guillemets, par exemple 1.3",
        "{text} is no number — write it without unit or quotes, such as 1.3"),
    "yaml-not-whole": (
        "{text} n'est pas un nombre entier — écrivez par exemple 4",
        "{text} is no whole number — write one such as 4"),
    "yaml-not-flag": (
        "{text} n'est ni true ni false — écrivez l'un des deux, sans guillemets",
        "{text} is neither true nor false — write one of the two, without quotes"),
    "yaml-not-finite": (
        "{text} n'est pas une quantité — écrivez un nombre",
        "{text} is no amount — write a number"),
    "yaml-not-list": (
        "ici il faut une liste — écrivez par exemple [a, b]",
        "a list is needed here — write for example [a, b]"),
    "yaml-list-empty": (
        "la liste est vide — donnez au moins une valeur",
        "the list is empty — give at least one value"),
    "yaml-not-mapping": (
        "ici il faut des clés et des valeurs — écrivez par exemple {{cle: valeur}}",
        "keys and values are needed here — write for example {{key: value}}"),
    "yaml-not-above": (
        "{key} est {text} — donnez plus de {limit:g}",
        "{key} is {text} — give more than {limit:g}"),
    "yaml-too-low": (
        "{key} est {text} — donnez {limit:g} ou plus",
        "{key} is {text} — give {limit:g} or more"),
    "yaml-too-high": (
        "{key} est {text} — donnez {limit:g} ou moins",
        "{key} is {text} — give {limit:g} or less"),
    "yaml-choice": (
        "{text} n'est pas possible ici — écrivez une de ces valeurs : {choices}",
        "{text} is not possible here — write one of {choices}"),
    "yaml-choice-number": (
        "{text} n'est pas possible ici — écrivez {number}, sans guillemets",
        "{text} is not possible here — write {number}, without quotes"),
    "yaml-choice-near": (
        "{text} n'est pas possible ici — vouliez-vous dire {near} ?",
        "{text} is not possible here — did you mean {near}?"),
    "yaml-id": (
        "{text} ne peut pas servir d'identifiant — prenez des lettres sans accent, des chiffres et des tirets",
        "{text} cannot be an id — use letters without accents, digits and hyphens"),
    "yaml-wrong": (
        "{text} ne convient pas ici ({detail}) — corrigez la valeur",
        "{text} does not fit here ({detail}) — correct the value"),
    "quantity-no-unit": (
        "l'unité manque — écrivez par exemple \"{example}\"",
        "the unit is missing — write for example \"{example}\""),
    "quantity-not-read": (
        "{text} n'est pas une quantité — écrivez par exemple \"{example}\"",
        "{text} is no quantity — write for example \"{example}\""),
    "quantity-unit": (
        "l'unité {unit} ne convient pas ici — prenez une de celles-ci : {units}",
        "the unit {unit} does not fit here — use one of {units}"),
    "quantity-unit-near": (
        "l'unité {unit} ne convient pas ici — vouliez-vous dire {near} ?",
        "the unit {unit} does not fit here — did you mean {near}?"),
    "quantity-fraction": (
        "{text} n'est pas un nombre entier de {unit} — arrondissez",
        "{text} is no whole number of {unit} — round it"),
    "scenario-not-mapping": (
        "un scénario est fait de clés et de valeurs — commencez par schema: 1",
        "a scenario is made of keys and values — begin with schema: 1"),
    "scenario-extends-where": (
        "extends nomme un fichier du même dossier — écrivez par exemple crisis-week.yaml",
        "extends names one file of the same folder — write for example crisis-week.yaml"),
    "scenario-extends-missing": (
        "le fichier {name} n'existe pas dans ce dossier — corrigez extends",
        "there is no file {name} in this folder — correct extends"),
    "scenario-extends-missing-near": (
        "le fichier {name} n'existe pas dans ce dossier — vouliez-vous dire {near} ?",
        "there is no file {name} in this folder — did you mean {near}?"),
    "scenario-extends-cycle": (
        "les scénarios se prolongent en rond ({chain}) — enlevez un extends",
        "the scenarios extend each other in a circle ({chain}) — take out one extends"),
    "scenario-extends-long": (
        "la chaîne d'extends compte plus de {limit} fichiers ({chain}) — raccourcissez-la",
        "the chain of extends has more than {limit} files ({chain}) — shorten it"),
    "scenario-kind": (
        "il n'y a pas de changement {text} — les genres sont {known}",
        "there is no change of kind {text} — the kinds are {known}"),
    "scenario-kind-near": (
        "il n'y a pas de changement {text} — vouliez-vous dire {near} ?",
        "there is no change of kind {text} — did you mean {near}?"),
    "scenario-change-id": (
        "chaque changement porte un id et un kind — écrivez {{id: …, kind: …}}",
        "each change has an id and a kind — write {{id: …, kind: …}}"),
    "scenario-no-dataset": (
        "il n'y a pas de jeu de données {name} — les jeux connus sont {known}",
        "there is no dataset {name} — the known ones are {known}"),
    "scenario-no-dataset-near": (
        "il n'y a pas de jeu de données {name} — vouliez-vous dire {near} ?",
        "there is no dataset {name} — did you mean {near}?"),
    "change-unknown-name": (
        "{name} n'existe pas dans ce jeu de données — corrigez {selector}",
        "{name} does not exist in this dataset — correct {selector}"),
    "change-unknown-name-near": (
        "{name} n'existe pas dans ce jeu de données — vouliez-vous dire {near} ?",
        "{name} does not exist in this dataset — did you mean {near}?"),
    "change-matches-nothing": (
        "ce changement ne touche rien — corrigez where, ou ajoutez optional: true",
        "this change matches nothing — correct where, or add optional: true"),
    "yaml-area": (
        "{text} n'est pas un contour — donnez au moins trois coins, latitude puis longitude : \"43.30 5.40; 43.31 5.41; 43.29 5.42\"",
        "{text} is no outline — give at least three corners, latitude then longitude: \"43.30 5.40; 43.31 5.41; 43.29 5.42\""),
    "change-taken": (
        "{name} existe déjà — donnez un autre identifiant",
        "{name} already exists — give another id"),
    "change-days-outside": (
        "aucun de ces jours n'est dans la semaine planifiée ({n_days:0} {n_days:jour|jours}) — choisissez d'autres jours",
        "none of these days is in the planned week ({n_days:0} {n_days:day|days}) — choose other days"),
    "change-weeks-outside": (
        "ces semaines vont au-delà de weeks ({n_weeks:0}) — les semaines se comptent à partir de 1",
        "these weeks lie beyond weeks ({n_weeks:0}) — weeks count from 1"),
    "yaml-week": (
        "{text} n'est pas une semaine — donnez des nombres à partir de 1 : [2, 3]",
        "{text} is no week — give numbers from 1: [2, 3]"),
    "change-which-basket": (
        "{site} peut demander plusieurs types de paniers — ajoutez basket : {known}",
        "{site} may ask for several basket types — add basket: {known}"),
    "change-lot-lost": (
        "le lot {lot} arrive après sa date limite et n'est plus compté",
        "the lot {lot} comes after its last day and no longer counts"),
    "change-no-legs": (
        "ce jeu de données a sa propre table de trajets, qui ne mène pas à ce lieu — ajoutez des lignes à travel",
        "this dataset has its own travel table, which does not lead to this place — add rows to travel"),
    "change-cost-of-all": (
        "{keys} vaut pour tout le monde — enlevez where, ou faites-en deux changements",
        "{keys} holds for everyone — take out where, or make two changes"),
    "change-vehicle-lacks": (
        "un nouveau véhicule a besoin de {missing} — ajoutez-les, ou like avec un véhicule qui lui ressemble",
        "a new vehicle needs {missing} — add them, or like with a vehicle that it resembles"),
    "change-hours-missing": (
        "ce changement ne dit rien de nouveau — ajoutez between ou max_route_min",
        "this change says nothing new — add between or max_route_min"),
    "change-hours-days": (
        "days ne vaut que pour between — ajoutez between, ou enlevez days",
        "days is about between only — add between, or take out days"),
    "change-zone-missing": (
        "cette zone n'est nulle part — ajoutez zone (un contour) ou where",
        "this zone is nowhere — add zone (an outline) or where"),
    "change-two-places": (
        "{first} et {second} disent tous deux où — gardez l'un des deux",
        "{first} and {second} both say where — keep one of the two"),
    "change-stretch": (
        "un tronçon va d'un lieu à un autre — donnez deux identifiants, comme [HUB-1, SITE-1]",
        "a stretch runs from one place to another — give two ids, such as [HUB-1, SITE-1]"),
    "change-no-values": (
        "aucune valeur n'est donnée — ajoutez au moins une de celles-ci : {known}",
        "no value is given — add at least one of {known}"),
    "chance-one": (
        "un tirage suit une seule loi — donnez uniform, triangular ou normal",
        "a draw follows one law — give uniform, triangular or normal"),
    "chance-count": (
        "{name} prend {wanted} nombres, pas {n} — corrigez la liste",
        "{name} takes {wanted} numbers, not {n} — correct the list"),
    "chance-order": (
        "les nombres de {name} vont en croissant — mettez le plus petit d'abord",
        "the numbers of {name} go upward — put the smallest first"),
    "sweep-one": (
        "un balayage est d'une seule sorte — donnez grid, zip, list ou random, et rien qu'un",
        "a sweep is of one kind — give grid, zip, list or random, and one only"),
    "sweep-key": (
        "{key} ne nomme pas une valeur — écrivez changes.ID.CLÉ, comme changes.inflow.by",
        "{key} names no value — write changes.ID.KEY, such as changes.inflow.by"),
    "sweep-change": (
        "il n'y a pas de changement {name} — les changements sont {known}",
        "there is no change {name} — the changes are {known}"),
    "sweep-change-near": (
        "il n'y a pas de changement {name} — vouliez-vous dire {near} ?",
        "there is no change {name} — did you mean {near}?"),
    "sweep-fixed": (
        "{key} ne se balaie pas — prenez une autre clé du changement",
        "{key} cannot be swept — take another key of the change"),
    "sweep-uneven": (
        "zip met les valeurs côte à côte, mais {first} en a {n_first} et {second} {n_second} — donnez-en autant partout",
        "zip puts values side by side, but {first} has {n_first} and {second} {n_second} — give each as many"),
    "sweep-too-many": (
        "ce balayage fait {n:0} calculs, plus que max_runs ({limit:0}) — donnez moins de valeurs, ou relevez max_runs",
        "this sweep makes {n:0} runs, more than max_runs ({limit:0}) — give fewer values, or raise max_runs"),
    "sweep-nothing-drawn": (
        "rien n'est tiré au hasard — ajoutez need, yield ou draw",
        "nothing is drawn — add need, yield or draw"),
    "sweep-not-drawn": (
        "{key} n'est pas un nombre que l'on peut tirer — prenez une clé comme by",
        "{key} is no number that can be drawn — take a key such as by"),
    "sweep-need": (
        "need se tire d'une loi, ou de « declared » — écrivez par exemple {{triangular: [0.8, 1, 1.3]}}",
        "need is drawn from a law, or is “declared” — write for example {{triangular: [0.8, 1, 1.3]}}"),
    "change-refused": (
        "ce changement donne une valeur impossible : {detail}",
        "this change makes an impossible value: {detail}"),
}
# fmt: on
