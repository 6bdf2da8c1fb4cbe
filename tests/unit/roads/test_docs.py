from __future__ import annotations

from scripts.roads_table import DOCS, with_table


def test_the_table_in_the_docs_is_current() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert with_table(text) == text, "run: python scripts/roads_table.py"
