"""Steps of dose and form, over every movement of the catalogue."""

from dataclasses import asdict, replace
from itertools import pairwise

import pytest

from tests.progress.people import all_forms
from tests.routines import BUILT_IN
from unkink.catalogue.check import _dose
from unkink.model.dose import Dose
from unkink.model.movement import Movement
from unkink.model.programme import Routine, Step
from unkink.model.progress import Place
from unkink.model.timeline import Pacing
from unkink.model.words import Mode
from unkink.progress.levels import dose_at, easier, further, less, lesser, level_of, levels, place_of
from unkink.progress.rules import STRETCHED
from unkink.timeline import compile_timeline

MOVEMENTS = sorted(BUILT_IN.movements.values(), key=lambda movement: movement.id)
ANY = pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda movement: movement.id)


def all_doses(movement: Movement) -> list[Dose]:
    """From the lowest level to the highest."""
    low, high = levels(movement)
    return [dose_at(movement, level) for level in range(low, high + 1)]


@ANY
def test_every_level_is_inside_the_range_of_the_source(movement: Movement) -> None:
    """The catalogue's own check finds nothing wrong with any of them."""
    for dose in all_doses(movement):
        assert list(_dose(dose, movement.mode, movement, "", "")) == []


@ANY
def test_level_0_is_the_usual_dose(movement: Movement) -> None:
    assert dose_at(movement, 0) == movement.dose
    low, high = levels(movement)
    assert low <= 0 <= high
    assert low < high


@ANY
def test_one_level_changes_one_figure_and_never_the_other_way(movement: Movement) -> None:
    doses = all_doses(movement)
    for lower, upper in pairwise(doses):
        one = {key: value or 1 for key, value in asdict(lower).items()}
        other = {key: value or 1 for key, value in asdict(upper).items()}
        moved = [key for key in one if one[key] != other[key]]
        assert len(moved) == 1, (lower, upper)
        assert one[moved[0]] < other[moved[0]]
        assert moved[0] in {"sets", "reps", "hold_ms"}


@ANY
def test_beyond_the_last_level_it_stays(movement: Movement) -> None:
    low, high = levels(movement)
    assert dose_at(movement, high + 50) == dose_at(movement, high)
    assert dose_at(movement, low - 50) == dose_at(movement, low)


@ANY
def test_holds_end_where_no_more_was_gained(movement: Movement) -> None:
    """Four minutes a session and side, or the usual dose where that is more."""
    for dose in all_doses(movement):
        held = (dose.hold_ms or 0) * (dose.reps or 1) * dose.sets
        usual = (movement.dose.hold_ms or 0) * (movement.dose.reps or 1) * movement.dose.sets
        assert movement.mode is not Mode.HOLD or held <= max(STRETCHED.ms, usual)


@ANY
def test_more_is_longer(movement: Movement) -> None:
    """What is more takes more time, by the timeline itself."""

    def length(dose: Dose) -> int:
        routine = Routine("one", "One", (Step(movement.id, dose),))
        return compile_timeline(routine, BUILT_IN, Pacing()).duration_ms

    low, high = levels(movement)
    lengths = [length(dose_at(movement, level)) for level in sorted({low, -1, 0, 1, high})]
    assert lengths == sorted(lengths)


@ANY
def test_the_way_up_ends_and_the_way_down_too(movement: Movement) -> None:
    """Step by step to the top, one thing at a time; and from there to the bottom."""
    allowed = all_forms(movement)
    place, steps = Place(levels(movement).low), 0
    while after := further(movement, place, allowed):
        assert (after.level == place.level + 1) != (after.form != place.form)
        assert after.form == place.form or after.level <= 0
        place, steps = after, steps + 1
        assert steps < 100
    while after := easier(movement, place, allowed) or less(movement, place):
        assert (after.level == place.level - 1) != (after.form != place.form)
        place, steps = after, steps - 1
        assert steps > -100
    assert place.level == levels(movement).low


@ANY
def test_no_form_is_taken_that_may_not_be(movement: Movement) -> None:
    allowed = frozenset({None})
    place = Place(levels(movement).high)
    assert further(movement, place, allowed) is None
    assert easier(movement, place, allowed) is None
    nothing = frozenset[str | None]()
    for form in movement.forms:
        assert easier(movement, Place(0, form.id), nothing) is None
        found = further(movement, Place(levels(movement).high, form.id), nothing)
        assert found is None


def test_an_easier_form_leads_back_to_the_usual_one() -> None:
    """At the usual dose, not after its whole range."""
    plank = BUILT_IN.movements["plank"]
    allowed = all_forms(plank)
    assert further(plank, Place(-1, "knees-down"), allowed) == Place(0, "knees-down")
    assert further(plank, Place(0, "knees-down"), allowed) == Place(0)
    assert further(plank, Place(0, "knees-down"), allowed - {None}) == Place(1, "knees-down")
    assert easier(plank, Place(2, "one-foot-lifted"), allowed) == Place(2)
    assert easier(plank, Place(2), allowed) == Place(2, "knees-down")
    assert easier(plank, Place(2, "knees-down"), allowed) is None


def test_a_form_of_another_mode_or_movement_is_no_step() -> None:
    """Their doses are not this movement's."""
    stretch = BUILT_IN.movements["childs-pose"]
    assert further(stretch, Place(levels(stretch).high), all_forms(stretch)) is None


def test_the_plank_grows_by_seconds_then_by_holds() -> None:
    plank = BUILT_IN.movements["plank"]
    low, high = levels(plank)
    told = [(dose.reps, (dose.hold_ms or 0) // 1_000) for dose in all_doses(plank)]
    assert told[: 2 - low] == [(1, 5), (1, 10), (2, 10), (3, 10), (3, 15)]
    assert told[-1] == (4, 60)
    assert len(told) == high - low + 1


def test_a_changed_movement_has_its_own_levels() -> None:
    """A catalogue that was edited while the program runs is not answered from memory."""
    plank = BUILT_IN.movements["plank"]
    shorter = replace(plank, dose=replace(plank.dose, hold_ms=5_000))
    assert dose_at(shorter, 0).hold_ms == 5_000
    assert dose_at(plank, 0).hold_ms == 10_000


@ANY
def test_a_dose_is_found_on_its_level(movement: Movement) -> None:
    low, high = levels(movement)
    for level in range(low, high + 1):
        assert level_of(movement, dose_at(movement, level)) == level
        assert place_of(movement, Step(movement.id, dose_at(movement, level))) == Place(level)


def test_a_dose_on_no_level_is_not_taken_for_more_than_it_is() -> None:
    """A plan of an older catalogue must not be raised by being read."""
    plank = BUILT_IN.movements["plank"]
    between = replace(dose_at(plank, 0), hold_ms=12_000)
    assert level_of(plank, between) == 0
    assert level_of(plank, replace(between, reps=1, hold_ms=1_000)) == levels(plank).low


def test_which_of_two_places_asks_less() -> None:
    plank = BUILT_IN.movements["plank"]
    assert lesser(plank, Place(2), Place(0)) == Place(0)
    assert lesser(plank, Place(2, "knees-down"), Place(0)) == Place(2, "knees-down")
    assert lesser(plank, Place(-1, "one-foot-lifted"), Place(1)) == Place(1)


def test_a_form_of_another_mode_has_no_steps() -> None:
    cat = BUILT_IN.movements["cat-cow"]
    place = place_of(cat, Step("cat-cow", Dose(reps=5, rep_ms=4_000), "arches-apart"))
    assert place == Place(0, "arches-apart")
    assert further(cat, place, all_forms(cat)) is None
    assert less(cat, place) is None
