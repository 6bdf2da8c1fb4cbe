"""Datasets and scenarios by name: what there is, and what a name comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.basics import Label
from foodplan.domain.changes import apply
from foodplan.domain.finding import Finding, Severity
from foodplan.domain.following import weeks_later
from foodplan.domain.ids import DatasetId, ScenarioId
from foodplan.domain.names import closest
from foodplan.domain.problem import Problem
from foodplan.domain.scenario import MOST_WEEKS, Scenario, Variant
from foodplan.errors import InvalidInput, InvalidValue, NotFound
from foodplan.inputs.dataset import WEEK_FILE, Reading, read_dataset
from foodplan.inputs.scenario import ScenarioReading, read_scenario
from foodplan.inputs.sheets import WORKBOOKS
from foodplan.planning.answers import CheckReport, DatasetSummary, Resolved, ScenarioSummary
from foodplan.planning.library import Library
from foodplan.planning.memory import Memory, signature
from foodplan.roads import read_backdrop, read_road_names
from foodplan.store.codec import input_hash
from foodplan.texts import Language, Sentence

SCENARIO_FILES = frozenset({".yaml", ".yml"})


class Catalogue:
    """Reads each file once, until it changes."""

    def __init__(self, library: Library, language: Language) -> None:
        self._library = library
        self._language = language
        # Pages list every dataset, one after the other: with less room than there are
        # datasets each would be forgotten just before it is asked for again.
        self._datasets: Memory[Reading] = Memory(size=64)
        self._scenarios: Memory[ScenarioReading] = Memory(size=64)
        self._backdrops: Memory[Backdrop] = Memory(size=4)
        self._road_names_of: Memory[tuple[str, ...]] = Memory(size=4)
        self._resolved: Memory[CheckReport] = Memory(size=8)

    def datasets(self) -> tuple[DatasetSummary, ...]:
        """Every dataset, by id."""
        found = [self._dataset_summary(path) for path in self._dataset_paths().values()]
        return tuple(sorted(found, key=lambda one: one.dataset_id))

    def dataset(self, name: str) -> DatasetSummary:
        """One of them; NotFound with what was probably meant."""
        known = self._dataset_paths()
        if name not in known:
            raise self._not_found(name, known)
        return self._dataset_summary(known[name])

    def scenarios(self) -> tuple[ScenarioSummary, ...]:
        """Every scenario, by id."""
        found = [self._scenario_summary(path) for path in self._scenario_paths()]
        return tuple(sorted(found, key=lambda one: one.scenario_id))

    def resolve(self, name: str, *, n_weeks: int | None = None) -> Resolved:
        """The week of a scenario, a dataset or a path; InvalidInput with every finding.

        With so many weeks in a row instead of those that the scenario asks for.
        """
        report = self.read(name)
        if report.resolved is not None and n_weeks is not None:
            report = self._in_weeks(report.resolved, n_weeks)
        if report.resolved is None:
            n_blocks = sum(one.severity is Severity.BLOCKS for one in report.findings)
            message = Sentence("error-cannot-be-planned", self._language, name=name, n=n_blocks)
            raise InvalidInput(message, report.findings)
        return report.resolved

    def expanded(self, base: Resolved) -> tuple[tuple[Variant, Resolved], ...]:
        """Each run of a scenario's sweep; InvalidInput for the first that cannot be planned."""
        scenario = base.scenario
        if scenario is None or scenario.sweep is None:
            return ()
        variants = scenario.sweep.variants(scenario.changes)
        found = []
        for variant, one in zip(variants, scenario.expanded(), strict=True):
            report = self._changed_week(one, (), ScenarioReading(scenario=one, findings=()))
            if report.resolved is None:
                n = sum(finding.severity is Severity.BLOCKS for finding in report.findings)
                params = {"name": one.scenario_id, "words": variant.words, "n": n}
                raise InvalidInput(
                    Sentence("error-sweep-member", self._language, **params), report.findings
                )
            found.append((variant, report.resolved))
        return tuple(found)

    def read(self, name: str) -> CheckReport:
        """The same with its findings, instead of raising them; NotFound for an unknown name."""
        path = self._path_of(name)
        if path.suffix.casefold() in SCENARIO_FILES:
            return self._read_scenario(path)
        reading = self._reading(path)
        return _report(reading, reading.findings, scenario=None)

    def read_text(self, text: str, *, file: str) -> CheckReport:
        """The week of a scenario that is being written, as if it stood in the user's folder."""
        path = self._library.own_scenarios / file
        reading = read_scenario(path, text=text, shelves=self._library.folders("scenarios"))
        return self._week_of(reading)

    def scenario_path(self, scenario_id: str) -> Path:
        """The file of a scenario; NotFound with what was probably meant."""
        known = {str(one.scenario_id): one.path for one in self.scenarios()}
        if scenario_id not in known:
            raise self._not_found(scenario_id, known)
        return known[scenario_id]

    def backdrop(self, region: str | None) -> Backdrop:
        """What a region's maps are drawn on; empty without a region."""
        if region is None:
            return Backdrop()
        folder = self._library.regions(region) / region
        return self._backdrops.get(folder, lambda: read_backdrop(folder), signature(folder))

    def _read_scenario(self, path: Path) -> CheckReport:
        return self._week_of(self._scenario(path))

    def _week_of(self, reading: ScenarioReading) -> CheckReport:
        scenario = reading.scenario or reading.partial
        if scenario is None:
            return CheckReport(findings=reading.findings, resolved=None)
        return self._changed_week(scenario, reading.findings, reading)

    def _changed_week(
        self, scenario: Scenario, findings: tuple[Finding, ...], reading: ScenarioReading
    ) -> CheckReport:
        """The week of the scenario's dataset after its changes, and the weeks that follow it."""
        dataset = self._dataset_paths().get(scenario.dataset_id)
        if dataset is None:
            unknown = reading.located(self._no_dataset(scenario.dataset_id))
            return CheckReport(findings=_in_order((*findings, unknown)), resolved=None)
        week = self._reading(dataset)
        if week.problem is None:
            return CheckReport(findings=(*week.findings, *findings), resolved=None)
        roads, weeks = self._road_names(week.problem), []
        for number in range(1, scenario.weeks + 1):
            problem, misfits = apply(week.problem, scenario, week=number, road_names=roads)
            weeks.append(weeks_later(problem, number - 1))
            located = map(reading.located, misfits)
            findings += tuple(finding for finding in located if finding not in findings)
        problem, *later = weeks
        found = (*week.findings, *_in_order(findings))
        first = Reading(problem=problem, findings=found)
        return _report(first, found, scenario=scenario, later=later)

    def _in_weeks(self, week: Resolved, n_weeks: int) -> CheckReport:
        if not 1 <= n_weeks <= MOST_WEEKS:
            raise InvalidValue(Sentence("error-n-weeks", self._language, most=MOST_WEEKS))
        if week.scenario is None:
            later = tuple(weeks_later(week.problem, number) for number in range(1, n_weeks))
            return CheckReport(findings=week.findings, resolved=replace(week, later=later))
        scenario = replace(week.scenario, weeks=n_weeks)
        return self._changed_week(scenario, (), ScenarioReading(scenario=scenario, findings=()))

    def _no_dataset(self, name: str) -> Finding:
        near = closest(name, self._dataset_paths())
        code = "scenario-no-dataset-near" if near else "scenario-no-dataset"
        known = ", ".join(self._dataset_paths())
        params = {"name": name, "near": near, "known": known}
        return Finding(code=code, severity=Severity.BLOCKS, path="dataset", params=params)

    def _road_names(self, problem: Problem) -> tuple[str, ...] | None:
        """Roads that changes may name; None where travel does not follow a network."""
        region = problem.roads.region
        if problem.roads.source != "skeleton" or region is None:
            return None
        folder = self._library.regions(region) / region
        if not folder.is_dir():
            return None  # reading the week has said so
        return self._road_names_of.get(folder, lambda: read_road_names(folder), signature(folder))

    def _path_of(self, name: str) -> Path:
        known = self._dataset_paths()
        known |= {str(one.scenario_id): one.path for one in self.scenarios()}
        if name in known:
            return known[name]
        # The names of a library come first: a folder of the same name in the current folder
        # must not take their place.
        path = Path(name)
        if name.strip() and path.exists():
            return path
        raise self._not_found(name, known)

    def _not_found(self, name: str, known: dict[str, Path]) -> NotFound:
        near = closest(name, known)
        if near is None:
            everything = ", ".join(sorted(known)) or "-"
            return NotFound(Sentence("error-no-name", self._language, name=name, known=everything))
        return NotFound(Sentence("error-no-name-near", self._language, name=name, near=near))

    def _dataset_paths(self) -> dict[str, Path]:
        """Folders with a week and workbooks, by name; the user's own hide the program's."""
        found: dict[str, Path] = {}
        for folder in reversed(self._library.folders("data")):
            for path in sorted(folder.iterdir()):
                is_workbook = path.suffix.casefold() in WORKBOOKS
                if (path / WEEK_FILE).is_file() or is_workbook:
                    found[path.stem if is_workbook else path.name] = path
        return found

    def _scenario_paths(self) -> Iterator[Path]:
        found: dict[str, Path] = {}
        for folder in reversed(self._library.folders("scenarios")):
            for path in sorted(folder.iterdir()):
                if path.suffix.casefold() in SCENARIO_FILES:
                    found[path.name] = path
        yield from found.values()

    def _reading(self, path: Path) -> Reading:
        # A workbook's week may stand in a file beside it.
        changed = signature(path if path.is_dir() else path.parent)
        return self._datasets.get(
            path, lambda: read_dataset(path, backdrop_of=self.backdrop), changed
        )

    def _scenario(self, path: Path) -> ScenarioReading:
        # Any file of these folders may be what this one extends.
        shelves = self._library.folders("scenarios")
        changed = tuple(signature(folder) for folder in (path.parent, *shelves))
        return self._scenarios.get(path, lambda: read_scenario(path, shelves=shelves), changed)

    def _dataset_summary(self, path: Path) -> DatasetSummary:
        reading = self._reading(path)
        problem, name = reading.problem, path.stem if path.is_file() else path.name
        return DatasetSummary(
            dataset_id=DatasetId(name),
            label=problem.label if problem else Label(fr=name, en=name),
            week=problem.calendar.week if problem else "",
            n_sites=len(problem.sites) if problem else 0,
            n_lots=len(problem.lots) if problem else 0,
            baskets_needed=sum(need.baskets for need in problem.needs) if problem else 0,
            path=path,
            problem_findings=reading.findings,
            is_own=path.parent != self._library.datasets,
        )

    def _scenario_summary(self, path: Path) -> ScenarioSummary:
        reading = self._scenario(path)
        scenario, name = reading.scenario, Label(fr=path.stem, en=path.stem)
        return ScenarioSummary(
            scenario_id=scenario.scenario_id if scenario else ScenarioId(path.stem),
            label=scenario.label if scenario else name,
            asks=scenario.asks if scenario else name,
            dataset_id=scenario.dataset_id if scenario else DatasetId(""),
            path=path,
            findings=reading.findings,
            n_swept=scenario.sweep.n_runs if scenario and scenario.sweep else 0,
            is_own=path.parent == self._library.own_scenarios,
        )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """As their lines stand in the file."""
    return tuple(sorted(findings, key=lambda one: (one.row or 0, int(one.column or 0))))


def _report(
    reading: Reading,
    findings: tuple[Finding, ...],
    *,
    scenario: Scenario | None,
    later: Sequence[Problem] = (),
) -> CheckReport:
    problem = reading.problem
    blocked = any(finding.severity is Severity.BLOCKS for finding in findings)
    if problem is None or blocked:
        return CheckReport(findings=findings, resolved=None)
    resolved = Resolved(
        problem=problem,
        scenario=scenario,
        findings=findings,
        input_hash=input_hash(problem),
        later=tuple(later),
    )
    return CheckReport(findings=findings, resolved=resolved)
