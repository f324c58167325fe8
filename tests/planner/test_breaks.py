"""Short breaks for a working day: off the floor, in time, each for something that hurts, no two alike in a row."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.planner.people import clearances, cleared, hold_order, hold_step, people, position_of, somebody
from tests.planner.people import depth_of as depth
from tests.routines import BUILT_IN, pacings
from unkink.model.person import Experience, Person
from unkink.model.screening import Clearance, Outcome
from unkink.model.timeline import Pacing
from unkink.model.words import Kind
from unkink.planner.asked import Asked, NotCleared
from unkink.planner.breaks import OFFICE, make_breaks
from unkink.planner.mend import NoPlan
from unkink.timeline import compile_timeline

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


def at_work(person: Person) -> Person:
    """The same person where there is only what an office has."""
    return Person(
        person.pain,
        person.minutes,
        props=OFFICE,
        positions=person.positions,
        disliked=person.disliked,
        experience=person.experience,
    )


@settings(max_examples=40, phases=PHASES)
@given(people(), clearances(), st.just(Pacing()) | pacings(), st.integers(1, 3), st.integers(1, 16))
def test_breaks_keep_the_rules(person: Person, clearance: Clearance, pacing: Pacing, minutes: int, count: int) -> None:
    try:
        found = make_breaks(Asked(person, clearance, BUILT_IN, pacing), minutes=minutes, count=count)
    except NoPlan:
        return
    assert len(found) == count
    hurts = {region for region, nrs in person.pain.items() if nrs or not any(person.pain.values())}
    for each in found:
        steps = each.routine.steps
        assert each.duration_ms == compile_timeline(each.routine, BUILT_IN, pacing).duration_ms <= minutes * 60_000
        assert 1 <= len(steps) <= 3
        assert {position_of(step) for step in steps} <= {"standing", "chair"}
        movements = [BUILT_IN.movements[step.movement] for step in steps]
        for step, movement in zip(steps, movements, strict=True):
            hold_step(step, at_work(person), clearance)
            assert movement.planning.kind is not Kind.STRENGTH
            assert not movement.planning.jolts
        hold_order(movements, [depth(step) for step in steps])
        assert any(movement.planning.loads.keys() & hurts for movement in movements)
        assert [reason.movement for reason in each.reasons] == [step.movement for step in steps]
        assert each.routine.id.startswith("break-")
    if len({each.routine.id for each in found}) > 1:
        alike = [one.routine.id == other.routine.id for one, other in pairwise(found)]
        assert not any(alike)


def test_regions_take_turns_by_how_much_they_hurt() -> None:
    """Of nine breaks, six are for what hurts twice as much as the other."""
    found = make_breaks(Asked(somebody("hamstrings:6 shoulders:3"), cleared(), BUILT_IN), minutes=2, count=9)
    regions = Counter(max(each.reasons[0].adds, key=lambda region: each.reasons[0].adds[region]) for each in found)
    assert regions == {"hamstrings": 6, "shoulders": 3}


def test_there_is_as_much_variety_as_there_can_be() -> None:
    """Nothing comes a second time before all that is for it has come once."""
    found = make_breaks(Asked(somebody("upper-back:5"), cleared(), BUILT_IN), minutes=2, count=8)
    steps = [step.movement for each in found for step in each.routine.steps]
    assert len(set(steps)) == len(steps) >= 8


def test_the_same_person_has_the_same_breaks() -> None:
    asked = Asked(somebody("lower-back:5 neck:4", experience=Experience.SOME), cleared(), BUILT_IN)
    assert make_breaks(asked, minutes=2, count=6) == make_breaks(asked, minutes=2, count=6)


def test_a_break_that_is_too_short_says_what_is_long_enough() -> None:
    slow = Pacing(prepare_ms=60_000)
    with pytest.raises(NoPlan, match="There is no break of one minute for neck") as told:
        make_breaks(Asked(somebody("neck:5"), cleared(), BUILT_IN, slow), minutes=1, count=2)
    assert told.value.way_out.startswith("It works with ")
    with pytest.raises(NoPlan, match="Do a session of your plan instead"):
        make_breaks(Asked(somebody("neck:5"), cleared(positions="standing chair"), BUILT_IN), minutes=3, count=2)


def test_nobody_whom_screening_stops_gets_a_break() -> None:
    stopped = Clearance(Outcome.SEE_SOMEONE_FIRST, (), frozenset(), frozenset(), ())
    with pytest.raises(NotCleared):
        make_breaks(Asked(somebody(), stopped, BUILT_IN), minutes=2, count=4)


@pytest.mark.parametrize(("minutes", "count"), [(0, 4), (4, 4), (2, 0), (2, 17)])
def test_other_numbers_are_refused(minutes: int, count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        make_breaks(Asked(somebody(), cleared(), BUILT_IN), minutes=minutes, count=count)
