from pathlib import Path

from foodplan import texts
from foodplan.texts import codes, number, say


def test_numbers_are_written_as_people_of_the_language_write_them() -> None:
    assert number(1234.5, "fr", decimals=1) == "1\u202f234,5"
    assert number(1234.5, "en", decimals=1) == "1,234.5"


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) == len(set(codes()))


def test_what_is_counted_reads_well_for_one_and_for_many() -> None:
    assert say("cli-weeks-open", "en", n=1) == "1 week is still to be planned."
    assert say("cli-weeks-open", "en", n=0) == "0 weeks are still to be planned."
    assert say("cli-weeks-open", "fr", n=0) == "Encore 0 semaine à calculer."
    assert say("plan-n-baskets", "fr", n=1200) == "1\u202f200 paniers"
    assert say("plan-n-stops", "en", n=12) == "12 stops"


def test_no_sentence_leaves_the_plural_to_the_reader() -> None:
    for path in Path(texts.__file__).parent.glob("*.py"):
        assert "(s)" not in path.read_text(encoding="utf-8"), path.name
