"""What happened, into the journal, at once. Where the journal cannot be written, the routine goes on all the same."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from unkink.errors import UnkinkError
from unkink.ids import uuid7
from unkink.model.session import Event, EventKind, Pain

if TYPE_CHECKING:
    from unkink.model.play import Play
    from unkink.playback import Note

SLOW_S = 1  # a failure this slow (a locked file) freezes the player, so the next try waits
WAIT_S = 30


@dataclass(slots=True)
class Recorder:
    """Writes events of one session. `record` keeps them (UnkinkError where it cannot), `wall` is ms since 1970 UTC.

    `events` are all that happened here; `unsaved` those that are not on disk yet; `trouble` says why, in one line.
    """

    record: Callable[[Sequence[Event]], int]
    wall: Callable[[], int]
    session: UUID = field(default_factory=uuid7)
    last_at: int = 0
    events: list[Event] = field(default_factory=list)
    unsaved: list[Event] = field(default_factory=list)
    trouble: str = ""
    _not_before: float = field(default=0, init=False)

    def started(self, ready: "Play", pain: Sequence[Pain] = ()) -> None:
        """The session begins, with how it hurts before it where that was given."""
        begun = self._event(EventKind.STARTED)
        routine = ready.routine.id
        first = [Event(*begun, routine=routine, choices=ready.choices, pacing=ready.pacing)]
        if pain:
            first.append(Event(*self._event(EventKind.PAIN_BEFORE), pain=tuple(pain)))
        self._write(first)

    def note(self, notes: Iterable["Note"]) -> None:
        """What the playback has to write down."""
        self._write(
            [
                Event(
                    *self._event(note.kind),
                    position_ms=note.position_ms,
                    movement=note.movement,
                    hurt=note.hurt,
                    extra_ms=note.extra_ms,
                )
                for note in notes
            ]
        )

    def pain_after(self, pain: Sequence[Pain], position_ms: int) -> None:
        """How it hurts afterwards."""
        self._write([Event(*self._event(EventKind.PAIN_AFTER), position_ms=position_ms, pain=tuple(pain))])

    def save(self) -> None:
        """Try to write what is unsaved, now."""
        if not self.unsaved:
            return
        began = time.monotonic()
        try:
            self.record(tuple(self.unsaved))
        except UnkinkError as error:
            self.trouble = str(error)
            if time.monotonic() - began > SLOW_S:
                self._not_before = time.monotonic() + WAIT_S
        else:
            self.unsaved.clear()
            self.trouble = ""

    def _event(self, kind: EventKind) -> tuple[UUID, UUID, EventKind, int]:
        # A wall clock that is set back must not turn the order of events round.
        self.last_at = max(self.last_at, self.wall())
        return uuid7(), self.session, kind, self.last_at

    def _write(self, events: Sequence[Event]) -> None:
        self.events += events
        self.unsaved += events
        if events and time.monotonic() >= self._not_before:
            self.save()
