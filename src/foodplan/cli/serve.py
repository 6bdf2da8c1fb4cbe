"""`foodplan serve`: the pages and the API, on this machine only."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from foodplan.cli.session import Session
from foodplan.cli.sharing import shared_options
from foodplan.cli.spoken import Whole, option
from foodplan.cli.spoken import command as spoken_command
from foodplan.errors import Unavailable
from foodplan.planning import expect_alone
from foodplan.settings import read_settings

LOOPBACK = "127.0.0.1"
LARGEST_PORT = 65535
_PORTS_TO_TRY = 50


@spoken_command("serve")
@option("--port", type=Whole(1, LARGEST_PORT), metavar="number")
@shared_options
def command(session: Session, port: int | None) -> int:
    """Runs until interrupted."""
    serve(session, port=port)
    return 0


def serve(session: Session, *, port: int | None) -> None:
    """Serve until interrupted; another port where the wanted one is taken, and say so."""
    settings = read_settings(database=session.database)
    expect_alone(library=settings.library, database=settings.database, language=session.language)
    wanted = port or settings.port
    free = free_port(wanted)
    if free is None:
        last = min(wanted + _PORTS_TO_TRY, LARGEST_PORT + 1) - 1
        raise Unavailable(session.say("cli-no-port", first=wanted, last=last))
    if free != wanted:
        session.note("cli-port-taken", port=wanted, free=free)
    # uvicorn builds the application itself, in this process, from these two settings.
    os.environ["FOODPLAN_DATABASE"] = settings.database
    os.environ["FOODPLAN_LANGUAGE"] = session.language
    config = uvicorn.Config(
        "foodplan.app:create", factory=True, host=LOOPBACK, port=free, log_level="warning"
    )
    # The address is told when it answers: who opens it a moment too early sees an error.
    server = _Server(config, lambda: session.note("cli-serving", url=f"http://{LOOPBACK}:{free}"))
    with suppress(KeyboardInterrupt, SystemExit):
        server.run()
    if not server.started:
        raise Unavailable(session.say("cli-not-started"))


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._tell()


def free_port(wanted: int) -> int | None:
    """The wanted port if nobody listens there, or the next free one; None if there is none."""
    for port in range(wanted, min(wanted + _PORTS_TO_TRY, LARGEST_PORT + 1)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    return None
