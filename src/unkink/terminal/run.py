"""One run of a routine: the playback, the clock that drives it, and the recorder of what happens."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from unkink.journal import fold
from unkink.language import sentences, texts
from unkink.model.session import EventKind, Pain, Session
from unkink.playback import Change, Note, Phase, Playback, at, resumed
from unkink.terminal.clock import GAP_NS, Clock
from unkink.terminal.recorder import Recorder

if TYPE_CHECKING:
    from uuid import UUID

    from unkink.model.play import Play
    from unkink.model.timeline import Cue
    from unkink.service import Unkink


class Run:
    """A routine being played: new, or the rest of `session`. Raises what the journal raises where that cannot be read.

    `slept` is set where the machine slept while playing: the place is kept, and the playback stands paused.
    """

    def __init__(
        self, service: "Unkink", ready: "Play", *, clock: Clock | None = None, session: "UUID | None" = None
    ) -> None:
        self.service = service
        self.ready = ready
        self.clock = clock or Clock()
        self.recorder = Recorder(service.record, service.clock)
        self.earlier: Session | None = None
        self.state = at(ready.timeline, 0)
        self.slept = False
        self._due: list[Cue] = []
        if session:
            self._take_up(service.session(session))

    def _take_up(self, earlier: Session) -> None:
        self.earlier = earlier
        self.recorder.session = earlier.id
        self.recorder.last_at = earlier.last_at
        self.state = resumed(self.ready.timeline, earlier.position_ms)

    # What happens

    def begin(self, pain: Sequence[Pain] = ()) -> None:
        """Start a new session, or go on with the one that was left."""
        self.clock.start()
        if self.earlier:
            self.do(Playback.resume)
            return
        self.recorder.started(self.ready, pain)
        first = Note(EventKind.REACHED, 0, self.ready.timeline.segments[0].movement)
        self._apply(Change(replace(self.state, phase=Phase.PLAYING), notes=(first,)))

    def tick(self) -> list["Cue"]:
        """Let time pass; the cues that are due since the last tick."""
        elapsed = self.clock.look()
        if elapsed is not None:
            self._apply(self.state.advance(elapsed))
        elif self.state.phase is Phase.PLAYING:
            self._apply(self.state.pause())
            self.slept = True
        due, self._due = self._due, []
        return due

    def do(self, command: Callable[[Playback], Change]) -> bool:
        """Obey a person, from where they see themselves now; whether it changed anything."""
        self._due = self.tick()
        before = self.state
        self._apply(command(before))
        return self.state is not before

    def toggle(self) -> bool:
        """Stand still, or go on."""
        return self.do(Playback.resume if self.state.phase is Phase.PAUSED else Playback.pause)

    def rate(self, pain: Sequence[Pain]) -> None:
        """Write down how it feels afterwards."""
        if pain:
            self.recorder.pain_after(pain, self.state.position_ms)

    def leave(self) -> None:
        """Stand still at this place, so that it can be gone on with later."""
        self.do(Playback.pause)

    def close(self) -> str:
        """Try once more to save what is unsaved; one line about what is lost, or nothing."""
        self.recorder.save()
        if not (lost := len(self.recorder.unsaved)):
            return ""
        told = texts(
            "The last {n} entry could not be saved in your journal.",
            "The last {n} entries could not be saved in your journal.",
            lost,
        )
        return sentences(told, self.recorder.trouble)

    def _apply(self, change: Change) -> None:
        self.state = change.state
        self.slept = self.slept and change.state.phase is Phase.PAUSED
        self._due += change.cues
        if not change.notes:
            return
        began = self.clock.now()
        self.recorder.note(change.notes)
        if self.clock.now() - began > GAP_NS:
            self.clock.start()  # that was a slow disk, not a sleeping machine

    # What there is to tell

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return self.state.phase in (Phase.FINISHED, Phase.STOPPED)

    @property
    def begun(self) -> bool:
        """Whether anything was written in this run."""
        return bool(self.recorder.events)

    @property
    def so_far(self) -> Session | None:
        """The session as the journal will tell it, unsaved events included."""
        return fold([*(self.earlier.events if self.earlier else ()), *self.recorder.events])
