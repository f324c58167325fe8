"""Doses, lengths, weeks, ways: the parts that a plan is made from, each in a readable example."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planner.people import cleared, somebody
from tests.routines import BUILT_IN, pacings
from unkink.model.person import Experience
from unkink.model.plan import Why
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Pacing
from unkink.model.words import Sides
from unkink.planner.doses import Size, portions
from unkink.planner.options import No, Rules, Way
from unkink.planner.orders import orders, way_down
from unkink.planner.problem import RETURNS, Stage, broken_stages, returns
from unkink.planner.times import START, Stopwatch
from unkink.planner.week import Diary, allowed, patterns, strong_days, training_days
from unkink.timeline import speech_ms

MOVEMENTS = list(BUILT_IN.movements.values())


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda movement: movement.id)
def test_doses_are_inside_their_ranges_and_grow(movement: object) -> None:
    for form in (None, *movement.forms):  # type: ignore[attr-defined]
        found = portions(movement, form)  # type: ignore[arg-type]
        assert [each.size for each in found if each.size is Size.USUAL] or not found
        assert [each.factor for each in found] == sorted(each.factor for each in found)
        for each in found:
            ranges = movement.dose_range  # type: ignore[attr-defined]
            assert ranges.sets.holds(each.dose.sets)
            assert each.dose.reps is None or ranges.reps is None or ranges.reps.holds(each.dose.reps)
            assert each.dose.hold_ms is None or ranges.hold_ms is None or ranges.hold_ms.holds(each.dose.hold_ms)
            if movement.sides is Sides.ALTERNATING and each.dose.reps:  # type: ignore[attr-defined]
                assert each.dose.reps % 2 == 0


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MOVEMENTS), min_size=1, max_size=6, unique_by=lambda each: each.id), pacings())
def test_the_sum_of_lengths_is_what_the_compiler_says_but_for_the_first_words(
    movements: list[object], pacing: Pacing
) -> None:
    watch = Stopwatch(BUILT_IN, pacing)
    steps = tuple(Step(each.id, each.dose) for each in movements)  # type: ignore[attr-defined]
    total, here = 0, START
    for step in steps:
        span, position = watch.span(step), BUILT_IN.movements[step.movement].position
        if position == here:
            total += span.same_ms
        else:
            total += max(watch.changes[here, position], span.voice_ms) + span.moved_ms
        here = position
    # "First" is said in fewer words than "Come out slowly. Next": those may be counted and not said.
    more = speech_ms(BUILT_IN.phrases["next"]) - speech_ms(BUILT_IN.phrases["first"])
    assert 0 <= total - watch.total_ms(Routine("r", "R", steps)) <= more


@pytest.mark.parametrize(
    ("days", "strong"),
    [(1, {0}), (2, {0, 3}), (3, {0, 2, 4}), (5, {0, 2, 4}), (7, {0, 2, 4})],
)
def test_strength_has_rest_between(days: int, strong: set[int]) -> None:
    assert strong_days(training_days(days)) == strong


def test_a_week_of_five_days_has_two_sessions() -> None:
    first, second = patterns(somebody(days_per_week=5))
    assert (first.strong, second.strong) == (True, False)
    assert (sorted(first.days), sorted(second.days)) == ([0, 2, 4], [1, 5])


def test_days_that_are_alike_take_turns() -> None:
    assert [sorted(each.days) for each in patterns(somebody(days_per_week=3))] == [[0, 4], [2]]


@settings(max_examples=50)
@given(st.integers(1, 7), st.integers(1, 4))
def test_every_place_of_the_week_has_one_session(days: int, per_day: int) -> None:
    found = patterns(somebody(days_per_week=days, sessions_per_day=per_day))
    slots = [slot for pattern in found for slot in pattern.slots]
    assert sorted(slots) == [(day, number) for day in training_days(days) for number in range(per_day)]


def test_what_needs_rest_comes_on_no_two_days_running() -> None:
    diary = Diary(BUILT_IN.movements)
    diary.note(["plank"], frozenset({0, 2}))
    assert "plank" in set(diary.resting(frozenset({3})))
    assert "plank" not in set(diary.resting(frozenset({4})))
    assert "plank" in set(diary.resting(frozenset({4, 6})))
    assert not allowed(frozenset({6, 0}), 3)
    assert allowed(frozenset({6, 0}), 5)


def test_positions_go_down_once_or_up_once() -> None:
    down = way_down(BUILT_IN.vocabulary)
    levels = [BUILT_IN.vocabulary.positions[each].level for each in down]
    assert levels == sorted(levels, reverse=True)
    one, other = orders(down, mixed=False)
    assert one == other[::-1]
    (both,) = orders(down, mixed=True)
    assert len(set(both)) == 2 * len(down)


@pytest.mark.parametrize(
    ("stages", "broken"),
    [
        ([Stage.WARM, Stage.GENTLE, Stage.STRONG, Stage.GENTLE], False),
        ([Stage.GENTLE, Stage.DEEP, Stage.MODERATE], False),
        ([Stage.GENTLE, Stage.DEEP, Stage.GENTLE], True),
        ([Stage.GENTLE, Stage.STRONG, Stage.WARM], True),
        ([Stage.STRONG, Stage.GENTLE], True),
        ([Stage.DEEP], True),
    ],
)
def test_gentle_before_deep_and_warm_before_strong(stages: list[Stage], broken: bool) -> None:  # noqa: FBT001
    assert any(broken_stages(stages)) is broken


def test_returns_fall() -> None:
    steps = [returns(load + 50, 100) - returns(load, 100) for load in range(0, sum(part for part, _ in RETURNS), 50)]
    assert steps == sorted(steps, reverse=True)
    assert returns(200, 50) == returns(200, 100) // 2


def ways(movement: str, cautions: str = "", **wishes: Any) -> dict[str, str] | Why:  # noqa: ANN401 (any wish)
    """Where a movement may be done and in which form; or why not at all."""
    found = Rules(somebody(**wishes), cleared(cautions), BUILT_IN).ways(BUILT_IN.movements[movement])
    return found.why if isinstance(found, No) else {way.position: name(way) for way in found}


def name(way: Way) -> str:
    """A form and the doses it is allowed in."""
    sizes = "".join(size.value[0] for size in Size if size in way.sizes)
    return f"{way.form.id if way.form else 'usual'} {sizes}"


def test_the_usual_form_where_nothing_speaks_against_it() -> None:
    assert ways("cat-cow") == {"quadruped": "usual luh", "chair": "on-a-chair luh"}


def test_a_caution_to_ease_asks_for_the_easier_form_or_the_low_dose() -> None:
    assert ways("cat-cow", "pregnancy") == ways("cat-cow")  # no caution of it
    assert ways("knee-to-chest", "pregnancy") == {"supine": "towel lu"}
    assert ways("double-knee-to-chest", "leg-pain")["supine"].endswith(("l", "lu"))  # type: ignore[index]


def test_what_is_avoided_is_out() -> None:
    assert ways("crunch", "hernia") is Why.NOT_CLEARED
    assert ways("arm-circle", positions=frozenset({"standing", "chair"})) is Why.POSITION
    assert ways("renegade-row", experience=Experience.USED, props=frozenset()) is Why.NO_PROP
    assert ways("superman", "dizziness", disliked=frozenset({"superman"})) is Why.DISLIKED
    assert ways("kneeling-piriformis-stretch", experience=Experience.USED, pain="glutes:5") == {"kneeling": "usual luh"}


def test_a_place_that_hurts_much_is_worked_less() -> None:
    assert ways("knee-to-chest", pain="lower-back:8") == {"supine": "towel lu"}


def test_nothing_brisk_comes_where_it_would_jolt_what_hurts() -> None:
    """Thirty high knees are no beginning for a back that hurts 6 of 10."""
    used = {"experience": Experience.USED}
    for brisk in ("high-knees", "butt-kick", "leg-swing"):
        assert ways(brisk, pain="lower-back:5 legs:3", **used) is Why.TOO_HARD
        assert ways(brisk, pain="lower-back:4 legs:3", **used) is not Why.TOO_HARD
        assert ways(brisk, pain="shoulders:4 legs:3") is Why.TOO_HARD
        assert ways(brisk, pain="shoulders:3 legs:3") is not Why.TOO_HARD
    assert ways("leg-swing", pain="neck:8 legs:3", **used) is not Why.TOO_HARD
    assert ways("walking-knee-hug", pain="lower-back:6 glutes:2", **used) is not Why.TOO_HARD


def test_harder_forms_come_where_it_hurts_little() -> None:
    wishes = {"experience": Experience.USED, "pain": "lower-back:2"}
    assert ways("knee-to-chest", **wishes) == {"supine": "other-leg-straight luh"}
    assert ways("knee-to-chest", **{**wishes, "pain": "lower-back:5"}) == {"supine": "usual luh"}


def test_something_at_hand_may_stand_in() -> None:
    strap = Rules(somebody(props=frozenset({"towel"})), cleared(), BUILT_IN).hands
    movement = BUILT_IN.movements["active-isolated-hamstring"]
    assert strap.missing(movement, ("strap",)) == ()
    assert strap.instead(movement, "strap") == "a towel"
    assert strap.missing(movement, ("dumb-bells",)) == ("dumb-bells",)
