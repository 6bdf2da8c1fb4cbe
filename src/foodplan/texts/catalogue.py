"""Look a sentence up by code and fill in its parameters.

Each module of this package that holds sentences has one dictionary `TEXTS` from code to
`Text(fr, en)`. A field `{kg:0}` prints a number with that many decimals in the way of the language
(1 234,5 in French, 1,234.5 in English); `{n:site|sites}` prints what fits the number, and either
side may hold fields of its own; `{name}` prints text as it is. French signs are written here with
plain spaces and said with ones that keep them on the line of their word.
"""

from __future__ import annotations

import re
import string
from typing import Any, Literal, NamedTuple

from foodplan.texts import (
    adjusting,
    bounds,
    columns,
    command_help,
    commands,
    comparing,
    documents,
    feasibility,
    findings,
    horizon,
    labels,
    maps,
    measures,
    messages,
    own_weeks,
    pages,
    reasons,
    repairs,
    scenarios,
    sweeps,
    tracing,
    violations,
    what_if,
    what_if_pages,
)

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
THIN_SPACE = "\u202f"
_SIGN_SPACE = re.compile(r"(?<=«) | (?=[;:!?»%€])|(?<=\d) (?=\d{3}\b)")
"""Inside quotation marks, before signs, between thousands."""
_TWO = 2


class Text(NamedTuple):
    """One sentence in both languages."""

    fr: str
    en: str


_MODULES = (
    adjusting,
    bounds,
    columns,
    command_help,
    commands,
    comparing,
    documents,
    feasibility,
    findings,
    horizon,
    labels,
    maps,
    measures,
    messages,
    own_weeks,
    pages,
    reasons,
    repairs,
    scenarios,
    sweeps,
    tracing,
    violations,
    what_if,
    what_if_pages,
)


def say(code: str, language: Language, /, **params: object) -> str:
    """The sentence of `code`; KeyError if the code or a parameter is unknown."""
    sentence = getattr(_CATALOGUE[code], language)
    return _Formatter(language).vformat(sentence, (), params)


def tells(code: str, parameter: str) -> bool:
    """Whether the sentence of `code` says that parameter itself."""
    fields = string.Formatter().parse(_CATALOGUE[code].en)
    return any(name == parameter for _, name, _, _ in fields)


def codes() -> tuple[str, ...]:
    """Every known code, sorted."""
    return tuple(sorted(_CATALOGUE))


def number(value: float, language: Language, *, decimals: int = 0) -> str:
    """A number as people of that language write it."""
    text = f"{value:,.{decimals}f}"
    if language == "fr":
        return text.replace(",", THIN_SPACE).replace(".", ",")
    return text


def spaced(text: str, language: Language) -> str:
    """French signs keep to the word beside them, and thousands to their number."""
    return _SIGN_SPACE.sub(THIN_SPACE, text) if language == "fr" else text


def signed(value: float, language: Language, *, decimals: int = 0) -> str:
    """A difference with its sign; + for nothing."""
    text = number(abs(value), language, decimals=decimals)
    is_less = value < 0 and any(digit in text for digit in "123456789")
    return f"{'−' if is_less else '+'}{text}"


class _Formatter(string.Formatter):
    """`str.format` whose specifications for numbers follow the language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec.isdigit():
            return number(float(value), self._language, decimals=int(format_spec))
        one, bar, many = format_spec.partition("|")
        if bar:
            return one if _is_single(float(value), self._language) else many
        return str(super().format_field(value, format_spec))


def _is_single(value: float, language: Language) -> bool:
    """French says one baguette for 0 and 1.5, too."""
    return abs(value) < _TWO if language == "fr" else value == 1


def _merge() -> dict[str, Text]:
    merged: dict[str, Text] = {}
    for module in _MODULES:
        for code, (fr, en) in module.TEXTS.items():
            if code in merged:
                raise ValueError(f"the text code {code} is declared twice")
            merged[code] = Text(spaced(fr, "fr"), en)
    return merged


_CATALOGUE = _merge()
