"""How long things take, measured by the timeline compiler itself, so that the planner and the player never disagree.

A routine lasts as long as its steps, each in the position of the step before it, and for every change of position the
change itself, and what is said before it instead of after it. All in whole ms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from unkink.model.catalogue import Catalogue, Position
from unkink.model.dose import Dose
from unkink.model.movement import Movement, Props
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Kind, Pacing, Timeline
from unkink.model.words import Chattiness, Mode, Sides
from unkink.planner.orders import way_down
from unkink.timeline import compile_timeline, speech_ms

STILL, BESIDE = "~still-", "~beside-"  # no id of the catalogue begins so
START = "standing"  # where every routine begins


class Span(NamedTuple):
    """A step's length: after another in its position; after a change, without it; and the least the change takes.

    The last is what must be said during the change; the body may take longer.
    """

    same_ms: int
    moved_ms: int
    voice_ms: int


@dataclass(slots=True)
class Stopwatch:
    """Lengths in one catalogue at one pacing, and its positions from the highest down. It remembers them."""

    catalogue: Catalogue
    pacing: Pacing
    changes: Mapping[tuple[str, str], int] = field(init=False)
    down: tuple[str, ...] = field(init=False)
    _bench: Catalogue = field(init=False)
    _spans: dict[tuple[str, str | None, Dose], Span] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bench = _with_stills(self.catalogue)
        positions = self.catalogue.vocabulary.positions
        self.down = way_down(self.catalogue.vocabulary)
        self.changes = {(a, b): self._change_ms(a, b) for a in positions for b in positions}

    def total_ms(self, routine: Routine) -> int:
        """How long the routine takes, to the ms."""
        return compile_timeline(routine, self.catalogue, self.pacing).duration_ms

    def span(self, step: Step) -> Span:
        """The lengths of a step that comes for the first time in its routine."""
        key = (step.movement, step.form, step.dose)
        if key not in self._spans:
            self._spans[key] = self._measure(step)
        return self._spans[key]

    def _measure(self, step: Step) -> Span:
        movement = self.catalogue.movements[step.movement]
        form = movement.form(step.form) if step.form else None
        position = (form and form.position) or movement.position
        same = self._after(STILL + position, step)
        moved = self._after(BESIDE + position, step)
        voice = _changing_ms(moved)
        return Span(same.duration_ms - same.starts[1], moved.duration_ms - moved.starts[1] - voice, voice)

    def _after(self, still: str, step: Step) -> Timeline:
        routine = Routine("", "", (_still_step(still), step))
        return compile_timeline(routine, self._bench, self.pacing)

    def _change_ms(self, start: str, end: str) -> int:
        """How long the body takes for it; the voice is left out."""
        steps = (_still_step(STILL + start), _still_step(STILL + end))
        quiet = replace(self.pacing, chatty=Chattiness.TONES)
        return _changing_ms(compile_timeline(Routine("", "", steps), self._bench, quiet))


def _changing_ms(timeline: Timeline) -> int:
    """The change of position before the second step; 0 where there is none."""
    return sum(each.end_ms - each.start_ms for each in timeline.segments if each[7] and each.kind is Kind.TRANSITION)


def _still_step(movement_id: str) -> Step:
    return Step(movement_id, Dose(hold_ms=1))


def _with_stills(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a movement of no length in every position, and in one beside it on the same level."""
    if not catalogue.movements:
        return catalogue
    words = catalogue.vocabulary
    beside = {BESIDE + key: replace(each, id=BESIDE + key) for key, each in words.positions.items()}
    some = next(iter(catalogue.movements.values()))
    stills = {STILL + key: _still(some, each, STILL + key) for key, each in words.positions.items()}
    stills |= {key: _still(some, each, key) for key, each in beside.items()}
    phrases = dict(catalogue.phrases)
    for key in ("next", "same_position"):  # a step may be the first too: what is longer to say is counted
        phrases[key] = max(phrases[key], phrases["first"], key=speech_ms)
    return replace(
        catalogue,
        phrases=phrases,
        vocabulary=replace(words, positions={**words.positions, **beside}),
        movements={**catalogue.movements, **stills},
    )


def _still(some: Movement, position: Position, movement_id: str) -> Movement:
    return replace(
        some,
        id=movement_id,
        name="",
        position=position.id,
        mode=Mode.HOLD,
        sides=Sides.BOTH,
        props=Props(),
        steps=(),
        forms=(),
        directions=(),
    )


_KEPT = 4
_watches: list[Stopwatch] = []


def stopwatch(catalogue: Catalogue, pacing: Pacing) -> Stopwatch:
    """The stopwatch of that catalogue and pacing: the one that has measured already, if it is among the last few."""
    for watch in _watches:
        if watch.catalogue is catalogue and watch.pacing == pacing:
            return watch
    watch = Stopwatch(catalogue, pacing)
    _watches[:] = [watch, *_watches[: _KEPT - 1]]
    return watch
