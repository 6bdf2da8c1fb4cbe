"""Links that cannot be kept, whatever the plan: named before solving, each with its own code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from foodplan.domain.basics import WEEKDAYS, windows_of_day
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.fleet import Link, LinkKind, LinkRule
from foodplan.domain.places import Producer, Site
from foodplan.domain.problem import Problem
from foodplan.evaluate.reason import day_label
from foodplan.evaluate.solo import producer_call, solo_min
from foodplan.tables.travel import TravelMatrix


def contradictions(problem: Problem, travel: TravelMatrix) -> Iterator[Finding]:
    """Pairs both required and forbidden, then what each site's and producer's links rule out.

    A finding blocks where nothing of what is required is left, else it warns.
    """
    yield from _both(problem)
    for site in problem.sites:
        yield from _refused(site, problem)
        yield from _closed(site, problem)
    for producer in problem.producers:
        if producer.brings_to_hub is not None:
            yield from _brought(producer, problem)
        else:
            yield from _calls(producer, problem, travel)


def _both(problem: Problem) -> Iterator[Finding]:
    """A pair that is required and forbidden at once."""
    required: defaultdict[tuple[LinkKind, str, str], list[Link]] = defaultdict(list)
    for link in problem.links:
        if link.rule is LinkRule.REQUIRED:
            required[link.kind, link.first_id, link.second_id].append(link)
    both = {
        (link.first_id, link.second_id)
        for link in problem.links
        if link.rule is LinkRule.FORBIDDEN
        for other in required.get((link.kind, link.first_id, link.second_id), ())
        if link.day is None or other.day in (None, link.day)
    }
    for first_id, second_id in sorted(both):
        yield _finding("link-both", first_id, first=first_id, second=second_id)


def _refused(site: Site, problem: Problem) -> Iterator[Finding]:
    """Vehicles that must come and may not: too heavy, refused, or forbidden by another link.

    None goes to a site that is collected at a hub, which is served all the same.
    """
    links = problem.links_of(LinkKind.SITE_VEHICLE, site.site_id)
    required = [link for link in links if link.rule is LinkRule.REQUIRED]
    refused = [link for link in required if not _lets_in(link, site, problem)]
    for link in refused:
        yield _finding(
            "link-refused",
            site.site_id,
            warns=len(refused) < len(required) or site.collected_at is not None,
            site=site.label,
            vehicle=link.second_id,
        )


def _lets_in(link: Link, site: Site, problem: Problem) -> bool:
    return site.collected_at is None and any(
        link.second_id in vehicle.names and problem.may_visit(vehicle, site, link.day)
        for vehicle in problem.vehicles
    )


def _closed(site: Site, problem: Problem) -> Iterator[Finding]:
    """Days on which a site must be served and is closed."""
    links = problem.links_of(LinkKind.SITE_DAY, site.site_id)
    days = {WEEKDAYS.index(link.second_id) for link in links if link.rule is LinkRule.REQUIRED}
    closed = {day for day in days if not windows_of_day(site.windows, day)}
    for day in sorted(closed):
        yield _finding(
            "link-closed",
            site.site_id,
            warns=closed < days,
            site=site.label,
            day=day_label(day),
        )


def _brought(producer: Producer, problem: Problem) -> Iterator[Finding]:
    """A producer who drives to a hub that its links rule out."""
    hub_id = producer.brings_to_hub
    if hub_id is not None and not problem.goes_to(producer.producer_id, hub_id):
        yield _finding(
            "link-brings",
            producer.producer_id,
            producer=producer.label,
            hub=problem.hub[hub_id].label,
        )


def _calls(producer: Producer, problem: Problem, travel: TravelMatrix) -> Iterator[Finding]:
    """Calls that are due when the producer is closed, or that no vehicle could make."""
    call = producer_call(producer)
    links = problem.links_of(LinkKind.PRODUCER_DAY, producer.producer_id)
    days = {WEEKDAYS.index(link.second_id) for link in links if link.rule is LinkRule.REQUIRED}
    for day in sorted(days):
        code = None
        if not windows_of_day(producer.windows, day):
            code = "call-closed"
        elif not any(
            problem.goes_to(producer.producer_id, vehicle.hub_id)
            and solo_min(vehicle, call, day, problem, travel) is not None
            for vehicle in problem.vehicles
        ):
            code = "call-no-vehicle"
        if code:
            label, when = producer.label, day_label(day)
            yield _finding(code, producer.producer_id, producer=label, day=when)


def _finding(code: str, path: str, *, warns: bool = False, **params: object) -> Finding:
    severity = Severity.WARNS if warns else Severity.BLOCKS
    return Finding(
        code=f"feasibility-{code}", severity=severity, path=path, params={"id": path, **params}
    )
