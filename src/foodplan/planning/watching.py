"""Follow something that changes until it is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Condition
from typing import TypeVar

T = TypeVar("T")
_LOOK_S = 0.25
_TELL_S = 0.9
"""A little under the second that watchers are promised."""


def watch(
    read: Callable[[], T],
    is_over: Callable[[T], bool],
    *,
    changed: Condition,
    look_after: Callable[[], bool],
) -> Iterator[T]:
    """What `read` gives, at every change and at least once a second, until it is over.

    `look_after` is called between two looks; where it says no, nothing more is told.
    """
    shown: T | None = None
    told_at = 0.0
    while True:
        state = read()
        if state != shown or time.monotonic() > told_at + _TELL_S:
            yield state
            shown, told_at = state, time.monotonic()
        if is_over(state) or not look_after():
            return
        with changed:
            changed.wait(_LOOK_S)
