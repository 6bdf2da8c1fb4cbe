"""Shapes of a plan in answers; units stand in the names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel

from foodplan.api.jobs import JobOut
from foodplan.domain.finding import Violation
from foodplan.domain.plan import Bound, Gift, Handout, Limit, Recipe
from foodplan.evaluate import Allocation, Measure, Measures
from foodplan.planning import KeptPlan
from foodplan.texts import Language, say


class MeasureOut(BaseModel):
    """One measure."""

    code: str
    label: str
    means: str
    value: float | None
    unit: str
    better: str
    """more, less, or empty where neither is better."""

    @classmethod
    def from_measure(cls, measure: Measure, language: Language) -> Self:
        """In words of a language."""
        return cls(
            code=measure.code,
            label=say(f"measure-{measure.code}", language),
            means=say(f"measure-{measure.code}-means", language),
            value=measure.value,
            unit=measure.unit,
            better=measure.better,
        )


class MeasuresOut(BaseModel):
    """All measures of a plan."""

    measures: list[MeasureOut]

    @classmethod
    def from_measures(cls, measures: Measures, language: Language) -> Self:
        """In the order of the measures' table."""
        return cls(measures=[MeasureOut.from_measure(row, language) for row in measures.table()])


class AllocationOut(BaseModel):
    """Kg of one lot meant for one site."""

    lot_id: str
    site_id: str
    hub_id: str | None
    """None where the producer brings it to the site itself."""
    day: int
    net_kg: float


class AllocationsOut(BaseModel):
    """All allocations of a plan."""

    allocations: list[AllocationOut]

    @classmethod
    def from_rows(cls, rows: Iterable[Allocation]) -> Self:
        """Grams are kept."""
        return cls(
            allocations=[
                AllocationOut(
                    lot_id=row.lot_id,
                    site_id=row.site_id,
                    hub_id=row.hub_id,
                    day=row.day,
                    net_kg=round(row.net_kg, 3),
                )
                for row in rows
            ]
        )


class RecipeOut(BaseModel):
    """What the baskets of one type hold when packed at one hub on one day."""

    hub_id: str
    day: int
    basket_id: str
    n_baskets: int
    net_kg_by_lot: dict[str, float]

    @classmethod
    def from_recipe(cls, recipe: Recipe) -> Self:
        """Kg over all its baskets."""
        return cls(
            hub_id=recipe.hub_id,
            day=recipe.day,
            basket_id=recipe.basket_id,
            n_baskets=recipe.n_baskets,
            net_kg_by_lot={part.lot_id: round(part.net_kg, 3) for part in recipe.parts},
        )


class GiftOut(BaseModel):
    """Whole crates of a lot that its producer brings to a site by own means on a day."""

    lot_id: str
    site_id: str
    day: int
    crates: int
    gross_kg: float

    @classmethod
    def from_gift(cls, gift: Gift) -> Self:
        """Unsorted kg."""
        return cls(
            lot_id=gift.lot_id,
            site_id=gift.site_id,
            day=gift.day,
            crates=gift.crates,
            gross_kg=round(gift.gross_kg, 3),
        )


class HandoutOut(BaseModel):
    """What people collect at a hub on a day, for one site."""

    site_id: str
    hub_id: str
    day: int
    from_min: float
    baskets: dict[str, int]
    orders_kg: dict[str, float]

    @classmethod
    def from_handout(cls, row: Handout) -> Self:
        """Minutes count from midnight."""
        return cls(
            site_id=row.site_id,
            hub_id=row.hub_id,
            day=row.day,
            from_min=round(row.from_min, 2),
            baskets={drop.basket_id: drop.n_baskets for drop in row.drops},
            orders_kg={order.product_id: order.kg for order in row.orders},
        )


class BoundOut(BaseModel):
    """How good a stage is against what is proven or estimated."""

    stage: str
    value: float
    bound: float
    proven: bool
    day: int | None

    @classmethod
    def from_bound(cls, bound: Bound) -> Self:
        """As stated by the plan."""
        return cls(
            stage=bound.stage,
            value=bound.value,
            bound=bound.bound,
            proven=bound.proven,
            day=bound.day,
        )


class LimitOut(BaseModel):
    """A scarce thing and what one more unit of it would bring."""

    kind: str
    place_id: str | None
    day: int | None
    unit: str
    baskets_per_unit: float
    site_ids: list[str]

    @classmethod
    def from_limit(cls, limit: Limit) -> Self:
        """As stated by the plan."""
        return cls(
            kind=limit.kind,
            place_id=limit.place_id,
            day=limit.day,
            unit=limit.unit,
            baskets_per_unit=limit.baskets_per_unit,
            site_ids=list(limit.site_ids),
        )


class ViolationOut(BaseModel):
    """One broken rule."""

    rule: str
    where: str
    amount: float
    detail: str

    @classmethod
    def from_violation(cls, violation: Violation, language: Language) -> Self:
        """In words of a language."""
        return cls(
            rule=violation.rule,
            where=violation.where,
            amount=violation.amount,
            detail=say(f"violation-{violation.rule}", language, **violation.params),
        )


class PlanOut(BaseModel):
    """One kept plan."""

    job: JobOut
    measures: list[MeasureOut]
    violations: list[ViolationOut]
    recipes: list[RecipeOut]
    handouts: list[HandoutOut]
    gifts: list[GiftOut]
    bounds: list[BoundOut]
    limits: list[LimitOut]
    links: dict[str, str]

    @classmethod
    def from_kept(cls, kept: KeptPlan, language: Language) -> Self:
        """Routes, allocations and unmet needs have addresses of their own."""
        base = f"/api/v1/plans/{kept.run.run_id}"
        parts = ("routes", "allocations", "unmet", "measures", "map", "geojson")
        return cls(
            job=JobOut.from_run(kept.run, language),
            measures=MeasuresOut.from_measures(kept.measures, language).measures,
            violations=[ViolationOut.from_violation(row, language) for row in kept.violations],
            recipes=[RecipeOut.from_recipe(recipe) for recipe in kept.plan.recipes],
            handouts=[HandoutOut.from_handout(row) for row in kept.plan.handouts],
            gifts=[GiftOut.from_gift(gift) for gift in kept.plan.gifts],
            bounds=[BoundOut.from_bound(bound) for bound in kept.plan.bounds],
            limits=[LimitOut.from_limit(limit) for limit in kept.plan.limits],
            links={part: f"{base}/{part}" for part in parts},
        )
