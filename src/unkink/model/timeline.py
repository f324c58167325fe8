"""A timeline: a routine with every moment fixed, in whole milliseconds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from unkink.model.words import Chattiness, Side


class Kind(StrEnum):
    """What the body does during a segment."""

    TRANSITION = "transition"
    PREPARE = "prepare"
    HOLD = "hold"
    REP = "rep"
    BREATHE = "breathe"
    REST = "rest"
    SWITCH = "switch"


class Channel(StrEnum):
    """How a cue reaches the person: said (and captioned), sounded, or only shown."""

    SAY = "say"
    SOUND = "sound"
    SHOW = "show"


# Segments and cues are named tuples, not dataclasses: a timeline has hundreds, and they are made three times faster.
class Segment(NamedTuple):
    """What the body does from start to end (ms). Set and rep count from 1; 0 where there is none."""

    start_ms: int
    end_ms: int
    kind: Kind
    movement: str
    side: Side
    set: int
    rep: int
    step: int


class Cue(NamedTuple):
    """What is said, sounded or shown, and when (ms)."""

    at_ms: int
    channel: Channel
    text: str


@dataclass(frozen=True, slots=True)
class Pacing:
    """A person's settings for time and talk. Times in ms; `pace` is in percent, 100 is usual, 50 takes twice as long.

    Pace stretches changing position, getting ready, changing sides and the tempo of reps; never holds, rests or breath.
    """

    pace: int = 100
    prepare_ms: int = 8_000
    inhale_ms: int = 4_000
    exhale_ms: int = 6_000
    chatty: Chattiness = Chattiness.STEPS


@dataclass(frozen=True, slots=True)
class Timeline:
    """Segments without gap or overlap from 0 to `duration_ms`, and cues in order of time.

    `starts` holds the first moment of each step of the routine (ms).
    """

    routine: str
    duration_ms: int
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    starts: tuple[int, ...]
