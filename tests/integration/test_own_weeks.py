"""Hand in a week of one's own: what is kept, what is refused, and what stays as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient
from tests.integration.conftest import ROOT
from tests.integration.test_planner import FAKE

from foodplan.app import build
from foodplan.domain.finding import Severity
from foodplan.errors import Changed, InvalidInput, InvalidValue, NotFound, Unavailable
from foodplan.planning import Library, Planner, open_planner

TINY = ROOT / "data" / "tiny-week"
NEEDS = (TINY / "needs.csv").read_bytes()
MORE = NEEDS.replace(b"SITE-A,2020-W17,garden,40", b"SITE-A,2020-W17,garden,45")
WRONG = NEEDS.replace(b"SITE-A,2020-W17,garden,40", b"SITE-A,2020-W17,garden,-4")


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


def baskets(planner: Planner, name: str) -> int:
    return sum(need.baskets for need in planner.resolve(name).problem.needs)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_not_handed_in_comes_from_the_week_it_is_like(
    planner: Planner, tmp_path: Path
) -> None:
    planner.own_weeks.keep("ours", {"C:\\tables\\Needs.csv": MORE}, like="tiny-week")

    assert baskets(planner, "ours") == baskets(planner, "tiny-week") + 5
    assert next(one for one in planner.datasets() if one.dataset_id == "ours").is_own
    # Neither the README of the example nor anything of the way there.
    assert left_in(tmp_path / "own" / "data") == ["ours"]
    assert "README.md" not in left_in(tmp_path / "own" / "data" / "ours")


def test_the_next_week_needs_a_monday_and_new_needs(planner: Planner) -> None:
    any_week = {"needs.csv": NEEDS.replace(b"2020-W17", b"")}
    planner.own_weeks.keep("next", any_week, like="tiny-week", start=date(2020, 4, 27))

    assert planner.resolve("next").problem.calendar.start == date(2020, 4, 27)
    assert baskets(planner, "next") == baskets(planner, "tiny-week")
    with pytest.raises(InvalidInput) as refused:
        planner.own_weeks.keep("next", any_week, like="tiny-week", start=date(2020, 4, 28))
    assert "start" in refused.value.findings[0].words("en")


def test_lots_of_an_earlier_week_count_while_they_are_good(planner: Planner) -> None:
    # Ready on Mondays; good until 20, 15 and 5 May. From 11 May the last one is over.
    any_week = {"needs.csv": NEEDS.replace(b"2020-W17", b"")}
    told = planner.own_weeks.keep("may", any_week, like="tiny-week", start=date(2020, 5, 11))

    assert [(one.severity, one.words("en")) for one in told] == [
        (
            Severity.WARNS,
            "lots.csv:4: best_before: this lot is past its date when the planned week begins; "
            "it will not be taken",
        )
    ]
    assert [lot.lot_id for lot in planner.resolve("may").problem.lots] == ["L-1", "L-2"]


def test_a_week_with_faults_is_not_kept_and_the_one_before_stays(
    planner: Planner, tmp_path: Path
) -> None:
    planner.own_weeks.keep("ours", {"needs.csv": MORE}, like="tiny-week")
    with pytest.raises(InvalidInput) as refused:
        planner.own_weeks.keep("ours", {"needs.csv": WRONG}, like="tiny-week")

    assert [one.words("en") for one in refused.value.findings] == [
        "needs.csv:2: baskets is -4; give 0 or more"
    ]
    assert baskets(planner, "ours") == 105
    assert left_in(tmp_path / "own" / "data") == ["ours"]


def test_the_tables_come_back_as_one_workbook_and_are_read_again(planner: Planner) -> None:
    book = planner.own_weeks.workbook("tiny-week")
    planner.own_weeks.keep("from-a-book", {"Semaine 17.xlsx": book}, like="tiny-week")

    before = planner.resolve("tiny-week").problem
    after = planner.resolve("from-a-book").problem
    assert after.sites == before.sites
    assert after.lots == before.lots
    assert after.own_legs == before.own_legs
    assert after.needs == before.needs
    # And once more, from the workbook that is kept now.
    assert zipfile.is_zipfile(io.BytesIO(planner.own_weeks.workbook("from-a-book")))


def test_tables_as_people_leave_them_become_a_workbook_that_is_read_the_same(
    planner: Planner, tmp_path: Path
) -> None:
    # Decimal commas, a row that ends early, a cell that is no number, a file that is no table.
    lots = (TINY / "lots.csv").read_text().replace(",", ";").replace(".", ",")
    short = "site_id;week;baskets_needed;baskets_given\nSITE-A;2020-W16;1,125;nan\nSITE-A;x\n"
    planner.own_weeks.keep("ours", {"lots.csv": lots.encode()}, like="tiny-week")
    folder = tmp_path / "own" / "data" / "ours"
    (folder / "what we must not forget: our notes [2020].csv").write_text("a,b\n")

    read = planner.own_weeks.keep(
        "again", {"a.xlsx": planner.own_weeks.workbook("ours")}, like="ours"
    )
    assert read == ()
    assert planner.resolve("again").problem.lots == planner.resolve("tiny-week").problem.lots

    (folder / "history.csv").write_text(short)
    assert zipfile.is_zipfile(io.BytesIO(planner.own_weeks.workbook("ours")))


def test_a_week_that_lies_open_in_a_spreadsheet_may_be_begun_with(
    planner: Planner, tmp_path: Path
) -> None:
    planner.own_weeks.keep("ours", {"needs.csv": MORE}, like="tiny-week")
    folder = tmp_path / "own" / "data" / "ours"
    (folder / "lots.csv").rename(folder / "Lots.CSV")
    (folder / "~$needs.xlsx").write_bytes(b"\x05Ada")

    planner.own_weeks.keep("again", {"needs.csv": NEEDS}, like="ours")

    assert planner.resolve("again").problem.lots == planner.resolve("tiny-week").problem.lots
    assert "~$needs.xlsx" not in left_in(folder.parent / "again")


def test_a_workbook_without_a_week_has_none_to_give_away(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "own" / "data").mkdir(parents=True)
    book = planner.own_weeks.workbook("tiny-week")
    (tmp_path / "own" / "data" / "alone.xlsx").write_bytes(book)
    with pytest.raises(NotFound, match=r"week\.yaml is missing"):
        planner.own_weeks.week_file("alone")


@pytest.mark.parametrize("name", ["", "../x", "a b", ".hidden", "été", "x" * 41])
def test_a_name_that_could_leave_the_folder_is_refused(
    planner: Planner, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InvalidValue, match="cannot be a name"):
        planner.own_weeks.keep(name, {"needs.csv": MORE}, like="tiny-week")
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("name", ["tiny-week", "van-out"])
def test_a_name_of_the_program_is_refused(planner: Planner, name: str) -> None:
    with pytest.raises(InvalidValue, match="take another"):
        planner.own_weeks.keep(name, {"needs.csv": MORE}, like="tiny-week")


def test_without_a_folder_of_ones_own_the_programs_weeks_stay(tmp_path: Path) -> None:
    for part in ("data", "scenarios", "alembic"):
        copytree(ROOT / part, tmp_path / part)
    database = f"sqlite:///{tmp_path / 'foodplan.db'}"
    with (
        open_planner(library=Library(root=tmp_path), database=database, solving=FAKE) as planner,
        pytest.raises(InvalidValue, match="take another"),
    ):
        planner.own_weeks.keep("tiny-week", {"needs.csv": MORE}, like="tiny-week")


def test_other_files_no_file_and_an_unknown_week_are_refused(planner: Planner) -> None:
    with pytest.raises(InvalidValue, match=r"letter\.docx is neither"):
        planner.own_weeks.keep("ours", {"letter.docx": b"x"}, like="tiny-week")
    with pytest.raises(InvalidValue, match="is neither"):
        planner.own_weeks.keep("ours", {"needs\0.csv": MORE}, like="tiny-week")
    with pytest.raises(InvalidValue, match="no file"):
        planner.own_weeks.keep("ours", {}, like="tiny-week")
    with pytest.raises(InvalidInput, match="cannot be planned"):
        planner.own_weeks.keep("ours", {"needs.csv": b""}, like="tiny-week")
    two = {"week.yaml": (TINY / "week.yaml").read_bytes(), "van-out.yml": b"extends: x.yaml"}
    with pytest.raises(InvalidValue, match=r"van-out\.yml: another file .* one YAML file"):
        planner.own_weeks.keep("ours", two, like="tiny-week")
    with pytest.raises(NotFound, match="tiny-week"):
        planner.own_weeks.keep("ours", {"needs.csv": MORE}, like="tiny-weak")


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    library = Library(root=ROOT, extra=tmp_path / "file")
    database = f"sqlite:///{tmp_path / 'foodplan.db'}"
    with (
        open_planner(library=library, database=database, solving=FAKE) as planner,
        pytest.raises(Unavailable, match="FOODPLAN_LIBRARY"),
    ):
        planner.own_weeks.keep("ours", {"needs.csv": MORE}, like="tiny-week")


def test_a_person_hands_a_week_in_and_sees_what_is_wrong(
    client: TestClient, planner: Planner
) -> None:
    assert 'href="/weeks/new"' in client.get("/").text
    assert "/weeks/reference-week.xlsx" in client.get("/weeks/new").text
    book = client.get("/weeks/tiny-week.xlsx")
    assert zipfile.is_zipfile(io.BytesIO(book.content))

    assert client.get("/weeks/tiny-week.yaml").content == (TINY / "week.yaml").read_bytes()

    fields = {"name": "ours", "like": "tiny-week"}
    wrong = client.post("/weeks/new", data=fields, files={"files": ("needs.csv", WRONG)})
    assert wrong.status_code == 422
    assert "baskets is -4; give 0 or more" in wrong.text
    assert "Nothing is kept" in wrong.text
    assert 'value="ours"' in wrong.text
    assert 'href="/check/ours"' not in wrong.text

    odd = client.post(
        "/weeks/new", data=fields | {"start": "soon"}, files={"files": ("needs.csv", MORE)}
    )
    assert "soon is no date" in odd.text

    two = [
        ("files", ("needs.csv", MORE)),
        ("files", ("lots.csv", (TINY / "lots.csv").read_bytes())),
    ]
    kept = client.post("/weeks/new", data=fields, files=two, follow_redirects=False)
    assert (kept.status_code, kept.headers["location"]) == (303, "/check/ours")
    assert baskets(planner, "ours") == 105


def test_a_second_window_does_not_replace_a_week_that_it_has_not_seen(
    client: TestClient, planner: Planner
) -> None:
    def hand_in(table: bytes, page: str) -> tuple[int, str]:
        seen = page.partition('name="seen" value="')[2].partition('"')[0]
        fields = {"name": "ours", "like": "tiny-week", "seen": seen}
        files = {"files": ("needs.csv", table)}
        answer = client.post("/weeks/new", data=fields, files=files, follow_redirects=False)
        return answer.status_code, answer.text

    first = second = client.get("/weeks/new").text
    assert hand_in(MORE, first)[0] == 303

    status, told = hand_in(NEEDS, second)
    assert status == 422
    assert "ours was kept in another window after this page was opened" in told
    assert 'href="/check/ours"' in told
    assert baskets(planner, "ours") == 105

    assert hand_in(NEEDS, told)[0] == 303
    assert baskets(planner, "ours") == 100


def test_the_same_handed_in_twice_is_kept_once(planner: Planner, tmp_path: Path) -> None:
    for _ in range(2):
        planner.own_weeks.keep("ours", {"needs.csv": MORE}, like="tiny-week", seen=0)
    with pytest.raises(Changed):
        planner.own_weeks.keep("ours", {"needs.csv": NEEDS}, like="tiny-week", seen=0)

    assert baskets(planner, "ours") == 105
    assert left_in(tmp_path / "own" / "data") == ["ours"]


def test_a_form_without_parts_or_with_too_much_is_refused(client: TestClient) -> None:
    head = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.post("/weeks/new", content=b"--x--", headers=head).status_code == 422
    assert client.post("/weeks/new", content=b"", headers={}).status_code == 422
    large = client.post("/weeks/new", content=bytes(41_000_000), headers=head)
    assert large.status_code == 422
    assert "more than 40 MB" in large.text
