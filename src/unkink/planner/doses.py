"""A few levels of a movement's dose, each inside the range its sources allow."""

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from unkink.model.dose import Dose, DoseRange, Range
from unkink.model.movement import Form, Movement
from unkink.model.words import Mode, Sides

HALF, WHOLE, MORE = 0.5, 1.0, 1.5
A_BEGINNING = 0.2  # of breathing, whose usual five minutes are the whole of a short session
ROUND_MS = 5_000  # holds are told in steps of five seconds
COUNTED = (Mode.REPS, Mode.ROLL, Mode.ISOLATED)
# Twice the dose is not twice the gain: the minute of stretching a muscle that ACSM 2011 asks for is mostly spent by
# the usual dose, and the gain levels off after it. So a dose counts by this power of its amount.
FALLING = 0.6


class Level(StrEnum):
    """How much of a movement, beside its usual dose."""

    LOW = "low"
    USUAL = "usual"
    HIGH = "high"


class Portion(NamedTuple):
    """A level's exact dose, and what it counts for beside the usual one (1.0)."""

    level: Level
    dose: Dose
    factor: float


def portions(movement: Movement, form: Form | None) -> tuple[Portion, ...]:
    """Low, usual and high; fewer where the range leaves no room, none where the form's mode has no dose."""
    usual = _usual(movement, form)
    if usual is None:
        return ()
    mode = (form and form.mode) or movement.mode
    found: dict[Dose, Portion] = {}
    low = A_BEGINNING if mode is Mode.BREATH else HALF
    for level, ratio in ((Level.USUAL, WHOLE), (Level.LOW, low), (Level.HIGH, MORE)):
        dose = usual if ratio == WHOLE else _scaled(usual, movement, mode, ratio)
        amount = _amount(dose, mode) / _amount(usual, mode)
        if (level is Level.LOW) == (amount < 1):
            found.setdefault(dose, Portion(level, dose, amount**FALLING))
    return tuple(sorted(found.values(), key=lambda portion: portion.factor))


def _usual(movement: Movement, form: Form | None) -> Dose | None:
    """The movement's usual dose, with a tempo where the form counts what the movement does not."""
    mode = (form and form.mode) or movement.mode
    dose, tempo = movement.dose, movement.dose_range.rep_ms
    if mode not in COUNTED or dose.rep_ms:
        return dose
    return replace(dose, rep_ms=sum(tempo) // 2) if tempo else None


def _amount(dose: Dose, mode: Mode) -> int:
    once = (dose.hold_ms or 1) * (dose.reps or 1) if mode is Mode.HOLD else dose.reps or dose.hold_ms or 1
    return once * dose.sets


def _scaled(dose: Dose, movement: Movement, mode: Mode, ratio: float) -> Dose:
    """About that much of the dose: in repeats where there are some, then in sets, then in length."""
    ranges = movement.dose_range
    if mode is Mode.HOLD and dose.reps and dose.reps > 1:
        return replace(dose, reps=_clipped(round(dose.reps * ratio), ranges.reps, dose.reps))
    if dose.sets > 1:
        return replace(dose, sets=_clipped(round(dose.sets * ratio), ranges.sets, dose.sets))
    if dose.reps and mode is not Mode.HOLD:
        return replace(dose, reps=_count(dose.reps, movement.sides, ranges, ratio))
    hold = dose.hold_ms or 0
    wanted = max(ROUND_MS, round(hold * ratio / ROUND_MS) * ROUND_MS)
    return replace(dose, hold_ms=_clipped(wanted, ranges.hold_ms, hold))


def _count(reps: int, sides: Sides, ranges: DoseRange, ratio: float) -> int:
    count = _clipped(round(reps * ratio), ranges.reps, reps)
    if sides is Sides.ALTERNATING and count % 2:
        count += 1 if count < reps else -1
    return count


def _clipped(value: int, allowed: Range | None, usual: int) -> int:
    """The value inside its range; the usual one where there is no range to vary in."""
    return min(max(value, allowed.low), allowed.high) if allowed else usual
