"""Adjust a plan by hand: lock a stop, move it, insert one, see the change, keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.accident import LockKind, StopLock
from foodplan.domain.adjustment import Marks, PlanEvent, stops_of
from foodplan.domain.adjustment_words import read_insert, read_move
from foodplan.domain.basics import WEEKDAYS
from foodplan.errors import Changed, InvalidInput, InvalidValue, NotFound
from foodplan.planning import KeptPlan, Planner
from foodplan.web.adjust_view import adjust_view, family_view, seen_in
from foodplan.web.asking import Asked, Form, RunName, Spoken, label_of
from foodplan.web.render import page
from foodplan.web.repairs import refusal_of
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
    if form.get("seen", "") != _kept_words(marks, place, int(day)):
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
    return _show(request, run_id, planner, words, form)


@router.post("/plans/{run_id}/adjust")
def show_change(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """What would change; the stop's page again, with a sentence, where it cannot be tried."""
    return _show(request, run_id, planner, words, form)


@router.post("/plans/{run_id}/adjust/keep")
def keep_change(
    request: Request, run_id: RunName, planner: Asked, words: Spoken, form: Form
) -> Response:
    """Keep what was shown, and go to it; shown again where another plan was made meanwhile."""
    try:
        wish = _wish(form, planner.kept(run_id), words)
        run = planner.keep_repair(run_id, wish, seen=seen_in(form))
    except Changed:
        return _show(request, run_id, planner, words, form, is_late=True)
    except (InvalidInput, InvalidValue, NotFound) as error:
        return _refused(request, run_id, planner, words, form, refusal_of(error, words))
    return RedirectResponse(f"/plans/{run.run_id}", status_code=303)


def _show(
    request: Request,
    run_id: RunName,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    *,
    is_late: bool = False,
) -> Response:
    kept = planner.kept(run_id)
    try:
        repair = planner.repair(run_id, _wish(form, kept, words))
    except (InvalidInput, InvalidValue, NotFound) as error:
        return _refused(request, run_id, planner, words, form, refusal_of(error, words))
    return page(
        request,
        "adjusted.html",
        status=409 if is_late else 200,
        run=kept.run,
        label=label_of(kept.run, words),
        form={name: form.get(name, "") for name in FIELDS},
        view=adjust_view(repair, form.get("of", ""), words),
        family=family_view(planner, kept.run, words),
        is_late=is_late,
    )


def _wish(form: Mapping[str, str], kept: KeptPlan, words: Words) -> PlanEvent:
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


def _kept_words(marks: Marks, place: str, day: int) -> str:
    """What a stop keeps, as the form was told."""
    mine = [
        one.kind.value for one in sorted(marks.locks) if (one.place_id, one.day) == (place, day)
    ]
    return " ".join(mine)


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None


def _refused(
    request: Request,
    run_id: RunName,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    refusal: str,
) -> HTMLResponse:
    kept = planner.kept(run_id)
    if form.get("kind") != "insert" and stops_of(kept.plan, form.get("place", "")):
        return _stop_page(request, run_id, planner, words, form, refusal=refusal, status=422)
    label = label_of(kept.run, words)
    return page(request, "refused.html", status=422, run=kept.run, label=label, refusal=refusal)


def _stop_page(
    request: Request,
    run_id: RunName,
    planner: Planner,
    words: Words,
    form: Mapping[str, str],
    *,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    kept = planner.kept(run_id)
    place = form.get("place", "")
    calls = stops_of(kept.plan, place)
    chosen = [one for one in calls if f"{WEEKDAYS[one[0]]}:{one[1]}" == form.get("of")] or calls
    if not chosen:
        raise NotFound(words.say("adjust-no-stops", place=place))
    day, vehicle_id, _ = chosen[0]
    problem = kept.problem
    labels: dict[str, str] = {site.site_id: site.label for site in problem.sites}
    labels |= {one.producer_id: one.label for one in problem.producers}
    marks = planner.marking.marks(run_id)
    return page(
        request,
        "stop.html",
        status=status,
        run=kept.run,
        label=label_of(kept.run, words),
        place=place,
        accident="closed" if place in problem.site else "fails",
        name=labels[place],
        where=f"{words.say(f'day-{day}')}, {problem.vehicle[vehicle_id].label}",
        of=f"{WEEKDAYS[day]}:{vehicle_id}",
        day=day,
        vehicle_id=vehicle_id,
        vehicles=[(one.vehicle_id, one.label) for one in problem.vehicles],
        days=[(one, words.say(f"day-{one}")) for one in problem.calendar.days],
        kinds=[
            (kind.value, StopLock(place_id=place, day=day, kind=kind) in marks.locks)
            for kind in LockKind
        ],
        seen=_kept_words(marks, place, day),
        family=family_view(planner, kept.run, words),
        form=dict(form),
        refusal=refusal,
    )
