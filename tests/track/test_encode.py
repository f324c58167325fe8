"""The MP3: every moment where it should be, and of one bit rate throughout."""

import numpy as np

from tests.hum import decoded
from tests.track.test_loudness import Given
from unkink.track.encode import KBITS, mp3
from unkink.voice.port import RATE

FRAME = 576  # samples


def beeps(seconds: int, *places: float) -> Given:
    """Short tones at those seconds."""
    samples = np.zeros(seconds * RATE, np.float32)
    time = np.arange(RATE // 10) / RATE
    for place in places:
        start = round(place * RATE)
        samples[start : start + len(time)] = 0.4 * np.sin(2 * np.pi * 700 * time) * np.hanning(len(time))
    return Given(samples)


def test_a_decoder_finds_every_moment_where_it_was_put() -> None:
    """The session's clock follows the track: what is late by the encoder's delay would be late throughout."""
    given = beeps(40, 2.0, 17.345, 39.5)
    samples = decoded(mp3(given))
    assert len(samples) == given.length
    for place in (2.0, 17.345, 39.5):
        start = round(place * RATE)
        beep = given.samples[start : start + RATE // 10]
        likeness = np.correlate(samples[start - RATE // 4 : start + RATE // 4], beep, "valid")
        assert abs(int(likeness.argmax()) - RATE // 4) <= RATE * 2 // 1_000


def test_it_comes_back_as_loud_as_it_was_given() -> None:
    given = beeps(20, *range(1, 20))
    ratio = np.linalg.norm(decoded(mp3(given))) / np.linalg.norm(given.samples)
    assert abs(20 * np.log10(ratio)) < 0.15


def test_each_frame_is_as_long_as_every_other() -> None:
    """So a player that jumps lands where it meant to, without reading what lies between."""
    content = mp3(beeps(30, 3, 12))
    size = KBITS * 1_000 // 8 * FRAME // RATE
    assert content[:2] == b"\xff\xf3"
    assert {content[start : start + 3] for start in range(0, len(content) - size, size)} == {content[:3]}
    assert b"Info" in content[:64]


def test_half_an_hour_is_below_twenty_megabytes() -> None:
    second = len(mp3(beeps(60, 1))) / 60
    assert second * 1_800 < 20_000_000


def test_the_encoder_is_never_handed_a_whole_session() -> None:
    given = beeps(45, 1)
    mp3(given)
    assert given.longest <= 10 * RATE
