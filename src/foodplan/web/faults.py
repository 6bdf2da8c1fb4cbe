"""Error pages that say what to do."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from foodplan.domain.finding import Finding
from foodplan.errors import FoodplanError
from foodplan.texts import told
from foodplan.web.findings_view import findings_view
from foodplan.web.render import page, words_of

_ADVICE = {
    404: ("error-advice-address",),
    422: ("error-advice-correct",),
    503: ("error-advice-again", "error-advice-log"),
}
_OTHER_ADVICE = ("error-advice-again", "over-advice-safe", "error-advice-log")


def error_page(request: Request, error: FoodplanError, *, status: int) -> HTMLResponse:
    """An error of ours in words, with its findings."""
    words = words_of(request)
    found = [one for one in getattr(error, "findings", ()) if isinstance(one, Finding)]
    return page(
        request,
        "error.html",
        status=status,
        title=words.say(f"problem-{error.code}"),
        detail=told(error, words.language),
        found=findings_view(found, words),
        advice=("error-advice-correct",) if found else _ADVICE.get(status, _OTHER_ADVICE),
    )


def status_page(request: Request, *, status: int) -> HTMLResponse:
    """A plain HTTP error, such as an address that leads nowhere."""
    words = words_of(request)
    code = {404: "not-found", 405: "method-not-allowed", 500: "error"}.get(status, "http-error")
    return page(
        request,
        "error.html",
        status=status,
        title=words.say(f"problem-{code}"),
        detail=words.say(f"problem-{code}-detail"),
        found=(),
        advice=_ADVICE.get(status, _OTHER_ADVICE),
    )
