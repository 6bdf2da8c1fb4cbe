"""`foodplan repair`: what an accident changes in a kept plan, and keep it."""

from __future__ import annotations

from dataclasses import asdict

import click

from foodplan.cli.desk import planner_of
from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import OneOf, argument, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.domain.accident import Accident, Place
from foodplan.domain.accident_words import read_change, read_locks, read_moment
from foodplan.domain.ids import RunId, VehicleId
from foodplan.domain.policy import AllowedChanges
from foodplan.evaluate import Difference
from foodplan.planning import Repair
from foodplan.texts import Language, say

_PLACE_HEADS = ("stop", "place", "km", "min", "kg", "pallets", "late")


@spoken_command("repair")
@argument("plan", metavar="plan")
@option("--because", required=True, metavar="accident")
@option("--at", default="", metavar="moment")
@option("--level", type=OneOf([level.value for level in AllowedChanges]))
@option("--keep", "locked", default="", metavar="locks")
@option("--yes", is_flag=True)
@shared_options
def command(
    session: Session, plan: str, because: str, at: str, level: str | None, locked: str, yes: bool
) -> int:
    """Nothing is kept without --yes."""
    run_id = RunId(plan)
    with planner_of(session) as planner:
        problem = planner.kept(run_id).problem
        accident = Accident(
            change=read_change(because, problem, session.language),
            at=read_moment(at, problem, session.language),
            level=AllowedChanges(level) if level else problem.policy.allowed_changes,
            locks=read_locks(locked, problem, session.language),
        )
        repair = planner.repair(run_id, accident)
        kept = planner.keep_repair(run_id, accident).run_id if yes else None
    if session.json:
        session.data(_report(repair, kept, session.language))
    else:
        _show(repair, session)
    if kept:
        session.note("repair-kept", run=kept)
    else:
        session.note("repair-shown-only")
    return 0


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
        "notes": [finding.words(language) for finding in repair.findings],
    }


def _show(repair: Repair, session: Session) -> None:
    difference, language = repair.difference, session.language
    if repair.changes_nothing:
        click.echo(say("repair-nothing", language))
    else:
        _show_summary(repair, language)
    for note in repair.findings:
        click.echo(note.words(language))
    if difference.stops:
        _show_stops(difference, session)
    for code, rows in (("repair-gains", difference.gains), ("repair-losses", difference.losses)):
        told = ", ".join(f"{row.site_id} {row.baskets:+d}" for row in rows if row.baskets)
        if told:
            click.echo(f"\n{say(code, language)}: {told}")
    if repair.lost:
        click.echo("\n" + say("repair-lost", language))
        session.table(
            [say(f"repair-col-{head}", language) for head in _PLACE_HEADS],
            [
                (one.place_id if not nth else "", *_place(place, session))
                for one in repair.lost
                for nth, place in enumerate(one.places or (None,))
            ],
        )


def _show_summary(repair: Repair, language: Language) -> None:
    difference = repair.difference
    before, after = repair.base.measures.table(), repair.measures.table()
    figures = {row.code: (old.value, row.value) for old, row in zip(before, after, strict=True)}
    click.echo(
        say(
            "repair-summary",
            language,
            n_lost=len(repair.lost),
            n_open=sum(one.to is None for one in repair.lost),
            n_changed=len(difference.stops),
            before=figures["baskets_given"][0] or 0,
            after=figures["baskets_given"][1] or 0,
            before_eur=figures["eur"][0] or 0,
            after_eur=figures["eur"][1] or 0,
        )
    )


def _show_stops(difference: Difference, session: Session) -> None:
    language = session.language
    click.echo("\n" + say("repair-changes", language))
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


def _calls(calls: tuple[tuple[int, VehicleId], ...], session: Session) -> str:
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
        f"{place.km:+.1f}",
        f"{place.minutes:+.0f}",
        f"{place.spare_kg:.0f}",
        f"{place.spare_pallets:.1f}",
        f"{place.late_min:.0f}",
    )
