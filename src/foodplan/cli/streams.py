"""A terminal or pipe whose encoding lacks a sign gets a plainer one; nothing ends for it."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from io import TextIOWrapper

_HANDLER = "foodplan-plain"
_PLAIN = {
    "−": "-", "–": "-", "—": "-", "→": "->", "…": "...", "×": "x", "·": "-", "€": "EUR",
    "“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "≤": "<=", "≥": ">=", "œ": "oe", "Œ": "OE",
}  # fmt: skip


def make_forgiving() -> None:
    """For both streams of this process; UTF-8 has every sign and stays as it is."""
    codecs.register_error(_HANDLER, _in_plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def has_every_sign() -> bool:
    """Whether standard output can say whatever people are called."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def _in_plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_plain, signs)), error.end


def _plain(sign: str) -> str:
    """In ASCII: é is e, a thin space is a space; ? for what has nothing like it."""
    if sign in _PLAIN:
        return _PLAIN[sign]
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return bare or "?"
