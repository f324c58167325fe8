"""A kept plan after something changed: what must be made anew, and what stays as it is. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from unkink.model.catalogue import Catalogue
from unkink.model.coach import DateSlot, Instead, Kept, Replaced
from unkink.model.person import Person
from unkink.model.plan import PlannedSession, Proof
from unkink.model.progress import Change, Request
from unkink.model.screening import Clearance
from unkink.model.timeline import Pacing
from unkink.planner.adapt import adapted, gentle
from unkink.planner.asked import Asked
from unkink.planner.build import MINUTE_MS
from unkink.planner.names import letter_of, session_id
from unkink.planner.times import Stopwatch
from unkink.planner.variants import SHORTEST
from unkink.planner.week import Slot
from unkink.routines import playable


def stale(kept: Kept, clearance: Clearance, pacing: Pacing, catalogue: Catalogue) -> bool:
    """Whether the plan was made for other answers to the safety questions, another pacing or another catalogue."""
    cleared = kept.cautions == clearance.cautions and kept.positions == clearance.positions
    there = all(playable(routine, catalogue) for routine in kept.routines().values())
    return not (cleared and there and kept.pacing == pacing)


def changed(asked: Asked, kept: Kept, moved: frozenset[str]) -> Kept:
    """The plan after those movements changed their place; what took the place of a session with one of them goes."""
    if not moved:
        return kept
    instead = {
        slot: other
        for slot, other in kept.instead.items()
        if not moved & {step.movement for step in other.session.routine.steps}
    }
    return replace(kept, plan=adapted(asked, kept.plan, moved), instead=instead)


def without(kept: Kept, movements: frozenset[str], watch: Stopwatch) -> Kept:
    """The plan with these movements taken out, and nothing put in their place."""
    days = {}
    for day, sessions in kept.plan.days.items():
        left = tuple(found for each in sessions if (found := _without(each, movements, watch)))
        if left:
            days[day] = left
    return replace(kept, plan=replace(kept.plan, days=days), instead={})


def _without(session: PlannedSession, movements: frozenset[str], watch: Stopwatch) -> PlannedSession | None:
    steps = tuple(step for step in session.routine.steps if step.movement not in movements)
    if len(steps) == len(session.routine.steps) or not steps:
        return session if steps else None
    routine = replace(session.routine, id=session_id(letter_of(session.routine), steps), steps=steps)
    reasons = tuple(reason for reason in session.reasons if reason.movement not in movements)
    worth = replace(session.worth, proof=Proof.GREEDY)
    return PlannedSession(routine, watch.total_ms(routine), worth, reasons)


def with_bad_day(asked: Asked, kept: Kept, today: date, request: Request | None) -> Kept:
    """Today's sessions gentle where the request asks for it, and as planned again where nothing does any more.

    What the person chose for today themselves stays.
    """
    instead = {slot: each for slot, each in kept.instead.items() if each.why is not Instead.BAD_DAY or request}
    for number in range(len(kept.sessions(today)) if request else 0):
        slot = Slot(kept.day(today), number)
        known = instead.get(DateSlot(today, number))
        softer = None if known or request is None else gentle(asked, kept.plan, slot, request)
        if softer:
            instead[DateSlot(today, number)] = Replaced(Instead.BAD_DAY, softer)
    return kept if instead == kept.instead else replace(kept, instead=instead)


def swapped(kept: Kept, place: DateSlot, before: PlannedSession, after: PlannedSession) -> Kept:
    """Another session in that place: today alone where today's was another already, else wherever it comes."""
    if other := kept.instead.get(place):
        return replace(kept, instead={**kept.instead, place: Replaced(other.why, after)})
    days = {
        day: tuple(after if each.routine.id == before.routine.id else each for each in sessions)
        for day, sessions in kept.plan.days.items()
    }
    return replace(kept, plan=replace(kept.plan, days=days))


def without_past(kept: Kept, today: date) -> Kept:
    """The plan without what took a place on days that are over."""
    return replace(kept, instead={slot: each for slot, each in kept.instead.items() if slot.date >= today})


def for_length(person: Person, session: PlannedSession) -> Person:
    """The person with as many minutes as that session has."""
    return replace(person, minutes=max(SHORTEST, min(person.minutes, -(-session.duration_ms // MINUTE_MS))))


def moved_by(changes: Iterable[Change]) -> frozenset[str]:
    """The movements that changes are about."""
    return frozenset(shift.movement for change in changes for shift in change.shifts)
