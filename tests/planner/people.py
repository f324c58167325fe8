"""Random people and clearances for hypothesis, written ones for examples, and the rules that any session must keep.

The rules are written here a second time, from the routine alone, so that no mistake of the planner hides itself.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.routines import BUILT_IN
from unkink.model.catalogue import Catalogue
from unkink.model.movement import Form, Movement
from unkink.model.person import Experience, Goal, Person
from unkink.model.plan import Plan, PlannedSession
from unkink.model.programme import Step
from unkink.model.screening import Clearance, Outcome
from unkink.model.timeline import Pacing
from unkink.model.words import Act, Depth, Grade, Kind
from unkink.timeline import compile_timeline

WORDS = BUILT_IN.vocabulary
PAINFUL = ("neck", "shoulders", "upper-back", "middle-back", "lower-back", "glutes", "hamstrings")


def cleared(cautions: str = "", positions: str = "") -> Clearance:
    """A clearance with those limits, as screening would make it."""
    limits = frozenset(cautions.split()), frozenset(positions.split())
    return Clearance(Outcome.GO_WITH_LIMITS if any(limits) else Outcome.GO, (), *limits, ())


def somebody(pain: str = "lower-back:6", minutes: int = 12, **more: Any) -> Person:  # noqa: ANN401 (any wish)
    """A person from "lower-back:6 neck:3"."""
    told = {region: int(nrs) for region, nrs in (each.split(":") for each in pain.split())}
    return replace(Person(told, minutes), **more)


def _some(words: Mapping[str, object], most: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(words)), max_size=most)


def people() -> st.SearchStrategy[Person]:
    """Anybody."""
    return st.builds(
        Person,
        pain=st.dictionaries(st.sampled_from(PAINFUL), st.integers(0, 10), min_size=1, max_size=4),
        minutes=st.integers(3, 45),
        causes=_some(BUILT_IN.causes, 2),
        goal=st.sampled_from(Goal),
        sessions_per_day=st.integers(1, 3),
        days_per_week=st.integers(1, 7),
        props=st.none() | _some(WORDS.props, 12),
        positions=_some(WORDS.positions, 2),
        disliked=_some(BUILT_IN.movements, 3),
        liked=_some(BUILT_IN.movements, 3),
        experience=st.sampled_from(Experience),
        mixed_positions=st.booleans(),
    )


def clearances() -> st.SearchStrategy[Clearance]:
    """Anybody who is let through."""
    some = _some(WORDS.cautions, 3), _some(WORDS.positions, 1)
    return st.builds(lambda cautions, positions: cleared(" ".join(cautions), " ".join(positions)), *some)


def hold_to_rules(plan: Plan, person: Person, clearance: Clearance, pacing: Pacing) -> None:
    """Every rule about sessions and weeks; an assertion fails where one is broken."""
    for of_day in plan.days.values():
        assert len(of_day) == person.sessions_per_day
        for session in of_day:
            hold_session(session, person, clearance, pacing)
    assert len(plan.days) == person.days_per_week
    for movement_id, days in days_of(plan).items():
        most = BUILT_IN.movements[movement_id].planning.days_per_week
        assert len(days) <= most
        if most <= 3:
            assert not any((day + 1) % 7 in days for day in days), movement_id


def days_of(plan: Plan) -> dict[str, set[int]]:
    """The days each movement comes on."""
    found: dict[str, set[int]] = {}
    for day, of_day in plan.days.items():
        for session in of_day:
            for step in session.routine.steps:
                found.setdefault(step.movement, set()).add(day)
    return found


def hold_session(session: PlannedSession, person: Person, clearance: Clearance, pacing: Pacing) -> None:
    """The rules about one session."""
    steps = session.routine.steps
    assert steps
    timeline = compile_timeline(session.routine, BUILT_IN, pacing)
    assert timeline.duration_ms == session.duration_ms <= person.minutes * 60_000
    assert len({step.movement for step in steps}) == len(steps)
    for step in steps:
        hold_step(step, person, clearance)
    if not person.mixed_positions:
        visits = [position_of(step) for step in steps]
        stays = [visits[0], *(b for a, b in pairwise(visits) if a != b)]
        assert len(stays) == len(set(stays))
    hold_order([BUILT_IN.movements[step.movement] for step in steps], [depth_of(step) for step in steps])
    assert [reason.movement for reason in session.reasons] == [step.movement for step in steps]
    assert all(reason.text for reason in session.reasons)
    assert session.worth.value <= session.worth.bound + 1e-6


def hold_order(movements: list[Movement], depths: list[Depth]) -> None:
    """Gentle before deep, warm before strong."""
    kinds = [movement.planning.kind for movement in movements]
    for number, (kind, depth) in enumerate(zip(kinds, depths, strict=True)):
        for later_kind, later_depth in zip(kinds[number:], depths[number:], strict=True):
            if depth is Depth.DEEP:
                assert later_depth is not Depth.GENTLE or later_kind is Kind.STRENGTH
            if kind is Kind.STRENGTH or depth is Depth.DEEP:
                assert later_kind not in (Kind.WARM_UP, Kind.BREATH) or later_depth is Depth.DEEP
    assert kinds[0] is not Kind.STRENGTH
    assert depths[0] is not Depth.DEEP


def hold_step(step: Step, person: Person, clearance: Clearance) -> None:
    """The rules about one movement in its form and dose."""
    movement, form = BUILT_IN.movements[step.movement], form_of(step)
    assert movement.id not in person.disliked
    assert position_of(step) not in person.positions | clearance.positions
    jolted = max((person.pain.get(region, 0) for region in movement.planning.jolts), default=0)
    assert jolted < 5
    assert not (movement.planning.jolts and person.experience is Experience.NEW and max(person.pain.values()) >= 4)
    lifted = set(form.lifts) if form else set()
    active = [each for each in movement.cautions if each.when in clearance.cautions - lifted]
    assert not [each for each in active if each.act is Act.AVOID]
    assert not (form and set(form.bars) & clearance.cautions)
    harder = form is not None and form.grade is Grade.HARDER
    assert not (harder and (active or person.experience is not Experience.USED))
    if active and not (form and form.grade is Grade.EASIER):
        assert amount(step) <= max(amount(Step(movement.id, movement.dose)), 0)
    needed = {*movement.props.required, *(form.needs if form else ())} | {WORDS.positions[position_of(step)].prop}
    for prop in needed - {None}:
        assert at_hand(prop or "", movement, person), (movement.id, prop)
    within = movement.dose_range
    assert within.sets.holds(step.dose.sets)
    assert step.dose.reps is None or within.reps is None or within.reps.holds(step.dose.reps)
    assert step.dose.hold_ms is None or within.hold_ms is None or within.hold_ms.holds(step.dose.hold_ms)


def amount(step: Step) -> int:
    """Hold or repetitions, times sets: a measure of how much."""
    return step.dose.sets * (step.dose.reps or 1) * (step.dose.hold_ms or 1)


def at_hand(prop: str, movement: Movement, person: Person) -> bool:
    """Whether it lies there, or something that will do."""
    there = {each.id for each in WORDS.props.values() if each.at_home} if person.props is None else person.props
    words = " ".join((movement.props.instead or {}).get(prop) or WORDS.props[prop].instead).lower()
    return prop in there or any(re.search(rf"\b{WORDS.props[each].name.lower()}\b", words) for each in there)


def form_of(step: Step) -> Form | None:
    """The form it is done in."""
    return BUILT_IN.movements[step.movement].form(step.form) if step.form else None


def position_of(step: Step) -> str:
    """Where it is done."""
    form = form_of(step)
    return (form and form.position) or BUILT_IN.movements[step.movement].position


def depth_of(step: Step) -> Depth:
    """How far it goes in that form."""
    form, rank = form_of(step), BUILT_IN.movements[step.movement].planning.depth.rank
    change = {Grade.EASIER: -1, Grade.HARDER: 1}.get(form.grade, 0) if form else 0
    return tuple(Depth)[min(max(rank + change, 0), 2)]


def cut_down(catalogue: Catalogue, *movement_ids: str) -> Catalogue:
    """The catalogue with those movements alone."""
    return replace(catalogue, movements={each: catalogue.movements[each] for each in movement_ids}, programmes={})
