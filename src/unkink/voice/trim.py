"""Silence before and after speech, cut away: a cue begins when it should and ends when it is over."""

from typing import TYPE_CHECKING

from unkink.voice.port import RATE

if TYPE_CHECKING:
    from unkink.voice.port import Samples

FRAME = RATE // 200  # 5 ms
QUIETEST = 0.004  # RMS of a frame, full scale being 1: breath and hiss lie below it, the softest "s" above
BEFORE, AFTER = RATE * 20 // 1_000, RATE * 60 // 1_000  # left standing: a word's first and last sounds are soft
FADE = RATE * 8 // 1_000  # short enough to take nothing from a "p", long enough not to click


def trimmed(samples: "Samples") -> "Samples":
    """The speech, with 20 ms before it, 60 ms after it and both ends faded. Empty where there is only silence."""
    import numpy as np  # noqa: PLC0415 (heavy, and only needed where something is said)

    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    heard = np.flatnonzero(np.sqrt(np.mean(frames * frames, axis=1)) > QUIETEST)
    if not len(heard):
        return np.zeros(0, np.float32)
    start = max(0, int(heard[0]) * FRAME - BEFORE)
    speech = samples[start : (int(heard[-1]) + 1) * FRAME + AFTER].copy()
    fade = np.linspace(0, 1, min(FADE, len(speech)), dtype=np.float32)
    speech[: len(fade)] *= fade
    speech[-len(fade) :] *= fade[::-1]
    return speech
