"""Shapes of what a plan leaves undone, each with its reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel

from foodplan.evaluate.amounts import taken_kg
from foodplan.evaluate.reason import Reason
from foodplan.planning import KeptPlan
from foodplan.texts import Language, say

_LEAST_KG = 0.001


class ReasonOut(BaseModel):
    """One answer to why."""

    code: str
    detail: str
    hub_id: str | None
    day: int | None

    @classmethod
    def from_reason(cls, reason: Reason, language: Language) -> Self:
        """In words of a language."""
        return cls(
            code=reason.code,
            detail=say(reason.code, language, **reason.params),
            hub_id=reason.place_id,
            day=reason.day,
        )


class UnmetSiteOut(BaseModel):
    """A site that gets less than it needs."""

    site_id: str
    label: str
    town: str
    baskets_needed: int
    baskets_given: int
    fill_share: float
    reasons: list[ReasonOut]


class LeftLotOut(BaseModel):
    """What is left of a lot."""

    lot_id: str
    left_gross_kg: float
    reasons: list[ReasonOut]


class UnmetOut(BaseModel):
    """Sites, lots and what limits the week."""

    sites: list[UnmetSiteOut]
    lots: list[LeftLotOut]
    limits: list[ReasonOut]

    @classmethod
    def from_kept(cls, kept: KeptPlan, language: Language) -> Self:
        """The worst served site first; lots by id."""
        return cls(
            sites=_sites(kept, language),
            lots=_lots(kept, language),
            limits=_reasons(kept.reasons.limits, language),
        )


def _sites(kept: KeptPlan, language: Language) -> list[UnmetSiteOut]:
    return [
        UnmetSiteOut(
            site_id=share.site_id,
            label=share.label,
            town=share.town,
            baskets_needed=share.needed,
            baskets_given=share.given,
            fill_share=round(share.fill_rate, 6),
            reasons=_reasons(kept.reasons.of_site(share.site_id), language),
        )
        for share in kept.shares
        if share.given < share.needed
    ]


def _lots(kept: KeptPlan, language: Language) -> list[LeftLotOut]:
    taken = taken_kg(kept.plan, kept.problem)
    left = {lot.lot_id: lot.gross_kg - taken.get(lot.lot_id, 0.0) for lot in kept.problem.lots}
    return [
        LeftLotOut(
            lot_id=lot_id,
            left_gross_kg=round(kg, 3),
            reasons=_reasons(kept.reasons.of_lot(lot_id), language),
        )
        for lot_id, kg in left.items()
        if kg > _LEAST_KG
    ]


def _reasons(reasons: Iterable[Reason], language: Language) -> list[ReasonOut]:
    return [ReasonOut.from_reason(one, language) for one in reasons]
