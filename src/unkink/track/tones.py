"""The tones of the sound cues, made of the same notes as those of the browser (frontend/src/player/tones.ts)."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from unkink.voice.port import RATE, Samples

if TYPE_CHECKING:
    from numpy.typing import NDArray

_G4, _C5, _E4, _C4, _E5 = 392.0, 523.25, 329.63, 261.63, 659.25

RISE_S = 0.04  # without a slope at the start a tone clicks
SILENT = 0.0001  # an exponential slope cannot reach zero; at its end this little is left, and cut off


class Note(NamedTuple):
    """Pitch in Hz, when it starts and how long it rings (s), how loud (0 to 1), and whether it is a triangle wave."""

    pitch: float
    length: float
    loud: float
    at: float = 0.0
    triangle: bool = False


NOTES: dict[str, tuple[Note, ...]] = {
    "begin": (Note(_G4, 0.5, 0.6), Note(_C5, 0.9, 0.7, at=0.16)),
    "halfway": (Note(_C5, 0.7, 0.45, triangle=True),),
    "count": (Note(_G4, 0.22, 0.45, triangle=True),),
    "switch": (
        Note(_E4, 0.4, 0.6, triangle=True),
        Note(_G4, 0.4, 0.6, at=0.2, triangle=True),
        Note(_E4, 0.8, 0.6, at=0.4, triangle=True),
    ),
    "rest": (Note(_C5, 0.5, 0.5), Note(_G4, 1.0, 0.5, at=0.18)),
    "rep": (Note(_E4, 0.3, 0.4),),
    "end": (
        Note(_C4, 1.2, 0.5),
        Note(_E4, 1.2, 0.5, at=0.22),
        Note(_G4, 1.4, 0.5, at=0.44),
        Note(_C5, 2.2, 0.5, at=0.66),
        Note(_E5, 2.2, 0.25, at=0.66),
    ),
}


@cache
def tone(name: str) -> Samples:
    """A tone by the name of its cue; an unknown name is silence. Samples are float32, mono, RATE a second."""
    notes = NOTES.get(name, ())
    whole = np.zeros(max((round((note.at + note.length) * RATE) for note in notes), default=0), np.float32)
    for note in notes:
        start, ringing = round(note.at * RATE), _ring(note)
        whole[start : start + len(ringing)] += ringing
    return whole


def _ring(note: Note) -> Samples:
    time = np.arange(round(note.length * RATE)) / RATE
    fall = note.loud * (SILENT / note.loud) ** ((time - RISE_S) / (note.length - RISE_S))
    envelope = np.where(time < RISE_S, note.loud * time / RISE_S, fall)
    wave = _triangle(note.pitch, time) if note.triangle else np.sin(2 * np.pi * note.pitch * time)
    return (wave * envelope).astype(np.float32)


def _triangle(pitch: float, time: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """A triangle wave from those of its partials that can be heard at RATE."""
    wave = np.zeros_like(time)
    for number in range(1, int(RATE / 2 / pitch), 2):
        sign = 1 if number % 4 == 1 else -1
        wave += sign / number**2 * np.sin(2 * np.pi * pitch * number * time)
    return 8 / np.pi**2 * wave
