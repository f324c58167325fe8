"""A few sizes of a movement's dose. Each is a step of progress's ladder, so inside the range its sources allow.

Two words, not to be mixed up: a `Size` is one of three that the planner chooses among; a level is progress's whole
number of steps from the usual dose (0). A size stands on a level: `Portion.level`.
"""

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from unkink.model.dose import Dose
from unkink.model.movement import Form, Movement
from unkink.model.words import Mode
from unkink.progress.levels import amount, dose_at, has_own_dose, levels

HALF, WHOLE, MORE = 0.5, 1.0, 1.5
A_BEGINNING = 0.2  # of breathing, whose usual five minutes are the whole of a short session
COUNTED = (Mode.REPS, Mode.ROLL, Mode.ISOLATED)
# Twice the dose is not twice the gain: the minute of stretching a muscle that ACSM 2011 asks for is mostly spent by
# the usual dose, and the gain levels off after it. So a dose counts by this power of its amount.
FALLING = 0.6


class Size(StrEnum):
    """How much of a movement, beside its usual dose."""

    LOW = "low"
    USUAL = "usual"
    HIGH = "high"


class Portion(NamedTuple):
    """A size's exact dose, what it counts for beside the usual one (1.0), and its level (progress's steps from it)."""

    size: Size
    dose: Dose
    factor: float
    level: int = 0


def portions(movement: Movement, form: Form | None) -> tuple[Portion, ...]:
    """Low, usual and high: the levels nearest to half as much and half as much again. Fewer where there are fewer.

    A form of another mode has no levels, and its usual dose alone; none where even that has no tempo.
    """
    if form and has_own_dose(movement, form.id):
        usual = _usual(movement, form)
        return (Portion(Size.USUAL, usual, 1.0),) if usual else ()
    low = A_BEGINNING if movement.mode is Mode.BREATH else HALF
    lowest, highest = levels(movement)
    sides = (range(lowest, 0), low), (range(1), WHOLE), (range(1, highest + 1), MORE)
    nearest = [min(side, key=lambda level: abs(_part(movement, level) - ratio)) for side, ratio in sides if side]
    return tuple(portion(movement, level) for level in nearest)


def portion(movement: Movement, level: int) -> Portion:
    """The dose of a level. Below the usual one it is low, above it high."""
    size = Size.LOW if level < 0 else Size.HIGH if level > 0 else Size.USUAL
    return Portion(size, dose_at(movement, level), _part(movement, level) ** FALLING, level)


def _part(movement: Movement, level: int) -> float:
    """How much a level is beside the usual dose."""
    return amount(dose_at(movement, level), movement.mode) / amount(movement.dose, movement.mode)


def _usual(movement: Movement, form: Form) -> Dose | None:
    """The movement's usual dose, with a tempo where the form counts what the movement does not."""
    dose, tempo = movement.dose, movement.dose_range.rep_ms
    if form.mode not in COUNTED or dose.rep_ms:
        return dose
    return replace(dose, rep_ms=sum(tempo) // 2) if tempo else None
