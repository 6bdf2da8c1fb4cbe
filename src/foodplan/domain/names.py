"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The name without accents, case and outer spaces."""
    bare = unicodedata.normalize("NFKD", name.strip())
    return "".join(mark for mark in bare if not unicodedata.combining(mark)).casefold()


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like it; None if none does.

    Zeros before a number count for nothing: VAN-3 is VAN-03 rather than VAN-13.
    """
    by_fold = {_key(candidate): candidate for candidate in sorted(known, reverse=True)}
    found = get_close_matches(_key(name), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def _key(name: str) -> str:
    return _ZEROS.sub("", fold(name))
