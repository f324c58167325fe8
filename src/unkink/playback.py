"""Playing a timeline: a state machine without a clock. Each change gives the new state and what to write down.

The browser has its own copy of these rules (frontend/src/player/playback.ts), because it must go on when the server
is gone; tests/vectors/playback.json holds the two together.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from unkink.model.session import EventKind, Hurt
from unkink.model.timeline import Cue, Kind, Segment, Timeline
from unkink.model.words import Side

EXTENSION_MS = 10_000
LAST_SECONDS_MS = 5_000  # an extension is spent before the count-down, so that the count-down stays at the end
BACK_WITHIN_MS = 3_000
MILD_WAIT_MS = 10_000  # mild discomfort is fine if it eases within 5 to 10 s (article-conquer)


class Phase(StrEnum):
    """What the player is doing; `asking` to `choosing` are the steps of a "that hurts"."""

    PLAYING = "playing"
    PAUSED = "paused"
    ASKING = "asking"
    WAITING = "waiting"
    ASKING_AGAIN = "asking-again"
    CHOOSING = "choosing"
    STOPPED = "stopped"
    FINISHED = "finished"


class Note(NamedTuple):
    """Something to write into the journal: a session event without its id and time."""

    kind: EventKind
    position_ms: int
    movement: str
    hurt: Hurt | None = None
    extra_ms: int | None = None


class Change(NamedTuple):
    """The new state, the cues that are due, and what to write down."""

    state: "Playback"
    cues: tuple[Cue, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Playback:
    """A place in a timeline (ms). `extra` is the time added to each segment, `wait_ms` the rest of a mild wait.

    `next_cue` is the first cue that was not given yet.
    """

    timeline: Timeline
    position_ms: int = 0
    phase: Phase = Phase.PAUSED
    extra: Mapping[int, int] = field(default_factory=dict)
    wait_ms: int = 0
    next_cue: int = 0

    @property
    def index(self) -> int:
        """The segment the position lies in (the last one at the very end)."""
        starts = bisect_right(self.timeline.segments, self.position_ms, key=lambda s: s.start_ms)
        return max(0, starts - 1)

    @property
    def segment(self) -> Segment:
        """What the body does now."""
        return self.timeline.segments[self.index]

    @property
    def remaining_ms(self) -> int:
        """Time left in the present segment, added time included."""
        index = self.index
        return self.timeline.segments[index].end_ms - self.position_ms + self.extra.get(index, 0)

    # Time

    def advance(self, elapsed_ms: int) -> Change:
        """Let time pass: only playing moves the position, only a mild wait runs out."""
        if self.phase is Phase.WAITING:
            wait = max(0, self.wait_ms - elapsed_ms)
            phase = Phase.WAITING if wait else Phase.ASKING_AGAIN
            return Change(replace(self, wait_ms=wait, phase=phase))
        if self.phase is not Phase.PLAYING:
            return Change(self)
        return self._play(elapsed_ms)

    def _play(self, elapsed_ms: int) -> Change:
        segments, extra = self.timeline.segments, dict(self.extra)
        position, index, left = self.position_ms, self.index, elapsed_ms
        notes: list[Note] = []
        frozen = False
        while left > 0 and position < self.timeline.duration_ms:
            segment = segments[index]
            owed = extra.get(index, 0)
            target = max(position, segment.end_ms - LAST_SECONDS_MS, segment.start_ms) if owed else segment.end_ms
            moved = min(left, target - position)
            position += moved
            left -= moved
            if owed and position == target:
                spent = min(left, owed)
                left -= spent
                extra[index] = owed - spent
                frozen = extra[index] > 0
                continue
            if position == segment.end_ms and index + 1 < len(segments):
                index += 1
                notes.append(Note(EventKind.REACHED, position, segments[index].movement))
        # Cues at the very moment of a freeze come after it: a count-down must not start and then stand still.
        find = bisect_left if frozen else bisect_right
        due = max(self.next_cue, find(self.timeline.cues, position, key=lambda cue: cue.at_ms))
        phase = self.phase
        if position >= self.timeline.duration_ms:
            phase = Phase.FINISHED
            notes.append(Note(EventKind.FINISHED, position, segments[-1].movement))
        owed_still = {i: ms for i, ms in extra.items() if ms}
        state = replace(self, position_ms=position, phase=phase, extra=owed_still, next_cue=due)
        return Change(state, self.timeline.cues[self.next_cue : due], tuple(notes))

    # Commands while playing or paused. What makes no sense in the present phase changes nothing.

    def pause(self) -> Change:
        """Stand still."""
        if self.phase is not Phase.PLAYING:
            return Change(self)
        return Change(replace(self, phase=Phase.PAUSED), notes=(self._note(EventKind.PAUSED),))

    def resume(self) -> Change:
        """Go on from where it stands."""
        if self.phase is not Phase.PAUSED:
            return Change(self)
        return Change(replace(self, phase=Phase.PLAYING), notes=(self._note(EventKind.RESUMED),))

    def skip(self) -> Change:
        """Leave this movement for the next; on the last one the routine is finished."""
        if self.phase not in (Phase.PLAYING, Phase.PAUSED, Phase.CHOOSING):
            return Change(self)
        left = self._note(EventKind.SKIPPED)
        phase = Phase.PLAYING if self.phase is Phase.CHOOSING else self.phase
        following = self.segment.step + 1
        if following < len(self.timeline.starts):
            return self._seek(self.timeline.starts[following], left, phase)
        end = self.timeline.duration_ms
        notes = (left, Note(EventKind.FINISHED, end, self.segment.movement))
        done = replace(self, position_ms=end, phase=Phase.FINISHED, extra={})
        return Change(replace(done, next_cue=len(self.timeline.cues)), notes=notes)

    def back(self) -> Change:
        """To the start of this movement, or of the one before when this one has hardly begun."""
        if not self._movable:
            return Change(self)
        step = self.segment.step
        entry = self._entry(step)
        before = self.timeline.starts[max(0, step - 1)]
        target = entry if self.position_ms - entry > BACK_WITHIN_MS else before
        return self._seek(target, self._note(EventKind.WENT_BACK), self.phase)

    def repeat(self) -> Change:
        """This movement once more from its beginning, without the change of position."""
        if not self._movable:
            return Change(self)
        return self._seek(self._entry(self.segment.step), self._note(EventKind.REPEATED), self.phase)

    def extend(self) -> Change:
        """Ten seconds more here; a hold on one side owes the same to the other."""
        if not self._movable:
            return Change(self)
        extra = dict(self.extra)
        for index in (self.index, self._mate(self.index)):
            if index is not None:
                extra[index] = extra.get(index, 0) + EXTENSION_MS
        note = self._note(EventKind.EXTENDED)._replace(extra_ms=EXTENSION_MS)
        return Change(replace(self, extra=extra), notes=(note,))

    def stop(self) -> Change:
        """End here for good."""
        if self.phase in (Phase.STOPPED, Phase.FINISHED):
            return Change(self)
        return Change(replace(self, phase=Phase.STOPPED), notes=(self._note(EventKind.STOPPED),))

    # "That hurts"

    def hurt(self) -> Change:
        """Stand still and ask whether it is sharp or mild."""
        return Change(replace(self, phase=Phase.ASKING) if self._movable else self)

    def cancel(self) -> Change:
        """It was nothing: stand paused."""
        return Change(replace(self, phase=Phase.PAUSED) if self.phase is Phase.ASKING else self)

    def answer(self, hurt: Hurt) -> Change:
        """Sharp stops the session; mild waits ten seconds; then it is gone (go on) or stays (ease or skip)."""
        note = self._note(EventKind.HURT)._replace(hurt=hurt)
        asking = (Phase.ASKING, Phase.ASKING_AGAIN, Phase.CHOOSING, Phase.WAITING)
        match hurt:
            case Hurt.SHARP if self.phase in asking:
                stopped = (note, self._note(EventKind.STOPPED))
                return Change(replace(self, phase=Phase.STOPPED), notes=stopped)
            case Hurt.MILD if self.phase is Phase.ASKING:
                waiting = replace(self, phase=Phase.WAITING, wait_ms=MILD_WAIT_MS)
                return Change(waiting, notes=(note,))
            case Hurt.GONE if self.phase in (Phase.WAITING, Phase.ASKING_AGAIN):
                return Change(replace(self, phase=Phase.PLAYING, wait_ms=0), notes=(note,))
            case Hurt.STAYS if self.phase is Phase.ASKING_AGAIN:
                return Change(replace(self, phase=Phase.CHOOSING), notes=(note,))
        return Change(self)

    def ease(self) -> Change:
        """Go on in an easier form."""
        if self.phase is not Phase.CHOOSING:
            return Change(self)
        return Change(replace(self, phase=Phase.PLAYING), notes=(self._note(EventKind.EASED),))

    # Parts

    @property
    def _movable(self) -> bool:
        return self.phase in (Phase.PLAYING, Phase.PAUSED)

    def _note(self, kind: EventKind) -> Note:
        return Note(kind, self.position_ms, self.segment.movement)

    def _entry(self, step: int) -> int:
        """Where a step begins once the body is in position."""
        first = bisect_left(self.timeline.segments, self.timeline.starts[step], key=lambda s: s.start_ms)
        segment = self.timeline.segments[first]
        return segment.end_ms if segment.kind is Kind.TRANSITION else segment.start_ms

    def _seek(self, target: int, note: Note, phase: Phase) -> Change:
        state = at(self.timeline, target, phase)
        reached = Note(EventKind.REACHED, target, state.segment.movement)
        return Change(state, notes=(note, reached))

    def _mate(self, index: int) -> int | None:
        """The later hold on the other side that answers this one."""
        here = self.timeline.segments[index]
        if here.kind is not Kind.HOLD or here.side is Side.BOTH:
            return None
        wanted = here._replace(side=here.side.other)[2:]
        later = enumerate(self.timeline.segments[index + 1 :], index + 1)
        return next((number for number, segment in later if segment[2:] == wanted), None)


def at(timeline: Timeline, position_ms: int, phase: Phase = Phase.PAUSED) -> Playback:
    """A playback standing at that place, the cues before it taken as given."""
    position = min(max(0, position_ms), timeline.duration_ms)
    due = bisect_left(timeline.cues, position, key=lambda cue: cue.at_ms)
    return Playback(timeline, position, phase, next_cue=due)


def resumed(timeline: Timeline, position_ms: int) -> Playback:
    """A stored session taken up again: getting ready starts over, a hold or rep goes on where it was."""
    state = at(timeline, position_ms)
    if state.segment.kind in (Kind.TRANSITION, Kind.PREPARE, Kind.SWITCH):
        return at(timeline, state.segment.start_ms)
    return state
