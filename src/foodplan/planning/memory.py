"""Remember what is dear to work out, as long as what it was worked out from is the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
Signature = tuple[tuple[str, int, int], ...]


def signature(folder: Path) -> Signature:
    """Name, time and size of a folder's files: differs when one of them was changed."""
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    stats = [(path.name, path.stat()) for path in files]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


class Memory(Generic[T]):
    """The values asked for last, `size` of them; safe between threads."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._known: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T], version: Hashable = None) -> T:
        """The value of a key, made anew where the version is not the one remembered.

        Two threads that ask at once may both make it: values are equal, and nobody waits.
        """
        with self._lock:
            known = self._known.get(key)
            if known is not None and known[0] == version:
                self._known.move_to_end(key)
                return known[1]
        value = make()
        with self._lock:
            self._known[key] = (version, value)
            self._known.move_to_end(key)
            while len(self._known) > self._size:
                self._known.popitem(last=False)
        return value
