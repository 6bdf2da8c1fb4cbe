from __future__ import annotations

import pickle

import pytest

from foodplan.errors import NotFound
from foodplan.texts import Sentence, say, told


def test_an_error_told_in_one_language_is_read_in_the_other() -> None:
    error = NotFound(Sentence("error-no-run", "en", name="w1"))
    assert str(error) == say("error-no-run", "en", name="w1")
    assert told(error, "fr") == say("error-no-run", "fr", name="w1")


@pytest.mark.parametrize("error", [NotFound("as it is"), NotFound()])
def test_other_messages_stay_as_they_are(error: NotFound) -> None:
    assert told(error, "fr") == str(error)


def test_between_processes_the_words_travel() -> None:
    error = pickle.loads(pickle.dumps(NotFound(Sentence("error-no-run", "fr", name="w1"))))
    assert str(error) == told(error, "en") == say("error-no-run", "fr", name="w1")
