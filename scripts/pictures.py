"""Make the pictures of the README and the guide from a real plan of the reference week.

Run: python scripts/pictures.py [--time 60s]. It plans `crisis-week` in a database of its own,
serves it on 127.0.0.1 and photographs the pages in headless Chromium into docs/pictures: the plan
in both languages, Tuesday's route with most trips on paper, and what the plan becomes when the
vehicle with most stops does not start on Tuesday.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ("--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-background-networking")
START_S = 60
SETTLED_MS = 2500
"""After this the map stands still."""
TUESDAY = 1
Route = Mapping[str, Any]
"""As the API tells it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time", default="60s")
    options = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/pictures.db"
        _foodplan("plan", "crisis-week", "--time", options.time, "--database", database)
        plan_id = _newest(database)
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "foodplan", "serve", "--port", str(port), "--database", database]
        )
        try:
            _wait_for(port)
            _photograph(f"http://127.0.0.1:{port}", plan_id)
        finally:
            server.terminate()
            server.wait()


def _photograph(address: str, plan_id: str) -> None:
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        if path is None:
            raise SystemExit("Chromium is missing; install the package chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        plan = f"{address}/plans/{plan_id}"
        for language in ("en", "fr"):
            page.goto(f"{plan}?lang={language}")
            page.wait_for_timeout(SETTLED_MS)
            page.screenshot(path=PICTURES / f"plan-{language}.png")
        routes = [one for one in _routes(address, plan_id) if one["day"] == TUESDAY]
        # One that brings baskets, and fits a picture.
        busy = max(routes, key=lambda one: (len(one["trips"]), -one["n_stops"]))
        _photograph_sheet(page, f"{plan}/sheets?day={TUESDAY}&vehicle={busy['vehicle_id']}&lang=fr")
        most = max(routes, key=lambda one: one["n_stops"])
        _photograph_accident(page, f"{plan}/repair?lang=fr", most["vehicle_id"])
        browser.close()


def _routes(address: str, plan_id: str) -> list[Route]:
    with urllib.request.urlopen(f"{address}/api/v1/plans/{plan_id}/routes") as answer:
        routes: list[Route] = json.load(answer)["routes"]
    return routes


def _photograph_sheet(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("section.sheet").screenshot(path=PICTURES / "feuille.png")


def _photograph_accident(page: Page, address: str, vehicle_id: str) -> None:
    page.goto(f"{address}&what=out&which={vehicle_id}&day={TUESDAY}&on-{TUESDAY}=1")
    page.locator("form.card button").click()
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / "incident.png")


def _foodplan(*arguments: str) -> str:
    command = [sys.executable, "-m", "foodplan", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _newest(database: str) -> str:
    listed = _foodplan("plans", "--database", database).splitlines()
    return listed[1].split()[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health/live", timeout=1)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"the server did not answer within {START_S} s")


if __name__ == "__main__":
    main()
