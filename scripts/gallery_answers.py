"""The one-sentence answer to each scenario's question, with figures from its plan.

The figures come from the run; a sentence that the figures no longer bear out is refused, so that
the gallery cannot say what its plans do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.ids import SiteId
from foodplan.planning import KeptPlan

FULL = 0.995
DAY_NAMES = dict(
    zip(
        WEEKDAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


def answer(name: str, kept: KeptPlan, base: KeptPlan) -> str:
    """The answer; `base` is the plan of the crisis week."""
    alone = ALONE.get(name)
    said = alone(kept) if alone else BESIDE_THE_CRISIS_WEEK[name](kept, base)
    return f"**Answer.** {said}"


def _crisis(kept: KeptPlan) -> str:
    m = kept.measures
    return (
        f"With {m.n_routes} routes of {m.n_vehicles} vehicles, {m.given_kg / 1000:.1f} t reach all "
        f"{m.n_sites_served} sites for {m.eur_per_basket:.2f} EUR a basket; {_shortfall(kept)}."
    )


def _double(kept: KeptPlan) -> str:
    m = kept.measures
    _bear_out(holds=m.gini < 0.05)
    return (
        f"There is hardly more food, so {m.baskets_given:,} baskets are given and the fill rate "
        f"falls to {m.fill_share:.0%}; nobody falls below {m.min_fill_share:.0%}, and the Gini "
        f"index stays at {m.gini:.3f}."
    )


def _volunteers(kept: KeptPlan, base: KeptPlan) -> str:
    lost = base.measures.baskets_given - kept.measures.baskets_given
    _bear_out(holds=lost > 0)
    return (
        f"{lost:,} baskets: sorting is the bottleneck, {kept.measures.left_kg / 1000:.0f} t stay "
        f"behind, and every site still gets {kept.measures.min_fill_share:.0%} of its need or more."
    )


def _new_hub(kept: KeptPlan, base: KeptPlan) -> str:
    more_eur = kept.measures.eur - base.measures.eur
    worth = "Not for transport" if more_eur > 0 else "Yes"
    return (
        f"{worth}: {_more(more_eur, 'EUR')}, {_more(kept.measures.km - base.measures.km, 'km')} "
        f"and {_more(kept.measures.baskets_given - base.measures.baskets_given, 'baskets')} a "
        f"week; {_shortfall(kept)}."
    )


def _against(what: str) -> Callable[[KeptPlan, KeptPlan], str]:
    """For accidents: what the week loses in food and pays in km and EUR."""

    def sentence(kept: KeptPlan, base: KeptPlan) -> str:
        m, b = kept.measures, base.measures
        return (
            f"{what}: {_more(m.baskets_given - b.baskets_given, 'baskets')}, "
            f"{_more(m.km - b.km, 'km')} and {_more(m.eur - b.eur, 'EUR')} against the crisis "
            f"week; {_shortfall(kept)}."
        )

    return sentence


def _site_closed(kept: KeptPlan, base: KeptPlan) -> str:
    given = kept.plan.baskets_given()
    _bear_out(holds=SiteId("SITE-002") not in given)
    before = base.plan.baskets_given()[SiteId("SITE-001")]
    return (
        f"SITE-001 takes {given[SiteId('SITE-001')]} baskets instead of {before}, and SITE-002 "
        f"gets none because it is closed, which is what the plan says of it."
    )


def _ramadan(kept: KeptPlan) -> str:
    m = kept.measures
    short = m.baskets_needed - m.baskets_given
    _bear_out(holds=m.left_kg < 0.1 * m.offered_kg)
    return (
        f"The rounds are, the food is not: {m.n_vehicles} vans bring all there is from 15:30 "
        f"to 19:00, but {short} of {m.baskets_needed:,} baskets are missing, shared so that the "
        f"lowest fill is {m.min_fill_share:.0%}."
    )


def _year_end(kept: KeptPlan) -> str:
    needed: dict[str, float] = defaultdict(float)
    given: dict[str, float] = defaultdict(float)
    for row in kept.problem.history:
        needed[row.site_id] += row.baskets_needed
        given[row.site_id] += row.baskets_given
    before = min(given[site] / needed[site] for site in needed)
    lowest = min(kept.shares, key=lambda share: share.rolling_fill_rate)
    whole = kept.measures.baskets_given / kept.measures.baskets_needed
    _bear_out(holds=lowest.rolling_fill_rate > before and lowest.fill_rate == 1)
    return (
        "Not wholly: they come first in the last two weeks and get all they ask for, while the "
        f"week as a whole covers {whole:.0%}; that lifts the lowest from {before:.0%} of its need "
        f"after three weeks to {lowest.rolling_fill_rate:.0%} after four, and nobody may get more "
        "than asked."
    )


def _bread(kept: KeptPlan) -> str:
    a_day = Counter(route.day for route in kept.plan.routes)
    loaves = sum(drop.kg for r in kept.plan.routes for s in r.stops() for drop in s.orders) / 0.4
    _bear_out(holds=round(loaves) == 7 * 8000)
    return (
        f"{max(a_day.values())} of the five: all {loaves:,.0f} loaves of the week are on the "
        f"tables the morning they are baked, in {kept.measures.n_trips} trips, and "
        f"{kept.measures.baskets_given} baskets ride along."
    )


def _outreach(kept: KeptPlan) -> str:
    m = kept.measures
    low = sum(share.fill_rate < FULL for share in kept.shares)
    need = "No" if m.n_vehicles < 3 else "Yes"
    return (
        f"{need}: {m.n_vehicles} teams reach all {m.n_sites_served} points every evening. What "
        f"holds {low} points down is that they can hand out no more than 40 meals an evening, so "
        "open another point rather than send another team."
    )


def _fast_food(kept: KeptPlan) -> str:
    queue = kept.plan.baskets_given()[SiteId("COUNTER")]
    rest = kept.measures.baskets_given - queue
    return (
        f"{queue:,} parcels lie ready at the counter and {rest:,} of 3,500 go to the "
        f"neighbourhoods; nobody gets less than {kept.measures.min_fill_share:.0%}, so the queue "
        "and the 40 neighbourhoods share the lack alike."
    )


def _farms(kept: KeptPlan) -> str:
    m = kept.measures
    return (
        f"Nearly: {m.baskets_given} of {m.baskets_needed} baskets with {m.km:,.0f} km by bike and "
        "no fuel; a site gets what the farm near it grows, so the lowest fill is "
        f"{m.min_fill_share:.0%}. Two gardens carry {m.direct_kg:,.0f} kg in whole crates to the "
        "sites next door, beside the baskets."
    )


def _groups(kept: KeptPlan) -> str:
    brought: dict[str, float] = defaultdict(float)
    for route in kept.plan.routes:
        for stop in route.stops():
            for drop in stop.orders:
                brought[drop.product_id] += drop.kg
    firm: dict[str, float] = defaultdict(float)
    paid = 0.0
    for order in kept.problem.orders:
        if order.firm:
            product = kept.problem.product[order.product_id]
            firm[order.product_id] += product.kg_of(order.quantity, order.unit)
            paid += order.price_eur
    _bear_out(holds=all(abs(brought[name] - kg) < 0.01 for name, kg in firm.items()))
    return (
        f"Yes: every firm order ({sum(firm.values()):,.0f} kg, {paid:,.0f} EUR) arrives in full, "
        f"{brought['honey']:.0f} kg of honey go to those who wished for it, and "
        f"{kept.measures.baskets_given} of {kept.measures.baskets_needed} baskets are given too."
    )


def _nappies(kept: KeptPlan) -> str:
    fetch, bring = kept.plan.routes
    label = kept.problem.vehicle[bring.vehicle_id].label
    return (
        f"The six-pallet truck ({label}): it fetches all 215 cartons on {_day(fetch.day)} and "
        f"brings them on {_day(bring.day)} in one trip; a van would have to go twice."
    )


def _shortfall(kept: KeptPlan) -> str:
    sites = kept.problem.site
    low = [share for share in kept.shares if share.fill_rate < FULL]
    closed = [share for share in low if not sites[share.site_id].windows]
    short = [share for share in low if sites[share.site_id].windows]
    shut = f"besides {_sites(len(closed))} closed all week, " if closed else ""
    if not short:
        return f"{shut}every site gets all it asked for"
    worst = f"{short[0].label}, {short[0].town}"
    less = "gets less than it asked for" if len(short) == 1 else "get less than they asked for"
    return f"{shut}{_sites(len(short))} {less}, the lowest {short[0].fill_rate:.0%} ({worst})"


def _sites(n: int) -> str:
    return f"{n} site{'' if n == 1 else 's'}"


def _more(difference: float, unit: str) -> str:
    if round(difference) == 0:
        return f"as many {unit}" if unit == "baskets" else f"no more {unit}"
    return f"{abs(difference):,.0f} {unit} {'more' if difference > 0 else 'less'}"


def _day(day: int) -> str:
    return DAY_NAMES[WEEKDAYS[day]]


def _bear_out(*, holds: bool) -> None:
    if not holds:
        raise ValueError("the plan no longer bears out its sentence; write another")


ALONE: Mapping[str, Callable[[KeptPlan], str]] = {
    "crisis-week": _crisis,
    "double-aid": _double,
    "ramadan": _ramadan,
    "year-end-baskets": _year_end,
    "bread-every-day": _bread,
    "street-outreach": _outreach,
    "fast-food-hub": _fast_food,
    "urban-farms": _farms,
    "group-orders": _groups,
    "nappies": _nappies,
}
BESIDE_THE_CRISIS_WEEK: Mapping[str, Callable[[KeptPlan, KeptPlan], str]] = {
    "volunteers-half": _volunteers,
    "new-hub": _new_hub,
    "cut-off-north": _against("Nobody is forgotten, but the ways are longer"),
    "van-out": _against("The other vans take its stops over"),
    "driver-out": _against("The week is driven all the same"),
    "farm-fails": _against("What two farms lose, all sites share"),
    "site-closed": _site_closed,
    "hub-closed": _against("Marseille carries the two days alone"),
    "august": _against("The fleet is enough"),
    "school-holidays": _against("Hands are what is short"),
}
