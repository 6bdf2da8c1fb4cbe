from __future__ import annotations

from pathlib import Path

import pytest

from foodplan.errors import InvalidInput, Unavailable
from foodplan.settings import library_root, read_settings
from foodplan.settings.places import default_database

ROOT = Path(__file__).parents[3]


def test_without_any_variable_everything_has_a_default() -> None:
    settings = read_settings(environment={})
    assert settings.library.root == ROOT
    assert settings.library.extra == ROOT / "var" / "library"
    assert (settings.port, settings.tile_url, settings.memory_mb) == (8000, None, 3000)


def test_each_variable_is_read() -> None:
    settings = read_settings(
        environment={
            "FOODPLAN_DATABASE": "postgresql://u@h/d",
            "FOODPLAN_LIBRARY": "/srv/food",
            "FOODPLAN_TILES": "https://tiles.example/{z}/{x}/{y}.png",
            "FOODPLAN_LANGUAGE": "fr",
            "FOODPLAN_PORT": "9000",
            "FOODPLAN_MEMORY_MB": "900",
            "FOODPLAN_WORKERS": "2",
            "FOODPLAN_CORES": "3",
        }
    )
    assert settings.database == "postgresql://u@h/d"
    assert settings.library.extra == Path("/srv/food")
    assert (settings.port, settings.memory_mb, settings.workers) == (9000, 900, 2)
    assert settings.cores == 3
    assert settings.language == "fr"


def test_a_given_database_comes_before_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    settings = read_settings(database=str(path), environment={"FOODPLAN_DATABASE": "y.db"})
    assert settings.database == f"sqlite:///{path}"


def test_every_variable_that_will_not_do_is_named_at_once() -> None:
    wrong = {"FOODPLAN_PORT": "http", "FOODPLAN_TILES": "tiles", "FOODPLAN_MEMORY_MB": "1"}
    with pytest.raises(InvalidInput) as caught:
        read_settings(environment=wrong)
    assert all(name in str(caught.value) for name in wrong)


def test_a_password_is_not_shown() -> None:
    settings = read_settings(database="postgresql://u:secret@h/d", environment={})
    assert settings.shown_database == "postgresql://u:***@h/d"


def test_the_library_is_found_inside_an_installed_package(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "site-packages" / "foodplan"
    for part in ("data", "scenarios", "alembic"):
        (package / "_library" / part).mkdir(parents=True)
    assert library_root(package) == package / "_library"


def test_a_package_without_its_library_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="install foodplan anew"):
        library_root(tmp_path / "a" / "b" / "foodplan")


def test_the_database_lies_in_the_checkout_or_else_in_the_data_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "tests")
    assert default_database(ROOT, {}) == f"sqlite:///{ROOT}/var/foodplan.db"
    monkeypatch.chdir(tmp_path)
    elsewhere = default_database(ROOT, {"XDG_DATA_HOME": "/home/x/data"})
    assert elsewhere == "sqlite:////home/x/data/foodplan/foodplan.db"
