"""Many differences in few lines: those of one kind together, with a total where there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from foodplan.domain.changes.differences import Difference
from foodplan.domain.changes.wording import in_words, name_of_field
from foodplan.texts import Language, say

MOST_TOLD = 6
"""Differences of one kind that are told one by one."""
N_NAMED = 3
ADDITIVE = frozenset({"baskets", "baskets_low", "baskets_high", "gross_kg", "quantity"})
"""Fields whose values may be summed over things."""


def digest(
    differences: Iterable[Difference], language: Language, *, most: int | None = None
) -> tuple[str, ...]:
    """One line a difference, and one for all of a kind of which there are more than `most`.

    Without `most` those are told together of which there are more than `MOST_TOLD`.
    """
    kinds: dict[tuple[str, str, str], list[Difference]] = defaultdict(list)
    for one in differences:
        state = "new" if one.before is None else "gone" if one.after is None else ""
        kinds[one.table, one.field, "" if one.field else state].append(one)
    lines: list[str] = []
    for (table, field, state), alike in kinds.items():
        if len(alike) <= (MOST_TOLD if most is None else most):
            lines += [one.words(language) for one in alike]
        else:
            lines.append(_together(table, field, state, alike, language))
    return tuple(lines)


def _together(
    table: str, field: str, state: str, alike: Sequence[Difference], language: Language
) -> str:
    """`need × 180: baskets 7,700 → 15,400 in all (SITE-001, SITE-002, SITE-003 …)`."""
    told = say(f"thing-{state}", language) if state else _changed(field, alike, language)
    names = ", ".join(one.thing_id for one in alike[:N_NAMED])
    thing, colon = say(f"thing-{table}", language), say("colon", language)
    return f"{thing} × {len(alike)}{colon} {told} ({names} …)"


def _changed(field: str, alike: Sequence[Difference], language: Language) -> str:
    name = name_of_field(field, language)
    if field in ADDITIVE:
        before, after = _total(one.before for one in alike), _total(one.after for one in alike)
        words = [in_words(field, total, language) for total in (before, after)]
        return f"{name} {words[0]} → {words[1]} {say('difference-in-all', language)}"
    values = {in_words(field, one.after, language) for one in alike}
    if len(values) == 1:
        return f"{name} → {values.pop()}".strip()
    return name or say("difference-hours", language)


def _total(values: Iterable[object]) -> float:
    return sum(value for value in values if isinstance(value, int | float))
