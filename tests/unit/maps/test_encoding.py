from __future__ import annotations

import json

import pytest
from tests.unit.maps.examples import WICKED

from foodplan.domain.basics import Location
from foodplan.maps.encoding import encode_line, safe_json, straighten


@pytest.mark.parametrize("text", WICKED)
def test_json_in_a_page_can_neither_end_its_script_nor_lose_a_letter(text: str) -> None:
    found = safe_json({"label": text})
    assert not set(found) & set("<>&\u2028\u2029")
    assert json.loads(found) == {"label": text}


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        safe_json(float("inf"))


def test_a_line_is_written_as_steps() -> None:
    # The example of the published algorithm: 38.5,-120.2 then 40.7,-120.95 then 43.252,-126.453.
    line = (
        Location(lat=38.5, lon=-120.2),
        Location(lat=40.7, lon=-120.95),
        Location(lat=43.252, lon=-126.453),
    )
    assert encode_line(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


def test_points_on_the_straight_line_are_left_out() -> None:
    assert straighten([(0, 0), (0, 0), (5, 5), (9, 9), (9, 20)]) == [(0, 0), (9, 9), (9, 20)]


def test_a_way_out_and_back_keeps_its_far_end() -> None:
    assert straighten([(0, 0), (0, 100), (0, 0)]) == [(0, 0), (0, 100), (0, 0)]
