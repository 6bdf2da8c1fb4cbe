"""The wheel carries data, scenarios and migrations, and works from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.integration.conftest import ROOT

RUN = (
    "import sys, foodplan; "
    "from foodplan.cli.main import main; "
    "print(foodplan.__file__, file=sys.stderr); "
    "main()"
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*build, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def foodplan(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the wheel, from another folder and with a home of its own."""
    known = {name: value for name, value in os.environ.items() if "FOODPLAN" not in name}
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=folder,
        env=known | {"PYTHONPATH": str(installed), "XDG_DATA_HOME": str(folder), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_what_the_program_reads(installed: Path) -> None:
    library = installed / "foodplan" / "_library"
    assert (library / "data" / "tiny-week" / "week.yaml").is_file()
    assert (library / "data" / "region-amp").is_dir()
    assert (library / "scenarios" / "crisis-week.yaml").is_file()
    assert (library / "alembic" / "env.py").is_file()
    assert list(library.glob("alembic/versions/*.py"))


def test_the_wheel_checks_and_plans_from_another_folder(installed: Path, tmp_path: Path) -> None:
    checked = foodplan(installed, tmp_path, "check", "tiny-week")
    assert checked.returncode == 0, checked.stderr
    assert str(installed) in checked.stderr
    planned = foodplan(installed, tmp_path, "plan", "tiny-week", "--work", "2000", "--json")
    assert planned.returncode == 0, planned.stderr
    assert json.loads(planned.stdout)["measures"]["baskets_given"] == 87
    assert (tmp_path / "foodplan" / "foodplan.db").is_file()
