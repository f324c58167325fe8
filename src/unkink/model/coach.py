"""What is kept of a person's plan, and how a day of it looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from unkink.model.person import Person
from unkink.model.plan import Plan, PlannedSession
from unkink.model.programme import Routine
from unkink.model.progress import Change
from unkink.model.screening import Clearance, Due
from unkink.model.timeline import Pacing


class DateSlot(NamedTuple):
    """A session's place: its date, and its number in the day, from 0."""

    date: date
    number: int


class Instead(StrEnum):
    """Why another session takes a place for one day."""

    SHORTER = "shorter"
    GENTLER = "gentler"
    BAD_DAY = "bad-day"


class Replaced(NamedTuple):
    """A session that takes the place of a planned one, for one day."""

    why: Instead
    session: PlannedSession


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan as it is kept: for whom, from which date on (its day 0), and when it last changed (ms since 1970 UTC).

    `cautions` and `positions` are what screening left out, and `pacing` what was set, when it was made: when they
    change, the plan is made anew. `instead` has what takes the place of single sessions. The week repeats until another
    plan is made.
    """

    person: Person
    plan: Plan
    begins: date
    made_at: int
    cautions: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    pacing: Pacing = field(default_factory=Pacing)
    instead: Mapping[DateSlot, Replaced] = field(default_factory=dict)

    def day(self, today: date) -> int:
        """Which day of the plan's week a date is."""
        return (today - self.begins).days % 7

    def sessions(self, today: date) -> tuple[PlannedSession, ...]:
        """The sessions of that date; none on a day of rest, or before the plan begins."""
        if today < self.begins:
            return ()
        planned = self.plan.days.get(self.day(today), ())
        places = (self.instead.get(DateSlot(today, number)) for number in range(len(planned)))
        return tuple(other.session if other else each for each, other in zip(planned, places, strict=True))

    def routines(self) -> dict[str, Routine]:
        """Every routine of the week, by id."""
        return {each.routine.id: each.routine for of_day in self.plan.days.values() for each in of_day}


@dataclass(frozen=True, slots=True)
class Turn:
    """One session of a day. `done`: the person finished it on that day; `instead`: why it is not the planned one."""

    number: int
    session: PlannedSession
    done: bool
    instead: Instead | None = None


class Next(NamedTuple):
    """The next date with a session after today, and its first session."""

    date: date
    session: PlannedSession


class Morning(NamedTuple):
    """A session whose next morning is not told yet, and how long it was ago (ms since 1970 UTC it ended)."""

    session: UUID
    name: str
    ended_at: int


class Swap(NamedTuple):
    """A movement that can take a step's place, and the session with it."""

    movement: str
    session: PlannedSession


class Told(NamedTuple):
    """A change of late, and whether undoing it would put all back as it was before."""

    change: Change
    undoable: bool


@dataclass(frozen=True, slots=True)
class Today:
    """All about one day: whether the person may stretch, what is due, the day's sessions, what changed of late.

    Without a plan there are no turns. `gentle_until` is ms since 1970 UTC. `kept` is None before the first plan.
    """

    date: date
    clearance: Clearance
    due: Due | None
    kept: Kept | None
    turns: tuple[Turn, ...] = ()
    next: Next | None = None
    told: tuple[Told, ...] = ()
    gentle_until: int | None = None
    morning: Morning | None = None
