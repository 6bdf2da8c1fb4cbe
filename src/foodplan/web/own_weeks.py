"""A week of one's own: take the tables of one that exists, change them, hand them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.finding import Finding
from foodplan.errors import Changed, InvalidInput, InvalidValue, NotFound, Unavailable
from foodplan.planning import Planner
from foodplan.texts import told
from foodplan.web.asking import Asked, Spoken, safe_name
from foodplan.web.findings_view import findings_view
from foodplan.web.plan_choices import usual_week
from foodplan.web.plans import WORKBOOK
from foodplan.web.render import page
from foodplan.web.uploads import Upload, upload_of
from foodplan.web.words import Words

router = APIRouter(include_in_schema=False)


@router.get("/weeks/new")
def ask_week(
    request: Request, planner: Asked, words: Spoken, like: str = "", start: str = ""
) -> HTMLResponse:
    """What to begin with, a name, the files."""
    form = {"like": like or usual_week(planner), "start": start}
    return _ask(request, planner, words, form)


@router.post("/weeks/new")
def keep_week(
    request: Request, planner: Asked, words: Spoken, upload: Annotated[Upload, Depends(upload_of)]
) -> Response:
    """Check and keep; everything that is wrong where it cannot be planned."""
    name = upload.fields.get("name", "").strip()
    try:
        like, start = upload.fields.get("like", ""), _start(upload.fields, words)
        planner.own_weeks.keep(
            name, upload.files, like=like, start=start, seen=_seen(upload.fields)
        )
    except (Changed, InvalidInput, InvalidValue, NotFound, Unavailable) as error:
        found = [one for one in getattr(error, "findings", ()) if isinstance(one, Finding)]
        refusal = told(error, words.language)
        return _ask(request, planner, words, upload.fields, refusal=refusal, found=found)
    return RedirectResponse(f"/check/{name}", status_code=303)


@router.get("/weeks/{name}.xlsx")
def save_tables(name: str, planner: Asked, words: Spoken) -> Response:
    """Every table of a week as one workbook."""
    known = safe_name(name, words)
    return Response(
        planner.own_weeks.workbook(known),
        media_type=WORKBOOK,
        headers={"content-disposition": f'attachment; filename="{known}.xlsx"'},
    )


@router.get("/weeks/{name}.yaml")
def save_week(name: str, planner: Asked, words: Spoken) -> Response:
    """Its date, baskets and rules."""
    known = safe_name(name, words)
    return Response(
        planner.own_weeks.week_file(known),
        media_type="application/yaml; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{known}.yaml"'},
    )


def _start(fields: Mapping[str, str], words: Words) -> date | None:
    text = fields.get("start", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidValue(words.say("own-start-wrong", text=text)) from error


def _seen(fields: Mapping[str, str]) -> int:
    """What the page knew of when it was shown; nothing, if it does not say."""
    text = fields.get("seen", "")
    return int(text) if text.isdecimal() else 0


def _ask(
    request: Request,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    *,
    refusal: str = "",
    found: Sequence[Finding] = (),
) -> HTMLResponse:
    weeks = planner.datasets()
    name = form.get("name", "").strip()
    return page(
        request,
        "week_new.html",
        status=422 if refusal else 200,
        weeks=[(one.dataset_id, words.label(one.label)) for one in weeks if one.week],
        like=form.get("like", ""),
        name=name,
        is_kept=any(one.is_own and one.dataset_id == name for one in weeks),
        start=form.get("start", ""),
        seen=planner.own_weeks.written_at(),
        folder=str(planner.own_weeks.folder),
        refusal=refusal,
        found=findings_view(found, words),
    )
