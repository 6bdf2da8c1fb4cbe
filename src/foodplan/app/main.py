"""The ASGI application: API, pages, guard, and what happens when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from foodplan import __version__, api, web
from foodplan.api import errors as api_errors
from foodplan.app.guard import Guard
from foodplan.errors import FoodplanError
from foodplan.planning import Planner, open_planner
from foodplan.settings import read_settings

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")

log = logging.getLogger(__name__)


def create() -> FastAPI:
    """The application by the settings of the environment, for `uvicorn --factory`."""
    settings = read_settings()
    return build(
        lambda: open_planner(
            library=settings.library,
            database=settings.database,
            tile_url=settings.tile_url,
            language=settings.language,
            memory_mb=settings.memory_mb,
            cores=settings.cores,
            n_workers=settings.workers,
            serves=True,
        ),
        tile_url=settings.tile_url,
    )


def build(
    open_planner_: Callable[[], AbstractContextManager[Planner]],
    *,
    tile_url: str | None = None,
    allowed_hosts: Sequence[str] = LOOPBACK_HOSTS,
) -> FastAPI:
    """The application on a planner that opens when the server starts and closes when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_planner_() as planner:
            app.state.planner = planner
            yield

    app: FastAPI = FastAPIOffline(
        title="foodplan",
        version=__version__,
        docs_url="/api/docs",
        redoc_url="/api/redoc",
        openapi_url="/api/v1/openapi.json",
        static_url="/api/static",
        lifespan=lifespan,
    )
    app.state.tile_origin = _origin(tile_url)
    app.include_router(api.router)
    app.include_router(web.router)
    app.mount("/static", StaticFiles(directory=web.STATIC), name="static")
    app.add_middleware(Guard, allowed_hosts=allowed_hosts)
    _answer_errors(app)
    return app


def _origin(tile_url: str | None) -> str:
    """Scheme and host that the map may load tiles from; empty without tiles."""
    if not tile_url:
        return ""
    parts = urlsplit(tile_url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def _answer_errors(app: FastAPI) -> None:
    """Problem documents below /api, pages elsewhere."""

    @app.exception_handler(FoodplanError)
    def on_error(request: Request, error: FoodplanError) -> Response:
        status = api_errors.status_of(error)
        if status >= 500:
            log.error("%s at %s", error.code, request.url.path, exc_info=error)
        if _asks_api(request):
            return api_errors.answer_error(request, error)
        return web.error_page(request, error, status=status)

    @app.exception_handler(RequestValidationError)
    def on_invalid_request(request: Request, error: RequestValidationError) -> Response:
        if _asks_api(request):
            return api_errors.answer_invalid_request(request, error)
        return web.status_page(request, status=404)

    @app.exception_handler(HTTPException)
    def on_status(request: Request, error: HTTPException) -> Response:
        if _asks_api(request):
            return api_errors.answer_status(request, error.status_code)
        return web.status_page(request, status=error.status_code)

    @app.exception_handler(Exception)
    def on_bug(request: Request, error: Exception) -> Response:
        log.error("unforeseen at %s", request.url.path, exc_info=error)
        if _asks_api(request):
            return api_errors.answer_status(request, 500)
        return web.status_page(request, status=500)


def _asks_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
