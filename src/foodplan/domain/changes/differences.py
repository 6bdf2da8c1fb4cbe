"""How one problem differs from another, thing by thing and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from foodplan.domain.changes.wording import in_words, name_of_field, pair_in_words
from foodplan.domain.problem import Problem
from foodplan.texts import Language, say

KEYS: Mapping[str, tuple[str, ...]] = {
    "products": ("product_id",),
    "producers": ("producer_id",),
    "lots": ("lot_id",),
    "hubs": ("hub_id",),
    "sites": ("site_id",),
    "baskets": ("basket_id",),
    "needs": ("site_id", "basket_id"),
    "orders": ("site_id", "product_id", "day"),
    "vehicles": ("vehicle_id",),
    "links": ("kind", "first_id", "second_id"),
}
"""What names a thing of each table of a problem."""

WHOLE = ("policy", "rules", "costs")
"""Parts of a problem of which there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of one thing that is another, or a thing that is new or gone."""

    table: str
    """Field of Problem, such as vehicles."""
    thing_id: str
    """Id of the thing; empty for policy and the like."""
    field: str
    """Field that differs; empty where the whole thing is new or gone."""
    before: object
    """None: the thing is new."""
    after: object
    """None: the thing is gone."""

    def words(self, language: Language) -> str:
        """One line: `vehicle VAN-03: mon–fri 07:30–15:30 → wed–fri 07:30–15:30`."""
        thing = " ".join((say(f"thing-{self.table}", language), self.thing_id)).strip()
        return f"{thing}{say('colon', language)} {self._told(language)}"

    def _told(self, language: Language) -> str:
        state = "new" if self.before is None else "gone"
        if self.table == "roads":
            change = in_words(self.field, self.before or self.after, language)
            return say(f"road-change-{state}", language, change=change)
        if not self.field:
            return say(f"thing-{state}", language)
        before, after = pair_in_words(self.field, self.before, self.after, language)
        name = name_of_field(self.field, language)
        return " ".join(part for part in (name, before, "→", after) if part)


def differences(before: Problem, after: Problem) -> tuple[Difference, ...]:
    """Everything that the second problem has otherwise, table by table, by id."""
    found: list[Difference] = []
    for table, keys in KEYS.items():
        found += _of_table(table, _by_id(before, table, keys), _by_id(after, table, keys))
    for table in WHOLE:
        found += _of_thing(table, "", getattr(before, table), getattr(after, table))
    found += _of_roads(before, after)
    return tuple(found)


def _of_table(
    table: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Difference]:
    for thing_id in sorted({*before, *after}):
        old, new = before.get(thing_id), after.get(thing_id)
        if old is None or new is None:
            yield Difference(table=table, thing_id=thing_id, field="", before=old, after=new)
        else:
            yield from _of_thing(table, thing_id, old, new)


def _of_thing(table: str, thing_id: str, old: object, new: object) -> Iterator[Difference]:
    for field in fields(old):  # type: ignore[arg-type]
        pair = (getattr(old, field.name), getattr(new, field.name))
        if pair[0] != pair[1]:
            yield Difference(
                table=table, thing_id=thing_id, field=field.name, before=pair[0], after=pair[1]
            )


def _of_roads(before: Problem, after: Problem) -> Iterator[Difference]:
    """Changes of roads have no id, so they are told as new or gone."""
    old, new = before.roads.changes, after.roads.changes
    for change in (one for one in old if one not in new):
        yield Difference(table="roads", thing_id="", field="changes", before=change, after=None)
    for change in (one for one in new if one not in old):
        yield Difference(table="roads", thing_id="", field="changes", before=None, after=change)


def _by_id(problem: Problem, table: str, keys: Iterable[str]) -> dict[str, object]:
    """Things of one table by id; the second of two with the same id is told apart by a number."""
    found: dict[str, object] = {}
    for thing in getattr(problem, table):
        parts = (getattr(thing, key) for key in keys)
        name = " ".join(str(part) for part in parts if part is not None)
        number = 2
        while name in found:
            name, number = f"{name.partition(' #')[0]} #{number}", number + 1
        found[name] = thing
    return found
