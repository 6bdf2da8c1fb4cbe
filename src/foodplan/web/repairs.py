"""An accident: say what happened, see the change, keep the repaired plan."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.ids import RunId
from foodplan.errors import (
    BrokenPlan,
    Changed,
    FoodplanError,
    InvalidInput,
    InvalidValue,
    NotFound,
)
from foodplan.planning import Planner
from foodplan.texts import told
from foodplan.web.accident_form import FIELDS, KINDS, form_view, read_accident
from foodplan.web.adjust_view import family_view, seen_in
from foodplan.web.asking import Asked, Form, RunName, Spoken, label_of
from foodplan.web.render import page
from foodplan.web.repair_view import repair_view
from foodplan.web.words import Words

_REFUSALS = (BrokenPlan, InvalidInput, InvalidValue, NotFound)

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
    return _show(request, run_id, planner, words, form)


@router.post("/plans/{run_id}/repair/keep")
def keep_repair(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """Keep what was shown, and go to it; shown again where another plan was made meanwhile."""
    try:
        accident = read_accident(form, planner.kept(run_id), words)
        run = planner.keep_repair(run_id, accident, seen=seen_in(form))
    except Changed:
        return _show(request, run_id, planner, words, form, is_late=True)
    except _REFUSALS as error:
        return _ask(request, run_id, planner, words, form=form, refusal=refusal_of(error, words))
    return RedirectResponse(f"/plans/{run.run_id}", status_code=303)


def refusal_of(error: FoodplanError, words: Words) -> str:
    """What speaks against it, in sentences of the page's language where they are known."""
    found = [one.words(words.language) for one in getattr(error, "findings", ())]
    return " ".join(words.sentence_of(one) for one in found or [told(error, words.language)])


def _filled(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in FIELDS if form.get(name)}


def _show(
    request: Request,
    run_id: RunId,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    *,
    is_late: bool = False,
) -> HTMLResponse:
    kept = planner.kept(run_id)
    try:
        repair = planner.repair(run_id, read_accident(form, kept, words))
    except _REFUSALS as error:
        return _ask(request, run_id, planner, words, form=form, refusal=refusal_of(error, words))
    return page(
        request,
        "repaired.html",
        status=409 if is_late else 200,
        run=kept.run,
        label=label_of(kept.run, words),
        form=_filled(form),
        view=repair_view(repair, words),
        family=family_view(planner, kept.run, words),
        is_late=is_late,
    )


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
        label=label_of(kept.run, words),
        kinds=KINDS,
        view=form_view(kept, form, words),
        family=family_view(planner, kept.run, words),
        refusal=refusal,
    )
