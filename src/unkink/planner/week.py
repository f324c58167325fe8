"""The sessions of a week: which days, which of them with strength, and what each has left to vary."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from unkink.model.movement import Movement
from unkink.model.person import Person
from unkink.model.plan import Plan, PlannedSession

WEEK = 7
# A movement for at most so many days a week needs a day of rest after each of them, as strengthening does.
WITH_REST = 3
DIFFERENT = 2  # sessions of one kind that differ; a third would be the first again


class Slot(NamedTuple):
    """A session's place in the week: its day, from 0, and its number in the day."""

    day: int
    number: int


class Pattern(NamedTuple):
    """A session that comes at one or more places of the week. `strong`: no such day follows another."""

    strong: bool
    slots: tuple[Slot, ...]

    @property
    def days(self) -> frozenset[int]:
        """The days it comes on."""
        return frozenset(slot.day for slot in self.slots)


def training_days(count: int) -> tuple[int, ...]:
    """That many days of the week, as evenly as it goes."""
    return tuple(number * WEEK // count for number in range(count))


def strong_days(days: Sequence[int]) -> frozenset[int]:
    """Days for what needs rest after it: none follows another, also not over the end of the week."""
    strong: set[int] = set()
    for day in days:
        if not {(day - 1) % WEEK, (day + 1) % WEEK} & strong and len(strong) < WITH_REST:
            strong.add(day)
    return frozenset(strong)


def patterns(person: Person) -> tuple[Pattern, ...]:
    """The different sessions of a week and where each comes; those with strength first.

    Two kinds of day make two sessions; where all days are alike, or there are several sessions a day, they take turns.
    """
    days = training_days(person.days_per_week)
    strong = strong_days(days)
    kinds = {day in strong for day in days}
    found: dict[tuple[bool, int], list[Slot]] = {}
    for place, day in enumerate(days):
        for number in range(person.sessions_per_day):
            turn = number if len(kinds) > 1 or person.sessions_per_day > 1 else place
            found.setdefault((day in strong, turn % DIFFERENT), []).append(Slot(day, number))
    ordered = sorted(found.items(), key=lambda each: (not each[0][0], each[0][1]))
    return tuple(Pattern(kind, tuple(slots)) for (kind, _), slots in ordered)


@dataclass(slots=True)
class Diary:
    """On which days each movement comes so far, and in how many different sessions."""

    movements: Mapping[str, Movement]
    days: dict[str, frozenset[int]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def note(self, movement_ids: Sequence[str], days: frozenset[int]) -> None:
        """These come on those days."""
        for movement_id in movement_ids:
            self.days[movement_id] = self.days.get(movement_id, frozenset()) | days
            self.times[movement_id] = self.times.get(movement_id, 0) + 1

    def resting(self, days: frozenset[int]) -> Iterator[str]:
        """The movements that cannot come on all of those days as well."""
        for movement_id, movement in self.movements.items():
            most = movement.planning.days_per_week
            if most < WEEK and not allowed(self.days.get(movement_id, frozenset()) | days, most):
                yield movement_id


def elsewhere(
    sessions: Mapping[Slot, PlannedSession], movements: Mapping[str, Movement], slots: Collection[Slot]
) -> Diary:
    """What comes in the other places of a week; a session that comes in several of them is one."""
    others: dict[str, tuple[list[str], set[int]]] = {}
    for slot, session in sessions.items():
        if slot not in slots:
            ids = [step.movement for step in session.routine.steps]
            others.setdefault(session.routine.id, (ids, set()))[1].add(slot.day)
    diary = Diary(movements)
    for ids, days in others.values():
        diary.note(ids, frozenset(days))
    return diary


def slots_of(plan: Plan) -> Iterator[tuple[Slot, PlannedSession]]:
    """Every place of the week with its session."""
    for day, of_day in sorted(plan.days.items()):
        yield from ((Slot(day, number), session) for number, session in enumerate(of_day))


def allowed(days: frozenset[int], most: int) -> bool:
    """Whether a movement for at most that many days a week may come on those days."""
    if len(days) > most:
        return False
    return most > WITH_REST or not any((day + 1) % WEEK in days for day in days)
