"""A repair or an adjustment shown on the command line, then kept with --yes."""

from __future__ import annotations

from dataclasses import asdict

from foodplan.cli.session import Session
from foodplan.domain.accident import Accident, Place
from foodplan.domain.adjustment import PlanEvent
from foodplan.domain.ids import RunId
from foodplan.domain.plan import Route
from foodplan.evaluate import Difference
from foodplan.evaluate.stop_changes import Call
from foodplan.planning import Planner, Repair, event_in_words
from foodplan.texts import Language, number, say
from foodplan.texts.catalogue import signed
from foodplan.units import MINUTES_PER_HOUR, clock

_CHANGES = ("km", "duty_hours", "baskets_given", "eur")
_PLACE_HEADS = ("stop", "place", "km", "min", "kg", "pallets", "late")


def show_or_keep(
    planner: Planner, run_id: RunId, event: PlanEvent, session: Session, *, keeps: bool
) -> None:
    """Show what changes, or keep it as a plan of its own."""
    repair = planner.repair(run_id, event)
    try:
        # Kept before it is shown: whoever reads may have had enough of it (`| head`).
        kept = planner.keep_repair(run_id, event).run_id if keeps else None
    finally:
        if not session.json:
            _show(repair, session)
    if session.json:
        session.data(_report(repair, kept, session.language))
    elif kept:
        session.note("cli-kept", run=kept)
        session.note("cli-next", run=kept)
    elif not repair.violations:
        session.note("repair-shown-only")


def _report(repair: Repair, kept: RunId | None, language: Language) -> dict[str, object]:
    difference = repair.difference
    return {
        "plan": kept,
        "repairs": repair.base.run.run_id,
        "measures": {row.code: row.value for row in repair.measures.table()},
        "stops": [asdict(row) for row in difference.stops],
        "gains": [asdict(row) for row in difference.gains],
        "losses": [asdict(row) for row in difference.losses],
        "lost": [asdict(row) for row in repair.lost],
        "change": {code: repair.change(code) for code in _CHANGES},
        "broken": broken_rules_of(repair, language),
        "notes": [finding.words(language) for finding in repair.findings],
    }


def _show(repair: Repair, session: Session) -> None:
    difference, language = repair.difference, session.language
    if isinstance(repair.event, Accident):
        session.line(_asked(repair, language))
        _show_summary(repair, session)
    else:
        session.line(adjust_summary(repair, language))
    broken = broken_rules_of(repair, language)
    if broken:
        session.line("\n" + say("adjust-broken", language) + ":")
        for one in broken:
            session.line(f"  {one}", indent="    ")
    for note in repair.findings:
        session.line(note.words(language))
    _show_days(repair, session)
    if difference.stops:
        _show_stops(difference, session)
    for code, rows in (("repair-gains", difference.gains), ("repair-losses", difference.losses)):
        told = ", ".join(
            f"{row.site_id} {signed(row.baskets, language)}" for row in rows if row.baskets
        )
        if told:
            session.line(f"\n{say(code, language)}: {told}", indent="  ")
    if repair.lost:
        title = "repair-lost" if isinstance(repair.event, Accident) else "adjust-places"
        session.line("\n" + say(title, language))
        session.table(
            [say(f"repair-col-{head}", language) for head in _PLACE_HEADS],
            [
                (one.place_id if not nth else "", *_place(place, session))
                for one in repair.lost
                for nth, place in enumerate(one.places or (None,))
            ],
            right=range(2, len(_PLACE_HEADS)),
        )


def _asked(repair: Repair, language: Language) -> str:
    """What happened and from when on the plan may change, which a call may have left out."""
    at = repair.event.at
    told = event_in_words(repair.event, repair.base.problem, language)
    day = say(f"day-{at.day}", language)
    return say("repair-asked", language, event=told, day=day, time=clock(at.minute))


def adjust_summary(repair: Repair, language: Language) -> str:
    """The change in km, minutes on duty, baskets and money."""
    return say(
        "adjust-summary",
        language,
        km=signed(repair.change("km"), language, decimals=1),
        minutes=signed(repair.change("duty_hours") * MINUTES_PER_HOUR, language),
        baskets=signed(repair.change("baskets_given"), language),
        eur=signed(repair.change("eur"), language),
    )


def broken_rules_of(repair: Repair, language: Language) -> list[str]:
    """Each broken rule as a sentence."""
    return [one.words(language) for one in repair.violations]


def _show_summary(repair: Repair, session: Session) -> None:
    if repair.changes_nothing:
        code = "repair-nothing-noted" if repair.findings else "repair-nothing"
        session.line(session.say(code))
        return
    difference = repair.difference
    before, after = repair.base.measures.table(), repair.measures.table()
    figures = {row.code: (old.value, row.value) for old, row in zip(before, after, strict=True)}
    session.line(
        session.say(
            "repair-summary",
            n_lost=len(repair.lost),
            n_open=sum(one.to is None for one in repair.lost),
            n_changed=len(difference.stops),
            before=figures["baskets_given"][0] or 0,
            after=figures["baskets_given"][1] or 0,
            before_eur=figures["eur"][0] or 0,
            after_eur=figures["eur"][1] or 0,
        )
    )


def _show_days(repair: Repair, session: Session) -> None:
    language = session.language

    def driven(route: Route | None) -> str:
        if route is None:
            return say("repair-route-none", language)
        times = f"{clock(route.start_min)}-{clock(route.end_min)}"
        km = say("plan-km", language, km=route.km)
        return f"{times}, {say('paper-stops', language, n=sum(1 for _ in route.stops()))}, {km}"

    rows = [
        (say(f"day-short-{day}", language), vehicle_id, driven(before), driven(after))
        for (day, vehicle_id), before, after in repair.changed_days()
    ]
    if rows:
        session.line("\n" + say("repair-routes", language))
        heads = ("day", "vehicle", "before", "after")
        session.table([say(f"repair-col-{head}", language) for head in heads], rows)


def _show_stops(difference: Difference, session: Session) -> None:
    language = session.language
    session.line("\n" + say("repair-changes", language))
    heads = ("stop", "what", "before", "after")
    session.table(
        [say(f"repair-col-{head}", language) for head in heads],
        [
            (
                row.place_id,
                ", ".join(say(f"stop-change-{what}", language) for what in row.what),
                _calls(row.before, session),
                _calls(row.after, session),
            )
            for row in difference.stops
        ],
    )


def _calls(calls: tuple[Call, ...], session: Session) -> str:
    return ", ".join(f"{say(f'day-short-{day}', session.language)} {who}" for day, who in calls)


def _place(place: Place | None, session: Session) -> tuple[str, ...]:
    language = session.language
    if place is None:
        return (say("repair-no-place", language), "", "", "", "", "")
    where = say(
        "repair-place",
        language,
        day=say(f"day-short-{place.day}", language),
        vehicle=place.vehicle_id,
        trip=place.trip,
        position=place.position,
    )
    return (
        where,
        signed(place.km, language, decimals=1),
        signed(place.minutes, language),
        number(place.spare_kg, language),
        number(place.spare_pallets, language, decimals=1),
        number(place.late_min, language),
    )
