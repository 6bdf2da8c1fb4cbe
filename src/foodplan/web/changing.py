"""A change of a kept plan: show what it would do, then keep what was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.adjustment import PlanEvent
from foodplan.domain.ids import RunId
from foodplan.errors import (
    BrokenPlan,
    Changed,
    FoodplanError,
    InvalidInput,
    InvalidValue,
    NotFound,
)
from foodplan.planning import KeptPlan, Planner, Repair
from foodplan.texts import told
from foodplan.web.adjust_view import family_view
from foodplan.web.render import page
from foodplan.web.words import Words

_REFUSALS = (BrokenPlan, InvalidInput, InvalidValue, NotFound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a posted form asks of a plan, and the pages that answer it."""

    run_id: RunId
    read: Callable[[KeptPlan], PlanEvent]
    template: str
    view: Callable[[Repair], object]
    form: Mapping[str, str]
    """What the page of the answer posts again, to keep it."""
    seen: tuple[RunId, ...]
    refused: Callable[[str], HTMLResponse]
    """The page that says why it cannot be done."""


def show_wish(
    request: Request, planner: Planner, words: Words, wish: Wish, *, is_late: bool = False
) -> HTMLResponse:
    """What would change; the form again with a sentence where it cannot be done."""
    kept = planner.kept(wish.run_id)
    try:
        repair = planner.repair(wish.run_id, wish.read(kept))
    except _REFUSALS as error:
        return wish.refused(refusal_of(error, words))
    return page(
        request,
        wish.template,
        status=409 if is_late else 200,
        run=kept.run,
        label=words.label(kept.run.label),
        form=wish.form,
        view=wish.view(repair),
        family=family_view(planner, kept.run, words),
        is_late=is_late,
    )


def keep_wish(request: Request, planner: Planner, words: Words, wish: Wish) -> Response:
    """Keep what was shown, and go to it; shown again where another plan was made meanwhile."""
    try:
        event = wish.read(planner.kept(wish.run_id))
        run = planner.keep_repair(wish.run_id, event, seen=wish.seen)
    except Changed:
        return show_wish(request, planner, words, wish, is_late=True)
    except _REFUSALS as error:
        return wish.refused(refusal_of(error, words))
    return RedirectResponse(f"/plans/{run.run_id}", status_code=303)


def refusal_of(error: FoodplanError, words: Words) -> str:
    """What speaks against it, in sentences of the page's language where they are known."""
    found = [one.words(words.language) for one in getattr(error, "findings", ())]
    return " ".join(words.sentence_of(one) for one in found or [told(error, words.language)])
