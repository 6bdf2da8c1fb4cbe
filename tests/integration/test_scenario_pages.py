"""Write a scenario in the browser, keep it, sweep it: what a person sees, and what is on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient
from tests.integration.conftest import ROOT
from tests.integration.test_planner import FAKE

from foodplan.app import build
from foodplan.domain.ids import SweepId
from foodplan.errors import Changed, InvalidInput
from foodplan.planning import Library, Planner, open_planner

TEXT = """schema: 1
id: mine
label: {fr: "La mienne", en: "Mine"}
asks: {fr: "Et si ?", en: "What if?"}
extends: crisis-week.yaml
changes: []
"""
SWEPT = """schema: 1
id: swept
label: {fr: "Série", en: "Swept"}
asks: {fr: "Et si ?", en: "What if?"}
dataset: tiny-week
changes:
  - {id: need, kind: scale_need, by: 1.0}
  - {id: food, kind: scale_supply, by: 1.0}
sweep:
  grid: {changes.need.by: [1.0, 1.5], changes.food.by: [0.5, 1.0]}
"""


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Planner]:
    with open_planner(
        library=Library(root=ROOT, extra=tmp_path / "own"),
        database=f"sqlite:///{tmp_path / 'foodplan.db'}",
        solving=FAKE,
    ) as opened:
        yield opened


@pytest.fixture
def client(planner: Planner) -> Iterator[TestClient]:
    app = build(partial(nullcontext, planner), allowed_hosts=("testserver",))
    with TestClient(app, raise_server_exceptions=False) as client:
        client.cookies.set("foodplan-lang", "en")
        yield client


def test_a_kept_scenario_may_extend_one_of_the_program(planner: Planner, tmp_path: Path) -> None:
    assert planner.drafts.keep(TEXT, version="", language="en") == "mine"
    assert (tmp_path / "own" / "scenarios" / "mine.yaml").read_text(encoding="utf-8") == TEXT
    mine = next(one for one in planner.scenarios() if one.scenario_id == "mine")
    assert mine.is_own
    assert len(planner.resolve("mine").problem.sites) == 180


@pytest.mark.parametrize("language", ["fr", "en"])
def test_ones_own_questions_come_first_and_the_others_by_their_names(
    client: TestClient, planner: Planner, language: str
) -> None:
    planner.drafts.keep(TEXT, version="", language="en")
    for path in ("/", "/scenarios", "/run"):
        html = client.get(f"{path}?lang={language}").text
        names = {"fr": ["La mienne", "Aide doublée", "Vacances scolaires"]}
        names["en"] = ["Mine", "A hub closes", "Year-end baskets"]
        places = [html.index(f">{name}<") for name in names[language]]
        assert places == sorted(places), path


def test_a_new_scenario_asks_about_a_week_of_ones_own_or_the_largest(
    client: TestClient, tmp_path: Path
) -> None:
    copytree(ROOT / "data" / "tiny-week", tmp_path / "own" / "data" / "our-week")
    ours = client.get("/scenarios/write?week=our-week").text
    assert "dataset: our-week" in ours
    assert "Nothing to correct: 100 baskets" in ours
    assert "dataset: reference-week" in client.get("/scenarios/write").text
    assert client.get("/scenarios/write?week=our-weak").status_code == 404


def test_two_windows_do_not_overwrite_each_other(planner: Planner) -> None:
    planner.drafts.keep(TEXT, version="", language="en")
    one, other = planner.drafts.read("mine"), planner.drafts.read("mine")
    planner.drafts.keep(one.text + "# one\n", version=one.version, language="en")
    with pytest.raises(Changed, match="another window"):
        planner.drafts.keep(other.text + "# other\n", version=other.version, language="en")
    assert planner.drafts.read("mine").text == TEXT + "# one\n"


def test_a_copy_of_the_programs_hides_it_and_leaves_it_alone(planner: Planner) -> None:
    given = planner.drafts.read("crisis-week")
    assert not given.is_own
    planner.drafts.keep(given.text + "# mine\n", version=given.version, language="en")
    assert planner.drafts.read("crisis-week").is_own
    assert "# mine" not in (ROOT / "scenarios" / "crisis-week.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("change", [("id: mine", "id: crisis-week"), ("mine", "../mine")])
def test_what_would_extend_itself_or_leave_the_folder_is_not_kept(
    planner: Planner, tmp_path: Path, change: tuple[str, str]
) -> None:
    with pytest.raises(InvalidInput):
        planner.drafts.keep(TEXT.replace(*change, 1), version="", language="en")
    assert not (tmp_path / "own").exists()


def test_a_form_writes_its_change_into_the_text(client: TestClient) -> None:
    form = {"text": TEXT, "version": "", "add": "vehicle_out", "vehicle_out.days": "tue"}
    refused = client.post("/scenarios/write", data=form)
    assert refused.status_code == 422
    assert "choose at least one name" in refused.text
    shown = client.post("/scenarios/write", data={**form, "vehicle_out.vehicles": "VAN-03"})
    assert (
        "{id: vehicle-out-van-03, kind: vehicle_out, where: {vehicles: [VAN-03]}, days: [tue]}"
        in shown.text
    )
    assert "Nothing to correct: 7,700 baskets" in shown.text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("scale_need.by", "twice", "a number from 0 to 100"),
        ("scale_need.by", "-1", "a number from 0 to 100"),
        ("slow_roads.until", "06:00", "the first before the second"),
    ],
)
def test_a_form_filled_in_wrongly_says_so_and_keeps_the_text(
    client: TestClient, field: str, value: str, told: str
) -> None:
    kind = field.partition(".")[0]
    form = {"slow_roads.by": "2", "slow_roads.from": "07:00", field: value}
    shown = client.post("/scenarios/write", data={"text": TEXT, "add": kind, **form})
    assert shown.status_code == 422
    assert told in shown.text
    assert "extends: crisis-week.yaml" in shown.text


def test_errors_stand_by_their_lines_and_nothing_is_kept(client: TestClient) -> None:
    text = TEXT.replace("changes: []", "changes:\n  - {id: a, kind: close_hob}")
    shown = client.post("/scenarios/write", data={"text": text, "version": "", "keep": "1"})
    assert shown.status_code == 422
    assert "your text is still here" in shown.text
    note = re.search(r'<li data-row="7">(.*?)</li>', shown.text)
    assert note is not None
    assert "did you mean close_hub?" in note[1]
    assert "mine" not in {one["id"] for one in _listed(client)}


def test_a_sweep_shows_which_lever_matters(client: TestClient, planner: Planner) -> None:
    kept = client.post("/scenarios/write", data={"text": SWEPT, "version": "", "keep": "1"})
    assert kept.status_code == 200, kept.text
    assert "Sweep of 4 plans" in client.get("/scenarios").text
    assert "4 plans will be made" in client.get("/sweeps/new?scenario=swept").text
    bad = client.post("/sweeps", data={"scenario": "swept", "seconds": "0"})
    assert bad.status_code == 422
    shown = client.post("/sweeps", data={"scenario": "swept", "seconds": "5"})
    sweep_id = SweepId(str(shown.url).rsplit("/", 1)[1])
    assert [*planner.sweeps.watch(sweep_id)][-1].n_done == 4
    page = client.get(f"/sweeps/{sweep_id}").text
    assert "4 of 4 plans are done" in page
    assert "Which lever matters?" in page
    # Six measures, and the needs, which differ from run to run.
    assert page.count('<svg class="shade"') == 4 * 7
    assert page.count('class="dot"') == 2 * 4 * 7
    assert f'href="/sweeps/{sweep_id}"' in client.get("/sweeps").text


def _listed(client: TestClient) -> list[dict[str, str]]:
    found = re.findall(r"/scenarios/write\?like=([a-z0-9-]+)", client.get("/scenarios").text)
    return [{"id": one} for one in found]
