"""Every sound of a session in its place: the timeline to the millisecond, tones and breath lowered under speech.

A track of 45 minutes is 65 million samples. So it is never there as a whole: any stretch of it can be made by itself.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from unkink.model.timeline import Channel, Timeline
from unkink.track.breath import breath, breaths
from unkink.track.model import LEAD_IN_MS, TAIL_MS, Mix
from unkink.track.tones import tone
from unkink.voice.port import RATE, Samples, Voice

A_MS = RATE // 1_000  # samples

# How loud beside the voice as it comes, which is about -26 LUFS: a tone some 2 to 9 LU less, a breath 6.
TONES = 0.25
BREATH = 0.07

DUCKED = 0.3  # what is left of tones and breath while somebody speaks: 10 dB less
DUCK_MS = 120  # they are down when the first word comes
RETURN_MS = 450
PAUSE_MS = 900  # between two texts closer than this they stay down
FADE_MS = 25  # where the next text begins before one is over


class Sound(NamedTuple):
    """Samples and where in the track they begin."""

    start: int
    samples: Samples

    @property
    def end(self) -> int:
        """Where they are over."""
        return self.start + len(self.samples)


class Mixed:
    """A track that can be made stretch by stretch. `length` is in samples."""

    def __init__(self, speech: Iterable[Sound], beside: Iterable[Sound], duration_ms: int) -> None:
        """`beside` is what gives way to speech. What rings longer than the timeline makes the track longer."""
        self.speech = tuple(speech)
        self.beside = tuple(beside)
        over = max((sound.end for sound in (*self.speech, *self.beside)), default=0)
        self.length = max(over, (LEAD_IN_MS + duration_ms) * A_MS) + TAIL_MS * A_MS

    def window(self, start: int, end: int) -> Samples:
        """The samples from start to end; outside of the track there is silence."""
        out = _laid(self.beside, start, end)
        if out.any():
            out *= np.interp(np.arange(start, end), *self._ducking)
        out += _laid(self.speech, start, end)
        return out

    @cached_property
    def _ducking(self) -> tuple[list[int], list[float]]:
        """Places, and how much of tones and breath is left there; between them it goes in a straight line."""
        places, left = [0], [1.0]
        for start, end in _joined(self.speech):
            places += [max(start - DUCK_MS * A_MS, places[-1]), start, end, end + RETURN_MS * A_MS]
            left += [1.0, DUCKED, DUCKED, 1.0]
        return places, left


def mix(timeline: Timeline, voice: Voice | None, wanted: Mix, told: Callable[[float], None] = lambda _: None) -> Mixed:
    """The track of a timeline. `told` hears how much of its words is spoken, from 0 to 1.

    Raises VoiceError where something cannot be said.
    """
    speech = _cut(_spoken(timeline, voice, told)) if voice and wanted.voice else []
    beside: list[Sound] = []
    if wanted.tones:
        sounds = (cue for cue in timeline.cues if cue.channel is Channel.SOUND)
        beside += [Sound(_place(cue.at_ms), tone(cue.text) * np.float32(TONES)) for cue in sounds]
    if wanted.breath:
        beside += [
            Sound(_place(each.start_ms), _breath(each.turn_ms - each.start_ms, each.end_ms - each.turn_ms))
            for each in breaths(timeline)
        ]
    return Mixed(speech, beside, timeline.duration_ms)


def _place(at_ms: int) -> int:
    return (LEAD_IN_MS + at_ms) * A_MS


def _breath(inhale_ms: int, exhale_ms: int) -> Samples:
    return breath(inhale_ms, exhale_ms) * np.float32(BREATH)


def _spoken(timeline: Timeline, voice: Voice, told: Callable[[float], None]) -> list[Sound]:
    """Every text that is said, at its moment."""
    cues = [cue for cue in timeline.cues if cue.channel is Channel.SAY]
    texts = list(dict.fromkeys(cue.text for cue in cues))
    said: dict[str, Samples] = {}
    for done, text in enumerate(texts):
        told(done / len(texts))
        said[text] = voice.speak(text)
    return [Sound(_place(cue.at_ms), said[cue.text]) for cue in cues]


def _cut(speech: list[Sound]) -> list[Sound]:
    """The same, where nobody speaks on when the next text begins."""
    following = [sound.start for sound in speech[1:]]
    cut = [
        Sound(sound.start, _faded(sound.samples[: after - sound.start])) if sound.end > after else sound
        for sound, after in zip(speech, following, strict=False)
    ]
    return [*cut, *speech[-1:]]


def _faded(samples: Samples) -> Samples:
    """The samples with their end let down to silence, so that it does not click."""
    faded = samples.copy()
    length = min(FADE_MS * A_MS, len(faded))
    faded[len(faded) - length :] *= np.linspace(1, 0, length, dtype=np.float32)
    return faded


def _joined(speech: Iterable[Sound]) -> list[tuple[int, int]]:
    """Stretches in which somebody speaks, short pauses counted in."""
    joined: list[tuple[int, int]] = []
    for sound in speech:
        if joined and sound.start - joined[-1][1] < PAUSE_MS * A_MS:
            joined[-1] = (joined[-1][0], max(joined[-1][1], sound.end))
        else:
            joined.append((sound.start, sound.end))
    return joined


def _laid(sounds: Iterable[Sound], start: int, end: int) -> Samples:
    """The sum of those parts of the sounds that lie from start to end."""
    out = np.zeros(end - start, np.float32)
    for sound in sounds:
        first, last = max(sound.start, start), min(sound.end, end)
        if first < last:
            out[first - start : last - start] += sound.samples[first - sound.start : last - sound.start]
    return out
