"""Compiling for the bound: as for the search and into its folder, but with arrays of its own.

Compiled functions call only others of their own file: Numba compiles anew when a file changes, but
does not see changes in the files that it calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

from foodplan.optimise.routing.search.jit import FOLDER as FOLDER

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as machine code, compiled at its first call or read from disk."""
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inner(function: Function) -> Function:
    """As `compiled`, for functions that only compiled code calls: half the time to compile."""
    compiling = numba.njit(  # type: ignore[call-overload]
        cache=True,
        nogil=True,
        error_model="numpy",
        no_cpython_wrapper=True,
        no_cfunc_wrapper=True,
    )
    return cast(Function, compiling(function))
