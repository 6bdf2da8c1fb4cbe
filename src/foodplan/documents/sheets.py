"""A plan on paper: what each hub packs and loads on a day, and where each vehicle goes.

One HTML page that asks no host for anything; printed, each sheet begins a new page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from foodplan.documents.paper import Paper
from foodplan.domain.basics import Label
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.texts import Language, say

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "static"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def sheets_page(
    plan: Plan,
    problem: Problem,
    *,
    name: str,
    label: Label,
    language: Language,
    day: int | None = None,
    vehicle_id: str | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """Every sheet as one page, or those of a day, or of a vehicle alone.

    Parameters
    ----------
    name
        The plan's name, which stands on every sheet.
    links
        Addresses and their words for the screen; not printed.
    """
    paper = Paper(plan, problem, language)
    days = [one for one in problem.calendar.days if day in (None, one)]
    sheets = [sheet for one in days for sheet in paper.of_day(one, vehicle_id)]
    return _TEMPLATES.get_template("sheets.html").render(
        sheets=sheets,
        language=language,
        say=lambda code: say(code, language),
        source=f"{label.words(language)} · {name}",
        links=links,
    )
