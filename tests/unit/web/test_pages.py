"""Every page in both languages: complete, accessible in its basics, and safe with wild labels."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from tests.fake_planner import NASTY, FakePlanner

from foodplan.app import build
from foodplan.domain.ids import RunId
from foodplan.domain.run import RunStatus
from foodplan.texts import LANGUAGES, codes

PAGES = (
    "/",
    "/run",
    "/run?scenario=crisis",
    "/plans/crisis-0002",
    "/plans/trial-week-0001",
    "/plans/trial-week-0001/weeks",
    "/plans/crisis-0002/robustness",
    "/plans/crisis-new2",
    "/plans/crisis-new3",
    "/plans/crisis-new4",
    "/check/crisis",
    "/check/trial-week",
    "/check/broken",
    "/compare",
    "/compare?plans=trial-week-0001&plans=crisis-0002",
    "/plans/nobody",
    "/nothing/here",
)
VOID = {"meta", "link", "input", "br", "rect", "path", "circle"}


class Outline(HTMLParser):
    """What a page is made of, as far as the checks need it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture
def busy(client: TestClient, planner: FakePlanner) -> TestClient:
    """Beside the two kept plans: a run that works, one that failed, one stopped with a plan."""
    for name, status in (("new2", None), ("new3", RunStatus.FAILED), ("new4", RunStatus.STOPPED)):
        client.post("/api/v1/plans", json={"scenario": "crisis"})
        if status:
            planner.finish(RunId(f"crisis-{name}"), status)
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_complete_and_accessible(busy: TestClient, address: str, language: str) -> None:
    sign = "&" if "?" in address else "?"
    answer = busy.get(f"{address}{sign}lang={language}")

    assert answer.status_code in (200, 404)
    page = Outline(answer.text)
    assert page.open == []
    assert page.all("html")[0]["lang"] == language
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert next(link["href"] for link in page.all("a")) == "#main"
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    _assert_named(page, ids)
    _assert_no_code_leaks(page)
    assert not [attrs for _, attrs in page.tags if "style" in attrs]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


def _assert_named(page: Outline, ids: list[str | None]) -> None:
    """Inputs have labels, frames titles, tables captions and scopes, references a target."""
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("select", "input"):
        is_inside_label = field.get("type") in ("checkbox", "radio")
        assert is_inside_label or field.get("id") in labelled
    assert all(frame.get("title") and frame.get("sandbox") for frame in page.all("iframe"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(heading.get("scope") for heading in page.all("th"))
    for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for _, attrs in page.tags:
            assert attrs.get(name, ids[0]) in ids, attrs


def _assert_no_code_leaks(page: Outline) -> None:
    words = " ".join(page.words)
    known = {code for code in codes() if "-" in code}
    assert not known & set(re.findall(r"[a-z0-9_]+(?:-[a-z0-9_]+)+", words))
    assert "{" not in words


@pytest.mark.parametrize("address", PAGES)
def test_french_signs_keep_to_the_word_before_them(busy: TestClient, address: str) -> None:
    words = " ".join(Outline(busy.get(address).text).words)

    assert not re.search(r"\w [;:!?»]", words)


@pytest.mark.parametrize("address", ["/plans/crisis-0002", "/plans/crisis-0002/map"])
def test_labels_never_become_markup(address: str) -> None:
    planner = FakePlanner(site_label=NASTY)
    with TestClient(build(planner.opened, allowed_hosts=("testserver",))) as client:
        html = client.get(address).text

    assert "<script>alert(1)" not in html
    assert "alert(1)" in html


def test_the_language_stays_in_a_cookie(client: TestClient) -> None:
    assert 'lang="fr"' in client.get("/", headers={"Accept-Language": "en"}).text
    client.get("/?lang=en")

    assert 'lang="en"' in client.get("/run").text


def test_the_plan_page_tells_who_gets_least_and_why(client: TestClient) -> None:
    html = client.get("/plans/crisis-0002?lang=en").text

    words = " ".join(" ".join(Outline(html).words).split())
    assert "2 sites get less than they asked for, of which one site without any basket." in words
    assert words.index("Site S4 S4") < words.index("Site S3 S3")
    assert "Monday 23 November" in words.replace("\u00a0", " ")
    assert "proven, no plan does better than 100%" in words


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Apporté par le producteur lui-même"), ("en", "Brought by the producer itself")],
)
def test_the_plan_page_lists_what_producers_bring_themselves(
    client: TestClient, language: str, title: str
) -> None:
    page = client.get(f"/plans/trial-week-0001?lang={language}").text
    section = page.partition('aria-labelledby="gifts"')[2].partition("</section>")[0]
    assert title in section
    assert "Ferme du Test" in section
    assert "Site S3" in section
    assert "20 kg" in section.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")


def test_the_plan_page_claims_nothing_that_is_not_proven(client: TestClient) -> None:
    english = client.get("/plans/crisis-0002?lang=en").text
    assert "within 1.2% of the best possible for these stops." in english
    assert "The whole week" not in english or "not known yet" not in english
    french = client.get("/plans/crisis-0002?lang=fr").text
    assert "1,2\u00a0% au plus du mieux possible pour ces arrêts." in french


def test_where_nothing_is_proven_the_page_says_how_far_apart_searches_end(
    client: TestClient,
) -> None:
    found = client.get("/plans/trial-week-0001?lang=en").text
    assert (
        "Monday: nothing is proven; three searches of this day end within 0.8% of each other."
        in found
    )


def test_the_page_shows_what_is_proven_of_the_week(
    client: TestClient, planner: FakePlanner
) -> None:
    address, run_id = "/plans/crisis-0002?lang=en", RunId("crisis-0002")
    assert "How far is this week from the best possible?" in client.get(address).text
    asked = client.post("/plans/crisis-0002/week-bound", data={"seconds": "60"})
    assert "Waiting: plans to make go first" in asked.text
    for status, told in (
        (RunStatus.RUNNING, "Working"),
        (RunStatus.FAILED, "The work failed"),
        (RunStatus.DONE, "Look for a better proof"),
    ):
        planner.bounds.move_week(run_id, status, 1.0, 100.0)
        found = client.get(address).text
        assert told in found
        assert "Within 12.0% of the best possible for these deliveries" in found


def test_a_week_that_is_the_best_possible_needs_no_better_proof(
    client: TestClient, planner: FakePlanner
) -> None:
    client.post("/plans/crisis-0002/week-bound", data={"seconds": "60"})
    planner.bounds.move_week(RunId("crisis-0002"), RunStatus.DONE, 1.0, 112.0)
    found = client.get("/plans/crisis-0002?lang=en").text
    assert "The best possible for these deliveries, whatever their days" in found
    assert "Look for a better proof" not in found


def test_a_time_that_the_page_does_not_offer_is_refused(client: TestClient) -> None:
    assert client.post("/plans/crisis-0002/week-bound", data={"seconds": "1e9"}).status_code == 422
    assert client.post("/plans/nobody/week-bound", data={"seconds": "60"}).status_code == 404
    assert client.post("/plans/crisis-0002/week-bound/stop").status_code == 404


def test_a_form_starts_a_run_and_shows_its_progress(
    client: TestClient, planner: FakePlanner
) -> None:
    answer = client.post("/run", data={"scenario": "crisis", "seconds": "30", "seed": "4"})

    assert answer.url.path == "/plans/crisis-new2"
    assert [(limits.seconds, limits.seed) for _, limits in planner.started] == [(30, 4)]
    assert "Arrêter et garder le meilleur" in answer.text


def test_a_form_starts_several_weeks_after_another_plan(
    client: TestClient, planner: FakePlanner
) -> None:
    html = client.get("/run?after=crisis-0002&lang=en").text
    assert '<option value="crisis-0002" selected>' in html
    # The trial week is the one of the plan; there is none after it.
    assert "There is no data yet for the week of" in html
    form = {"scenario": "crisis", "seconds": "30", "after": "crisis-0002", "weeks": "3"}
    client.post("/run", data=form)
    client.post("/run", data={**form, "after": "", "weeks": ""})
    assert planner.rows == [(RunId("crisis-0002"), 3), (None, None)]


def test_a_form_that_is_refused_keeps_what_was_filled_in(client: TestClient) -> None:
    form = {"scenario": "trial-week", "seconds": "120", "seed": "7", "weeks": "99"}
    html = client.post("/run?lang=en", data={**form, "after": "crisis-0002"}).text
    assert "the number of weeks goes from 1 to 13" in html
    assert '<option value="crisis-0002" selected>' in html
    assert 'value="99"' in html
    assert 'value="7"' in html
    assert 'value="120" checked' in html


@pytest.mark.parametrize(
    "form",
    [
        {"scenario": "crisis", "seconds": "10", "weeks": "0"},
        {"scenario": "crisis", "seconds": "10", "weeks": "many"},
        {"scenario": "crisis", "seconds": "10", "after": "../secret"},
        {"scenario": "crisis", "seconds": "0"},
        {"scenario": "crisis", "seconds": "ten"},
        {"scenario": "crisis", "seconds": "10", "seed": "-1"},
        {"scenario": "nobody", "seconds": "10"},
        {"scenario": "../secret", "seconds": "10"},
        {},
    ],
)
def test_a_form_that_cannot_start_says_why(
    client: TestClient, planner: FakePlanner, form: dict[str, str]
) -> None:
    answer = client.post("/run", data=form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert planner.started == []


def test_stopping_keeps_the_best_plan(client: TestClient) -> None:
    client.post("/run", data={"scenario": "crisis", "seconds": "30"})

    answer = client.post("/plans/crisis-new2/stop")

    assert "Qui reçoit le moins" in answer.text


def test_a_run_that_nobody_works_on_says_what_to_do(
    client: TestClient, planner: FakePlanner
) -> None:
    client.post("/run", data={"scenario": "crisis", "seconds": "30"})
    planner.hold(RunId("crisis-new2"))
    assert "Nobody works" not in client.get("/plans/crisis-new2?lang=en").text
    planner.n_workers = 0
    assert "Nobody works off the queue" in client.get("/plans/crisis-new2?lang=en").text


def test_a_failed_run_says_what_to_do(client: TestClient, planner: FakePlanner) -> None:
    client.post("/run", data={"scenario": "crisis", "seconds": "30"})
    planner.finish(RunId("crisis-new2"), RunStatus.FAILED)

    html = client.get("/plans/crisis-new2?lang=en").text

    assert "the road table is empty" in html
    assert "What to do" in html


def test_an_unknown_plan_says_what_was_probably_meant(client: TestClient) -> None:
    answer = client.get("/plans/crisis-0003")

    assert answer.status_code == 404
    assert "did you mean crisis-0002?" in answer.text


def test_where_there_is_nothing_to_compare_the_page_leads_to_a_plan(
    client: TestClient, planner: FakePlanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "runs", lambda **_: ())
    html = client.get("/compare?lang=en").text

    assert "Two plans are needed" in html
    assert '<a href="/run">Make a plan</a>' in html


def test_differences_say_better_or_worse_in_words(client: TestClient) -> None:
    html = client.get("/compare?plans=trial-week-0001&plans=crisis-0002&lang=en").text

    assert "−15 · worse" in html
    assert "−6 · better" in html
    assert "10 → 0" in html


def test_exports_come_as_files(client: TestClient) -> None:
    for name, kind in (
        ("map.html", "text/html"),
        ("plan.geojson", "application/geo+json"),
        ("stops.csv", "text/csv"),
        ("route.gpx?day=0&vehicle=V1", "application/gpx+xml"),
        ("route.ics?day=0&vehicle=V1", "text/calendar; charset=utf-8"),
    ):
        answer = client.get(f"/plans/crisis-0002/{name}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-disposition"].startswith("attachment")
    assert client.get("/plans/crisis-0002/secrets.csv").status_code == 404
    assert client.get("/plans/crisis-0002/route.gpx?day=0&vehicle=V9").status_code == 404
    assert client.get("/plans/crisis-0002/route.pdf?day=0&vehicle=V1").status_code == 404


def test_the_map_is_sandboxed_even_when_opened_alone(client: TestClient) -> None:
    policy = client.get("/plans/crisis-0002/map").headers["content-security-policy"]

    assert policy.startswith("sandbox allow-scripts;")
    assert "http" not in policy


def test_the_sheets_of_a_plan_a_day_and_a_vehicle_can_be_printed(client: TestClient) -> None:
    plan = client.get("/plans/trial-week-0001?lang=en").text
    assert 'href="/plans/trial-week-0001/sheets"' in plan
    assert 'href="/plans/trial-week-0001/sheets?day=0&amp;vehicle=V1"' in plan

    week = client.get("/plans/trial-week-0001/sheets?lang=en")
    monday = client.get("/plans/trial-week-0001/sheets?day=0").text
    van = client.get("/plans/trial-week-0001/sheets?day=0&vehicle=V1").text

    assert "script-src" not in week.headers["content-security-policy"]
    assert [page.count('class="sheet"') for page in (week.text, monday, van)] == [4, 2, 1]
    assert client.get("/plans/trial-week-0001/sheets?day=9").status_code == 404


def test_a_lot_can_be_followed_to_its_sites_and_back(client: TestClient) -> None:
    assert 'href="/plans/trial-week-0001/trace"' in client.get("/plans/trial-week-0001").text
    lot = client.get("/plans/trial-week-0001/trace?lot=L1&lang=en").text
    assert "/plans/trial-week-0001/trace?site=S1" in lot
    assert "Camionnette 1 08:20" in lot
    site = client.get("/plans/trial-week-0001/trace?site=S1").text
    assert "/plans/trial-week-0001/trace?lot=L1" in site
    assert client.get("/plans/trial-week-0001/trace?lot=nothing").status_code == 404


def test_a_week_that_cannot_be_planned_leads_to_what_is_wrong_with_it(client: TestClient) -> None:
    form = {"scenario": "broken", "seconds": "10", "seed": "1"}
    answer = client.post("/run?lang=en", data=form)
    assert answer.status_code == 422
    assert 'href="/check/broken"' in answer.text


def test_the_week_after_without_data_leads_to_handing_it_in(client: TestClient) -> None:
    html = client.get("/run?after=trial-week-0001&lang=en").text
    assert "There is no data yet" in html
    assert re.search(r'/weeks/new\?like=trial-week&amp;start=\d{4}-\d\d-\d\d"', html)
