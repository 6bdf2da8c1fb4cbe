"""A change that a form writes into a scenario leaves every other line as it was."""

from __future__ import annotations

import pytest

from foodplan.errors import InvalidValue
from foodplan.inputs.scenario_writing import with_change

OUT = {"id": "out", "kind": "vehicle_out", "where": {"vehicles": ["VAN-03"]}, "days": ["mon"]}
LINE = "{id: out, kind: vehicle_out, where: {vehicles: [VAN-03]}, days: [mon]}"


def test_it_goes_after_the_last_change_and_before_the_next_key() -> None:
    text = (
        "id: a  # mine\n"
        "changes:\n"
        "    - id: first\n"
        "      kind: close_hub\n"
        "\n"
        "# many at once\n"
        "sweep: {}\n"
    )
    assert with_change(text, OUT) == (
        "id: a  # mine\n"
        "changes:\n"
        "    - id: first\n"
        "      kind: close_hub\n"
        f"    - {LINE}\n"
        "\n"
        "# many at once\n"
        "sweep: {}\n"
    )


@pytest.mark.parametrize("end", ["", "changes:\n", "changes: []\n"])
def test_it_is_the_first_change_of_a_text_without_any(end: str) -> None:
    assert with_change(f"id: a\n{end}", OUT) == f"id: a\nchanges:\n  - {LINE}\n"


def test_an_id_that_is_taken_gets_a_number() -> None:
    once = with_change("id: a\n", OUT)
    assert "{id: out-2," in with_change(once, OUT)
    assert "{id: out-3," in with_change(with_change(once, OUT), OUT)


def test_what_yaml_would_read_as_something_else_stands_in_quotes() -> None:
    change = {"id": "slow", "kind": "slow_roads", "by": 1.5, "between": "07:00-10:00"}
    where = {"where": {"towns": ["Berre-l'Étang", "Aix", "no", "La Ciotat"]}}
    written = with_change("id: a\n", change | where)
    assert 'by: 1.5, between: "07:00-10:00"' in written
    assert """towns: ["Berre-l'Étang", Aix, "no", La Ciotat]""" in written


@pytest.mark.parametrize("text", ["", "- a\n", "a: [\n", "changes: [{id: x, kind: close_hub}]\n"])
def test_a_text_without_room_for_a_line_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        with_change(text, OUT)
