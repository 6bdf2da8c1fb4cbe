"""What every handler asks for: the planner, and names that are safe to look up."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from foodplan.api.language import language_of
from foodplan.domain.ids import RunId
from foodplan.errors import NotFound
from foodplan.planning import Planner
from foodplan.texts import say

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The planner also takes paths, which is for people at the machine, not for requests.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def planner_of(request: Request) -> Planner:
    """The planner that the application opened when it started."""
    planner: Planner = request.app.state.planner
    return planner


def plan_id_of(request: Request, plan_id: str) -> RunId:
    """The plan or job named in the address."""
    return RunId(safe_name(request, plan_id))


def safe_name(request: Request, name: str) -> str:
    """The name itself; NotFound if it could be read as a path."""
    if not _NAME.fullmatch(name):
        raise NotFound(say("problem-no-such-name", language_of(request), name=name[:100]))
    return name


Asked = Annotated[Planner, Depends(planner_of)]
PlanName = Annotated[RunId, Depends(plan_id_of)]
PageSize = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(description="Cursor: `next` of the page before.")]
IdempotencyKey = Annotated[str | None, Header(max_length=200)]
