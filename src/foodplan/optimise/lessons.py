"""What routes teach the shares: deliveries that failed, hub-days that shrink, pick-ups given up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foodplan.domain.ids import HubId, ProducerId, SiteId
from foodplan.domain.problem import Problem
from foodplan.optimise.allocation.answer import Delivery
from foodplan.optimise.patterns import patterns_of
from foodplan.optimise.rounds import Round
from foodplan.optimise.shifts import shifts_by_hub_day
from foodplan.optimise.visits import Load
from foodplan.tables.travel import TravelMatrix


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """What routes have taught: deliveries that failed, hub-days that shrink, pick-ups given up."""

    deliveries: tuple[Delivery, ...] = ()
    banned: frozenset[Delivery] = frozenset()
    caps: dict[tuple[HubId, int], float] = field(default_factory=dict)
    site_caps: dict[tuple[SiteId, HubId, int], float] = field(default_factory=dict)
    not_collected: frozenset[tuple[ProducerId, HubId, int]] = frozenset()


def learnt(problem: Problem, travel: TravelMatrix, lessons: Lessons, found: Round) -> Lessons:
    """Ban what failed; cap the hub-days of sites that have been everywhere already."""
    failed = {_delivery(load) for load in found.unserved if not load.is_pickup}
    pickups = {_pickup(load) for load in found.unserved if load.is_pickup}
    banned = lessons.banned | failed
    shifts = shifts_by_hub_day(problem)
    stuck = {
        one
        for one in failed
        if not patterns_of(problem, travel, problem.site[one.site_id], shifts, banned)
    }
    caps = dict(lessons.caps)
    for hub_id, day in {(one.hub_id, one.day) for one in stuck}:
        caps[hub_id, day] = float(_driven(found, hub_id, day))
    return replace(
        lessons,
        banned=banned - stuck,
        caps=caps,
        not_collected=lessons.not_collected | pickups,
    )


def only_served(problem: Problem, lessons: Lessons, found: Round) -> Lessons:
    """What routes serve, and nothing else."""
    caps: dict[tuple[SiteId, HubId, int], float] = {}
    open_visits = set(found.routing.unserved)
    for visit, load in enumerate(found.loads):
        if not load.is_pickup:
            key = SiteId(load.place_id), load.hub_id, load.day
            served = 0 if visit in open_visits else load.n_baskets
            caps[key] = caps.get(key, 0.0) + served
    failed = {_delivery(load) for load in found.unserved if not load.is_pickup}
    gone = {one for one in failed if not caps.get((one.site_id, one.hub_id, one.day))}
    fetched = {_pickup(load) for load in found.loads if load.is_pickup}
    fetched -= {_pickup(load) for load in found.unserved if load.is_pickup}
    everything = {
        (producer.producer_id, hub.hub_id, day)
        for producer in problem.producers
        if producer.brings_to_hub is None
        for hub in problem.hubs
        for day in problem.calendar.days
    }
    return replace(
        lessons,
        deliveries=tuple(one for one in lessons.deliveries if one not in gone),
        site_caps=lessons.site_caps | caps,
        not_collected=lessons.not_collected | (everything - fetched),
    )


def deliveries_of(found: Round) -> tuple[Delivery, ...]:
    """What the round would hand over, where and when."""
    return tuple(sorted({_delivery(load) for load in found.loads if not load.is_pickup}))


def _delivery(load: Load) -> Delivery:
    return Delivery(site_id=SiteId(load.place_id), hub_id=load.hub_id, day=load.day)


def _pickup(load: Load) -> tuple[ProducerId, HubId, int]:
    return ProducerId(load.place_id), load.hub_id, load.day


def _driven(found: Round, hub_id: HubId, day: int) -> int:
    """Baskets that routes hand over from a hub on a day."""
    open_visits = set(found.routing.unserved)
    return sum(
        load.n_baskets
        for visit, load in enumerate(found.loads)
        if (load.hub_id, load.day) == (hub_id, day) and visit not in open_visits
    )
