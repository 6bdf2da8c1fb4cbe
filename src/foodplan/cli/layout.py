"""Lay text out for a terminal: folded at words, columns folded where they do not fit."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import IO

_GAP = "  "
_CODE = re.compile("`[^`\n]*`")
_WORD = re.compile("[^ -]*-|[^ -]+")
"""What a header is folded into, a hyphen at its end."""
_HELD = "\ue000"
"""Stands for a space that is no place to fold at, while text is folded."""


def terminal_width(stream: IO[str]) -> int | None:
    """COLUMNS where it is set, or else the terminal's; None for a file or a pipe."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def fold(text: str, width: int, *, first: str = "", indent: str = "") -> list[str]:
    """Lines of at most `width` characters, each line of the text on its own.

    Never folded inside a word nor inside a command between backticks, which people copy.
    """
    held = _CODE.sub(lambda code: code[0].replace(" ", _HELD), text)
    lines = [
        line
        for part in held.split("\n")
        for line in textwrap.wrap(
            part,
            width=width,
            initial_indent=first,
            subsequent_indent=indent or " " * (len(part) - len(part.lstrip(" "))),
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [""]
    ]
    return [line.replace(_HELD, " ") for line in lines]


def columns(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int | None,
    right: Collection[int] = (),
) -> list[str]:
    """Aligned columns, the headers first; those numbered in `right` to the right.

    What is wider than `width` is folded: headers as far as that helps, then the widest columns.
    Words stay whole, so a table of long ids may still be too wide.
    """
    widths = _widths(headers, rows, width)
    lines: list[str] = []
    for row, has_hyphens in ((headers, True), *((row, False) for row in rows)):
        cells = [
            _cell(text, size, break_on_hyphens=has_hyphens)
            for text, size in zip(row, widths, strict=True)
        ]
        for line in zip_longest(*cells, fillvalue=""):
            told = [
                part.rjust(size) if nth in right else part.ljust(size)
                for nth, (part, size) in enumerate(zip(line, widths, strict=True))
            ]
            lines.append(_GAP.join(told).rstrip())
    return lines


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Characters of each column; its natural width where all have room."""
    natural = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    if width is None:
        return natural
    room = width - len(_GAP) * (len(natural) - 1)
    names = [max(len(word) for word in _WORD.findall(name) or [""]) for name in headers]
    bodies = [max([0, *(len(row[nth]) for row in rows)]) for nth in range(len(headers))]
    words = [
        max([0, *(len(word) for row in rows for word in row[nth].split(" "))])
        for nth in range(len(headers))
    ]
    found = _narrowed(natural, [*map(max, names, bodies)], room)
    return _narrowed(found, [*map(max, names, words)], room)


def _narrowed(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widest columns made narrower, none below its least, until all have room."""
    found = list(widths)
    while sum(found) > room:
        able = [nth for nth, size in enumerate(found) if size > least[nth]]
        if not able:
            break
        found[max(able, key=lambda nth: found[nth])] -= 1
    return found


def _cell(text: str, width: int, *, break_on_hyphens: bool) -> list[str]:
    """Its lines; leading spaces are kept on each of them."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    found = textwrap.wrap(
        text.lstrip(" "),
        width=max(width, 1),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=break_on_hyphens,
    )
    return found or [""]
