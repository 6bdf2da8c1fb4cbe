"""An accident: say what happened, see the change, keep the repaired plan."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.errors import BrokenPlan, FoodplanError, InvalidInput, InvalidValue, NotFound
from foodplan.planning import KeptPlan
from foodplan.texts import told
from foodplan.web.accident_form import FIELDS, KINDS, form_view, read_accident
from foodplan.web.asking import Asked, Form, RunName, Spoken, label_of
from foodplan.web.render import page
from foodplan.web.repair_view import repair_view
from foodplan.web.words import Words

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}/repair")
def ask_repair(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The form of one kind of accident; links fill in its fields."""
    form = {name: request.query_params.get(name, "") for name in FIELDS}
    return _ask(request, planner.kept(run_id), words, form=_filled(form))


@router.post("/plans/{run_id}/repair")
def show_repair(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """What would change; the form again with a sentence where it cannot be done."""
    kept = planner.kept(run_id)
    try:
        repair = planner.repair(run_id, read_accident(form, kept, words))
    except (BrokenPlan, InvalidInput, InvalidValue, NotFound) as error:
        refusal = refusal_of(error, words)
        return _ask(request, kept, words, form=form, refusal=refusal, status=422)
    return page(
        request,
        "repaired.html",
        run=kept.run,
        label=label_of(kept.run, words),
        form=_filled(form),
        view=repair_view(repair, words),
    )


@router.post("/plans/{run_id}/repair/keep")
def keep_repair(run_id: RunName, planner: Asked, words: Spoken, form: Form) -> Response:
    """Keep what was shown, and go to it."""
    accident = read_accident(form, planner.kept(run_id), words)
    run = planner.keep_repair(run_id, accident)
    return RedirectResponse(f"/plans/{run.run_id}", status_code=303)


def refusal_of(error: FoodplanError, words: Words) -> str:
    """What speaks against it, in sentences of the page's language where they are known."""
    found = [one.words(words.language) for one in getattr(error, "findings", ())]
    return " ".join(words.sentence_of(one) for one in found or [told(error, words.language)])


def _filled(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in FIELDS if form.get(name)}


def _ask(
    request: Request,
    kept: KeptPlan,
    words: Words,
    *,
    form: Mapping[str, str],
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    return page(
        request,
        "repair.html",
        status=status,
        run=kept.run,
        label=label_of(kept.run, words),
        kinds=KINDS,
        view=form_view(kept, form, words),
        refusal=refusal,
    )
