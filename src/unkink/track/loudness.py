"""As loud as it should be: -16 LUFS over all (ITU-R BS.1770, what podcasts use), no peak above the ceiling, no clicks.

Worked out stretch by stretch, so that a long track needs no more memory than a short one.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from unkink.voice.port import RATE, Samples

TARGET = -16.0  # LUFS
CLOSE = 0.3  # LU from the target that are left as they are
ROUNDS = 3  # how often the gain is corrected for what the limiter took away

# MP3 gives peaks back up to two and a half dB higher than it was given. Decoded, they stay below -1 dBFS.
CEILING = 10 ** (-4 / 20)
NEAR = 0.7  # of the ceiling: below it no peak between two samples reaches it
REACH = RATE // 50  # samples: the limiter leans in this long before a peak, and comes back as slowly
# A peak may lie between two samples. A sinc of eight samples finds what lies in the middle.
_PLACES = np.arange(-3.5, 4)
MIDDLE = (np.sinc(_PLACES) * np.hamming(8)).astype(np.float32)
MIDDLE /= MIDDLE.sum()

STRETCH = 60 * RATE
BLOCK, HOP = RATE * 4 // 10, RATE // 10  # of the measure: 400 ms, each 100 ms
SILENCE, BELOW = -70.0, 10.0  # LUFS that no block may be under; LU that it may be under the mean


class Source(Protocol):
    """Samples that can be made stretch by stretch; outside of it there is silence."""

    length: int

    def window(self, start: int, end: int) -> Samples:
        """The samples from start to end."""
        ...


class Levelled:
    """A source made louder by a gain, its peaks held under the ceiling."""

    def __init__(self, source: Source, gain: float) -> None:
        self.source = source
        self.gain = gain
        self.length = source.length

    def window(self, start: int, end: int) -> Samples:
        """The samples from start to end."""
        # What the limiter does depends on what comes just before and after.
        wide = self.source.window(start - 2 * REACH, end + 2 * REACH) * np.float32(self.gain)
        out = wide[2 * REACH : -2 * REACH]
        if np.abs(wide).max(initial=0) < NEAR * CEILING:
            return out
        return out * _held(wide)[2 * REACH : -2 * REACH]


def levelled(source: Source, told: Callable[[float], None] = lambda _: None) -> Levelled:
    """The source at the target, as it is measured after the limiter. Silence stays silence."""
    loud = integrated(source)
    if loud is None:
        return Levelled(source, 1.0)
    gain = TARGET - loud
    for number in range(ROUNDS):
        told(number / ROUNDS)
        reached = integrated(Levelled(source, 10 ** (gain / 20)))
        if reached is None or abs(TARGET - reached) < CLOSE:
            break
        gain += TARGET - reached
    return Levelled(source, 10 ** (gain / 20))


def integrated(source: Source) -> float | None:
    """How loud the whole is, in LUFS; None where nothing is loud enough to be heard."""
    energy = np.concatenate([10 ** (np.asarray(blocks) / 10) for blocks in _blocks(source)])
    heard = energy[energy > 10 ** (SILENCE / 10)]
    if not len(heard):
        return None
    counted = heard[heard > heard.mean() / 10 ** (BELOW / 10)]
    return float(10 * np.log10(counted.mean()))


def _blocks(source: Source) -> Iterator[list[float]]:
    """The loudness of every block, in LUFS, stretch by stretch.

    A stretch begins a block early, for the filters to settle, and ends so late that its last block is whole.
    """
    from pyloudnorm import Meter  # noqa: PLC0415 (it takes a while, and only here)

    meter = Meter(RATE)
    for start in range(0, max(source.length, 1), STRETCH):
        end = min(start + STRETCH, source.length)
        meter.integrated_loudness(source.window(start - BLOCK, end + BLOCK - HOP))
        early = BLOCK // HOP
        whole = max(0, min(end - start - 1, source.length - BLOCK - start) // HOP + 1)
        yield meter.blockwise_loudness[early : early + whole]


def _held(samples: Samples) -> Samples:
    """For every sample, how much of it may stay: smooth, and nowhere more than the peaks allow."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d  # noqa: PLC0415 (as above)

    between = np.abs(np.convolve(samples, MIDDLE, "same"))
    # Either neighbour of a middle answers for it.
    peaks = np.maximum(np.abs(samples), np.maximum(between, np.roll(between, -1)))
    allowed = np.minimum(1.0, CEILING / np.maximum(peaks, CEILING))
    lowest = minimum_filter1d(allowed, REACH + 1)
    # Two means, one after the other, reach no further than the minimum did: what comes out is nowhere above `allowed`.
    return uniform_filter1d(uniform_filter1d(lowest, REACH // 2 + 1), REACH // 2 + 1)
