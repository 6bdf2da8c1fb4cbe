"""A sweep as a table."""

from __future__ import annotations

import pandas as pd

from foodplan.evaluate.measure_weeks import WEEKS_KINDS
from foodplan.evaluate.measures import KINDS
from foodplan.planning.sweep_answers import SweepState, SweptRun
from foodplan.texts import Language, say


def sweep_frame(sweep: SweepState, language: Language) -> pd.DataFrame:
    """One row a member: its number, each key that varies, status, plan, every measure by code."""
    keys = [axis.key for axis in sweep.axes]
    codes = [*KINDS, *(WEEKS_KINDS if sweep.n_weeks > 1 else ())]
    columns = ["number", "asks", *keys, "status", "plan", *codes]
    rows = [
        {"asks": sweep.words_of(member, language), **_row(member, keys, codes, language)}
        for member in sweep.members
    ]
    return pd.DataFrame(rows, columns=columns)


def _row(
    member: SweptRun, keys: list[str], codes: list[str], language: Language
) -> dict[str, object]:
    values = dict(member.values)
    return {
        "number": member.number,
        **{key: _number(values.get(key)) for key in keys},
        "status": say(f"status-{member.status.value}", language),
        "plan": member.run.run_id if member.figures else None,
        **{code: member.figures.get(code) for code in codes},
    }


def _number(text: str | None) -> object:
    """A value as written, as a number where it is one, so that spreadsheets can sort it."""
    try:
        return None if text is None else float(text)
    except ValueError:
        return text
