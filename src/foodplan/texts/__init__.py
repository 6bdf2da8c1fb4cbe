"""Every sentence for people, French and English, by code with parameters."""

from __future__ import annotations

from foodplan.texts.catalogue import LANGUAGES, Language, Text, codes, number, say, tells
from foodplan.texts.dates import day_and_month
from foodplan.texts.sentence import Sentence, told

__all__ = [
    "LANGUAGES",
    "Language",
    "Sentence",
    "Text",
    "codes",
    "day_and_month",
    "number",
    "say",
    "tells",
    "told",
]
