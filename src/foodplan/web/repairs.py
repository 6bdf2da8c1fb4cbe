"""An accident: say what happened, see the change, keep the repaired plan."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from foodplan.domain.ids import RunId
from foodplan.planning import Planner
from foodplan.web.accident_form import FIELDS, KINDS, form_view, read_accident
from foodplan.web.adjust_view import family_view, seen_in
from foodplan.web.asking import Asked, Form, RunName, Spoken
from foodplan.web.changing import Wish, keep_wish, show_wish
from foodplan.web.render import page
from foodplan.web.repair_view import repair_view
from foodplan.web.words import Words

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}/repair")
def ask_repair(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The form of one kind of accident; links fill in its fields."""
    return _ask(request, run_id, planner, words, form=_filled(request.query_params))


@router.post("/plans/{run_id}/repair")
def show_repair(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """What would change; the form again with a sentence where it cannot be done."""
    return show_wish(request, planner, words, _wish(request, run_id, planner, words, form))


@router.post("/plans/{run_id}/repair/keep")
def keep_repair(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """Keep what was shown."""
    return keep_wish(request, planner, words, _wish(request, run_id, planner, words, form))


def _wish(
    request: Request, run_id: RunId, planner: Planner, words: Words, form: Mapping[str, str]
) -> Wish:
    return Wish(
        run_id=run_id,
        read=lambda kept: read_accident(form, kept, words),
        template="repaired.html",
        view=lambda repair: repair_view(repair, words),
        form=_filled(form),
        seen=seen_in(form),
        refused=lambda why: _ask(request, run_id, planner, words, form=form, refusal=why),
    )


def _filled(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in FIELDS if form.get(name)}


def _ask(
    request: Request,
    run_id: RunId,
    planner: Planner,
    words: Words,
    *,
    form: Mapping[str, str],
    refusal: str = "",
) -> HTMLResponse:
    kept = planner.kept(run_id)
    return page(
        request,
        "repair.html",
        status=422 if refusal else 200,
        run=kept.run,
        label=words.label(kept.run.label),
        kinds=KINDS,
        view=form_view(kept, form, words),
        family=family_view(planner, kept.run, words),
        refusal=refusal,
    )
