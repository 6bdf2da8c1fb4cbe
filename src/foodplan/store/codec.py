"""Frozen dataclasses as JSON and back, in one canonical form whose SHA-256 names a problem.

Known shapes are those that the domain uses: dataclasses, text, numbers, booleans, `StrEnum`, dates,
optional values, tuples, frozen sets (written sorted) and mappings with text keys. An infinite
number, which JSON does not know, is written as the text "inf" or "-inf".
"""

from __future__ import annotations

import hashlib
import json
import math
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from foodplan.domain.basics import Label
from foodplan.domain.problem import Problem

T = TypeVar("T")
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(
        encode(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def input_hash(problem: Problem) -> str:
    """SHA-256 of the canonical JSON of a problem, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(problem).encode()).hexdigest()


def encode(value: object) -> Json:
    """A value as JSON; TypeError for a kind that has no place in a document."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted((encode(part) for part in value), key=str)
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def decode(kind: type[T], document: Json) -> T:
    """The value of a declared kind that `encode` wrote."""
    return cast("T", _decode(kind, document))


# The annotations of dataclasses are values of many types to the type checker: hence Any.
def _decode(kind: Any, document: Any) -> Any:
    if document is None:
        return None
    if kind is Any or kind is object:
        return _decode_free(document)
    origin = get_origin(kind)
    if origin is not None:
        return _decode_generic(origin, get_args(kind), document)
    kind = getattr(kind, "__supertype__", kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        known = {name: part for name, part in document.items() if name in hints}
        return kind(**{name: _decode(hints[name], part) for name, part in known.items()})
    if kind is date:
        return date.fromisoformat(document)
    if kind is float or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind(document)
    return document


def _decode_free(document: Any) -> Any:
    """Parameters of sentences: a label is known by its two languages, lists were tuples."""
    if isinstance(document, dict):
        if document.keys() == {"fr", "en"}:
            return Label(**document)
        return {key: _decode_free(part) for key, part in document.items()}
    return tuple(map(_decode_free, document)) if isinstance(document, list) else document


def _decode_generic(origin: Any, arguments: tuple[Any, ...], document: Any) -> Any:
    if origin in (Union, types.UnionType):
        real = [one for one in arguments if one is not type(None)]
        return _decode(real[0], document) if len(real) == 1 else document
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is ...):
        pairs = zip(arguments, document, strict=True)
        return tuple(_decode(kind, part) for kind, part in pairs)
    if origin in (tuple, frozenset):
        return origin(_decode(arguments[0], part) for part in document)
    if origin is Mapping or issubclass(origin, Mapping):
        return {
            _decode(arguments[0], key): _decode(arguments[1], part)
            for key, part in document.items()
        }
    return document


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    declared = get_type_hints(kind)
    return {field.name: declared[field.name] for field in fields(kind)}
