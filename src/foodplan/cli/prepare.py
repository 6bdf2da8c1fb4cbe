"""`foodplan prepare`: compile the route search for this machine, once after an update."""

from __future__ import annotations

from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import command as spoken_command
from foodplan.planning import prepare_search


@spoken_command("prepare")
@shared_options
def command(session: Session) -> int:
    """Quick when it was done before."""
    prepare_search(lambda code, took_s: session.note(code, s=took_s))
    return 0
