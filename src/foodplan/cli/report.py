"""Print what a plan says, for people or as JSON."""

from __future__ import annotations

from collections.abc import Sequence

import click

from foodplan.cli.figures import GROUPS, amount
from foodplan.cli.session import Session
from foodplan.evaluate import Reason, SiteShare
from foodplan.planning import KeptPlan

UNSERVED = 4
"""Exit code: planned, but a site that could be served gets nothing."""
SITES_LISTED = 8
_CANNOT_BE_SERVED = frozenset(
    {
        "reason-site-other-week",
        "reason-site-closed",
        "reason-site-links",
        "reason-site-no-vehicle",
        "reason-site-class-refused",
        "reason-site-class-not-carried",
        "reason-site-unreachable",
        "reason-site-windows",
        "reason-site-hub-closed",
    }
)
"""Reasons why no plan at all could bring anything to a site."""


def show_plan(kept: KeptPlan, session: Session) -> None:
    """The measures a coordinator asks first, then what limits the week and who is low."""
    if session.json:
        session.data(_as_data(kept, session))
        return
    run = kept.run
    session.heading(f"{run.label.words(session.language)} · {run.week} · {run.run_id}")
    _show_measures(kept, session)
    if kept.reasons.limits:
        click.echo()
        session.heading(session.say("cli-limits"))
        for reason in kept.reasons.limits:
            session.paragraph(sentence(reason, session), indent="  ")
    _show_low_sites(kept, session)


def hint_next(kept: KeptPlan, session: Session) -> None:
    """Where to go from here."""
    session.note("cli-kept", run=kept.run.run_id)
    session.note("cli-next", run=kept.run.run_id)


def unserved_exit_code(kept: KeptPlan, session: Session) -> int:
    """4 and a line where a site that could be served gets nothing, else 0."""
    empty = unserved(kept)
    if not empty:
        return 0
    names = ", ".join(f"{share.label} ({share.site_id})" for share in empty[:SITES_LISTED])
    more = " …" if len(empty) > SITES_LISTED else ""
    session.note("cli-not-served", n=len(empty), sites=names + more)
    return UNSERVED


def unserved(kept: KeptPlan) -> tuple[SiteShare, ...]:
    """Sites that get nothing although something could be brought to them."""
    return tuple(
        share
        for share in kept.shares
        if share.needed > 0
        and share.given == 0
        and not any(one.code in _CANNOT_BE_SERVED for one in kept.reasons.of_site(share.site_id))
    )


def sentence(reason: Reason, session: Session) -> str:
    """A reason in the language of the call."""
    return session.say(reason.code, **reason.params)


def _show_measures(kept: KeptPlan, session: Session) -> None:
    rows = {row.code: row for row in kept.measures.table()}
    names = {code: session.say(f"measure-{code}") for codes in GROUPS.values() for code in codes}
    widest = max(map(len, names.values()))
    for group, codes in GROUPS.items():
        click.echo()
        session.heading(session.say(f"cli-group-{group}"))
        for code in codes:
            value = amount(rows[code].value, rows[code].unit, session)
            click.echo(f"  {names[code]:<{widest}}{value:>14}")


def _show_low_sites(kept: KeptPlan, session: Session) -> None:
    low = _low_sites(kept)
    if not low:
        return
    click.echo()
    session.heading(session.say("cli-low-sites", n=len(low)))
    shown = low[:SITES_LISTED]
    told = [session.say("cli-low-site", given=one.given, needed=one.needed) for one in shown]
    for share, given in zip(shown, told, strict=True):
        place = f"{share.label}, {share.town}" if share.town else share.label
        fill = amount(share.fill_rate, "share", session)
        session.line(
            f"  {fill:>7}  {given:<{max(map(len, told))}}  {place} ({share.site_id})",
            indent=" " * 11,
        )
        for reason in kept.reasons.of_site(share.site_id):
            session.paragraph(sentence(reason, session), indent="      ", first="    · ")
    if len(low) > SITES_LISTED:
        session.line("  " + session.say("cli-low-more", n=len(low) - SITES_LISTED))


def _low_sites(kept: KeptPlan) -> Sequence[SiteShare]:
    """Sites below their need that have a reason, the worst served first."""
    told = {reason.about for reason in kept.reasons.sites}
    return [share for share in kept.shares if share.site_id in told]


def _as_data(kept: KeptPlan, session: Session) -> dict[str, object]:
    return {
        "plan": kept.run.run_id,
        "status": kept.run.status.value,
        "scenario": kept.run.scenario_id or None,
        "dataset": kept.run.dataset_id,
        "week": kept.run.week,
        "measures": {row.code: row.value for row in kept.measures.table()},
        "limits": [sentence(reason, session) for reason in kept.reasons.limits],
        "low_sites": [
            {
                "site_id": share.site_id,
                "site": share.label,
                "town": share.town,
                "baskets_needed": share.needed,
                "baskets_given": share.given,
                "reasons": [sentence(one, session) for one in kept.reasons.of_site(share.site_id)],
            }
            for share in _low_sites(kept)
        ],
        "sites_with_nothing": [share.site_id for share in unserved(kept)],
    }
