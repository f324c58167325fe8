"""Swaps, shorter and gentler sessions, and what would have to go: at once, and under the same rules."""

import pytest

from tests.planner.people import cleared, depth_of, hold_session, hold_to_rules, somebody
from tests.routines import BUILT_IN
from unkink.errors import Refused, Unknown
from unkink.model.plan import Plan
from unkink.model.timeline import Pacing
from unkink.model.words import Depth
from unkink.planner.asked import Asked
from unkink.planner.make import plan_of
from unkink.planner.variants import displaced, gentler, replaced, shorter, swap
from unkink.planner.week import Slot

PERSON = somebody("lower-back:6 neck:3", causes=frozenset({"sitting", "weak-core"}))
ASKED = Asked(PERSON, cleared("twisting-hurts"), BUILT_IN)
FIRST = Slot(0, 0)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A week for that person."""
    return plan_of(ASKED)


@pytest.mark.parametrize("slot", [FIRST, Slot(1, 0)])
def test_what_takes_a_steps_place_keeps_the_rules(plan: Plan, slot: Slot) -> None:
    session = plan.days[slot.day][slot.number]
    before = {step.movement for step in session.routine.steps}
    for number, step in enumerate(session.routine.steps):
        for found in swap(ASKED, plan, slot, number):
            after = {each.movement for each in found.session.routine.steps}
            assert after == before - {step.movement} | {found.movement}
            hold_to_rules(replaced(plan, slot, found.session), PERSON, ASKED.clearance, Pacing())


def test_the_best_comes_first(plan: Plan) -> None:
    found = swap(ASKED, plan, FIRST, 1)
    values = [each.session.worth.value for each in found]
    assert values
    assert values == sorted(values, reverse=True)


def test_there_is_no_ninety_ninth_step(plan: Plan) -> None:
    with pytest.raises(Unknown):
        swap(ASKED, plan, FIRST, 99)
    with pytest.raises(Unknown):
        swap(ASKED, plan, Slot(6, 0), 0)


def test_a_plan_of_other_answers_is_not_swapped_in(plan: Plan) -> None:
    step = plan.days[0][0].routine.steps[1].movement
    other = Asked(somebody("lower-back:6 neck:3", disliked=frozenset({step})), cleared(), BUILT_IN)
    with pytest.raises(Refused):
        swap(other, plan, FIRST, 0)


def test_shorter_is_shorter(plan: Plan) -> None:
    for minutes in (None, 5):
        found = shorter(ASKED, plan, FIRST, minutes)
        assert found is not None
        assert found.duration_ms <= (minutes or 8) * 60_000
        hold_session(found, PERSON, ASKED.clearance, Pacing())


def test_gentler_is_gentle(plan: Plan) -> None:
    found = gentler(ASKED, plan, FIRST)
    assert found is not None
    assert {depth_of(step) for step in found.routine.steps} == {Depth.GENTLE}
    hold_session(found, PERSON, ASKED.clearance, Pacing())


def test_what_would_have_to_go_is_worked_out(plan: Plan) -> None:
    inside = {step.movement for step in plan.days[0][0].routine.steps}
    waiting = next(each for each in plan.left_out if each.why.value == "no-time")
    going = displaced(ASKED, plan, FIRST, waiting.movement)
    assert going is None or set(going) <= inside
    assert displaced(ASKED, plan, FIRST, "trunk-rotation") is None  # twisting hurts
