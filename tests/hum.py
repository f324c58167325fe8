"""A voice for tests: every text is a hum of its own, at no cost; and how to find a sound in a track."""

import hashlib
import io

import numpy as np
import pyloudnorm
import soundfile

from unkink.track.model import LEAD_IN_MS
from unkink.voice.port import RATE, Samples

A_MS = RATE // 1_000
WORD_MS = 300


class Hum:
    """Says a text as a hum of its own: as long as its words, at a pitch that follows from its letters."""

    name = "hum"
    version = "1"
    language = "en"

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, text: str) -> Samples:
        """The hum; the same text gives the same samples."""
        self.said.append(text)
        length = WORD_MS * A_MS * (text.count(" ") + 1)
        chance = np.random.default_rng(int(hashlib.sha256(text.encode()).hexdigest()[:8], 16))
        # Noise of its own makes each text unlike all others wherever it lies; the hum makes it as loud as speech.
        time = np.arange(length) / RATE
        wave = 0.08 * np.sin(2 * np.pi * chance.integers(120, 250) * time) + 0.03 * chance.standard_normal(length)
        return (wave * np.minimum(1, np.minimum(time, time[::-1]) / 0.02)).astype(np.float32)


def decoded(content: bytes) -> Samples:
    """The samples of an MP3."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    assert rate == RATE
    assert samples.ndim == 1
    return np.asarray(samples, np.float32)


def at(samples: Samples, from_ms: int, to_ms: int) -> Samples:
    """A stretch of a track, by places in the session."""
    return samples[(from_ms + LEAD_IN_MS) * A_MS : (to_ms + LEAD_IN_MS) * A_MS]


def found_at(samples: Samples, sound: Samples, near_ms: int, reach_ms: int = 500) -> float:
    """Where in the session a sound lies that should lie at `near_ms`; in ms. AssertionError where it is not there."""
    stretch = at(samples, near_ms - reach_ms, near_ms + reach_ms)
    wide = np.concatenate((stretch, at(samples, near_ms + reach_ms, near_ms + reach_ms + 1_000)))
    part = sound[: 1_000 * A_MS]
    likeness = np.correlate(wide[: len(stretch) + len(part) - 1], part, "valid")
    place = int(likeness.argmax())
    found = wide[place : place + len(part)]
    assert likeness[place] > 0.5 * np.linalg.norm(found) * np.linalg.norm(part), f"not near {near_ms} ms"
    return near_ms - reach_ms + place / A_MS


def loudness(samples: Samples) -> float:
    """Integrated, in LUFS."""
    return float(pyloudnorm.Meter(RATE).integrated_loudness(samples))


def peak_db(samples: Samples) -> float:
    """The highest peak, also between samples, in dBFS."""
    from scipy.signal import resample_poly  # noqa: PLC0415 (slow to load)

    finer = (np.abs(resample_poly(samples[i : i + RATE * 10], 4, 1)).max() for i in range(0, len(samples), RATE * 10))
    return float(20 * np.log10(max(finer)))
