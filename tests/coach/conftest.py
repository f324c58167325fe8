"""Somebody with a journal, a clock that the test moves, and a plan."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from uuid import UUID

import pytest

from unkink.coach import Coach
from unkink.ids import uuid7
from unkink.model.coach import Today, Turn
from unkink.model.person import Person
from unkink.model.session import Event, EventKind, Hurt, Pain
from unkink.moments import DAY_MS, HOUR_MS
from unkink.service import Unkink
from unkink.settings import Settings

MORNING = 1_772_524_800_000  # 3 March 2026, 8:00 UTC, a Tuesday
NO = dict.fromkeys(("nerves", "danger", "pain", "health", "care", "directions", "joints", "places"), ("none",))
ANNA = Person({"lower-back": 5, "neck": 3}, 12, causes=frozenset({"sitting"}), days_per_week=7)


@dataclass
class Clock:
    """Ms since 1970, moved by the test."""

    now: int = MORNING

    def __call__(self) -> int:
        return self.now

    def next_day(self, days: int = 1) -> None:
        """To eight in the morning, so many days later."""
        self.now += days * DAY_MS - (self.now - MORNING) % DAY_MS


@dataclass
class Life:
    """What a person does, in the words of the test."""

    unkink: Unkink
    clock: Clock

    @property
    def coach(self) -> Coach:
        return self.unkink.coach

    def do(self, turn: Turn, before: int = 3, after: int = 2, hurt: tuple[str, Hurt] | None = None) -> UUID:
        """Play a session to its end, now; it takes half an hour."""
        session, routine = uuid7(), turn.session.routine
        self._event(session, EventKind.STARTED, routine=routine.id)
        self._event(session, EventKind.PAIN_BEFORE, pain=(Pain(before),))
        for step in routine.steps:
            self._event(session, EventKind.REACHED, movement=step.movement)
            if hurt and step.movement == hurt[0]:
                self._event(session, EventKind.HURT, movement=step.movement, hurt=hurt[1])
        self.clock.now += HOUR_MS // 2
        self._event(session, EventKind.FINISHED, position_ms=turn.session.duration_ms)
        self._event(session, EventKind.PAIN_AFTER, pain=(Pain(after),))
        return session

    def days(self, count: int, before: int, after: int) -> Today:
        """So many days with a session each, looked at on the morning after each."""
        today = self.coach.look()
        for _ in range(count):
            self.do(today.turns[0], before, after)
            self.clock.next_day()
            today = self.coach.look()
        return today

    def _event(self, session: UUID, kind: EventKind, **more: object) -> None:
        self.clock.now += 1_000
        event = Event(id=uuid7(), session=session, kind=kind, at=self.clock.now, **more)  # type: ignore[arg-type]
        self.unkink.record([event])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def unkink(data_dir: Path, clock: Clock) -> Iterator[Unkink]:
    """A service on an unused data folder, whose days are those of UTC."""
    with closing(Unkink(Settings.of(data_dir), clock)) as service:
        service.__dict__["coach"] = Coach(service, UTC)
        yield service


@pytest.fixture
def life(unkink: Unkink, clock: Clock) -> Life:
    """Somebody who answered the safety questions and has a plan."""
    unkink.screen(NO)
    unkink.coach.make(ANNA)
    return Life(unkink, clock)
