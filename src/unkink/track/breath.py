"""A breath that can be heard: a soft tone that rises and swells as long as one breathes in, and falls and fades out."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from unkink.model.timeline import Channel, Timeline
from unkink.voice.port import RATE, Samples

if TYPE_CHECKING:
    from numpy.typing import NDArray

INHALE, EXHALE = "inhale", "exhale"  # the cues that say when

LOW, HIGH, DEEP = 261.63, 392.0, 196.0  # Hz: from C4 up to G4, and down to G3
# The fundamental and two quiet partials: a bare sine sounds like a hearing test.
PARTIALS = ((1, 1.0), (2, 0.22), (3, 0.06))


class Breath(NamedTuple):
    """When one breathes in, when that turns into breathing out, and when that is over (ms)."""

    start_ms: int
    turn_ms: int
    end_ms: int


def breaths(timeline: Timeline) -> tuple[Breath, ...]:
    """Every breath that the timeline's cues lead, in order."""
    return tuple(_paired(timeline))


def _paired(timeline: Timeline) -> Iterator[Breath]:
    ends = {segment.start_ms: segment.end_ms for segment in timeline.segments}
    turns = sorted(cue.at_ms for cue in timeline.cues if cue[1:] == (Channel.SOUND, EXHALE))
    ins = sorted(cue.at_ms for cue in timeline.cues if cue[1:] == (Channel.SOUND, INHALE))
    for start, turn in zip(ins, turns, strict=True):
        yield Breath(start, turn, ends[start])


@lru_cache(maxsize=8)
def breath(inhale_ms: int, exhale_ms: int) -> Samples:
    """One breath, at most 1 loud where it turns. Samples are float32, mono, RATE a second."""
    rising, falling = _slope(inhale_ms), _slope(exhale_ms)[::-1]
    # Pitches go by ratio, and both slopes are level at their ends: nothing starts or turns at once.
    pitch = np.concatenate((LOW * (HIGH / LOW) ** rising, DEEP * (HIGH / DEEP) ** falling))
    loud = np.concatenate((rising, falling))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    wave = sum(share * np.sin(number * phase) for number, share in PARTIALS)
    return (wave * loud / sum(share for _, share in PARTIALS)).astype(np.float32)


def _slope(ms: int) -> "NDArray[np.float64]":
    """From 0 to 1 over so many ms, level at both ends."""
    share = np.arange(ms * RATE // 1_000) / (ms * RATE // 1_000)
    return 0.5 - 0.5 * np.cos(np.pi * share)
