from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

from foodplan import texts
from foodplan.texts import codes, number, say


def sentences() -> dict[str, tuple[str, str]]:
    """As they are written, French and English."""
    found: dict[str, tuple[str, str]] = {}
    for module in iter_modules(texts.__path__, "foodplan.texts."):
        found |= getattr(import_module(module.name), "TEXTS", {})
    return found


def names(sentence: str) -> set[str]:
    """Of the parameters that a sentence prints or counts."""
    found: set[str] = set()
    for _, field, within, _ in Formatter().parse(sentence):
        found |= {field.partition(".")[0]} if field else set()
        found |= names(within) if within else set()
    return found


def test_numbers_are_written_as_people_of_the_language_write_them() -> None:
    assert number(1234.5, "fr", decimals=1) == "1\u202f234,5"
    assert number(1234.5, "en", decimals=1) == "1,234.5"


def test_every_code_says_the_same_things_in_both_languages() -> None:
    assert set(sentences()) == set(codes())
    for code, (fr, en) in sentences().items():
        assert fr.strip(), code
        assert en.strip(), code
        assert names(fr) == names(en), code


def test_french_signs_keep_to_the_word_beside_them() -> None:
    told = say("own-start-wrong", "fr", text="le 3 : lundi")
    assert told.startswith("«\u202fle 3 : lundi\u202f» n'est pas une date\u202f; ")
    assert say("event-smaller", "fr", name="L1", percent=40) == "lot L1, −40\u202f%"
    assert say("event-smaller", "en", name="L1", percent=40) == "lot L1, −40%"


def test_what_is_counted_reads_well_for_one_and_for_many() -> None:
    assert say("cli-weeks-open", "en", n=1) == "1 week is still to be planned."
    assert say("cli-weeks-open", "en", n=0) == "0 weeks are still to be planned."
    assert say("cli-weeks-open", "fr", n=0) == "Encore 0 semaine à calculer."
    assert say("plan-n-baskets", "fr", n=1200) == "1\u202f200 paniers"
    assert say("plan-n-stops", "en", n=12) == "12 stops"


def test_no_sentence_leaves_the_plural_to_the_reader() -> None:
    for path in Path(texts.__file__).parent.glob("*.py"):
        assert "(s)" not in path.read_text(encoding="utf-8"), path.name


def test_money_and_per_cent_have_one_sign_in_each_language() -> None:
    for code, (fr, en) in sentences().items():
        assert "EUR" not in fr, code
        assert "€" not in en, code
        assert " %" not in en.replace("\u00a0", " "), code


def test_a_reason_does_not_say_again_what_stands_beside_it() -> None:
    told = {code: names(en) for code, (_, en) in sentences().items() if code.startswith("reason-")}
    assert told
    assert not [
        code for code, said in told.items() if said & {"site", "given", "needed", "product"}
    ]
