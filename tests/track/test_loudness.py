"""As loud as it should be, measured; no peak too high, and nothing that clicks."""

import numpy as np
import pyloudnorm
import pytest

from tests.hum import loudness
from unkink.track.loudness import CEILING, STRETCH, TARGET, Levelled, integrated, levelled
from unkink.voice.port import RATE, Samples


class Given:
    """Samples as a source that knows how long the longest stretch was that it was asked for."""

    def __init__(self, samples: Samples) -> None:
        self.samples = samples
        self.length = len(samples)
        self.longest = 0

    def window(self, start: int, end: int) -> Samples:
        self.longest = max(self.longest, end - start)
        out = np.zeros(end - start, np.float32)
        first, last = max(start, 0), min(end, self.length)
        if first < last:
            out[first - start : last - start] = self.samples[first:last]
        return out


def speech_like(seconds: int, loud: float = 0.05) -> Samples:
    """Bursts of noise with silence between them, and a sharp peak now and then."""
    chance = np.random.default_rng(1)
    samples = (loud * chance.standard_normal(seconds * RATE)).astype(np.float32)
    samples[(np.arange(len(samples)) // RATE) % 3 == 0] = 0
    samples[RATE + 1 :: 4 * RATE] += 0.8
    return samples


def whole(source: Levelled) -> Samples:
    return source.window(0, source.length)


@pytest.mark.parametrize("seconds", [2, 59, 61, 130])
def test_in_pieces_it_measures_what_the_measure_itself_says(seconds: int) -> None:
    samples = speech_like(seconds)
    measured = integrated(Given(samples))
    assert measured
    assert abs(measured - loudness(samples)) < 0.05


@pytest.mark.parametrize("loud", [0.0005, 0.02, 0.5])
def test_quiet_or_loud_it_comes_out_at_the_target(loud: float) -> None:
    """Else a person reaches for the volume at every session."""
    assert abs(loudness(whole(levelled(Given(speech_like(70, loud))))) - TARGET) < 0.5


def test_no_peak_is_above_the_ceiling_and_the_limiter_bends_softly() -> None:
    tone = (0.9 * np.sin(2 * np.pi * 150 * np.arange(4 * RATE) / RATE)).astype(np.float32)
    tone[: 2 * RATE] *= 0.3
    limited = whole(Levelled(Given(tone), 2.0))
    assert np.abs(limited).max() <= CEILING * 1.0001
    gain = limited[RATE:-RATE] / (2 * tone[RATE:-RATE] + 1e-9)
    sure = np.abs(tone[RATE:-RATE]) > 0.1
    assert np.abs(np.diff(limited)).max() < 2 * np.pi * 150 / RATE  # nothing steeper than the tone itself
    assert gain[sure].min() > 0.3


def test_what_lies_below_is_left_alone() -> None:
    samples = speech_like(5, 0.01)[: RATE // 2]
    assert np.array_equal(whole(Levelled(Given(samples), 1.0)), samples)


def test_made_in_pieces_it_is_the_same() -> None:
    source = Levelled(Given(speech_like(10)), 4.0)
    pieces = np.concatenate([source.window(start, start + RATE // 3) for start in range(0, 10 * RATE, RATE // 3)])
    assert np.allclose(pieces, whole(source), atol=1e-5)


@pytest.mark.parametrize("seconds", [0, 1, 61])
def test_silence_stays_silence(seconds: int) -> None:
    """A routine in which nothing is to be heard still has its track."""
    silence = np.zeros(seconds * RATE, np.float32)
    assert integrated(Given(silence)) is None
    assert not whole(levelled(Given(silence))).any()


def test_a_long_track_needs_no_more_memory_than_a_short_one() -> None:
    source = Given(speech_like(150))
    levelled(source)
    assert source.longest < STRETCH + RATE


def test_the_measure_is_that_of_the_standard() -> None:
    """A sine of 997 Hz at full scale is -3.01 LUFS; at this rate the filter is a little off."""
    sine = np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE).astype(np.float32)
    measured = integrated(Given(sine))
    assert measured
    assert abs(measured + 3.01) < 0.2
    assert abs(measured - pyloudnorm.Meter(RATE).integrated_loudness(sine)) < 0.05
