from __future__ import annotations

import re
from importlib.resources import files

import pytest

_CSS = (files("foodplan.web") / "static" / "colours.css").read_text(encoding="utf-8")
DAY, NIGHT = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", part)) for part in _CSS.split("@media")
)
TEXT_ON = {
    "ink": ("paper", "card", "accent-soft", "warn-soft", "bad-soft", "quiet", "tag"),
    "soft": ("paper", "card", "quiet", "warn-soft"),
    "accent-dark": ("paper", "card", "accent-soft", "warn-soft"),
    "on-accent": ("accent", "accent-dark"),
    "on-accent-soft": ("accent-dark",),
    "warn": ("warn-soft",),
    "bad": ("card", "bad-soft"),
}
EDGES_ON = {"line-strong": ("card",), "accent": ("card", "paper"), "amber": ("card",)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
def test_text_stands_out_from_its_ground_by_day_and_by_night(colours: dict[str, str]) -> None:
    low = {
        (text, ground)
        for text, grounds in TEXT_ON.items()
        for ground in grounds
        if contrast(colours[text], colours[ground]) < 4.5
    }
    faint = {
        (edge, ground)
        for edge, grounds in EDGES_ON.items()
        for ground in grounds
        if contrast(colours[edge], colours[ground]) < 3
    }
    assert (low, faint) == (set(), set())


def test_paper_stays_light() -> None:
    assert set(DAY) == set(NIGHT)
    assert _CSS.count("@media") == _CSS.count("@media screen and (prefers-color-scheme: dark)") == 1
