"""Steps of dose and form: what one step more or less of a movement is, always inside its source's range. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from unkink.model.dose import Dose, DoseRange, Range
from unkink.model.movement import Form, Movement
from unkink.model.programme import Step
from unkink.model.progress import Place
from unkink.model.words import Grade, Mode, Sides
from unkink.progress.rules import STRETCHED

_SMALL_HOLD, _MIDDLE_HOLD, _LONG_HOLD = 30_000, 60_000, 120_000
_HOLD_STEPS = ((_SMALL_HOLD, 5_000), (_MIDDLE_HOLD, 10_000), (_LONG_HOLD, 15_000))
_LONG_STEP = 30_000

# The forms a person may do a movement in, by clearance and props; None stands for the usual one.
Allowed: TypeAlias = frozenset[str | None]


def dose_at(movement: Movement, level: int) -> Dose:
    """The dose that many steps from the usual one (0); beyond the last step it stays the last.

    One step changes one figure: a longer hold first, then more reps, then more sets, and back in reverse order.
    """
    lowest, doses = _ladder(movement.id, movement.dose, movement.dose_range, movement.mode, movement.sides)
    return doses[min(max(level - lowest, 0), len(doses) - 1)]


def levels(movement: Movement) -> Range:
    """The lowest and highest level that differ from their neighbours; 0 lies between."""
    lowest, doses = _ladder(movement.id, movement.dose, movement.dose_range, movement.mode, movement.sides)
    return Range(lowest, lowest + len(doses) - 1)


def level_of(movement: Movement, dose: Dose) -> int:
    """The level whose dose it is; of a dose that is on no step, the highest that asks no more, else the lowest."""
    low, high = levels(movement)
    rungs = {level: dose_at(movement, level) for level in range(low, high + 1)}
    same = [level for level, rung in rungs.items() if rung == dose]
    most = amount(dose, movement.mode)
    return max(same or [level for level, rung in rungs.items() if amount(rung, movement.mode) <= most] or [low])


def place_of(movement: Movement, step: Step) -> Place:
    """Where a movement stands that is done in that dose and form. A form of another mode has no steps of its own."""
    return Place(0 if has_own_dose(movement, step.form) else level_of(movement, step.dose), step.form)


def amount(dose: Dose, mode: Mode) -> int:
    """How much a dose is, to compare it with others of its movement: ms held, or repetitions, or ms."""
    once = (dose.hold_ms or 1) * (dose.reps or 1) if mode is Mode.HOLD else dose.reps or dose.hold_ms or 1
    return once * dose.sets


def has_own_dose(movement: Movement, form: str | None) -> bool:
    """Whether the form is of another mode, so that the movement's steps of dose are not its own."""
    found = movement.form(form) if form else None
    return found is not None and found.mode is not None


def lesser(movement: Movement, one: Place, other: Place) -> Place:
    """Which of two places asks less: the easier form, or in forms alike the smaller dose."""
    ranks = {Grade.EASIER: 0, Grade.HARDER: 2}
    return min(one, other, key=lambda place: (ranks.get(_grade(movement, place.form) or Grade.OTHER, 1), place.level))


@cache
def _ladder(_id: str, usual: Dose, ranges: DoseRange, mode: Mode, sides: Sides) -> tuple[int, tuple[Dose, ...]]:
    """The number of the lowest step, and the doses from it upward."""
    up = tuple(_upward(usual, ranges, mode, sides))
    down = tuple(_downward(usual, ranges, mode, sides))
    return -len(down), (*reversed(down), usual, *up)


def _upward(usual: Dose, ranges: DoseRange, mode: Mode, sides: Sides) -> Iterator[Dose]:
    most = max(STRETCHED.ms, amount(usual, mode)) if mode is Mode.HOLD else None
    dose = usual
    for figure in ("hold_ms", "reps", "sets"):
        while (longer := _moved(dose, figure, ranges, mode, sides, up=True)) and (
            most is None or amount(longer, mode) <= most
        ):
            dose = longer
            yield dose


def _downward(usual: Dose, ranges: DoseRange, mode: Mode, sides: Sides) -> Iterator[Dose]:
    dose = usual
    for figure in ("sets", "reps", "hold_ms"):
        while shorter := _moved(dose, figure, ranges, mode, sides, up=False):
            dose = shorter
            yield dose


def _moved(dose: Dose, figure: str, ranges: DoseRange, mode: Mode, sides: Sides, *, up: bool) -> Dose | None:  # noqa: PLR0913 (a step depends on all of these)
    """The dose with that figure one step on, or None where the range ends or the figure is not used."""
    value = _figure(dose, figure, mode)
    allowed: Range | None = getattr(ranges, figure)
    if value is None or allowed is None:
        return None
    step = _step(value, figure, mode, up=up)
    even = figure == "reps" and sides is Sides.ALTERNATING
    low = allowed.low + (allowed.low % 2 if even else 0)
    high = allowed.high - (allowed.high % 2 if even else 0)
    moved = min(value + step, high) if up else max(value - step, low)
    if (moved <= value) if up else (moved >= value):
        return None
    return replace(dose, **{figure: moved})


def _figure(dose: Dose, figure: str, mode: Mode) -> int | None:
    """The figure as it counts; a hold without a number is done once."""
    value: int | None = getattr(dose, figure)
    return 1 if value is None and figure == "reps" and mode is Mode.HOLD else value


def _step(value: int, figure: str, mode: Mode, *, up: bool) -> int:
    if figure == "sets":
        return 1
    if figure == "reps":
        return 1 if mode is Mode.HOLD else 2
    return next((step for limit, step in _HOLD_STEPS if (value < limit if up else value <= limit)), _LONG_STEP)


def further(movement: Movement, place: Place, allowed: Allowed) -> Place | None:
    """One thing more: dose first, then form; None where there is nothing more. `allowed` are the forms that may be.

    An easier form leads back to the usual one at the usual dose; the usual one is done at its whole range before a
    harder form, which begins at no more than the usual dose.
    """
    if has_own_dose(movement, place.form):
        return None
    eased = _grade(movement, place.form) is Grade.EASIER
    top = 0 if eased and None in allowed else levels(movement).high
    if place.level < top:
        return place._replace(level=place.level + 1)
    if eased and None in allowed:
        return place._replace(form=None, level=min(place.level, 0))
    above = _first(movement, Grade.HARDER, allowed) if place.form is None else None
    return place._replace(form=above.id, level=min(place.level, 0)) if above else None


def less(movement: Movement, place: Place) -> Place | None:
    """One step of dose less; None at the end of the range, and in a form of another mode."""
    lowest = 0 if has_own_dose(movement, place.form) else levels(movement).low
    return place._replace(level=place.level - 1) if place.level > lowest else None


def easier(movement: Movement, place: Place, allowed: Allowed) -> Place | None:
    """One form easier at the same dose: from a harder one to the usual, from the usual to an easier one; else None."""
    graded = _grade(movement, place.form)
    if graded is None:
        below = _first(movement, Grade.EASIER, allowed)
        return place._replace(form=below.id) if below else None
    return place._replace(form=None) if graded is Grade.HARDER and None in allowed else None


def _grade(movement: Movement, form: str | None) -> Grade | None:
    """How the form compares with the usual one; None for the usual one itself."""
    found = movement.form(form) if form else None
    return found.grade if found else None


def _first(movement: Movement, wanted: Grade, allowed: Allowed) -> Form | None:
    """The first of that grade with this movement's own dose: no other mode, no other movement in its place."""
    fits = (form for form in movement.forms if form.grade is wanted and form.mode is None and form.movement is None)
    return next((form for form in fits if form.id in allowed), None)
