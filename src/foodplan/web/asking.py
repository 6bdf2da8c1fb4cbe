"""What every page asks for: the planner, safe names, and who kept what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from foodplan.domain.ids import RunId
from foodplan.domain.run import Run
from foodplan.errors import NotFound
from foodplan.planning import KeptPlan, Planner
from foodplan.web.render import words_of
from foodplan.web.words import Words

# The planner also takes paths, which is for people at the machine, not for requests.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def planner_of(request: Request) -> Planner:
    """The planner that the application opened when it started."""
    planner: Planner = request.app.state.planner
    return planner


def safe_name(name: str, words: Words) -> str:
    """The name itself; NotFound if it could be read as a path."""
    if not _NAME.fullmatch(name):
        raise NotFound(words.say("problem-no-such-name", name=name[:100]))
    return name


def run_id_of(request: Request, run_id: str) -> RunId:
    """The run named in the address."""
    return RunId(safe_name(run_id, words_of(request)))


def kept_or_none(planner: Planner, run: Run) -> KeptPlan | None:
    """The plan of a run that has one; a run that is not over yet has none to show."""
    if not (run.status.is_over and planner.has_plan(run.run_id)):
        return None
    return planner.kept(run.run_id)


async def form_of(request: Request) -> Mapping[str, str]:
    """Fields of a posted form; the last of a name counts."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


Asked = Annotated[Planner, Depends(planner_of)]
RunName = Annotated[RunId, Depends(run_id_of)]
Form = Annotated[Mapping[str, str], Depends(form_of)]
Spoken = Annotated[Words, Depends(words_of)]
