"""Distributions that a scenario declares, and draws from them that any machine repeats."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from foodplan.errors import InvalidValue


class Shape(StrEnum):
    """How the chances are spread; the parameters of a distribution depend on it."""

    UNIFORM = "uniform"
    """Lowest and highest, all between them equally likely."""
    TRIANGULAR = "triangular"
    """Lowest, likeliest and highest."""
    NORMAL = "normal"
    """Mean and standard deviation; draws below 0 count as 0."""


N_PARAMETERS = {Shape.UNIFORM: 2, Shape.TRIANGULAR: 3, Shape.NORMAL: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What a factor is drawn from; never below 0."""

    shape: Shape
    parameters: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.parameters) != N_PARAMETERS[self.shape]:
            raise InvalidValue(f"{self.shape} takes {N_PARAMETERS[self.shape]} numbers")
        if any(not parameter >= 0 for parameter in self.parameters):
            raise InvalidValue(f"{self.shape} {self.parameters}; give 0 or more")
        ascending = list(self.parameters) == sorted(self.parameters)
        if self.shape is not Shape.NORMAL and not ascending:
            raise InvalidValue(f"{self.shape} {self.parameters}; give the lowest first")

    def draw(self, *seeds: object) -> float:
        """One draw; the same for the same seeds, whatever else was drawn before."""
        # Text seeds are hashed by SHA-512, so every machine and every process draws the same.
        chance = Random("/".join(map(str, seeds)))
        if self.shape is Shape.UNIFORM:
            return chance.uniform(*self.parameters)
        if self.shape is Shape.TRIANGULAR:
            low, mode, high = self.parameters
            return chance.triangular(low, high, mode)
        return max(0.0, chance.gauss(*self.parameters))
