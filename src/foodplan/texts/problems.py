"""What the API and the error pages say when something is wrong."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "problem-error": ("Une erreur de notre fait", "A fault of ours"),
    "problem-error-detail": (
        "Le serveur a rencontré une erreur imprévue. Elle est notée dans son journal.",
        "The server met an unforeseen error. Its log has the details.",
    ),
    "problem-http-error": ("La demande n'a pas abouti", "The request did not succeed"),
    "problem-http-error-detail": (
        "Vérifiez l'adresse et la méthode.",
        "Check the address and the method.",
    ),
    "problem-invalid-value": ("Valeur impossible", "Impossible value"),
    "problem-invalid-input": ("Données à corriger", "Data to correct"),
    "problem-invalid-request": ("Demande mal formée", "Malformed request"),
    "problem-invalid-request-detail": (
        "Points à corriger : {n:0}. Chacun est décrit dans « errors ».",
        "Points to correct: {n:0}. Each is described in “errors”.",
    ),
    "problem-not-found": ("Introuvable", "Not found"),
    "problem-not-found-detail": (
        "Rien ne se trouve à cette adresse.",
        "There is nothing at this address.",
    ),
    "problem-no-such-name": (
        "« {name} » n'est pas un nom valable : lettres, chiffres, tirets et points seulement.",
        "“{name}” is no valid name: letters, digits, hyphens and dots only.",
    ),
    "problem-method-not-allowed": ("Méthode refusée", "Method not allowed"),
    "problem-method-not-allowed-detail": (
        "Cette adresse existe, mais pas pour cette méthode.",
        "This address exists, but not for this method.",
    ),
    "problem-changed": ("Modifié entre-temps", "Changed meanwhile"),
    "problem-unavailable": ("Momentanément indisponible", "Unavailable for now"),
    "problem-no-plan-found": ("Aucun plan trouvé", "No plan found"),
    "problem-solver-crashed": ("Le calcul s'est interrompu", "The solver stopped short"),
    "problem-stopped": ("Arrêté avant le premier plan", "Stopped before the first plan"),
    "problem-broken-plan": ("Plan refusé par la vérification", "Plan refused by the checker"),
    "problem-foreign-host": ("Hôte refusé", "Host refused"),
    "problem-foreign-host-detail": (
        "Ce serveur ne répond qu'aux noms qu'il connaît, tels que 127.0.0.1 ou localhost.",
        "This server answers only to names it knows, such as 127.0.0.1 or localhost.",
    ),
    "problem-foreign-origin": ("Origine refusée", "Origin refused"),
    "problem-foreign-origin-detail": (
        "Une autre page a tenté d'agir ici. Ouvrez foodplan directement.",
        "Another page tried to act here. Open foodplan directly.",
    ),
    "problem-key-too-long": (
        "Idempotency-Key compte plus de 200 caractères.",
        "Idempotency-Key is longer than 200 characters.",
    ),
    "problem-two-limits": (
        "Donnez time_limit_s ou work, l'un des deux.",
        "Give time_limit_s or work, one of the two.",
    ),
    "problem-two-plans": (
        "Donnez de deux à quatre plans différents.",
        "Give two to four different plans.",
    ),
    "error-home": ("Revenir à l'accueil", "Back to the home page"),
    "error-advice-address": (
        "Vérifiez l'adresse, ou repartez de l'accueil.",
        "Check the address, or start from the home page.",
    ),
    "error-advice-again": ("Rechargez la page dans un instant.", "Reload the page in a moment."),
    "error-advice-log": (
        "Si cela revient, transmettez le journal du serveur à la personne qui l'entretient.",
        "If it happens again, give the server's log to whoever looks after it.",
    ),
    "error-advice-correct": (
        "Corrigez les points ci-dessus, puis recommencez.",
        "Correct the points above, then try again.",
    ),
}
