"""What would stop a plan, before solving."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from foodplan.domain.problem import Problem
from foodplan.planning import CheckReport
from foodplan.units import tonnes
from foodplan.web.asking import Asked, Spoken, safe_name
from foodplan.web.findings_view import count_blocks, findings_view
from foodplan.web.render import page
from foodplan.web.words import Words

router = APIRouter(include_in_schema=False)


@router.get("/check/{name}")
def check(request: Request, name: str, planner: Asked, words: Spoken) -> HTMLResponse:
    """Findings of a scenario or a dataset, and what it holds."""
    report = planner.check(safe_name(name, words))
    resolved = report.resolved
    scenario = resolved.scenario if resolved else None
    label = scenario.label if scenario else resolved.problem.label if resolved else None
    tone, verdict = _verdict(report, words)
    return page(
        request,
        "check.html",
        name=name,
        label=words.label(label) if label else name,
        asks=words.label(scenario.asks) if scenario else "",
        verdict=verdict,
        verdict_tone=tone,
        found=findings_view(report.findings, words),
        holds=_holds(resolved.problem, words) if resolved else (),
        changes=[_change(one.change_id, one.because) for one in scenario.changes]
        if scenario
        else (),
        can_plan=resolved is not None,
    )


def _verdict(report: CheckReport, words: Words) -> tuple[str, str]:
    """Tone and sentence. Where a problem could be made, what blocks is a site or a lot."""
    n_blocks = count_blocks(report.findings)
    if n_blocks and report.resolved:
        return "warn", words.say("check-partly", n=n_blocks)
    if n_blocks:
        return "bad", words.say("check-blocks", n=n_blocks)
    if report.findings:
        return "warn", words.say("check-warns", n=len(report.findings))
    return "good", words.say("check-clear")


def _change(change_id: str, because: str) -> str:
    return f"{change_id} – {because}" if because else change_id


def _holds(problem: Problem, words: Words) -> tuple[tuple[str, str], ...]:
    """Name and figure of what the week holds."""
    need_kg = sum(problem.basket[need.basket_id].kg * need.baskets for need in problem.needs)
    supply_kg = sum(lot.net_kg for lot in problem.lots)
    sorting_kg = sum(hub.sorting_kg(day) for hub in problem.hubs for day in problem.calendar.days)
    rows = (
        ("sites", words.number(len(problem.sites))),
        ("baskets", words.number(sum(need.baskets for need in problem.needs))),
        ("need", _tonnes(need_kg, words)),
        ("lots", words.number(len(problem.lots))),
        ("supply", _tonnes(supply_kg, words)),
        ("hubs", words.number(len(problem.hubs))),
        ("sorting", _tonnes(sorting_kg, words)),
        ("vehicles", words.number(len(problem.vehicles))),
    )
    return tuple((words.say(f"check-holds-{code}"), value) for code, value in rows)


def _tonnes(kg: float, words: Words) -> str:
    return words.say("check-tonnes", tonnes=tonnes(kg))
