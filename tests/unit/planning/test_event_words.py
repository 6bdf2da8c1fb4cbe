from __future__ import annotations

import pytest
from tests.fake_planner import a_week

from foodplan.domain.accident import WEEK_START, Accident
from foodplan.domain.accident_words import read_change
from foodplan.planning.event_words import event_in_words
from foodplan.texts import Language

WEEK = a_week()


@pytest.mark.parametrize(
    ("words", "language", "wanted"),
    [
        ("v1-out", "en", "Camionnette 1 out"),
        ("V1-out:tue,mon", "fr", "Camionnette 1 manque (lun., mar.)"),
        ("S1-closed:wed", "en", "Site S1 closed (Wed)"),
        ("P1-fails", "fr", "Ferme du Test ne livre pas"),
        ("L1-smaller:40%", "en", "lot L1, −40%"),
        ("S2-needs:30", "fr", "Site S2 demande 30"),
        ("Marseille-slow:1.5", "fr", "Marseille, trajets × 1,5"),
        ("roads-slow:2", "en", "Everywhere, roads × 2"),
        ("new-site:N9:43.3:5.4:30", "en", "new site N9"),
    ],
)
def test_an_accident_is_told_with_names_that_people_know(
    words: str, language: Language, wanted: str
) -> None:
    accident = Accident(change=read_change(words, WEEK, language), at=WEEK_START)
    assert event_in_words(accident, WEEK, language) == wanted
