"""The form of an accident: for each kind its own fields, and what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foodplan.domain.accident import Accident
from foodplan.domain.accident_words import ROADS, read_change, read_locks, read_moment
from foodplan.domain.basics import WEEKDAYS
from foodplan.domain.policy import AllowedChanges
from foodplan.domain.problem import Problem
from foodplan.planning import KeptPlan
from foodplan.web.words import Words

KINDS = ("out", "fails", "smaller", "closed", "needs", "slow", "new")
FIELDS = (
    "what", "which", "value", "lat", "lon", "basket", "day", "time", "level", "locks",
    *(f"on-{day}" for day in range(len(WEEKDAYS))),
)  # fmt: skip
"""Everything that a form may hold; `on-2` is ticked where the accident is about Wednesday."""

_WITH_DAYS = ("out", "closed")

Options = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Groups of a list: their name, and value and words of each choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a kind asks for."""

    least: str
    most: str
    step: str
    usual: str


_FIGURES = {
    "smaller": Figure(least="1", most="100", step="any", usual=""),
    "needs": Figure(least="0", most="100000", step="1", usual=""),
    "slow": Figure(least="0.1", most="10", step="any", usual="1.5"),
    "new": Figure(least="1", most="100000", step="1", usual=""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """What the page shows of one kind; what a kind does not ask for is empty."""

    kind: str
    choices: Options
    figure: Figure | None
    days: tuple[tuple[int, str], ...]
    asks_days: bool
    baskets: tuple[tuple[str, str], ...]
    """Types of basket that a new site may ask for, where there is a choice."""
    levels: tuple[str, ...]
    values: Mapping[str, str]


def form_view(kept: KeptPlan, form: Mapping[str, str], words: Words) -> FormView:
    """The fields of the kind that is asked for: a vehicle that is out, unless it is another."""
    problem = kept.problem
    kind = form.get("what", "")
    kind = kind if kind in KINDS else KINDS[0]
    baskets = tuple((one.basket_id, words.label(one.label)) for one in problem.baskets)
    figure = _FIGURES.get(kind)
    usual = dict.fromkeys(FIELDS, "") | {
        "value": figure.usual if figure else "",
        "day": "0",
        "time": "07:00",
        "level": problem.policy.allowed_changes.value,
    }
    return FormView(
        kind=kind,
        choices=_choices(kind, kept, words),
        figure=figure,
        days=tuple((day, words.say(f"day-{day}")) for day in problem.calendar.days),
        asks_days=kind in _WITH_DAYS,
        baskets=baskets if kind == "new" and len(baskets) > 1 else (),
        levels=tuple(level.value for level in AllowedChanges),
        values=usual | dict(form),
    )


def site_choices(problem: Problem) -> Options:
    """Every site, by town."""
    return _grouped((one.town, one.site_id, one.label) for one in problem.sites)


def lot_choices(problem: Problem, words: Words) -> Options:
    """Every lot, by where it comes from."""
    rows = []
    for lot in problem.lots:
        hub = problem.hub[lot.hub_id].label if lot.hub_id else ""
        origin = problem.producer[lot.producer_id].label if lot.producer_id else hub
        product = words.label(problem.product[lot.product_id].label)
        rows.append((origin, lot.lot_id, words.say("plan-kg-of", kg=lot.gross_kg, product=product)))
    return _grouped(rows)


def read_accident(form: Mapping[str, str], kept: KeptPlan, words: Words) -> Accident:
    """What the fields say; InvalidValue or NotFound says what is wrong with them."""
    problem = kept.problem
    day, time = form.get("day", "0"), form.get("time") or "00:00"
    name = WEEKDAYS[int(day)] if day.isdecimal() and int(day) < len(WEEKDAYS) else day
    level = form.get("level", "")
    allowed = problem.policy.allowed_changes
    return Accident(
        change=read_change(_because(form), problem, words.language),
        at=read_moment(f"{name} {time}", problem, words.language),
        level=AllowedChanges(level) if level in list(AllowedChanges) else allowed,
        locks=read_locks(form.get("locks", ""), problem, words.language),
    )


def _because(form: Mapping[str, str]) -> str:
    """The accident in the words of the command line."""
    kind, which = form.get("what", ""), form.get("which", "").strip()
    value = form.get("value", "").strip().replace(" ", "")
    if kind == "new":
        where = ":".join(form.get(name, "").strip().replace(",", ".") for name in ("lat", "lon"))
        basket = f":{form['basket']}" if form.get("basket") else ""
        return f"new-site:{which}:{where}:{value}{basket}"
    if kind in _WITH_DAYS:
        value = ",".join(name for day, name in enumerate(WEEKDAYS) if form.get(f"on-{day}"))
    return f"{which}-{kind}:{value}" if value else f"{which}-{kind}"


def _choices(kind: str, kept: KeptPlan, words: Words) -> Options:
    problem = kept.problem
    match kind:
        case "out":
            return _grouped(_vehicles(kept, words))
        case "fails":
            return _grouped((one.town, one.producer_id, one.label) for one in problem.producers)
        case "smaller":
            return lot_choices(problem, words)
        case "closed" | "needs":
            return site_choices(problem)
        case "slow":
            group = words.say("repair-towns")
            towns = [(group, town, town) for town in {site.town for site in problem.sites}]
            everywhere = ("", ((ROADS, words.say("repair-everywhere")),))
            return (everywhere, *_grouped(towns), *site_choices(problem))
        case _:
            return ()


def _grouped(rows: Iterable[tuple[str, str, str]]) -> Options:
    """Group, value and words of each choice, all in the order of people's lists."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, value, told in sorted(rows, key=lambda row: (row[0], row[2], row[1])):
        groups.setdefault(group, []).append((value, told if told == value else f"{told} ({value})"))
    return tuple((group, tuple(choices)) for group, choices in groups.items())


def _vehicles(kept: KeptPlan, words: Words) -> Iterable[tuple[str, str, str]]:
    drives: dict[str, list[str]] = {}
    for route in sorted(kept.plan.routes, key=lambda route: route.day):
        drives.setdefault(route.vehicle_id, []).append(words.say(f"day-short-{route.day}"))
    for one in kept.problem.vehicles:
        days = drives.get(one.vehicle_id)
        group = words.say("repair-drives" if days else "repair-drives-not")
        yield group, one.vehicle_id, words.joined(one.label, ", ".join(days)) if days else one.label
