"""Scenarios: the list of them, and a page to write one with its errors beside the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from foodplan.domain.finding import Finding
from foodplan.errors import Changed, InvalidInput, InvalidValue, Unavailable
from foodplan.planning import CheckReport, Planner
from foodplan.texts import told
from foodplan.web.asking import Asked, Spoken, safe_name
from foodplan.web.findings_view import count_blocks
from foodplan.web.plan_choices import scenario_choices, usual_week
from foodplan.web.render import page
from foodplan.web.scenario_forms import change_forms, change_of
from foodplan.web.words import Words

router = APIRouter(include_in_schema=False)

_LONGEST_TEXT = 200_000
_OWN = "\r\n", "\n"
"""Browsers send lines as the first; files have the second."""
Form = Mapping[str, Sequence[str]]


async def _form(request: Request) -> Form:
    """Fields of a posted form with all their values."""
    found: dict[str, list[str]] = defaultdict(list)
    text = (await request.body()).decode("utf-8", "replace")
    for name, value in parse_qsl(text, keep_blank_values=True):
        found[name].append(value)
    return found


@router.get("/scenarios")
def list_scenarios(request: Request, planner: Asked, words: Spoken) -> HTMLResponse:
    """Every question that can be asked, the person's own first."""
    found = scenario_choices(planner, words)
    return page(
        request,
        "scenarios.html",
        scenarios=[
            {
                "id": one.scenario_id,
                "label": words.label(one.label),
                "asks": words.label(one.asks),
                "is_own": one.is_own,
                "n_swept": one.n_swept,
                "n_blocks": count_blocks(one.findings),
            }
            for one in found
        ],
    )


@router.get("/scenarios/write")
def write(
    request: Request,
    planner: Asked,
    words: Spoken,
    like: str = "",
    ask: str = "",
    week: str = "",
) -> HTMLResponse:
    """The text of a scenario to change (`like`), or a new one.

    A new one extends another (`ask`), or asks of a week as it is, the usual one unless it is named.
    """
    if like:
        draft = planner.drafts.read(safe_name(like, words))
    elif ask:
        draft = planner.drafts.new(safe_name(ask, words), words.language)
    else:
        name = safe_name(week, words) if week else usual_week(planner)
        draft = planner.drafts.of_week(name, words.language)
    return _editor(request, planner, words, text=draft.text, version=draft.version)


@router.post("/scenarios/write")
def change(
    request: Request,
    planner: Asked,
    words: Spoken,
    form: Annotated[Form, Depends(_form)],
) -> Response:
    """Check the text, add a change to it, or keep it; whatever was typed stays on the page."""
    text = _first(form, "text").replace(*_OWN)[:_LONGEST_TEXT]
    version, refusal = _first(form, "version"), ""
    try:
        if kind := _first(form, "add"):
            text = planner.drafts.with_change(text, change_of(kind, form, words), words.language)
        elif "keep" in form:
            scenario_id = planner.drafts.keep(text, version=version, language=words.language)
            return RedirectResponse(f"/run?scenario={scenario_id}", status_code=303)
    except (InvalidValue, InvalidInput, Changed, Unavailable) as error:
        refusal = told(error, words.language)
    status = 422 if refusal else 200
    return _editor(
        request, planner, words, text=text, version=version, refusal=refusal, status=status
    )


def _editor(
    request: Request,
    planner: Planner,
    words: Words,
    *,
    text: str,
    version: str,
    refusal: str = "",
    status: int = 200,
) -> HTMLResponse:
    report = planner.drafts.check(text)
    resolved = report.resolved
    return page(
        request,
        "write.html",
        status=status,
        text=text,
        version=version,
        refusal=refusal,
        verdict=_verdict(report, words),
        is_good=resolved is not None,
        notes=_notes(report.findings, words),
        n_lines=text.count("\n") + 1,
        forms=change_forms(resolved.problem, words) if resolved else (),
    )


def _verdict(report: CheckReport, words: Words) -> str:
    n_blocks = count_blocks(report.findings)
    if report.resolved is None:
        return words.say("write-blocks", n=n_blocks)
    return words.say("write-good", n=sum(need.baskets for need in report.resolved.problem.needs))


def _notes(findings: Sequence[Finding], words: Words) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Sentences by line, those without a line at the first one."""
    by_row: dict[int, list[str]] = defaultdict(list)
    for one in findings:
        place = f"{one.path}: " if one.path else ""
        by_row[one.row or 1].append(place + words.say(one.code, **one.params))
    return tuple((row, tuple(told)) for row, told in sorted(by_row.items()))


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")
