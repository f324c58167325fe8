"""Sessions: one run of a timeline, as events that happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from unkink.model.timeline import Pacing


class EventKind(StrEnum):
    """What can happen in a session. `reached` marks the start of each segment, so that a session can be resumed."""

    STARTED = "started"
    PAIN_BEFORE = "pain-before"
    REACHED = "reached"
    PAUSED = "paused"
    RESUMED = "resumed"
    SKIPPED = "skipped"
    WENT_BACK = "went-back"
    REPEATED = "repeated"
    EXTENDED = "extended"
    HURT = "hurt"
    EASED = "eased"
    STOPPED = "stopped"
    FINISHED = "finished"
    PAIN_AFTER = "pain-after"
    PAIN_NEXT_DAY = "pain-next-day"


class Hurt(StrEnum):
    """How a "that hurts" was answered: sharp, mild, gone within the wait, or still there."""

    SHARP = "sharp"
    MILD = "mild"
    GONE = "gone"
    STAYS = "stays"


class Pain(NamedTuple):
    """A rating of pain on the NRS, 0 to 10, in one region (None: all in all)."""

    nrs: int
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `id` and `session` are UUIDv7, made where it happened.

    `at` is wall-clock time in ms since 1970 UTC, `position_ms` the place in the timeline. Which of the
    other fields are set depends on the kind: `routine`, `choices` and `pacing` with `started` (so that a resumed
    session has the timeline it began with), `movement` with what happens inside a step, `hurt` with `hurt`, `pain`
    with the three ratings, `extra_ms` with `extended`.
    """

    id: UUID
    session: UUID
    kind: EventKind
    at: int
    position_ms: int = 0
    routine: str | None = None
    choices: tuple[str, ...] = ()
    pacing: Pacing | None = None
    movement: str | None = None
    hurt: Hurt | None = None
    pain: tuple[Pain, ...] = ()
    extra_ms: int | None = None


class State(StrEnum):
    """Where a session stands: `open` can be resumed."""

    OPEN = "open"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a routine, read from its events in order of time."""

    id: UUID
    routine: str
    choices: tuple[str, ...]
    started_at: int
    last_at: int
    position_ms: int
    state: State
    pacing: Pacing | None = None
    pain_before: tuple[Pain, ...] = ()
    pain_after: tuple[Pain, ...] = ()
    pain_next_day: tuple[Pain, ...] = ()
    hurts: tuple[tuple[str, Hurt], ...] = ()
    skipped: tuple[str, ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False)


Journal = Mapping[UUID, Session]
