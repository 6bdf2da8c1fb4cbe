"""Sweeps: one scenario asked again and again; start, follow, stop, resume, read what matters."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.ids import SweepId
from foodplan.domain.run import Limits
from foodplan.errors import InvalidInput, InvalidValue, NotFound
from foodplan.planning import Planner, SweepState
from foodplan.texts import told
from foodplan.web.asking import Asked, Form, Spoken, safe_name
from foodplan.web.plan_choices import scenario_choices
from foodplan.web.render import page, words_of
from foodplan.web.sweep_view import headings, heat_maps, moves, pictures, run_rows
from foodplan.web.words import Words

router = APIRouter(include_in_schema=False)

TIMES_S = (5, 10, 20, 60)
_LONGEST_S = 600
_MOST_SHOWN = 50


def sweep_id_of(request: Request, sweep_id: str) -> SweepId:
    """The sweep named in the address."""
    return SweepId(safe_name(sweep_id, words_of(request)))


SweepName = Annotated[SweepId, Depends(sweep_id_of)]


@router.get("/sweeps")
def list_sweeps(request: Request, planner: Asked, words: Spoken) -> HTMLResponse:
    """Sweeps kept, and scenarios that have one."""
    return page(
        request,
        "sweeps.html",
        sweeps=[_head(sweep, words) for sweep in planner.sweeps.newest(limit=_MOST_SHOWN)],
        scenarios=[
            {"id": one.scenario_id, "label": words.label(one.label), "n": one.n_swept}
            for one in scenario_choices(planner, words)
            if one.n_swept
        ],
    )


@router.get("/sweeps/new")
def ask_sweep(request: Request, planner: Asked, words: Spoken, scenario: str) -> HTMLResponse:
    """How long each run may work."""
    return _ask(request, planner, words, scenario=safe_name(scenario, words))


@router.post("/sweeps")
def start_sweep(
    request: Request,
    planner: Asked,
    words: Spoken,
    form: Form,
) -> Response:
    """Start, then show how it goes; the form again with a sentence where it cannot start."""
    scenario = safe_name(form.get("scenario", ""), words)
    seconds = form.get("seconds", "")
    try:
        if not (seconds.isdecimal() and 1 <= int(seconds) <= _LONGEST_S):
            raise InvalidValue(words.say("sweep-bad-time", most=_LONGEST_S))
        sweep = planner.sweeps.start(scenario, Limits(seconds=float(seconds)))
    except (InvalidInput, InvalidValue) as error:
        return _ask(
            request,
            planner,
            words,
            scenario=scenario,
            refusal=told(error, words.language),
            status=422,
        )
    return RedirectResponse(f"/sweeps/{sweep.sweep_id}", status_code=303)


@router.get("/sweeps/{sweep_id}")
def show_sweep(
    request: Request, sweep_id: SweepName, planner: Asked, words: Spoken
) -> HTMLResponse:
    """What is done so far, in pictures and in a table."""
    sweep = planner.sweeps.state(sweep_id)
    return page(
        request,
        "sweep.html",
        sweep=_head(sweep, words),
        asks=words.label(sweep.question.asks),
        levers=[axis.key for axis in sweep.axes],
        pictures=pictures(sweep, words),
        heat_maps=heat_maps(sweep, words),
        moves=moves(sweep, words),
        headings=headings(sweep, words),
        rows=run_rows(sweep, words),
    )


@router.post("/sweeps/{sweep_id}/stop")
def stop_sweep(sweep_id: SweepName, planner: Asked) -> RedirectResponse:
    """Stop; what is done stays."""
    planner.sweeps.stop(sweep_id)
    return RedirectResponse(f"/sweeps/{sweep_id}", status_code=303)


@router.post("/sweeps/{sweep_id}/resume")
def resume_sweep(sweep_id: SweepName, planner: Asked) -> RedirectResponse:
    """Go on with what was stopped, and try again what failed."""
    planner.sweeps.resume(sweep_id)
    return RedirectResponse(f"/sweeps/{sweep_id}", status_code=303)


def _ask(
    request: Request,
    planner: Planner,
    words: Words,
    *,
    scenario: str,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    found = next((one for one in planner.scenarios() if one.scenario_id == scenario), None)
    if found is None:
        raise NotFound(words.say("problem-no-such-name", name=scenario))
    return page(
        request,
        "sweep_new.html",
        status=status,
        scenario=scenario,
        label=words.label(found.label),
        asks=words.label(found.asks),
        n=found.n_swept,
        times=TIMES_S,
        refusal=refusal,
    )


def _head(sweep: SweepState, words: Words) -> dict[str, object]:
    """A sweep in a list, and at the top of its page."""
    return {
        "id": sweep.sweep_id,
        "label": words.label(sweep.question.label),
        "when": words.moment(sweep.created_at),
        "status": sweep.status.value,
        "is_over": sweep.status.is_over,
        "can_resume": sweep.status.is_over and sweep.n_done < len(sweep.members),
        "share": sweep.share,
        "n": len(sweep.members),
        "n_done": sweep.n_done,
        "n_failed": sweep.n_failed,
        "n_reused": sweep.n_reused,
        "base": sweep.base.run_id,
        "n_weeks": sweep.n_weeks,
        "told": words.say("sweep-told", done=sweep.n_done, n=len(sweep.members)),
    }
