"""Make data light and safe to stand inside a page."""

from __future__ import annotations

import json
from collections.abc import Sequence

from foodplan.domain.basics import Location

PRECISION = 100_000
"""Coordinates are rounded to 5 decimals: about a metre."""
_FIRST_CHARACTER = 63
_BITS = 5

# Inside a script element none of these can end it, open a comment or break a line.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def safe_json(value: object) -> str:
    """JSON that may stand inside a script element, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def encode_line(line: Sequence[Location]) -> str:
    """Steps from point to point as text, five bits a character, lat before lon."""
    characters: list[str] = []
    last = (0, 0)
    for point in straighten([(round(p.lat * PRECISION), round(p.lon * PRECISION)) for p in line]):
        for now, before in zip(point, last, strict=True):
            characters.append(_encode(now - before))
        last = point
    return "".join(characters)


def straighten(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Points without those that lie on the straight line between their neighbours (to a metre)."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _is_between(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _is_between(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    way = (c[0] - a[0], c[1] - a[1])
    part = (b[0] - a[0], b[1] - a[1])
    aside = abs(way[0] * part[1] - way[1] * part[0])
    length = (way[0] ** 2 + way[1] ** 2) ** 0.5
    along = way[0] * part[0] + way[1] * part[1]
    return bool(0 < length >= aside and 0 <= along <= length**2)


def _encode(step: int) -> str:
    rest = step << 1 if step >= 0 else ~(step << 1)
    characters = []
    while rest >= 1 << _BITS:
        characters.append(chr((rest & 0x1F | 0x20) + _FIRST_CHARACTER))
        rest >>= _BITS
    characters.append(chr(rest + _FIRST_CHARACTER))
    return "".join(characters)
