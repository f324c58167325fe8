"""Everything that can be said, said once by the real voice: what a person lying with closed eyes would hear."""

from typing import NamedTuple

import numpy as np
import pytest

from tests.routines import BUILT_IN
from tests.said import texts
from unkink.timeline import speech_ms
from unkink.voice.port import RATE, Samples
from unkink.voice.speakers import voice_of

FRAME = RATE // 100
HOLE_MS = 650  # a longer silence, and a person thinks that it was all
HEARD = 0.004


class Heard(NamedTuple):
    """What a text sounds like: its length and its longest silence in ms, and how loud it is (full scale being 1)."""

    length: float
    peak: float
    rms: float
    hole: int
    flat: int


@pytest.fixture(scope="module")
def said() -> dict[str, Heard]:
    """Every text, rendered and measured."""
    voice = voice_of("en")
    assert voice
    return {text: measured(voice.speak(text)) for text in texts(BUILT_IN)}


def measured(samples: Samples) -> Heard:
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    loud = np.flatnonzero(np.sqrt(np.mean(frames * frames, axis=1)) > HEARD)
    hole = int(np.diff(loud).max(initial=1) - 1) * 10
    flat = int(np.sum((samples[1:] == samples[:-1]) & (np.abs(samples[1:]) > 0.9)))
    rms = float(np.sqrt(np.mean(samples * samples)))
    return Heard(len(samples) * 1_000 / RATE, float(np.abs(samples).max()), rms, hole, flat)


def test_nothing_is_clipped(said: dict[str, Heard]) -> None:
    assert {text: heard for text, heard in said.items() if heard.peak >= 0.99 or heard.flat} == {}


def test_nothing_is_silent_or_breaks_off_in_the_middle(said: dict[str, Heard]) -> None:
    assert {text: heard for text, heard in said.items() if heard.rms < 0.02 or heard.hole > HOLE_MS} == {}


def test_nothing_takes_longer_than_the_timeline_reckons(said: dict[str, Heard]) -> None:
    """Else the voice would be cut off by its own next words, or speak into the end of a hold."""
    late = {text: (round(heard.length), speech_ms(text)) for text, heard in said.items()}
    assert {text: times for text, times in late.items() if times[0] > times[1]} == {}


def test_people_do_not_wait_long_for_the_voice(said: dict[str, Heard]) -> None:
    """Reckoned from above, but not far: a person waits for what is reckoned."""
    spoken = sum(heard.length for heard in said.values())
    assert sum(map(speech_ms, said)) < 1.25 * spoken
