"""Who gets least, what limits the week and what is left, each with its reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from foodplan.domain.food import Lot
from foodplan.domain.problem import Problem
from foodplan.evaluate import SiteShare
from foodplan.evaluate.amounts import taken_kg
from foodplan.evaluate.reason import Reason
from foodplan.planning import KeptPlan
from foodplan.web.words import Words

N_LOWEST = 15
_ALL = 1 - 1e-9
_LEAST_KG = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """One site that gets less than it asked for."""

    site_id: str
    label: str
    town: str
    given: str
    share: float
    why: str
    is_collected: bool
    """People collect it at a hub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownView:
    """All sites of one town together."""

    name: str
    sites: str
    given: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftView:
    """One line of what producers bring to sites themselves."""

    day: str
    origin: str
    product: str
    site: str
    crates: str
    kg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotView:
    """What is left of one lot."""

    lot_id: str
    product: str
    origin: str
    kg: str
    why: str


def shares_lead(kept: KeptPlan, words: Words) -> str:
    """How many sites get less than they asked for, and how many nothing."""
    low = [one for one in kept.shares if one.fill_rate < _ALL]
    none = sum(1 for one in low if one.given == 0)
    if not low:
        return words.say("plan-shares-full")
    told = words.say("plan-shares-low", n=len(low))
    if not none:
        return told
    return f"{told.removesuffix('.')}, {words.say('plan-shares-none', n=none)}."


def lowest_view(kept: KeptPlan, words: Words) -> tuple[SiteView, ...]:
    """Sites not served, then the lowest."""
    return tuple(
        SiteView(
            site_id=one.site_id,
            label=one.label,
            town=one.town,
            given=_ratio(one.given, one.needed, words),
            share=one.fill_rate,
            why=_because(kept.reasons.of_site(one.site_id), words),
            is_collected=kept.problem.site[one.site_id].collected_at is not None,
        )
        for one in kept.shares
        if one.fill_rate < _ALL
    )[:N_LOWEST]


def towns_view(kept: KeptPlan, words: Words) -> tuple[TownView, ...]:
    """Every town, the least covered first."""
    by_town: dict[str, list[SiteShare]] = defaultdict(list)
    for one in kept.shares:
        by_town[one.town].append(one)
    rows = []
    for town, shares in by_town.items():
        given, needed = sum(one.given for one in shares), sum(one.needed for one in shares)
        rows.append(
            TownView(
                name=town,
                sites=words.number(len(shares)),
                given=_ratio(given, needed, words),
                share=given / needed if needed else 1.0,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.share, row.name)))


def limits_view(kept: KeptPlan, words: Words) -> tuple[str, ...]:
    """What limits the week, in words."""
    return tuple(words.sentence(one.code, **one.params) for one in kept.reasons.limits)


def gifts_view(kept: KeptPlan, words: Words) -> tuple[GiftView, ...]:
    """What producers bring to sites themselves, by day."""
    problem = kept.problem
    return tuple(
        GiftView(
            day=words.day(problem.calendar.date_of(gift.day)),
            origin=_origin(problem.lot[gift.lot_id], problem),
            product=words.label(problem.product[problem.lot[gift.lot_id].product_id].label),
            site=problem.site[gift.site_id].label,
            crates=words.number(gift.crates),
            kg=words.number(gift.gross_kg),
        )
        for gift in kept.plan.gifts
    )


def left_view(kept: KeptPlan, words: Words) -> tuple[tuple[LotView, ...], float]:
    """Lots that are not used up, the heaviest rest first, and gross kg in all."""
    problem = kept.problem
    taken = taken_kg(kept.plan, problem)
    left = [(lot.gross_kg - taken.get(lot.lot_id, 0.0), lot) for lot in problem.lots]
    rows = sorted(
        ((kg, lot) for kg, lot in left if kg > _LEAST_KG), key=lambda row: (-row[0], row[1].lot_id)
    )
    views = tuple(
        LotView(
            lot_id=lot.lot_id,
            product=words.label(problem.product[lot.product_id].label),
            origin=_origin(lot, problem),
            kg=words.number(kg),
            why=_because(kept.reasons.of_lot(lot.lot_id), words),
        )
        for kg, lot in rows
    )
    return views, sum(kg for kg, _ in rows)


def _because(reasons: Iterable[Reason], words: Words) -> str:
    return " ".join(words.sentence(one.code, **one.params) for one in reasons)


def _origin(lot: Lot, problem: Problem) -> str:
    if lot.producer_id is not None:
        return problem.producer[lot.producer_id].label
    return problem.hub[lot.hub_id].label if lot.hub_id is not None else ""


def _ratio(given: int, needed: int, words: Words) -> str:
    return f"{words.number(given)} / {words.number(needed)}"
