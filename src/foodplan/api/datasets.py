"""Datasets: the weeks that can be planned."""

from __future__ import annotations

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel

from foodplan.api.asking import Asked
from foodplan.api.errors import ErrorOut, finding_out
from foodplan.api.language import Spoken
from foodplan.domain.basics import Label
from foodplan.planning import DatasetSummary
from foodplan.texts import Language

router = APIRouter(prefix="/datasets", tags=["datasets"])


class LabelOut(BaseModel):
    """A name in French and English."""

    fr: str
    en: str

    @classmethod
    def from_label(cls, label: Label) -> Self:
        """Both languages."""
        return cls(fr=label.fr, en=label.en)


class DatasetOut(BaseModel):
    """The tables of one organisation for one week, in short."""

    dataset_id: str
    label: LabelOut
    week: str
    n_sites: int
    n_lots: int
    baskets_needed: int
    findings: list[ErrorOut]

    @classmethod
    def from_summary(cls, summary: DatasetSummary, language: Language) -> Self:
        """With what is wrong in it."""
        return cls(
            dataset_id=summary.dataset_id,
            label=LabelOut.from_label(summary.label),
            week=summary.week,
            n_sites=summary.n_sites,
            n_lots=summary.n_lots,
            baskets_needed=summary.baskets_needed,
            findings=[finding_out(found, language) for found in summary.problem_findings],
        )


class DatasetsOut(BaseModel):
    """All datasets, by id."""

    datasets: list[DatasetOut]


@router.get("")
def list_datasets(planner: Asked, language: Spoken) -> DatasetsOut:
    """All datasets."""
    return DatasetsOut(
        datasets=[DatasetOut.from_summary(one, language) for one in planner.datasets()]
    )
