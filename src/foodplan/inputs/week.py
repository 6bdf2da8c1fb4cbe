"""week.yaml: the week, the basket types, the rules of work, costs, roads and policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from foodplan.domain.basics import Calendar, Label, Temperature
from foodplan.domain.food import Basket
from foodplan.domain.ids import BasketId, DatasetId
from foodplan.domain.policy import AllowedChanges, Costs, Policy, RoadSettings, Rules
from foodplan.errors import InvalidValue
from foodplan.inputs.checked import LabelModel, Strict, Words, as_text, checked, parsed
from foodplan.inputs.sheets import decode, read_bytes
from foodplan.inputs.times import calendar_date, clock_min
from foodplan.inputs.tree import Node, read_tree
from foodplan.inputs.wrong import Findings, Wrong, shown

TemperatureName = Literal["ambient", "chilled", "frozen"]
Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(gt=0)]
Name = Annotated[str, parsed(lambda value: short_id(value))]


def short_id(value: object) -> str:
    """An id that can stand in an address: letters without accents, digits, hyphens."""
    text = as_text(value)
    if not (text.isascii() and text.replace("-", "").replace("_", "").isalnum()):
        raise Wrong("yaml-id", text=shown(text))
    return text


def _monday(value: object) -> date:
    when = value if isinstance(value, date) else calendar_date(as_text(value))
    if when.weekday() != 0:
        raise Wrong("week-no-monday", date=when, weekday=when.weekday())
    return when


def _clock(value: object) -> float:
    return float(clock_min(as_text(value)))


def _timezone(value: object) -> str:
    text = as_text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong("week-timezone", text=shown(text)) from None
    return text


Clock = Annotated[float, parsed(_clock)]


class BasketModel(Strict):
    """One basket type."""

    id: Words
    label: LabelModel
    kg: Positive
    min_groups: Annotated[int, Field(ge=1)] = 1
    min_group_share: Share = 0.0
    max_product_share: Annotated[float, Field(gt=0, le=1)] = 1.0
    temperatures: list[TemperatureName] = Field(default=["ambient"], min_length=1)
    groups: list[Words] = Field(default_factory=list)
    per_pallet: Positive = 60.0

    def to_domain(self) -> Basket:
        """As the domain keeps it; InvalidValue if its parts do not fit together."""
        return Basket(
            basket_id=BasketId(self.id),
            label=self.label.to_domain(),
            kg=self.kg,
            min_groups=self.min_groups,
            min_group_share=self.min_group_share,
            max_product_share=self.max_product_share,
            temperatures=frozenset(map(Temperature, self.temperatures)),
            groups=frozenset(self.groups),
            per_pallet=self.per_pallet,
        )


class RulesModel(Strict):
    """Rules of driving and work."""

    driving_break_after_min: Positive = 270.0
    driving_break_min: Amount = 45.0
    work_pause_after_min: Positive = 360.0
    work_pause_min: Amount = 30.0
    max_stops: Annotated[int, Field(ge=1)] = 40
    chilled_pickup_max_route_min: Positive | None = None
    latest_end: Clock = 1440.0

    def to_domain(self) -> Rules:
        """As the domain keeps them."""
        values = self.model_dump(exclude={"latest_end"})
        return Rules(**values, latest_end_min=self.latest_end)


class CostsModel(Strict):
    """Figures for the funders' measures."""

    kg_co2e_per_litre: Amount = 3.17
    eur_per_sorting_hour: Amount = 0.0


class RoadsModel(Strict):
    """Where travel times come from."""

    source: Literal["skeleton", "table", "straight-line"] = "skeleton"
    departures: list[Clock] = Field(default=[630.0], min_length=1)


class PolicyModel(Strict):
    """The coordinator's choices."""

    fairness_loss: Share = 0.0
    fairness_window_weeks: Annotated[int, Field(ge=1)] = 4
    fill_max: Positive = 1.0
    freshness_margin_days: Annotated[int, Field(ge=0)] = 0
    allowed_changes: Literal["all", "keep_vehicles", "insert_only"] = "all"
    balance_max_route_min: Positive | None = None
    eur_per_changed_day: Amount | None = None

    def to_domain(self) -> Policy:
        """As the domain keeps it."""
        values = self.model_dump(exclude={"allowed_changes"})
        return Policy(**values, allowed_changes=AllowedChanges(self.allowed_changes))


class WeekModel(Strict):
    """The whole file."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: Name | None = None
    label: LabelModel
    region: Name | None = None
    start: Annotated[date, parsed(_monday)]
    days: Annotated[int, Field(ge=1, le=7)] = 5
    timezone: Annotated[str, parsed(_timezone)] = "Europe/Paris"
    baskets: list[BasketModel] = Field(default_factory=list)
    rules: RulesModel = RulesModel()
    costs: CostsModel = CostsModel()
    roads: RoadsModel = RoadsModel()
    policy: PolicyModel = PolicyModel()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """week.yaml as the domain keeps it."""

    dataset_id: DatasetId
    label: Label
    calendar: Calendar
    baskets: tuple[Basket, ...]
    rules: Rules
    costs: Costs
    roads: RoadSettings
    policy: Policy


def read_week(path: Path, findings: Findings, *, dataset_id: str) -> Week | None:
    """The week; None with findings if anything in the file is wrong."""
    try:
        text = decode(read_bytes(path))
    except Wrong as wrong:
        findings.add_file(path.name, wrong)
        return None
    tree = read_tree(text, path.name, findings)
    model = checked(WeekModel, tree, findings) if tree else None
    if tree is None or model is None:
        return None
    baskets = _baskets(model, tree, findings)
    if baskets is None:
        return None
    return Week(
        dataset_id=DatasetId(model.id or dataset_id),
        label=model.label.to_domain(),
        calendar=Calendar(start=model.start, n_days=model.days, timezone=model.timezone),
        baskets=tuple(sorted(baskets, key=lambda basket: basket.basket_id)),
        rules=model.rules.to_domain(),
        costs=Costs(**model.costs.model_dump()),
        roads=RoadSettings(
            source=model.roads.source,
            region=model.region,
            departures_min=tuple(sorted(set(model.roads.departures))),
        ),
        policy=model.policy.to_domain(),
    )


def _baskets(model: WeekModel, tree: Node, findings: Findings) -> list[Basket] | None:
    """The basket types; None with findings if two share an id or one does not fit together."""
    found: dict[str, Basket] = {}
    is_good = True
    listed = tree.value.get("baskets") if isinstance(tree.value, dict) else None
    nodes = listed.value if listed and isinstance(listed.value, list) else []
    for basket, node in zip(model.baskets, nodes, strict=True):
        path = f"baskets.{basket.id}"
        if basket.id in found:
            findings.add(node.finding("yaml-duplicate-id", path, text=shown(basket.id)))
            is_good = False
        try:
            found[basket.id] = basket.to_domain()
        except InvalidValue as error:
            findings.add(node.finding("row-refused", path, detail=str(error)))
            is_good = False
    return list(found.values()) if is_good else None
