"""Names for whoever works on a run: different for each attempt, telling for people."""

from __future__ import annotations

import os
import secrets
import socket


def new_holder() -> str:
    """Machine, process and a mark by chance, such as office-pc:4711:9f3a01c2."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
