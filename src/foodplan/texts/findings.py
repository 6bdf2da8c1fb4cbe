"""What is wrong with input, and what to do.

Codes start with what they are about: dataset, file, table, column, row, cell, time (inside a cell
or a YAML value), place, lot, need …, week (week.yaml), yaml (any YAML file), scenario, change.
"""

from __future__ import annotations

# fmt: off
TEXTS: dict[str, tuple[str, str]] = {
    "dataset-missing": (
        "ce jeu de données n'existe pas ; vérifiez le chemin",
        "there is no such dataset; check the path"),
    "dataset-no-tables": (
        "ce dossier ne contient ni week.yaml ni table CSV ; donnez le dossier d'une semaine, comme data/tiny-week",
        "this folder holds neither week.yaml nor a CSV table; give the folder of a week, such as data/tiny-week"),
    "dataset-no-format": (
        "ce n'est ni un dossier de tables CSV ni un classeur ; donnez un dossier, un .xlsx ou un .ods",
        "this is neither a folder of CSV tables nor a workbook; give a folder, an .xlsx or an .ods"),
    "file-too-large": (
        "le fichier pèse {megabytes:0} Mo ; la limite est de {limit:0} Mo, retirez ce qui n'est pas de cette semaine",
        "the file is {megabytes:0} MB; the limit is {limit:0} MB, take out what is not about this week"),
    "file-too-many-cells": (
        "la feuille {sheet} s'étend sur plus de {limit:0} cellules ; supprimez les lignes et colonnes vides à la fin",
        "the sheet {sheet} spans more than {limit:0} cells; delete the empty rows and columns at its end"),
    "file-unreadable": (
        "le fichier ne peut pas être lu ({reason}) ; vérifiez qu'il existe et qu'il est permis de le lire",
        "the file cannot be read ({reason}); check that it exists and may be read"),
    "file-bad-utf8": (
        "le texte est abîmé (UTF-8 incorrect) ; enregistrez de nouveau le fichier en CSV UTF-8",
        "the text is damaged (bad UTF-8); save the file again as CSV UTF-8"),
    "file-not-text": (
        "ce n'est pas du texte ; enregistrez la table en CSV",
        "this is not text; save the table as CSV"),
    "file-broken-csv": (
        "ce n'est pas du CSV lisible ; vérifiez que chaque guillemet ouvert est fermé",
        "this is no readable CSV; check that every quote that opens also closes"),
    "file-two-separators": (
        "les titres sont séparés par « {first} », les lignes par « {then} » ; mettez partout le même séparateur",
        "the headings are separated by “{first}”, the rows by “{then}”; use the same separator throughout"),
    "file-no-workbook": (
        "le classeur ne peut pas être ouvert ; enregistrez-le de nouveau en .xlsx ou .ods, sans mot de passe",
        "the workbook cannot be opened; save it again as .xlsx or .ods, without a password"),
    "table-missing": (
        "la table {table} manque ; ajoutez {table}.csv ou une feuille de ce nom",
        "the table {table} is missing; add {table}.csv or a sheet of that name"),
    "table-empty": (
        "la table {table} n'a aucune ligne ; ajoutez-en au moins une sous les titres",
        "the table {table} has no row; add at least one below the headings"),
    "table-no-needs": (
        "personne ne demande rien ; remplissez la table needs ou la table orders",
        "nobody asks for anything; fill the table needs or the table orders"),
    "table-no-week": (
        "aucune ligne de {table} n'est de la semaine {week} ; corrigez la colonne {column}, ou start dans week.yaml",
        "no row of {table} is of week {week}; correct the column {column}, or start in week.yaml"),
    "table-twice": (
        "la table {table} est déjà lue dans {first} ; gardez un seul des deux",
        "the table {table} was already read from {first}; keep one of the two"),
    "table-unknown": (
        "{name} n'est pas une table connue et n'est pas lue",
        "{name} is no known table and is not read"),
    "table-unknown-near": (
        "{name} n'est pas une table connue et n'est pas lue ; vouliez-vous dire {near} ?",
        "{name} is no known table and is not read; did you mean {near}?"),
    "column-missing": (
        "la colonne {column} manque dans {table} ; ajoutez-la",
        "the column {column} is missing in {table}; add it"),
    "column-twice": (
        "la colonne {column} est donnée deux fois ; gardez-en une",
        "the column {column} is given twice; keep one"),
    "column-unknown": (
        "la colonne {name} n'existe pas dans {table} et n'est pas lue",
        "{table} has no column {name}, so it is not read"),
    "column-unknown-near": (
        "la colonne {name} n'existe pas dans {table} et n'est pas lue ; vouliez-vous dire {near} ?",
        "{table} has no column {name}, so it is not read; did you mean {near}?"),
    "row-too-long": (
        "la ligne a {cells:0} cellules sous {columns:0} {columns:titre|titres} ; mettez entre guillemets les nombres à virgule, ou séparez par des points-virgules",
        "the row has {cells:0} cells under {columns:0} {columns:heading|headings}; put numbers with a decimal comma in quotes, or separate with semicolons"),
    "row-duplicate-id": (
        "{column} {text} est déjà pris à la ligne {row} de {file} ; donnez à chacun le sien",
        "{column} {text} is already taken in row {row} of {file}; give each its own"),
    "row-twice": (
        "{what} est déjà à la ligne {row} ; gardez une seule des deux lignes",
        "{what} already stands in row {row}; keep one of the two rows"),
    "row-refused": (
        "ces valeurs ne vont pas ensemble : {detail}",
        "these values do not go together: {detail}"),
    "cell-missing": (
        "{column} est vide ; remplissez la cellule",
        "{column} is empty; fill the cell"),
    "cell-id": (
        "{column} {text} ne peut pas servir d'identifiant ; prenez au plus {limit} caractères, sans point-virgule",
        "{column} {text} cannot be an id; use at most {limit} characters and no semicolon"),
    "cell-not-a-number": (
        "{column} est {text}, ce qui n'est pas un nombre ; écrivez seulement le nombre, par exemple 12.5",
        "{column} is {text}, which is no number; write the number alone, such as 12.5"),
    "cell-not-finite": (
        "{column} est {text}, ce qui n'est pas une quantité ; écrivez un nombre, ou videz la cellule",
        "{column} is {text}, which is no amount; write a number, or empty the cell"),
    "cell-ambiguous-comma": (
        "{column} est {text} : la virgule peut séparer les milliers ou les décimales ; écrivez {whole} ou {point}",
        "{column} is {text}: the comma may mean thousands or decimals; write {whole} or {point}"),
    "cell-fraction": (
        "{column} est {text} ; donnez un nombre entier",
        "{column} is {text}; give a whole number"),
    "cell-not-above": (
        "{column} est {text} ; donnez plus de {limit}",
        "{column} is {text}; give more than {limit}"),
    "cell-too-low": (
        "{column} est {text} ; donnez {limit} ou plus",
        "{column} is {text}; give {limit} or more"),
    "cell-too-high": (
        "{column} est {text} ; donnez {limit} ou moins",
        "{column} is {text}; give {limit} or less"),
    "cell-yes-no": (
        "{column} est {text} ; écrivez oui ou non",
        "{column} is {text}; write yes or no"),
    "cell-choice": (
        "{column} est {text} ; écrivez une de ces valeurs : {choices}",
        "{column} is {text}; write one of {choices}"),
    "cell-choice-near": (
        "{column} est {text} ; vouliez-vous dire {near} ? (valeurs possibles : {choices})",
        "{column} is {text}; did you mean {near}? (possible: {choices})"),
    "cell-area": (
        "{column} est {text} ; donnez au moins trois coins, latitude puis longitude : 43.30 5.40; 43.31 5.41; 43.29 5.42",
        "{column} is {text}; give at least three corners, latitude then longitude: 43.30 5.40; 43.31 5.41; 43.29 5.42"),
    "cell-unknown-id": (
        "{column} {text} n'existe pas dans {table} ; corrigez-le, ou ajoutez-le là",
        "{column} {text} does not exist in {table}; correct it, or add it there"),
    "cell-unknown-id-near": (
        "{column} {text} n'existe pas dans {table} ; vouliez-vous dire {near} ?",
        "{column} {text} does not exist in {table}; did you mean {near}?"),
    "cell-unknown-vehicle": (
        "{column} : {text} n'est ni un véhicule ni un genre de véhicule ; écrivez un identifiant, van ou truck",
        "{column}: {text} is neither a vehicle nor a kind of vehicle; write an id, van or truck"),
    "cell-unknown-vehicle-near": (
        "{column} : {text} n'est ni un véhicule ni un genre de véhicule ; vouliez-vous dire {near} ?",
        "{column}: {text} is neither a vehicle nor a kind of vehicle; did you mean {near}?"),
    "time-day": (
        "{text} n'est pas un jour ; écrivez lun, mar, mer, jeu, ven, sam ou dim",
        "{text} is no day; write mon, tue, wed, thu, fri, sat or sun"),
    "time-day-near": (
        "{text} n'est pas un jour ; vouliez-vous dire {near} ?",
        "{text} is no day; did you mean {near}?"),
    "time-days-backward": (
        "les jours {text} vont à rebours ; écrivez d'abord le premier, comme lun-ven",
        "the days {text} run backward; write the first one first, such as mon-fri"),
    "time-clock": (
        "{text} n'est pas une heure ; écrivez HH:MM entre 00:00 et 24:00",
        "{text} is no time of day; write HH:MM between 00:00 and 24:00"),
    "time-span": (
        "{text} n'est pas une plage horaire ; écrivez par exemple 07:00-10:00",
        "{text} is no span of time; write one such as 07:00-10:00"),
    "time-backward": (
        "{text} finit avant de commencer ; écrivez le début, puis la fin",
        "{text} ends before it starts; write the start, then the end"),
    "time-windows": (
        "{text} n'est pas un horaire ; écrivez par exemple lun 09:00-12:00; mer 14:00-17:00",
        "{text} is no opening time; write for example mon 09:00-12:00; wed 14:00-17:00"),
    "time-hours-by-day": (
        "{text} ne dit pas combien d'heures par jour ; écrivez un nombre, ou lun 110; mar 130",
        "{text} does not say how many hours a day; write a number, or mon 110; tue 130"),
    "time-date": (
        "{text} n'est pas une date ; écrivez AAAA-MM-JJ, par exemple 2026-11-23",
        "{text} is no date; write YYYY-MM-DD, such as 2026-11-23"),
    "time-no-such-date": (
        "le {text} n'existe pas au calendrier ; corrigez la date",
        "{text} is not in the calendar; correct the date"),
    "time-week": (
        "{text} n'est pas une semaine ; écrivez par exemple 2026-W48",
        "{text} is no week; write one such as 2026-W48"),
    "place-swapped": (
        "latitude et longitude semblent échangées ; écrivez {column} {lat} et lon {lon}",
        "latitude and longitude look swapped; write {column} {lat} and lon {lon}"),
    "place-far": (
        "ce lieu est à {km:0} km de la plateforme la plus proche (limite {limit:0} km) ; vérifiez {column} et lon",
        "this place is {km:0} km from the nearest hub (limit {limit:0} km); check {column} and lon"),
    "place-far-from-region": (
        "cette plateforme est à {km:0} km de la région (limite {limit:0} km) ; vérifiez {column} et lon, ou region dans week.yaml",
        "this hub is {km:0} km from the region (limit {limit:0} km); check {column} and lon, or region in week.yaml"),
    "place-in-sea": (
        "le point {lat}, {lon} est dans l'eau ; vérifiez {column} et lon",
        "the point {lat}, {lon} lies in the water; check {column} and lon"),
    "product-piece-kg": (
        "ce produit se compte en pièces ; donnez le poids d'une pièce dans {column}",
        "this product is counted in pieces; give the weight of one piece in {column}"),
    "lot-no-place": (
        "on ne sait pas où est ce lot ; donnez {column}, ou hub_id s'il est déjà à une plateforme",
        "nobody knows where this lot is; give {column}, or hub_id if it already stands at a hub"),
    "lot-two-places": (
        "ce lot est à la fois chez un producteur et à une plateforme ; videz {column} ou hub_id",
        "this lot is both at a producer and at a hub; empty {column} or hub_id"),
    "lot-expires-first": (
        "ce lot est à consommer avant le {last}, donc avant d'être prêt le {ready} ; corrigez une des deux dates",
        "this lot is best before {last}, which is before it is ready on {ready}; correct one of the two dates"),
    "lot-after-week": (
        "ce lot n'est prêt qu'après la semaine planifiée ; il ne sera pas pris",
        "this lot is ready only after the planned week; it will not be taken"),
    "lot-before-week": (
        "ce lot n'est plus bon quand la semaine planifiée commence ; il ne sera pas pris",
        "this lot is past its date when the planned week begins; it will not be taken"),
    "need-unknown-basket": (
        "{column} {text} n'est pas un type de panier ; week.yaml connaît {known}",
        "{column} {text} is no basket type; week.yaml knows {known}"),
    "need-unknown-basket-near": (
        "{column} {text} n'est pas un type de panier ; vouliez-vous dire {near} ?",
        "{column} {text} is no basket type; did you mean {near}?"),
    "need-no-baskets": (
        "week.yaml n'a aucun type de panier ; ajoutez-y baskets, ou donnez des commandes (orders) au lieu de besoins",
        "week.yaml has no basket type; add baskets there, or give orders instead of needs"),
    "need-range": (
        "{baskets} paniers ne sont pas entre {low} et {high} ; corrigez {column}, baskets_low ou baskets_high",
        "{baskets} baskets do not lie between {low} and {high}; correct {column}, baskets_low or baskets_high"),
    "site-other-week": (
        "{site} n'est pas livré en semaine {week} (sa colonne weeks) ; cette ligne attend",
        "{site} is not served in week {week} (its column weeks); this row waits"),
    "order-piece-kg": (
        "{product} n'a pas de poids par pièce ; commandez en kg ou en caisses, ou donnez piece_kg dans products",
        "{product} has no weight per piece; order kg or crates, or give piece_kg in products"),
    "order-day-outside": (
        "ce jour est hors de la semaine planifiée ({days:0} {days:jour|jours}) ; choisissez un autre jour",
        "this day is outside the planned week ({days:0} {days:day|days}); choose another day"),
    "history-not-past": (
        "{column} {week} n'est pas avant {now} ; cette ligne n'est pas lue",
        "{column} {week} is not before {now}; this row is not read"),
    "history-no-site": (
        "{text} n'est pas dans sites ; cette ligne n'est pas lue : retirez-la si ce site n'est plus servi, sinon corrigez-la",
        "{text} is not in sites; this row is not read: take it out if that site is served no longer, or correct it"),
    "link-day": (
        "{column} ne vaut que pour site-vehicle ; videz la cellule, le jour d'un site-day est dans second_id",
        "{column} counts for site-vehicle only; empty the cell, the day of a site-day stands in second_id"),
    "link-usual": (
        "usual ne vaut que pour site-day ; cette ligne ne change rien : écrivez required ou forbidden, ou retirez-la",
        "usual counts for site-day only; this row changes nothing: write required or forbidden, or take it out"),
    "closure-nowhere": (
        "cette fermeture ne dit pas où ; donnez {column} (des noms de routes) ou area (un contour)",
        "this closure does not say where; give {column} (names of roads) or area (an outline)"),
}
# fmt: on
