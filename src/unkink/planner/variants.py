"""Another session in the place of a planned one: a step swapped, shorter, gentler, or with a movement wished for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from unkink.errors import Refused, Unknown
from unkink.language import text
from unkink.model.plan import Plan, PlannedSession
from unkink.model.programme import Step
from unkink.planner.asked import Asked
from unkink.planner.build import Session, alike
from unkink.planner.doses import Size
from unkink.planner.make import planned_session
from unkink.planner.names import letter_of
from unkink.planner.present import option_for, with_one_more, with_options
from unkink.planner.problem import Option, Problem, Stage, Target
from unkink.planner.solve import Solved, solve
from unkink.planner.week import Slot, elsewhere, slots_of

BEST = 5
SHORTEST = 3  # minutes


class Swap(NamedTuple):
    """A movement that can take a step's place, and the session with it."""

    movement: str
    session: PlannedSession


def swap(asked: Asked, plan: Plan, slot: Slot, step: int) -> tuple[Swap, ...]:
    """The best movements for that step's place, best first, under the rules of the plan; none where nothing fits.

    The rest of the session stays as it is, though its order may change. Raises Unknown for a step that is not there.
    """
    planned = _planned(plan, slot)
    if not 0 <= step < len(planned.routine.steps):
        raise Unknown("step", str(step), ())
    rest = [each for number, each in enumerate(planned.routine.steps) if number != step]
    of_week = [each for _, session in slots_of(plan) for each in session.routine.steps]
    made = asked.session(resting=_resting(asked, plan, slot), keep=alike(of_week))
    problem, kept = with_options(made.problem, _options(asked, rest))
    made = replace(made, problem=problem)
    old = planned.routine.steps[step].movement
    best: dict[str, Solved] = {}
    for solved in with_one_more(problem, kept, without=old):
        added = next(problem.options[placed.option].movement for placed in solved.arranged if placed.option not in kept)
        if added not in best or solved.value > best[added].value:
            best[added] = solved
    ranked = sorted(best.items(), key=lambda each: (-each[1].value, each[0]))[:BEST]
    letter = letter_of(planned.routine)
    return tuple(Swap(movement, planned_session(asked, made, solved, letter)) for movement, solved in ranked)


def replaced(plan: Plan, slot: Slot, session: PlannedSession) -> Plan:
    """The plan with that session in that place."""
    of_day = list(plan.days[slot.day])
    of_day[slot.number] = session
    return Plan({**plan.days, slot.day: tuple(of_day)}, plan.left_out, plan.notes, plan.seed)


def shorter(asked: Asked, plan: Plan, slot: Slot, minutes: int | None = None) -> PlannedSession | None:
    """The best session of that many minutes, or of two thirds of the person's; None where none is possible."""
    wanted = max(SHORTEST, minutes if minutes is not None else asked.person.minutes * 2 // 3)
    return _solved(asked, plan, slot, asked.session(minutes=wanted, resting=_resting(asked, plan, slot)))


def gentler(asked: Asked, plan: Plan, slot: Slot) -> PlannedSession | None:
    """The best session of gentle movements alone, none brisk or in a high dose; None where none is possible."""

    def keep(option: Option) -> bool:
        brisk = bool(asked.catalogue.movements[option.movement].planning.jolts)
        return option.stage <= Stage.GENTLE and option.size is not Size.HIGH and not brisk

    return _solved(asked, plan, slot, asked.session(resting=_resting(asked, plan, slot), keep=keep))


def displaced(asked: Asked, plan: Plan, slot: Slot, movement: str) -> tuple[str, ...] | None:
    """What would really have to go if a movement were to come: the best session with it is looked for.

    None where it cannot come at all.
    """
    planned = _planned(plan, slot)
    problem = asked.session(resting=_resting(asked, plan, slot)).problem
    found = solve(wishing(problem, movement))
    if found is None:
        return None
    now = {problem.options[placed.option].movement for placed in found.arranged}
    return tuple(step.movement for step in planned.routine.steps if step.movement not in now)


def wishing(problem: Problem, movement: str) -> Problem:
    """The problem with one more rule: that movement must be in it."""
    wish = f"wish:{movement}"
    options = tuple(
        replace(each, adds={**each.adds, wish: 1}) if each.movement == movement else each for each in problem.options
    )
    return replace(problem, options=options, targets=(*problem.targets, Target(wish, 0, must=True)))


def _solved(asked: Asked, plan: Plan, slot: Slot, made: Session) -> PlannedSession | None:
    solved = solve(made.problem)
    letter = letter_of(_planned(plan, slot).routine)
    return planned_session(asked, made, solved, letter) if solved else None


def _planned(plan: Plan, slot: Slot) -> PlannedSession:
    of_day = plan.days.get(slot.day, ())
    if not 0 <= slot.number < len(of_day):
        raise Unknown("session", f"{slot.number + 1} on day {slot.day + 1}", ())
    return of_day[slot.number]


def _resting(asked: Asked, plan: Plan, slot: Slot) -> Iterator[str]:
    """The movements that cannot come on this day, as the plan has them on others already."""
    return elsewhere(dict(slots_of(plan)), asked.catalogue.movements, {slot}).resting(frozenset({slot.day}))


def _options(asked: Asked, steps: Sequence[Step]) -> list[Option]:
    """The options that the steps are."""
    found = [option_for(asked, asked.weights({}), step) for step in steps]
    if [option and option.step for option in found] != [replace(step, note="") for step in steps]:
        raise Refused(text("This plan was made from other answers."), text("Make it anew, then swap."))
    return [option for option in found if option]
