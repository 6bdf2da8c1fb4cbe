"""What can be asked about scenarios without making a plan: values, effects, differences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foodplan.domain.changes import Difference, differences
from foodplan.domain.names import closest
from foodplan.domain.scenario import Scenario
from foodplan.errors import InvalidInput, NotFound
from foodplan.inputs.scenario import read_scenario
from foodplan.inputs.scenario_values import WrittenValue, resolved_yaml, written_values
from foodplan.planning.answers import CheckReport
from foodplan.planning.catalogue import SCENARIO_FILES, Catalogue
from foodplan.planning.library import Library
from foodplan.texts import Language, Sentence

__all__ = ["Effects", "Questions", "WrittenValue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """A scenario and what it does to its dataset."""

    scenario: Scenario
    differences: tuple[Difference, ...]
    """In the first week."""
    later: tuple[tuple[Difference, ...], ...]
    """In each week that follows, by itself."""


class Questions:
    """Reads scenarios and datasets; opens no database."""

    def __init__(self, library: Library, language: Language) -> None:
        self._catalogue = Catalogue(library, language)
        self._language = language

    def names(self) -> tuple[str, ...]:
        """Ids of all scenarios."""
        return tuple(one.scenario_id for one in self._catalogue.scenarios())

    def check(self, name: str) -> CheckReport:
        """What is wrong with a scenario and how it fits its dataset."""
        return self._catalogue.read(name)

    def effects(self, name: str) -> Effects:
        """A scenario against its dataset; InvalidInput, NotFound as for planning it."""
        resolved = self._catalogue.resolve(name)
        if resolved.scenario is None:
            raise NotFound(Sentence("cli-scenario-no-file", self._language, name=name))
        base = self._catalogue.resolve(resolved.scenario.dataset_id)
        return Effects(
            scenario=resolved.scenario,
            differences=differences(base.problem, resolved.problem),
            later=tuple(differences(base.problem, week) for week in resolved.later),
        )

    def difference(self, first: str, second: str) -> tuple[Difference, ...]:
        """How the week of one scenario or dataset differs from that of another."""
        before, after = (self._catalogue.resolve(name).problem for name in (first, second))
        return differences(before, after)

    def values(self, name: str, key: str | None = None) -> tuple[WrittenValue, ...]:
        """Every value of a scenario, or those at and below a key, with their places."""
        found = written_values(read_scenario(self._file(name)))
        if key is None:
            return found
        chosen = tuple(one for one in found if one.key == key or one.key.startswith(f"{key}."))
        if not chosen:
            raise self._no_key(name, key, found)
        return chosen

    def resolved_yaml(self, name: str) -> str:
        """The scenario as one file; InvalidInput if it has faults."""
        reading = read_scenario(self._file(name))
        if reading.scenario is None:
            n = len(reading.findings)
            message = Sentence("error-cannot-be-planned", self._language, name=name, n=n)
            raise InvalidInput(message, reading.findings)
        return resolved_yaml(reading)

    def _file(self, name: str) -> Path:
        for one in self._catalogue.scenarios():
            if name == one.scenario_id:
                return one.path
        path = Path(name)
        if path.is_file() and path.suffix.casefold() in SCENARIO_FILES:
            return path
        self._catalogue.read(name)  # its NotFound says what was probably meant
        raise NotFound(Sentence("cli-scenario-no-file", self._language, name=name))

    def _no_key(self, name: str, key: str, found: tuple[WrittenValue, ...]) -> NotFound:
        keys = [one.key for one in found]
        near = closest(key, keys)
        if near:
            text = Sentence(
                "cli-scenario-no-key-near", self._language, name=name, key=key, near=near
            )
        else:
            known = ", ".join(dict.fromkeys(one.partition(".")[0] for one in keys))
            text = Sentence("cli-scenario-no-key", self._language, name=name, key=key, known=known)
        return NotFound(text)
