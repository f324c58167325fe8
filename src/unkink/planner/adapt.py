"""A plan that follows a change: only the sessions that hold what moved are altered, and as little as it takes."""

from dataclasses import replace

from unkink.model.plan import Plan, PlannedSession, Why
from unkink.model.progress import Request
from unkink.planner.alter import Here, Sessions
from unkink.planner.asked import Asked
from unkink.planner.begins import places
from unkink.planner.build import Keep, Session
from unkink.planner.doses import Size
from unkink.planner.explain import left_out
from unkink.planner.make import planned_session
from unkink.planner.names import letter_of
from unkink.planner.notes import notes
from unkink.planner.options import depth_of
from unkink.planner.present import as_it_is
from unkink.planner.problem import Option
from unkink.planner.solve import Solved, solve
from unkink.planner.week import Diary, Slot, elsewhere, slots_of


def adapted(asked: Asked, plan: Plan, moved: frozenset[str]) -> Plan:
    """The plan after a change of these movements; `asked.history.standing` is where they stand now.

    Sessions without any of them stay as they are. In the others nothing new comes: what moved gets its new place, the
    rest keeps its dose, gets less of it, or goes where nothing else fits the minutes. For a movement that was dropped
    the best replacement may come; one that was taken back comes in where there is room. Where none of that keeps the
    rules, the whole session is made anew. Raises NoPlan where even that is not possible.
    """
    asked = _pinned(asked, moved)
    sessions = dict(slots_of(plan))
    for slots in _together(sessions):
        here = Here(asked, sessions, slots)
        if moved & here.movements:
            sessions |= dict.fromkeys(slots, here.altered(moved))
    dropped = asked.history.standing.dropped
    for each in plan.left_out:
        if each.why is Why.LEFT_OUT and each.movement in moved - dropped:
            _take_in(asked, sessions, each.movement)
    days: dict[int, tuple[PlannedSession, ...]] = {}
    for slot in sorted(sessions):
        days[slot.day] = (*days.get(slot.day, ()), sessions[slot])
    made = _read_back(asked, sessions)
    return Plan(days, left_out(asked, made), notes(asked, made), plan.seed)


def gentle(asked: Asked, plan: Plan, slot: Slot, request: Request) -> PlannedSession | None:
    """A session for a bad day in that place of the week, as `progress.request` asks for; None where none is possible.

    At most its minutes, no deeper than its deepest, its kinds alone; of what the plan has, no more than there. Every
    painful region gets something if that is possible, else as much as there is time for. Raises KeyError for a slot
    that is not in the plan.
    """
    sessions = dict(slots_of(plan))
    made = asked.session(
        minutes=min(request.minutes, asked.person.minutes),
        resting=elsewhere(sessions, asked.catalogue.movements, {slot}).resting(frozenset({slot.day})),
        keep=_gentle(asked, plan, request),
    )
    freer = replace(made.problem, targets=tuple(target._replace(must=False) for target in made.problem.targets))
    for problem in (made.problem, freer):
        if solved := solve(problem):
            letter = letter_of(sessions[slot].routine)
            return planned_session(asked, Session(problem, made.refused), solved, letter)
    return None


def _gentle(asked: Asked, plan: Plan, request: Request) -> Keep:
    """What may come on such a day."""
    movements, planned = asked.catalogue.movements, places(plan, asked.catalogue)

    def keep(option: Option) -> bool:
        movement = movements[option.movement]
        depth = depth_of(movement, movement.form(option.form) if option.form else None)
        most = planned[movement.id].level if movement.id in planned else 0
        calm = movement.planning.kind in request.kinds and depth.rank <= request.deepest.rank
        return calm and not movement.planning.jolts and option.size is not Size.HIGH and option.level <= most

    return keep


def _pinned(asked: Asked, moved: frozenset[str]) -> Asked:
    """What moved stands where it stands also where no change holds it there any more, as after an undo."""
    standing = asked.history.standing
    places = {**standing.places, **{movement: standing.place(movement) for movement in moved}}
    return replace(asked, history=replace(asked.history, standing=replace(standing, places=places)))


def _together(sessions: Sessions) -> list[tuple[Slot, ...]]:
    """The places of each different session, by its letter."""
    found: dict[str, list[Slot]] = {}
    for slot, session in sorted(sessions.items(), key=lambda each: (letter_of(each[1].routine), each[0])):
        found.setdefault(session.routine.id, []).append(slot)
    return [tuple(slots) for slots in found.values()]


def _take_in(asked: Asked, sessions: dict[Slot, PlannedSession], movement: str) -> None:
    """A movement taken back comes into every session it fits into; else into the first that can be squeezed."""
    for squeezed in (False, True):
        for slots in _together(sessions):
            if found := Here(asked, sessions, slots).with_movement(movement, squeezed=squeezed):
                sessions |= dict.fromkeys(slots, found)
                if squeezed:
                    return
        if any(movement == step.movement for each in sessions.values() for step in each.routine.steps):
            return


def _read_back(asked: Asked, sessions: Sessions) -> list[tuple[Session, Solved]]:
    """Every session as if it had just been made, in the order a week is made in."""
    diary, made = Diary(asked.catalogue.movements), []
    for slots in _together(sessions):
        days, steps = frozenset(slot.day for slot in slots), sessions[slots[0]].routine.steps
        session = asked.session(diary.times, resting=diary.resting(days))
        made.append(as_it_is(asked, session, asked.weights(diary.times), steps))
        diary.note([step.movement for step in steps], days)
    return made
