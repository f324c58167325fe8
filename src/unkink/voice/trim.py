"""Silence in what an engine gave: cut away at both ends, and never long in the middle.

So a cue begins when it should, and how long it takes depends on its words.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

from unkink.voice.port import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from unkink.voice.port import Samples

FRAME = RATE // 200  # 5 ms
QUIETEST = 0.004  # RMS of a frame, full scale being 1: breath and hiss lie below it, the softest "s" above
BEFORE, AFTER = RATE * 20 // 1_000, RATE * 60 // 1_000  # left standing: a word's first and last sounds are soft
FADE = RATE * 8 // 1_000  # short enough to take nothing from a "p", long enough not to click
PAUSE = RATE * 600 // 1_000  # the longest between two sentences; engines leave nearly a second


def trimmed(samples: "Samples") -> "Samples":
    """The speech with 20 ms before it, 60 ms after it and pauses of at most 0.6 s. Empty where all is silence."""
    import numpy as np  # noqa: PLC0415 (heavy, and only needed where something is said)

    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    heard = np.flatnonzero(np.sqrt(np.mean(frames * frames, axis=1)) > QUIETEST)
    if not len(heard):
        return np.zeros(0, np.float32)
    fade = np.linspace(0, 1, FADE, dtype=np.float32)
    pieces = []
    for start, end in _pieces(heard, len(samples)):
        piece = samples[start:end].copy()
        short = min(FADE, len(piece))
        piece[:short] *= fade[:short]
        piece[-short:] *= fade[:short][::-1]
        pieces.append(piece)
    return np.concatenate(pieces)


def _pieces(heard: "NDArray[np.intp]", length: int) -> "Iterator[tuple[int, int]]":
    """From which sample to which the speech is kept: broken only within pauses that are too long."""
    start = max(0, int(heard[0]) * FRAME - BEFORE)
    for before, after in pairwise(heard):
        ends, begins = (int(before) + 1) * FRAME, int(after) * FRAME
        if begins - ends > PAUSE:
            yield start, ends + PAUSE // 2
            start = begins - PAUSE // 2
    yield start, min(length, (int(heard[-1]) + 1) * FRAME + AFTER)
