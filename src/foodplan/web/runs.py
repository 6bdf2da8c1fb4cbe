"""Start a run, follow it, stop it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.ids import RunId
from foodplan.domain.run import Limits, Run, RunStatus
from foodplan.domain.scenario import MOST_WEEKS
from foodplan.errors import InvalidInput, InvalidValue, NotFound
from foodplan.planning import Planner
from foodplan.texts import told
from foodplan.web.asking import Asked, Form, RunName, Spoken, safe_name
from foodplan.web.render import page
from foodplan.web.run_form import run_form
from foodplan.web.words import Words

_LONGEST_S = 3600
_LARGEST_SEED = 999_999
PHASES = ("reading", "travel", "allocating", "routing", "checking", "keeping")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseView:
    """One phase: state is done, now or later."""

    code: str
    label: str
    state: str


@router.get("/run")
def ask_run(
    request: Request, planner: Asked, words: Spoken, scenario: str = "", after: str = ""
) -> HTMLResponse:
    """The form that starts a run."""
    return _ask(request, planner, words, {"scenario": scenario, "after": after})


@router.post("/run")
def start_run(
    request: Request,
    planner: Asked,
    words: Spoken,
    form: Form,
) -> Response:
    """Start, then show the progress; the form again with a sentence where it cannot start."""
    after = form.get("after", "")
    try:
        run = planner.start(
            safe_name(form.get("scenario", ""), words),
            _limits(form, words),
            after=RunId(safe_name(after, words)) if after else None,
            n_weeks=_n_weeks(form, words),
        )
    except (InvalidInput, InvalidValue, NotFound) as error:
        # What is wrong with the files stands on the page of the check, cell by cell.
        look_at = form.get("scenario", "") if getattr(error, "findings", ()) else ""
        refusal = told(error, words.language)
        return _ask(request, planner, words, form, refusal=refusal, look_at=look_at, status=422)
    return RedirectResponse(f"/plans/{run.run_id}", status_code=303)


@router.post("/plans/{run_id}/stop")
def stop_run(run_id: RunName, planner: Asked) -> RedirectResponse:
    """Stop and keep the best."""
    planner.stop(run_id)
    return RedirectResponse(f"/plans/{run_id}", status_code=303)


def progress_page(request: Request, planner: Planner, run: Run, words: Words) -> HTMLResponse:
    """A run that is not over yet; where nobody could work on it, what to do."""
    now = run.progress
    waits = "progress-waiting" if now or planner.health().n_workers else "no-worker"
    started = run.started_at or run.created_at
    return page(
        request,
        "progress.html",
        run=run,
        label=words.label(run.label),
        phase=words.say(f"phase-{now.phase}" if now else waits),
        phases=_phases(run, words),
        share=now.share if now else 0.0,
        started=started.isoformat(),
        elapsed=words.duration(max(0.0, (datetime.now(UTC) - started).total_seconds())),
        limit=_limit(run, words),
        baskets="–" if not now or now.baskets_served is None else words.number(now.baskets_served),
        cost="–" if not now or now.best_eur is None else words.money(now.best_eur),
    )


def over_page(request: Request, run: Run, words: Words) -> HTMLResponse:
    """A run that ended without a plan, and what to do."""
    failed = run.status is RunStatus.FAILED
    title = "over-failed" if failed else "over-stopped"
    advice = ("over-advice-check", "over-advice-time", "over-advice-safe")
    return page(
        request,
        "over.html",
        run=run,
        title=words.say(title, plan=words.label(run.label)),
        advice=advice if failed else advice[1:],
    )


def _limits(form: Mapping[str, str], words: Words) -> Limits:
    seconds, seed = form.get("seconds", ""), form.get("seed", "1")
    if not (seconds.isdecimal() and 1 <= int(seconds) <= _LONGEST_S):
        raise InvalidValue(words.say("run-bad-time"))
    if not (seed.isdecimal() and int(seed) <= _LARGEST_SEED):
        raise InvalidValue(words.say("run-bad-seed"))
    return Limits(seconds=float(seconds), seed=int(seed))


def _n_weeks(form: Mapping[str, str], words: Words) -> int | None:
    """Where nothing is written, as many as the scenario says."""
    asked = form.get("weeks", "").strip()
    if not asked:
        return None
    if not (asked.isdecimal() and 1 <= int(asked) <= MOST_WEEKS):
        raise InvalidValue(words.say("error-n-weeks", most=MOST_WEEKS))
    return int(asked)


def _ask(
    request: Request,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    *,
    refusal: str = "",
    look_at: str = "",
    status: int = 200,
) -> HTMLResponse:
    return page(
        request,
        "run.html",
        status=status,
        form=run_form(planner, form, words),
        refusal=refusal,
        look_at=look_at,
    )


def _phases(run: Run, words: Words) -> tuple[PhaseView, ...]:
    now = run.progress.phase if run.progress else ""
    at = PHASES.index(now) if now in PHASES else -1
    return tuple(
        PhaseView(
            code=code,
            label=words.say(f"phase-{code}"),
            state="done" if i < at else "now" if i == at else "later",
        )
        for i, code in enumerate(PHASES)
    )


def _limit(run: Run, words: Words) -> str:
    if run.limits.seconds is not None:
        return words.duration(run.limits.seconds)
    return words.say("progress-work", n=run.limits.work or 0)
