"""How much of a movement: exact doses and the ranges they must stay in."""

from dataclasses import dataclass
from typing import NamedTuple


class Range(NamedTuple):
    """An inclusive range of whole numbers; units are those of the field it belongs to."""

    low: int
    high: int

    def holds(self, value: int) -> bool:
        """Whether the value lies inside, ends included."""
        return self.low <= value <= self.high


ONCE = Range(1, 1)
UP_TO_A_MINUTE = Range(0, 60_000)


@dataclass(frozen=True, slots=True)
class Dose:
    """An exact dose: sets, reps, hold, rest and tempo; times in whole ms, per side.

    `hold_ms` is the length of one hold. In the other modes it is the length of one set (or of one
    direction) where the dose is given as time instead of a count. `rep_ms` is the length of one rep.
    """

    sets: int = 1
    reps: int | None = None
    hold_ms: int | None = None
    rest_ms: int = 0
    rep_ms: int | None = None


@dataclass(frozen=True, slots=True)
class DoseRange:
    """What a dose may be: inclusive ranges, times in ms; None where nothing may be given."""

    sets: Range = ONCE
    reps: Range | None = None
    hold_ms: Range | None = None
    rest_ms: Range = UP_TO_A_MINUTE
    rep_ms: Range | None = None
