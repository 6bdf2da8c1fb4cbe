from __future__ import annotations

import pandas as pd
import pytest
from tests.plans import hand_plan, hand_problem

from foodplan.domain.plan import Plan
from foodplan.tables import frames
from foodplan.tables.export_columns import EXPORTS

NOTHING = Plan(collections=(), recipes=(), routes=())
MAKERS = {
    "stops": frames.stops,
    "routes": frames.routes,
    "sites": frames.sites,
    "lots": frames.lots,
    "recipes": frames.recipes,
    "handouts": frames.handouts,
}


@pytest.mark.parametrize("table", MAKERS)
@pytest.mark.parametrize("plan", [hand_plan(), NOTHING], ids=["plan", "nothing"])
def test_a_table_has_its_declared_columns_whatever_its_rows(table: str, plan: Plan) -> None:
    made = MAKERS[table](plan, hand_problem())
    assert list(made.columns) == [column.name for column in EXPORTS[table]]
    assert [str(kind) for kind in made.dtypes] == [column.dtype for column in EXPORTS[table]]


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for columns in EXPORTS.values() for column in columns)


def test_stops_stand_in_the_order_of_driving() -> None:
    made = frames.stops(hand_plan(), hand_problem())
    assert list(made["place_id"]) == ["A", "P1", "B"]
    assert list(made["kind"]) == ["delivery", "pick-up", "delivery"]
    assert list(made["arrive"]) == ["08:30", "08:55", "08:40"]
    assert list(made["date"]) == ["2026-11-23", "2026-11-23", "2026-11-24"]
    assert made["baskets_kg"].sum() == 180.0
    assert made["picked_kg"].sum() == 100.0


def test_routes_add_up_their_stops() -> None:
    made = frames.routes(hand_plan(), hand_problem())
    assert list(made["route_id"]) == ["0-V1", "1-V1"]
    assert list(made["km"]) == [37.0, 40.0]
    assert list(made["n_baskets"]) == [10, 8]


def test_sites_show_need_and_what_they_get() -> None:
    made = frames.sites(hand_plan(), hand_problem()).set_index("site_id")
    assert made.loc["B", "fill_share"] == 0.8
    assert made.loc["B", "orders_given_kg"] == made.loc["B", "ordered_kg"] == 10.0
    assert made.loc["A", "days"] == "0"


def test_a_site_without_a_need_has_no_fill_rate() -> None:
    made = frames.sites(NOTHING, hand_problem(needs={"A": 0, "B": 5}))
    assert made["fill_share"].isna().tolist() == [True, False]


def test_lots_show_what_was_collected_and_packed() -> None:
    made = frames.lots(hand_plan(), hand_problem()).set_index("lot_id")
    assert made.loc["L1", "packed_kg"] == 140.0
    assert made.loc["L2", "collected_kg"] == 100.0
    assert made.loc["L2", "packed_kg"] == 50.0


def test_recipes_say_what_each_basket_holds() -> None:
    made = frames.recipes(hand_plan(), hand_problem())
    assert list(made["kg_per_basket"]) == [10.0, 5.0, 5.0]


def test_a_row_that_lacks_a_column_is_refused() -> None:
    with pytest.raises(KeyError):
        frames.frame("measures", [{"code": "km"}])
    assert isinstance(frames.frame("measures", []), pd.DataFrame)


def test_numbers_in_csv_are_written_without_what_adding_up_leaves_over() -> None:
    table = pd.DataFrame({"kg": [0.1 + 0.2, 78.0, 4.4e-16, 43.123456, 1234567.25]})
    assert frames.csv_text(table) == "kg\n0.3\n78\n0\n43.123456\n1234567.25\n"


def test_text_that_a_spreadsheet_would_reckon_with_is_no_formula_in_csv() -> None:
    table = pd.DataFrame({"label": ["=1+1", "Marché", "-2 rue", None], "km": [-1.5, 2, 3, 4]})
    assert frames.csv_text(table) == "label,km\n'=1+1,-1.5\nMarché,2\n'-2 rue,3\n,4\n"
