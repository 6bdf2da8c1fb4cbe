"""How changes to needs and lots work."""

from __future__ import annotations

import math
from dataclasses import replace

from foodplan.domain.changes.kind import changed
from foodplan.domain.changes.notes import Notes
from foodplan.domain.changes.selecting import lots_of, producers_of, sites_of
from foodplan.domain.fleet import LinkKind
from foodplan.domain.food import Lot, Need
from foodplan.domain.ids import BasketId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import (
    AddLot,
    DelayLot,
    Distribution,
    DrawNeed,
    DrawYield,
    RemoveProducer,
    ScaleNeed,
    ScaleSupply,
    SetNeed,
    Shape,
)
from foodplan.domain.scenario.food import Day
from foodplan.units import MINUTES_PER_DAY

LEAST_YIELD = 0.01
"""A yield that is drawn lower counts as this: no lot is all waste."""


@changed.register
def _(change: ScaleNeed, problem: Problem, _notes: Notes) -> Problem | None:
    chosen = {site.site_id for site in sites_of(problem, change.where)}
    if not any(need.site_id in chosen for need in problem.needs):
        return None
    return replace(
        problem,
        needs=tuple(
            _scaled(need, change.by) if need.site_id in chosen else need for need in problem.needs
        ),
    )


@changed.register
def _(change: SetNeed, problem: Problem, notes: Notes) -> Problem | None:
    if not notes.check("basket", change.basket_id, problem.basket):
        return None
    needs = {(need.site_id, need.basket_id): need for need in problem.needs}
    chosen = sites_of(problem, change.where)
    for site in chosen:
        basket_id = change.basket_id or _only_basket(problem, site.site_id)
        if basket_id is None:
            known = ", ".join(sorted(problem.basket))
            notes.refuse("change-which-basket", site=site.site_id, known=known)
            return None
        needs[site.site_id, basket_id] = Need(
            site_id=site.site_id,
            basket_id=basket_id,
            baskets=change.baskets,
            baskets_low=change.baskets_low,
            baskets_high=change.baskets_high,
        )
    ordered = tuple(needs[key] for key in sorted(needs))
    return replace(problem, needs=ordered) if chosen else None


@changed.register
def _(change: DrawNeed, problem: Problem, _notes: Notes) -> Problem | None:
    chosen = {site.site_id for site in sites_of(problem, change.where)}

    def drawn(need: Need) -> Need:
        factor = change.factor or _declared(need)
        if need.site_id not in chosen or factor is None:
            return need
        return _scaled(need, factor.draw(change.seed, need.site_id, need.basket_id))

    if not any(
        need.site_id in chosen and (change.factor or _declared(need)) for need in problem.needs
    ):
        return None
    return replace(problem, needs=tuple(map(drawn, problem.needs)))


@changed.register
def _(change: ScaleSupply, problem: Problem, _notes: Notes) -> Problem | None:
    chosen = {lot.lot_id for lot in lots_of(problem, change.where)}
    lots = (
        replace(lot, gross_kg=lot.gross_kg * change.by) if lot.lot_id in chosen else lot
        for lot in problem.lots
        if change.by > 0 or lot.lot_id not in chosen
    )
    return replace(problem, lots=tuple(lots)) if chosen else None


@changed.register
def _(change: DrawYield, problem: Problem, _notes: Notes) -> Problem | None:
    chosen = {lot.lot_id for lot in lots_of(problem, change.where)}

    def drawn(lot: Lot) -> Lot:
        if lot.lot_id not in chosen:
            return lot
        share = lot.yield_share * change.factor.draw(change.seed, lot.lot_id)
        return replace(lot, yield_share=min(1.0, max(LEAST_YIELD, share)))

    return replace(problem, lots=tuple(map(drawn, problem.lots))) if chosen else None


@changed.register
def _(change: RemoveProducer, problem: Problem, _notes: Notes) -> Problem | None:
    gone = {producer.producer_id for producer in producers_of(problem, change.where)}
    if not gone:
        return None
    return replace(
        problem,
        producers=tuple(p for p in problem.producers if p.producer_id not in gone),
        lots=tuple(lot for lot in problem.lots if lot.producer_id not in gone),
        links=tuple(
            link
            for link in problem.links
            if link.kind is not LinkKind.PRODUCER_HUB or ProducerId(link.first_id) not in gone
        ),
        own_legs=tuple(leg for leg in problem.own_legs if not gone & {leg.from_id, leg.to_id}),
    )


@changed.register
def _(change: AddLot, problem: Problem, notes: Notes) -> Problem | None:
    notes.check_new("lot_id", change.lot_id, problem.lot)
    notes.check("product_id", change.product_id, problem.product)
    notes.check("producer_id", change.producer_id, problem.producer)
    notes.check("hub_id", change.hub_id, problem.hub)
    if notes.is_refused:
        return None
    ready_day = _day(problem, change.ready)
    last_day = ready_day + problem.product[change.product_id].shelf_life_days
    if change.best_before is not None:
        last_day = _day(problem, change.best_before)
    if last_day < ready_day:
        date_of = problem.calendar.date_of
        notes.refuse("lot-expires-first", last=date_of(last_day), ready=date_of(ready_day))
        return None
    lot = Lot(
        lot_id=change.lot_id,
        product_id=change.product_id,
        producer_id=change.producer_id,
        hub_id=change.hub_id,
        gross_kg=change.gross_kg,
        ready_day=ready_day,
        ready_min=change.ready_min,
        last_day=last_day,
        yield_share=change.yield_share,
        price_eur_per_kg=change.price_eur_per_kg,
        direct_ok=change.direct_ok,
    )
    return replace(problem, lots=tuple(sorted((*problem.lots, lot), key=lambda one: one.lot_id)))


@changed.register
def _(change: DelayLot, problem: Problem, notes: Notes) -> Problem | None:
    """The last day stays as it is: food does not keep longer because it comes late."""
    chosen = {lot.lot_id for lot in lots_of(problem, change.where)}
    lots = []
    for lot in problem.lots:
        later_min = lot.ready_min + change.by_min
        ready_day = lot.ready_day + int(later_min // MINUTES_PER_DAY)
        if lot.lot_id not in chosen:
            lots.append(lot)
        elif ready_day > lot.last_day:
            notes.warn("change-lot-lost", lot=lot.lot_id)
        else:
            lots.append(replace(lot, ready_day=ready_day, ready_min=later_min % MINUTES_PER_DAY))
    return replace(problem, lots=tuple(lots)) if chosen else None


def _scaled(need: Need, by: float) -> Need:
    def times(baskets: int | None) -> int | None:
        return None if baskets is None else math.floor(baskets * by + 0.5)

    return replace(
        need,
        baskets=times(need.baskets) or 0,
        baskets_low=times(need.baskets_low),
        baskets_high=times(need.baskets_high),
    )


def _declared(need: Need) -> Distribution | None:
    """Factor between the low and the high of a need; None where neither is declared."""
    low, high = need.baskets_low, need.baskets_high
    if need.baskets == 0 or (low is None and high is None):
        return None
    shares = (low if low is not None else need.baskets, need.baskets, high or need.baskets)
    parameters = tuple(share / need.baskets for share in shares)
    return Distribution(shape=Shape.TRIANGULAR, parameters=parameters)


def _only_basket(problem: Problem, site_id: SiteId) -> BasketId | None:
    """The type that a site asks for, or the only one there is; None if there are several."""
    asked = [need.basket_id for need in problem.needs if need.site_id == site_id]
    types = asked or [basket.basket_id for basket in problem.baskets]
    return types[0] if len(set(types)) == 1 else None


def _day(problem: Problem, day: Day) -> int:
    return day if isinstance(day, int) else problem.calendar.day_of(day)
