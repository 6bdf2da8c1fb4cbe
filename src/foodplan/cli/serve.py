"""`foodplan serve`: the pages and the API, on this machine only."""

from __future__ import annotations

import os
import socket

import click
import uvicorn

from foodplan.cli.session import Session, language_of_environment, shared_options
from foodplan.settings import read_settings
from foodplan.texts import say

LOOPBACK = "127.0.0.1"
_PORTS_TO_TRY = 50
_LANGUAGE = language_of_environment()


@click.command("serve", help=say("cli-serve", language_of_environment()))
@click.option(
    "--port", type=click.IntRange(1, 65535), help=say("cli-option-port", language_of_environment())
)
@shared_options
def command(session: Session, port: int | None) -> int:
    """Runs until interrupted."""
    serve(session, port=port)
    return 0


def serve(session: Session, *, port: int | None) -> None:
    """Serve until interrupted; another port where the wanted one is taken, and say so."""
    settings = read_settings(database=session.database)
    wanted = port or settings.port
    free = free_port(wanted)
    if free != wanted:
        session.note("cli-port-taken", port=wanted, free=free)
    # uvicorn builds the application itself, in this process, from these two settings.
    os.environ["FOODPLAN_DATABASE"] = settings.database
    os.environ["FOODPLAN_LANGUAGE"] = session.language
    session.note("cli-serving", url=f"http://{LOOPBACK}:{free}")
    uvicorn.run("foodplan.app:create", factory=True, host=LOOPBACK, port=free, log_level="warning")


def free_port(wanted: int) -> int:
    """The wanted port if nobody listens there, or the next free one."""
    for port in range(wanted, min(wanted + _PORTS_TO_TRY, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    return wanted
