"""Sentences of errors, which are told where nobody knows yet in what language they are read."""

from __future__ import annotations

from collections.abc import Mapping

from foodplan.texts.catalogue import Language, say


class Sentence(str):
    """A sentence in one language that can be said again in the other."""

    _code: str
    _params: Mapping[str, object]

    def __new__(cls, code: str, language: Language, /, **params: object) -> Sentence:
        """The sentence of `code`, as `say` says it."""
        made = super().__new__(cls, say(code, language, **params))
        made._code, made._params = code, params
        return made

    def anew(self, language: Language) -> str:
        """The same in that language."""
        return say(self._code, language, **self._params)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Between processes the words alone travel."""
        return str, (str(self),)


def told(error: Exception, language: Language) -> str:
    """The message of an error, in that language where it is known."""
    said = error.args[0] if error.args else ""
    return said.anew(language) if isinstance(said, Sentence) else str(error)
