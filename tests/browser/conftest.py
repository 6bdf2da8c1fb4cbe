"""One Chromium for all tests of pages; it may talk to nobody but this machine."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from tests.fake_planner import FakePlanner

from foodplan.app import build

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless browser; without one the tests fail in CI and say so elsewhere."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing = f"no Chromium found (looked for {', '.join(NAMES)}); install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    # Root needs --no-sandbox, which is common in containers.
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def asked() -> list[str]:
    """Addresses on other hosts that a page asked for."""
    return []


@pytest.fixture
def context(chromium: Browser, asked: list[str]) -> Iterator[BrowserContext]:
    """A fresh profile that refuses other hosts and writes down who was asked."""
    made = chromium.new_context(viewport={"width": 1280, "height": 800})

    def refuse_others(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    made.route("**/*", refuse_others)
    yield made
    made.close()


@pytest.fixture
def planner() -> FakePlanner:
    return FakePlanner()


@contextmanager
def served(planner: FakePlanner) -> Iterator[str]:
    """The application on a free port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        # From here on a connection waits for the server instead of being refused.
        listening.listen()
        app = build(planner.opened)
        config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@pytest.fixture
def address(planner: FakePlanner) -> Iterator[str]:
    with served(planner) as url:
        yield url


@pytest.fixture
def page(context: BrowserContext, asked: list[str], address: str) -> Iterator[Page]:
    """A page that must not complain nor ask anybody else; closed before the server is."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    yield page
    page.close()
    assert (complaints, asked) == ([], [])
