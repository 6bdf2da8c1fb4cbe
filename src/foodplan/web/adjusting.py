"""Adjust a plan by hand: lock a stop, move it, insert one, see the change, keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.accident import LockKind, StopLock
from foodplan.domain.adjustment import PlanEvent, stops_of
from foodplan.domain.adjustment_words import read_insert, read_move
from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.ids import RunId
from foodplan.errors import Changed, InvalidInput, NotFound
from foodplan.planning import KeptPlan, Planner
from foodplan.web.adjust_view import adjust_view, family_view, seen_in
from foodplan.web.asking import Asked, Form, RunName, Spoken
from foodplan.web.changing import Wish, keep_wish, refusal_of, show_wish
from foodplan.web.render import page
from foodplan.web.stop_view import kept_words, stop_view
from foodplan.web.words import Words

FIELDS = ("kind", "place", "of", "to", "day", "trip", "position", "nth", "replan")
Which = Annotated[str, Query(max_length=80)]

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}/stop")
def show_stop(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, place: Which, of: Which = ""
) -> HTMLResponse:
    """One stop: its locks, and where else it may go."""
    return _stop_page(request, run_id, planner, words, {"place": place, "of": of})


@router.post("/plans/{run_id}/locks")
def set_locks(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """The locks of one stop; back to the stop."""
    place, day = form.get("place", ""), form.get("day", "")
    marks = planner.marking.marks(run_id)
    if not day.isdecimal():
        raise NotFound(words.say("problem-not-found-detail"))
    if form.get("seen", "") != kept_words(marks, place, int(day)):
        refusal = words.say("locks-changed", name=place)
        return _stop_page(request, run_id, planner, words, form, refusal=refusal, status=409)
    others = {one for one in marks.locks if (one.place_id, one.day) != (place, int(day))}
    wanted = {
        StopLock(place_id=place, day=int(day), kind=kind)
        for kind in LockKind
        if form.get(f"keeps-{kind.value}")
    }
    try:
        planner.marking.set_locks(run_id, frozenset(others | wanted), seen=marks)
    except (Changed, InvalidInput) as error:
        refusal = refusal_of(error, words)
        return _stop_page(request, run_id, planner, words, form, refusal=refusal, status=422)
    return RedirectResponse(f"/plans/{run_id}#stop-{place}-{day}", status_code=303)


@router.get("/plans/{run_id}/insert")
def show_insert(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, place: Which
) -> Response:
    """One more stop for a site, tried at its best place."""
    form = {"kind": "insert", "place": place, "nth": "1"}
    return show_wish(request, planner, words, _wish(request, run_id, planner, words, form))


@router.post("/plans/{run_id}/adjust")
def show_change(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """What would change; the stop's page again, with a sentence, where it cannot be tried."""
    return show_wish(request, planner, words, _wish(request, run_id, planner, words, form))


@router.post("/plans/{run_id}/adjust/keep")
def keep_change(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """Keep what was shown."""
    return keep_wish(request, planner, words, _wish(request, run_id, planner, words, form))


def _wish(
    request: Request, run_id: RunId, planner: Planner, words: Words, form: Mapping[str, str]
) -> Wish:
    return Wish(
        run_id=run_id,
        read=lambda kept: _event(form, kept, words),
        template="adjusted.html",
        view=lambda repair: adjust_view(repair, form.get("of", ""), words),
        form={name: form.get(name, "") for name in FIELDS},
        seen=seen_in(form),
        refused=lambda why: _refused(request, run_id, planner, words, form, why),
    )


def _event(form: Mapping[str, str], kept: KeptPlan, words: Words) -> PlanEvent:
    place, language = form.get("place", ""), words.language
    if form.get("kind") == "insert":
        nth = form.get("nth", "")
        return read_insert(
            kept.problem, language, site=place, nth=int(nth) if nth.isdecimal() else 1
        )
    day = form.get("day", "")
    return read_move(
        kept.plan,
        kept.problem,
        language,
        place=place,
        of=form.get("of", ""),
        to=form.get("to", ""),
        day=WEEKDAYS[int(day)] if day.isdecimal() and int(day) < len(WEEKDAYS) else day,
        trip=_number(form.get("trip", "")),
        position=_number(form.get("position", "")),
        others_give_way=bool(form.get("replan")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None


def _refused(
    request: Request,
    run_id: RunId,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    refusal: str,
) -> HTMLResponse:
    kept = planner.kept(run_id)
    if form.get("kind") != "insert" and stops_of(kept.plan, form.get("place", "")):
        return _stop_page(request, run_id, planner, words, form, refusal=refusal, status=422)
    label = words.label(kept.run.label)
    return page(request, "refused.html", status=422, run=kept.run, label=label, refusal=refusal)


def _stop_page(
    request: Request,
    run_id: RunId,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    *,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    kept, place = planner.kept(run_id), form.get("place", "")
    stop = stop_view(
        kept, planner.marking.marks(run_id), place=place, of=form.get("of", ""), words=words
    )
    return page(
        request,
        "stop.html",
        status=status,
        run=kept.run,
        label=words.label(kept.run.label),
        stop=stop,
        family=family_view(planner, kept.run, words),
        form=dict(form),
        refusal=refusal,
    )
