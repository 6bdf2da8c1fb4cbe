"""The next week after a planned one: what sites got, what is left and still good, usual days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.food import Lot, PastWeek
from foodplan.domain.handing import handovers
from foodplan.domain.ids import HubId, LotId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem

DAYS_PER_WEEK = 7
LEAST_KG = 1.0
"""Less than this of a lot is not worth a line in the next week."""


def weeks_later(problem: Problem, n: int) -> Problem:
    """The same week n weeks later: days count from its Monday, so everything moves along."""
    start = problem.calendar.start + timedelta(days=n * DAYS_PER_WEEK)
    return replace(problem, calendar=replace(problem.calendar, start=start))


def following(week: Problem, before: Problem, plan: Plan) -> Problem:
    """A week as it is after the plan of the week before it.

    What each site got is history; food that is left and still good stands where it was left; a site
    keeps its days, unless the week says itself which are usual.
    """
    kept = kept_lots(week, before, plan)
    return replace(
        week,
        lots=tuple(sorted((*week.lots, *kept), key=lambda lot: lot.lot_id)),
        history=_history(week, before, plan),
        links=(*week.links, *_usual_days(week, before, plan)),
    )


def kept_lots(week: Problem, before: Problem, plan: Plan) -> tuple[Lot, ...]:
    """Lots that are left and are good on some day of the week, under names of their own."""
    return tuple(lot for lot, _ in _kept(week, before, plan))


def kept_kg(week: Problem, before: Problem, plan: Plan) -> tuple[float, float]:
    """Kg of these lots that stand where they were offered, and kg that a hub had fetched."""
    left_kg = held_kg = 0.0
    for lot, is_held in _kept(week, before, plan):
        left_kg += 0.0 if is_held else lot.gross_kg
        held_kg += lot.gross_kg if is_held else 0.0
    return left_kg, held_kg


def _kept(week: Problem, before: Problem, plan: Plan) -> Iterator[tuple[Lot, bool]]:
    """Each lot, and whether a hub had fetched it."""
    fetched: dict[tuple[LotId, HubId], float] = defaultdict(float)
    for row in plan.collections:
        fetched[row.lot_id, row.hub_id] += row.gross_kg
    given: dict[LotId, float] = defaultdict(float)
    for gift in plan.gifts:
        given[gift.lot_id] += gift.gross_kg
    used = _used_kg(plan)
    taken = {str(lot.lot_id) for lot in week.lots}
    for lot in before.lots:
        last_day = lot.last_day - DAYS_PER_WEEK
        if last_day < week.policy.freshness_margin_days:
            continue
        for rest, is_held in _rests(lot, fetched, used, given_kg=given[lot.lot_id]):
            if rest.gross_kg >= LEAST_KG:
                lot_id = _free_id(rest, before.calendar.week, taken)
                taken.add(lot_id)
                kept = replace(
                    rest,
                    lot_id=lot_id,
                    ready_day=min(0, lot.ready_day - DAYS_PER_WEEK),
                    last_day=last_day,
                )
                yield kept, is_held


def _rests(
    lot: Lot,
    fetched: dict[tuple[LotId, HubId], float],
    used: dict[tuple[LotId, HubId], float],
    *,
    given_kg: float,
) -> Iterator[tuple[Lot, bool]]:
    """What is left of a lot where it was offered, and at each hub that fetched some, sorted."""
    here = given_kg + sum(kg for (lot_id, _), kg in fetched.items() if lot_id == lot.lot_id)
    if lot.hub_id is not None:
        here += used.get((lot.lot_id, lot.hub_id), 0.0) / lot.yield_share
    if lot.gross_kg - here > 0:
        yield replace(lot, gross_kg=lot.gross_kg - here), False
    for (lot_id, hub_id), kg in sorted(fetched.items()):
        net_kg = kg * lot.yield_share - used.get((lot_id, hub_id), 0.0)
        if lot_id == lot.lot_id and net_kg > 0:
            held = replace(lot, producer_id=None, hub_id=hub_id, gross_kg=net_kg, yield_share=1.0)
            yield held, True


def _used_kg(plan: Plan) -> dict[tuple[LotId, HubId], float]:
    """Net kg packed into baskets and orders."""
    used: dict[tuple[LotId, HubId], float] = defaultdict(float)
    for recipe in plan.recipes:
        for part in recipe.parts:
            used[part.lot_id, recipe.hub_id] += part.net_kg
    for packing in plan.order_packings:
        used[packing.lot_id, packing.hub_id] += packing.net_kg
    return used


def _free_id(lot: Lot, week: str, taken: set[str]) -> LotId:
    """Its own id where that is free, as for what is kept a second time; else with its week."""
    stem = f"{lot.lot_id}-{week.partition('-')[2]}"
    names = (str(lot.lot_id), stem, f"{stem}-{lot.hub_id}")
    free = next((name for name in names if name not in taken), None)
    number = 2
    while free is None:
        name = f"{stem}-{number}"
        free, number = (name if name not in taken else None), number + 1
    return LotId(free)


def _history(week: Problem, before: Problem, plan: Plan) -> tuple[PastWeek, ...]:
    """Earlier weeks, as many as fairness looks back on, the one before among them."""
    given = plan.baskets_given()
    known = {(row.site_id, row.week): row for row in (*before.history, *week.history)}
    for site_id in before.needs_of:
        row = PastWeek(
            site_id=site_id,
            week=before.calendar.week,
            baskets_needed=before.baskets_needed(site_id),
            baskets_given=given.get(site_id, 0),
        )
        # What was recorded goes before what was planned.
        known.setdefault((site_id, row.week), row)
    weeks = sorted({week for _, week in known})[-week.policy.fairness_window_weeks :]
    rows = (row for row in known.values() if row.week in weeks and row.site_id in week.site)
    return tuple(sorted(rows, key=lambda row: (row.site_id, row.week)))


def _usual_days(week: Problem, before: Problem, plan: Plan) -> Iterator[Link]:
    """The days on which each site was served, where the week names none as usual."""
    named = {
        link.first_id
        for link in week.links
        if link.kind is LinkKind.SITE_DAY and link.rule is LinkRule.USUAL
    }
    days = {(one.site_id, one.day) for one in handovers(plan, before) if one.drops or one.orders}
    for site_id, day in sorted(days):
        if site_id not in named and site_id in week.site:
            yield Link(
                kind=LinkKind.SITE_DAY,
                first_id=str(site_id),
                second_id=WEEKDAYS[day],
                rule=LinkRule.USUAL,
            )
