"""Errors as application/problem+json (RFC 9457); the only place where HTTP statuses are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from foodplan import errors
from foodplan.api.language import language_of
from foodplan.domain.finding import Finding
from foodplan.texts import Language, say, told

MEDIA_TYPE = "application/problem+json"

_STATUS: tuple[tuple[type[errors.FoodplanError], HTTPStatus], ...] = (
    (errors.InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.InvalidValue, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.NotFound, HTTPStatus.NOT_FOUND),
    (errors.Changed, HTTPStatus.CONFLICT),
    (errors.Stopped, HTTPStatus.CONFLICT),
    (errors.NoPlanFound, HTTPStatus.CONFLICT),
    (errors.Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)


class ErrorOut(BaseModel):
    """One thing wrong with a request or with the files that it names."""

    pointer: str = ""
    """JSON pointer into the request, or the path inside a file."""
    code: str
    detail: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    severity: str = "blocks"


class ProblemOut(BaseModel):
    """A problem document of RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[ErrorOut] = []


def status_of(error: errors.FoodplanError) -> int:
    """HTTP status of an error of ours; 500 for those that are faults of ours."""
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return int(status)
    return int(HTTPStatus.INTERNAL_SERVER_ERROR)


def finding_out(finding: Finding, language: Language) -> ErrorOut:
    """A finding in words."""
    return ErrorOut(
        pointer=finding.path,
        code=finding.code,
        detail=say(finding.code, language, **finding.params),
        file=finding.file or None,
        row=finding.row,
        column=finding.column,
        value=finding.value,
        severity=finding.severity.value,
    )


def problem(
    status: int,
    code: str,
    language: Language,
    *,
    detail: str,
    details: Sequence[ErrorOut] = (),
) -> JSONResponse:
    """The answer of one problem."""
    title = say(f"problem-{code}", language)
    body = ProblemOut(title=title, status=status, code=code, detail=detail, errors=list(details))
    return JSONResponse(
        body.model_dump(exclude_none=True), status_code=status, media_type=MEDIA_TYPE
    )


def answer_error(request: Request, error: errors.FoodplanError) -> JSONResponse:
    """An error of ours."""
    language = language_of(request)
    findings: Sequence[object] = getattr(error, "findings", ())
    details = [finding_out(found, language) for found in findings if isinstance(found, Finding)]
    return problem(
        status_of(error), error.code, language, detail=told(error, language), details=details
    )


def answer_invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """A request that does not fit its schema: every fault with its JSON pointer."""
    language = language_of(request)
    details = [
        ErrorOut(
            pointer="/" + "/".join(str(part) for part in fault["loc"]),
            code=str(fault["type"]),
            detail=str(fault["msg"]),
            value=None if fault["type"] == "missing" else str(fault.get("input"))[:200],
        )
        for fault in error.errors()
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid-request",
        language,
        detail=say("problem-invalid-request-detail", language, n=len(details)),
        details=details,
    )


def answer_status(request: Request, status: int) -> JSONResponse:
    """A plain HTTP error, such as an address that leads nowhere."""
    language = language_of(request)
    known = {404: "not-found", 405: "method-not-allowed", 500: "error"}
    code = known.get(status, "http-error")
    return problem(status, code, language, detail=say(f"problem-{code}-detail", language))
