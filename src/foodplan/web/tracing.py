"""From a lot to the sites that got it, and back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from foodplan.documents.tracing import lot_table, site_table
from foodplan.domain.accident_words import known_name
from foodplan.domain.ids import LotId, SiteId
from foodplan.web.accident_form import lot_choices, site_choices
from foodplan.web.asking import Asked, RunName, Spoken
from foodplan.web.render import page

Which = Annotated[str, Query(max_length=80)]

router = APIRouter(include_in_schema=False)


@router.get("/plans/{run_id}/trace")
def show_trace(
    request: Request,
    run_id: RunName,
    planner: Asked,
    words: Spoken,
    lot: Which = "",
    site: Which = "",
) -> HTMLResponse:
    """What is asked for, or the lists to choose from alone."""
    kept = planner.kept(run_id)
    plan, problem, table = kept.plan, kept.problem, None
    if lot:
        lot = known_name(lot, problem.lot, words.language)
        table = lot_table(plan, problem, LotId(lot), words.language)
    elif site:
        site = known_name(site, problem.site, words.language)
        table = site_table(plan, problem, SiteId(site), words.language)
    return page(
        request,
        "trace.html",
        run=kept.run,
        label=words.label(kept.run.label),
        lots=lot_choices(problem, words),
        sites=site_choices(problem),
        lot=lot,
        site=site,
        table=table,
        other="site" if lot else "lot",
    )
