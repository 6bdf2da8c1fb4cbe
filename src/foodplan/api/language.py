"""Which language an answer is written in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from foodplan.texts import LANGUAGES, Language


def language_of(request: Request) -> Language:
    """`?lang=`, else the best of Accept-Language, else French."""
    asked = request.query_params.get("lang", "")
    for language in LANGUAGES:
        if asked == language:
            return language
    return _best(request.headers.get("accept-language", ""))


def _best(header: str) -> Language:
    """The known language of highest quality; the first named wins a tie."""
    best: Language = "fr"
    best_quality = 0.0
    for part in header.split(","):
        tag, _, quality_text = part.partition(";q=")
        try:
            quality = float(quality_text) if quality_text else 1.0
        except ValueError:
            quality = 0.0
        for language in LANGUAGES:
            if tag.strip().lower().split("-")[0] == language and quality > best_quality:
                best, best_quality = language, quality
    return best


Spoken = Annotated[Language, Depends(language_of)]
