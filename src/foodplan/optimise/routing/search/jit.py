"""Compiling to machine code, kept on disk under a name that changes with the source.

Numba notices a change of the function it compiles, not of the functions that one calls. So the
folder is named after all sources with compiled functions: an update compiles anew, and no old
machine code is ever run. Folders are tried in this order; the first that can be written is taken:

    NUMBA_CACHE_DIR     where the operator wants it
    ~/.cache/foodplan   (or XDG_CACHE_HOME)
    a temporary folder  lost at the next start of the machine; `KEPT` is then False
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np

Function = TypeVar("Function", bound=Callable[..., object])


_DECLARED = (
    "jit.py",
    "arrays.py",
    "scratch.py",
    "knobs.py",
    "../bound/fields.py",
    "../bound/graph.py",
)
"""Sources that compiled functions lean on, besides each other."""


def _fingerprint() -> str:
    here = Path(__file__)
    text = b"".join((here.parent / name).read_bytes() for name in _DECLARED)
    for source in sorted(here.parent.parent.glob("*/*.py")):
        if b".jit import" in source.read_bytes():
            text += source.read_bytes()
    return hashlib.sha256(text).hexdigest()[:16]


def _folders() -> Iterator[Path]:
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(chosen)
    elif caches := os.environ.get("XDG_CACHE_HOME"):
        yield Path(caches) / "foodplan"
    elif home := os.environ.get("HOME"):
        yield Path(home) / ".cache" / "foodplan"


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _choose() -> tuple[Path, bool]:
    """The folder, and whether it will still be there at the next start."""
    name = f"routes-{_fingerprint()}"
    for folder in _folders():
        if _writable(folder / name):
            return folder / name, True
    return Path(tempfile.mkdtemp(prefix="foodplan-")), False


FOLDER, KEPT = _choose()
setattr(numba.config, "CACHE_DIR", str(FOLDER))  # noqa: B010 - unknown to mypy


# Without reference counts (`_nrt`): compiled functions here allocate nothing and keep nothing, and
# counting every array at every call made them ten times slower. Copied into their compiled callers
# (`forceinline`): a call hands over several hundred pointers and lengths of arrays one by one.
_njit: Any = functools.partial(
    numba.njit, cache=True, nogil=True, error_model="numpy", _nrt=False, forceinline=True
)


def compiled(function: Function) -> Function:
    """The function as machine code, compiled at its first call or read from disk."""
    return cast(Function, _njit()(function))


def inner(function: Function) -> Function:
    """As `compiled`, for functions that only compiled code calls: half the time to compile."""
    return cast(Function, _njit(no_cpython_wrapper=True, no_cfunc_wrapper=True)(function))


@inner
def whole(value: int) -> int:
    """A number of the one width that compiled functions expect, from a table of narrow ones."""
    return np.int64(value)  # type: ignore[return-value]
