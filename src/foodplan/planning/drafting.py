"""Scenarios that people write: read one, check a draft, keep it in their own folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foodplan.domain.ids import ScenarioId
from foodplan.errors import Changed, InvalidInput, InvalidValue, Unavailable
from foodplan.inputs.scenario_writing import Written, with_change
from foodplan.planning.answers import CheckReport
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.library import Library
from foodplan.texts import Language, Sentence, say

_NEW = "new.yaml"
"""Name of a draft before it has an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioText:
    """A scenario as it is written."""

    text: str
    version: str
    """Of the file in the user's folder, told by its content; empty if there is none yet."""
    is_own: bool
    """Whether it stands in the user's folder; a scenario of the program is kept as a copy there."""


class Drafts:
    """What people write goes into their own folder; the program's scenarios stay as they are."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self._library, self._catalogue = library, catalogue

    def read(self, scenario_id: str) -> ScenarioText:
        """The text of a scenario; NotFound with what was probably meant."""
        path = self._catalogue.scenario_path(scenario_id)
        text = path.read_text(encoding="utf-8-sig")
        is_own = path.parent == self._library.own_scenarios
        return ScenarioText(text=text, version=_version(path) if is_own else "", is_own=is_own)

    def new(self, scenario_id: str, language: Language) -> ScenarioText:
        """A scenario that extends another one and changes nothing yet."""
        path = self._catalogue.scenario_path(scenario_id)
        text = say("scenario-draft", language, base=f"extends: {path.name}")
        return ScenarioText(text=text, version="", is_own=False)

    def of_week(self, dataset_id: str, language: Language) -> ScenarioText:
        """A scenario of a dataset as it is; NotFound with what was probably meant."""
        week = self._catalogue.dataset(dataset_id)
        text = say("scenario-draft", language, base=f"dataset: {week.dataset_id}")
        return ScenarioText(text=text, version="", is_own=False)

    def check(self, text: str) -> CheckReport:
        """Every finding of a draft, and the week that it comes to."""
        return self._catalogue.read_text(text, file=_NEW)

    def with_change(self, text: str, change: Mapping[str, Written], language: Language) -> str:
        """The draft with one more change; InvalidValue if there is no line for it."""
        try:
            return with_change(text, change)
        except InvalidValue as error:
            raise InvalidValue(Sentence("scenario-draft-no-line", language)) from error

    def keep(self, text: str, *, version: str, language: Language) -> ScenarioId:
        """Write a draft to `<id>.yaml`; the id.

        InvalidInput if it cannot be planned; Changed if somebody kept another text meanwhile.
        """
        first = self.check(text)
        if first.resolved is None or first.resolved.scenario is None:
            raise InvalidInput(Sentence("scenario-draft-broken", language), first.findings)
        scenario_id = first.resolved.scenario.scenario_id
        path = self._library.own_scenarios / f"{scenario_id}.yaml"
        again = self._catalogue.read_text(text, file=path.name)
        if again.resolved is None:
            raise InvalidInput(Sentence("scenario-draft-broken", language), again.findings)
        if _version(path) != version:
            raise Changed(Sentence("scenario-draft-changed", language, name=scenario_id))
        _write(path, text, language)
        return scenario_id


def _version(path: Path) -> str:
    if not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _write(path: Path, text: str, language: Language) -> None:
    """All of it or nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
        ) as file:
            file.write(text)
        os.replace(file.name, path)
    except OSError as error:
        why = {"path": path.parent, "why": error.strerror or type(error).__name__}
        raise Unavailable(Sentence("week-no-folder", language, **why)) from error
