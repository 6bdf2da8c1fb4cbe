"""Every sentence for people, French and English, by code with parameters."""

from __future__ import annotations

from foodplan.texts.catalogue import LANGUAGES, Language, Text, codes, number, say

__all__ = ["LANGUAGES", "Language", "Text", "codes", "number", "say"]
