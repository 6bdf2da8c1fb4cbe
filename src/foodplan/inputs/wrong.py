"""How reading says that something is wrong, and collects everything that is."""

from __future__ import annotations

from collections.abc import Collection

from foodplan.domain.finding import Finding, Severity
from foodplan.domain.names import closest, fold

LONGEST_SHOWN = 60
MOST_COMPARISONS = 100_000


class Wrong(Exception):
    """A value that cannot be read: a text code and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def shown(value: object) -> str:
    """A value as it is quoted in a sentence: one line, not too long."""
    text = " ".join("".join(m if m.isprintable() else " " for m in str(value)).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


class Findings:
    """Collects findings; never stops at the first."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, int | None, str | None, str], Finding] = {}
        self._comparisons_left = MOST_COMPARISONS

    def add(self, finding: Finding) -> None:
        """Keep one finding; the same one again is not kept twice."""
        key = (finding.code, finding.file, finding.row, finding.column, str(finding.params))
        self._found.setdefault(key, finding)

    def add_file(self, file: str, wrong: Wrong) -> None:
        """Keep that a whole file cannot be read."""
        row = wrong.params.get("row")
        self.add(
            Finding(
                code=wrong.code,
                file=file,
                row=row if isinstance(row, int) else None,
                params=wrong.params,
            )
        )

    @property
    def block(self) -> bool:
        """Whether any finding stops the plan."""
        return any(finding.severity is Severity.BLOCKS for finding in self._found.values())

    def sorted(self) -> tuple[Finding, ...]:
        """All findings by file and row."""
        return tuple(sorted(self._found.values(), key=lambda f: (f.file, f.row or 0)))

    def meant(self, name: str, known: Collection[str]) -> str | None:
        """Did-you-mean, as long as there are not so many wrong names that guessing takes long."""
        self._comparisons_left -= len(known)
        return closest(name, known) if self._comparisons_left >= 0 else None


def meant_choice(text: str, choices: tuple[tuple[str, ...], ...]) -> str | None:
    """The value that one of its synonyms stands for; None if the text is none of them."""
    wanted = fold(text)
    for value, *synonyms in choices:
        if wanted in (value, *synonyms):
            return value
    return None
