from foodplan.texts import codes, number


def test_numbers_are_written_as_people_of_the_language_write_them() -> None:
    assert number(1234.5, "fr", decimals=1) == "1\u202f234,5"
    assert number(1234.5, "en", decimals=1) == "1,234.5"


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) == len(set(codes()))
