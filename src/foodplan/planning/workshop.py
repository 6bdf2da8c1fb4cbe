"""Travel, lines and kept plans, each worked out once and remembered for a while."""

from __future__ import annotations

from foodplan.documents.geojson import legs_of, plan_geojson
from foodplan.domain.ids import PlaceId, RunId
from foodplan.domain.problem import Problem
from foodplan.errors import NotFound
from foodplan.evaluate import measure, site_shares
from foodplan.evaluate.reason import Reason, Reasons
from foodplan.maps import render_map
from foodplan.planning.answers import KeptPlan
from foodplan.planning.catalogue import Catalogue
from foodplan.planning.library import Library
from foodplan.planning.memory import Memory, signature
from foodplan.roads import build_travel, route_lines
from foodplan.roads.lines import LegKey, Line
from foodplan.store.codec import canonical
from foodplan.store.store import Store
from foodplan.tables.travel import TravelMatrix
from foodplan.texts import Language, Sentence, say


class Workshop:
    """What several use cases need, on one library and one store."""

    def __init__(self, library: Library, store: Store, catalogue: Catalogue) -> None:
        self._library, self._store, self._catalogue = library, store, catalogue
        self._travel: Memory[TravelMatrix] = Memory(size=4)
        self._kept: Memory[KeptPlan] = Memory(size=8)
        self._lines: Memory[dict[LegKey, Line]] = Memory(size=4)

    def travel(self, problem: Problem) -> TravelMatrix:
        """Depends on places, roads and the region's files, so most scenarios of a week share it."""
        regions = self._library.regions(problem.roads.region)
        key = canonical(
            [
                sorted((place_id, *_place(problem, place_id)) for place_id in problem.locations),
                list(problem.locations),
                problem.roads,
                problem.own_legs,
            ]
        )
        version = signature(regions / problem.roads.region) if problem.roads.region else ()
        return self._travel.get(key, lambda: build_travel(problem, regions=regions), version)

    def kept(self, run_id: RunId, language: Language) -> KeptPlan:
        """A kept plan; NotFound if the run is unknown or has none."""
        run = self._store.run(run_id)
        if not self._store.has_plan(run_id):
            why = run.error or say(f"status-{run.status.value}", language)
            raise NotFound(Sentence("error-run-without-plan", language, name=run_id, why=why))
        return self._kept.get(run_id, lambda: self._read(run_id), run.ended_at)

    def page(self, kept: KeptPlan, *, language: Language, tile_url: str | None) -> str:
        """The map of a plan."""
        return render_map(
            kept.plan,
            kept.problem,
            lines=self.lines(kept),
            backdrop=self._catalogue.backdrop(kept.problem.roads.region),
            language=language,
            tile_url=tile_url,
            shares=kept.shares,
            notes=_notes(kept.reasons, language),
        )

    def geojson(self, kept: KeptPlan) -> dict[str, object]:
        """A plan for other programs."""
        return plan_geojson(kept.plan, kept.problem, lines=self.lines(kept))

    def lines(self, kept: KeptPlan) -> dict[LegKey, Line]:
        """Where the legs of a plan run."""
        problem = kept.problem
        legs = legs_of(kept.plan, problem)
        regions = self._library.regions(problem.roads.region)
        return self._lines.get(kept.run.run_id, lambda: route_lines(problem, legs, regions=regions))

    def _read(self, run_id: RunId) -> KeptPlan:
        run = self._store.run(run_id)
        problem, plan = self._store.problem(run.input_hash), self._store.plan(run_id)
        return KeptPlan(
            run=run,
            problem=problem,
            plan=plan,
            measures=measure(plan, problem),
            shares=site_shares(plan, problem),
            reasons=self._store.reasons(run_id, Reasons),
        )


def _place(problem: Problem, place_id: PlaceId) -> tuple[float, float]:
    location = problem.locations[place_id]
    return location.lat, location.lon


def _notes(reasons: Reasons, language: Language) -> dict[PlaceId, list[str]]:
    """Why each low site is low, in words."""
    notes: dict[PlaceId, list[str]] = {}
    for reason in reasons.sites:
        notes.setdefault(reason.about, []).append(_sentence(reason, language))
    return notes


def _sentence(reason: Reason, language: Language) -> str:
    return say(reason.code, language, **reason.params)
