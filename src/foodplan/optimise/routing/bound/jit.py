"""Compiling for the bound: as for the search and into its folder, but with arrays of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

from foodplan.optimise.routing.search.jit import FOLDER as FOLDER
from foodplan.optimise.routing.search.jit import compiled as compiled_search
from foodplan.optimise.routing.search.jit import inner as inner_search

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as machine code, compiled at its first call or read from disk."""
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def lean(function: Function) -> Function:
    """As `compiled`, for what allocates nothing: without reference counts."""
    return compiled_search(function)


def inner(function: Function) -> Function:
    """As `compiled`, put into the compiled code that calls it.

    A call hands over every array of a graph: in the innermost loops that takes most of the time.
    """
    inlining = numba.njit(cache=True, nogil=True, error_model="numpy", inline="always")
    return cast(Function, inlining(function))


def innermost(function: Function) -> Function:
    """As `inner`, for what allocates nothing: without reference counts.

    In a loop counting all arrays of a graph at every step made labels three times as slow.
    """
    return inner_search(function)
