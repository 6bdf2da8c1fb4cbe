"""An accident: say what happened, see the change, keep the repaired plan."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.accident import Accident
from foodplan.domain.accident_words import read_change, read_locks, read_moment
from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.errors import BrokenPlan, FoodplanError, InvalidInput, InvalidValue, NotFound
from foodplan.planning import KeptPlan
from foodplan.web.asking import Asked, Form, RunName, Spoken, label_of
from foodplan.web.render import page
from foodplan.web.repair_view import repair_view
from foodplan.web.words import Words

KINDS = ("out", "fails", "smaller", "closed", "needs", "slow", "new")
FIELDS = ("what", "which", "value", "lat", "lon", "day", "time", "level", "locks")

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}/repair")
def ask_repair(request: Request, run_id: RunName, planner: Asked, words: Spoken) -> HTMLResponse:
    """The form."""
    return _ask(request, planner.kept(run_id), words, form={})


@router.post("/plans/{run_id}/repair")
def show_repair(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """What would change; the form again with a sentence where it cannot be done."""
    kept = planner.kept(run_id)
    try:
        repair = planner.repair(run_id, _accident(form, kept.problem, words))
    except (BrokenPlan, InvalidInput, InvalidValue, NotFound) as error:
        refusal = refusal_of(error, words)
        return _ask(request, kept, words, form=form, refusal=refusal, status=422)
    return page(
        request,
        "repaired.html",
        run=kept.run,
        label=label_of(kept.run, words),
        form={name: form.get(name, "") for name in FIELDS},
        view=repair_view(repair, words),
    )


@router.post("/plans/{run_id}/repair/keep")
def keep_repair(run_id: RunName, planner: Asked, words: Spoken, form: Form) -> Response:
    """Keep what was shown, and go to it."""
    accident = _accident(form, planner.kept(run_id).problem, words)
    run = planner.keep_repair(run_id, accident)
    return RedirectResponse(f"/plans/{run.run_id}", status_code=303)


def refusal_of(error: FoodplanError, words: Words) -> str:
    """What speaks against it, in sentences of the page's language where they are known."""
    found = [one.words(words.language) for one in getattr(error, "findings", ())]
    return " ".join(words.sentence_of(one) for one in found or [str(error)])


def _accident(form: Mapping[str, str], problem: Problem, words: Words) -> Accident:
    kind, which = form.get("what", ""), form.get("which", "").strip()
    value = form.get("value", "").strip().replace(" ", "")
    if kind == "new":
        where = ":".join(form.get(name, "").strip().replace(",", ".") for name in ("lat", "lon"))
        because = f"new-site:{which}:{where}:{value}"
    else:
        because = f"{which}-{kind}:{value}" if value else f"{which}-{kind}"
    day, time = form.get("day", "0"), form.get("time") or "00:00"
    name = WEEKDAYS[int(day)] if day.isdecimal() and int(day) < len(WEEKDAYS) else day
    level = form.get("level", "")
    allowed = problem.policy.allowed_changes
    return Accident(
        change=read_change(because, problem, words.language),
        at=read_moment(f"{name} {time}", problem, words.language),
        level=AllowedChanges(level) if level in list(AllowedChanges) else allowed,
        locks=read_locks(form.get("locks", ""), problem, words.language),
    )


def _ask(
    request: Request,
    kept: KeptPlan,
    words: Words,
    *,
    form: Mapping[str, str],
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    problem = kept.problem
    names: list[tuple[str, str]] = [(one.vehicle_id, one.label) for one in problem.vehicles]
    names += [(one.producer_id, one.label) for one in problem.producers]
    names += [
        (one.lot_id, words.label(problem.product[one.product_id].label)) for one in problem.lots
    ]
    names += [(one.site_id, one.label) for one in problem.sites]
    names += [(town, town) for town in sorted({site.town for site in problem.sites})]
    return page(
        request,
        "repair.html",
        status=status,
        run=kept.run,
        label=label_of(kept.run, words),
        kinds=KINDS,
        names=names,
        days=[(day, words.say(f"day-{day}")) for day in problem.calendar.days],
        levels=[level.value for level in AllowedChanges],
        form={
            "what": "out",
            "day": "0",
            "time": "07:00",
            "level": problem.policy.allowed_changes.value,
        }
        | dict(form),
        refusal=refusal,
    )
