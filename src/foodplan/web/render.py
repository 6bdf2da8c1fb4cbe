"""Templates to pages, in the person's language."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from foodplan.domain.finding import Severity
from foodplan.web.words import COOKIE, Words, language_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
_YEAR_S = 31_536_000

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A whole page; the language asked for with `?lang=` is kept in a cookie."""
    words = words_of(request)
    html = _TEMPLATES.get_template(template).render(
        w=words,
        say=words.say,
        path=request.url.path,
        here=_address_in(request),
        Severity=Severity,
        **values,
    )
    response = HTMLResponse(html, status_code=status)
    response.headers["content-language"] = words.language
    # What a form answered is shown again by the back button, instead of a question about sending
    # it once more; every other page is read anew.
    is_answer = request.method == "POST"
    response.headers["cache-control"] = "private, no-cache" if is_answer else "no-store"
    if request.query_params.get("lang") == words.language:
        response.set_cookie(COOKIE, words.language, max_age=_YEAR_S, samesite="lax", httponly=True)
    return response


def words_of(request: Request) -> Words:
    """The words of the person's language."""
    return Words(language_of(request))


def _address_in(request: Request) -> dict[str, str]:
    """The address of this page in each language, all else kept."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return {
        language: f"{request.url.path}?{urlencode([*kept, ('lang', language)])}"
        for language in ("fr", "en")
    }
