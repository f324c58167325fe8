"""A plan after a change: what moved has its new place, the rest is left alone, and no session grows too long."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from tests.planner.people import amount, clearances, cleared, depth_of, hold_session, hold_to_rules, people, somebody
from tests.routines import BUILT_IN
from unkink.ids import uuid7
from unkink.model.person import Person
from unkink.model.plan import Plan, PlannedSession, Why
from unkink.model.programme import Step
from unkink.model.progress import Change, ChangeKind, Place, Shift, Standing, Undone
from unkink.model.screening import Clearance
from unkink.model.timeline import Pacing
from unkink.model.words import Depth
from unkink.planner.adapt import adapted, gentle
from unkink.planner.asked import Asked, History
from unkink.planner.begins import places
from unkink.planner.make import plan_of
from unkink.planner.mend import NoPlan
from unkink.planner.week import Slot, slots_of
from unkink.progress import bad_day, dose_at, levels, request, stand
from unkink.progress.levels import easier, less

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
PERSON = somebody("lower-back:6 neck:3", causes=frozenset({"sitting", "weak-core"}))
ASKED = Asked(PERSON, cleared("twisting-hurts"), BUILT_IN)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A week for that person."""
    return plan_of(ASKED)


def standing_at(asked: Asked, **moved: Place) -> Asked:
    """The same person with these movements there."""
    named = {name.replace("_", "-"): place for name, place in moved.items()}
    return replace(asked, history=History(standing=Standing(named)))


def steps_of(plan: Plan) -> dict[Slot, tuple[Step, ...]]:
    """The steps of every place in the week."""
    return {slot: session.routine.steps for slot, session in slots_of(plan)}


def inside(steps: tuple[Step, ...]) -> dict[str, Step]:
    """Steps by their movement."""
    return {step.movement: step for step in steps}


def some_change(plan: Plan, data: st.DataObject) -> tuple[str, Place]:
    """A movement of the plan, and one place from there: more, less, easier, left out."""
    now = places(plan, BUILT_IN)
    name = data.draw(st.sampled_from(sorted(now)))
    movement, place = BUILT_IN.movements[name], now[name]
    forms = frozenset({None, *(form.id for form in movement.forms)})
    more = place._replace(level=min(place.level + 1, levels(movement).high))
    ways = [more, less(movement, place), easier(movement, place, forms), place._replace(dropped=True)]
    return name, data.draw(st.sampled_from([way for way in ways if way and way != place] or [place]))


@settings(max_examples=40, phases=PHASES)
@given(people(), clearances(), st.data())
def test_only_what_may_change_does(person: Person, clearance: Clearance, data: st.DataObject) -> None:
    asked = Asked(person, clearance, BUILT_IN)
    try:
        plan = plan_of(asked, exact=False)
    except NoPlan:
        reject()
    movement, place = some_change(plan, data)
    before = places(plan, BUILT_IN)[movement]
    try:
        found = adapted(standing_at(asked, **{movement: place}), plan, frozenset({movement}))
    except NoPlan:
        assert place.dropped
        return
    hold_to_rules(found, person, clearance, Pacing())
    for (_, old), (_, new) in zip(slots_of(plan), slots_of(found), strict=True):
        if movement not in inside(old.routine.steps):
            assert new == old
        elif place.form == before.form:
            only_less(old, new, movement, place)
    told = [each.movement for each in found.left_out]
    used = {step.movement for steps in steps_of(found).values() for step in steps}
    assert sorted([*told, *used]) == sorted(BUILT_IN.movements)


def only_less(old: PlannedSession, new: PlannedSession, movement: str, place: Place) -> None:
    """Nothing new but for what was dropped; the movement at its place or below, the others where they were or below."""
    was, now = inside(old.routine.steps), inside(new.routine.steps)
    if place.dropped:
        assert movement not in now
        return
    assert now.keys() <= was.keys()
    for name, step in now.items():
        assert step.form == was[name].form
        if name == movement:
            assert amount(step) <= amount(Step(name, dose_at(BUILT_IN.movements[name], place.level)))
        else:
            assert amount(step) <= amount(was[name])


def test_a_little_more_of_one_movement_is_all_that_changes(plan: Plan) -> None:
    """The person was told "one thing changes", so one thing does."""
    session = plan.days[0][0]
    now = places(plan, BUILT_IN)
    name = next(s.movement for s in session.routine.steps if now[s.movement].level == 0)
    smaller = now[name]._replace(level=-1)
    found = adapted(standing_at(ASKED, **{name: smaller}), plan, frozenset({name}))
    for slot, steps in steps_of(plan).items():
        wanted = {key: value for key, value in inside(steps).items() if key != name}
        given_ = inside(steps_of(found)[slot])
        if name in inside(steps):
            assert given_.pop(name).dose == dose_at(BUILT_IN.movements[name], -1)
        assert given_ == wanted
    assert places(found, BUILT_IN)[name] == smaller


def test_what_was_dropped_is_out_and_the_best_replacement_may_come(plan: Plan) -> None:
    was = inside(plan.days[0][0].routine.steps)
    name = next(iter(was))
    found = adapted(standing_at(ASKED, **{name: Place(dropped=True)}), plan, frozenset({name}))
    now = inside(found.days[0][0].routine.steps)
    assert name not in now
    assert len(now.keys() - was.keys()) <= 1
    assert all(now[kept] == was[kept] for kept in now.keys() & was.keys())
    (told,) = (each for each in found.left_out if each.movement == name)
    assert told.why is Why.LEFT_OUT
    hold_to_rules(found, PERSON, ASKED.clearance, Pacing())


def test_what_was_taken_back_comes_in_where_there_is_room(plan: Plan) -> None:
    name = plan.days[0][0].routine.steps[1].movement
    without = adapted(standing_at(ASKED, **{name: Place(dropped=True)}), plan, frozenset({name}))
    back = adapted(standing_at(ASKED, **{name: Place(-1)}), without, frozenset({name}))
    hold_to_rules(back, PERSON, ASKED.clearance, Pacing())
    for slot, steps in steps_of(without).items():
        now = inside(steps_of(back)[slot])
        assert now.keys() - {name} == inside(steps).keys()
    assert name in places(back, BUILT_IN) or any(
        each.movement == name and each.why is Why.NO_TIME for each in back.left_out
    )


def test_after_an_undo_the_plan_is_as_it_was(plan: Plan) -> None:
    """Also where the planner had chosen more or less than usual, which no change says."""
    now = places(plan, BUILT_IN)
    name = next(m for m, place in now.items() if place.level < 0)
    shift = Shift(name, now[name], now[name]._replace(level=now[name].level - 1))
    change = Change(uuid7(), 1, ChangeKind.DOSE_DOWN, "It hurt.", (shift,))
    standing = stand([change], (), {}, now)
    after = adapted(replace(ASKED, history=History(standing=standing)), plan, frozenset({name}))
    assert places(after, BUILT_IN)[name] == shift.after
    undone = stand([change], [Undone(uuid7(), 2, change.id)], {}, places(after, BUILT_IN))
    back = adapted(replace(ASKED, history=History(standing=undone)), after, frozenset({name}))
    assert steps_of(back) == steps_of(plan)
    assert {each.routine.id for _, each in slots_of(back)} == {each.routine.id for _, each in slots_of(plan)}


def test_nothing_moved_changes_no_session(plan: Plan) -> None:
    found = adapted(ASKED, plan, frozenset())
    assert found.days == plan.days
    assert {each.movement for each in found.left_out} == {each.movement for each in plan.left_out}


@settings(max_examples=20, phases=PHASES)
@given(people(), clearances())
def test_a_gentle_day_is_short_and_gentle(person: Person, clearance: Clearance) -> None:
    asked = Asked(person, clearance, BUILT_IN)
    try:
        plan = plan_of(asked, exact=False)
    except NoPlan:
        reject()
    wanted = request(stand([bad_day(1, uuid7())]), person.minutes, 2)
    assert wanted is not None
    now = places(plan, BUILT_IN)
    found = gentle(asked, plan, Slot(0, 0), wanted)
    if found is None:
        return
    hold_session(found, person, clearance, Pacing())
    assert found.duration_ms <= wanted.minutes * 60_000
    for step in found.routine.steps:
        movement = BUILT_IN.movements[step.movement]
        assert depth_of(step) is Depth.GENTLE
        assert movement.planning.kind in wanted.kinds
        assert amount(step) <= amount(Step(step.movement, dose_at(movement, now.get(step.movement, Place()).level)))


def test_whoever_has_a_bad_day_gets_something(plan: Plan) -> None:
    wanted = request(stand([bad_day(1, uuid7())]), PERSON.minutes, 2)
    assert wanted is not None
    for slot, _ in slots_of(plan):
        assert gentle(ASKED, plan, slot, wanted) is not None
